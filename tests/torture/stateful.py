"""Two or three copies of one ledger, and whatever people, plain git and a power switch do to them in any order."""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path
from random import Random

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule, run_state_machine_as_test

from ledger.store.git import Git
from ledger.store.saving import recover
from tests.commands.team import CASE, Clone, Ran, Team
from tests.commands.test_sync_properties import WHO, Sharing, files
from tests.torture.outcome import OTHER, TORN, Asked, Fault, Outcome, counted
from tests.torture.striking import NONE, Strike, run
from tests.torture.world import OFFSET, PAPER, left_over, whole

_LEVELS = ("first", "second", "third")
_STEPS = 30
_EXAMPLES = 6

taken = Counter[str]()
places = st.integers(0, 2)


class BrokenError(AssertionError):
    """What was not as promised, with its kind."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("; ".join(fault.said for fault in faults))
        self.faults = faults


class Torture(Sharing):
    """The team of ``test_sync_properties``, with appeals, papers, undoing, rebases and strikes besides."""

    def __init__(self) -> None:
        super().__init__()
        self.perhaps: set[str] = set()

    @initialize(third=st.booleans())
    def begin(self, third: bool = True) -> None:  # noqa: FBT001, FBT002 - Hypothesis draws it
        """Two or three people."""
        folder = Path(self.scratch.name)
        self.team = Team(folder)
        self.people = [self.team.clone(who) for who in WHO[: 3 if third else 2]]
        (folder / "paper.pdf").write_bytes(PAPER)

    def one(self, place: int) -> int:
        """The person meant."""
        return place % len(self.people)

    @rule(place=places, file=files)
    def appeal(self, place: int, file: str) -> None:
        place = self.one(place)
        clone, level = self.people[place], _LEVELS[place]
        if (place, file) in self.typed or f"level: {level}" in clone.read(file):
            return
        proof = f"fax {self.text()}"
        words = ("--sent-on", "3/8/2026", "--method", "fax", "--proof", proof)
        done = clone.recoup("appeal", Path(file).stem, level, *words)
        if done.code == 0:
            self.acknowledged.append(proof)

    @rule(place=places, file=files)
    def attach(self, place: int, file: str) -> None:
        place = self.one(place)
        if (place, file) in self.typed:
            return
        text = self.text()
        paper = Path(self.scratch.name) / f"{self.number}.pdf"
        paper.write_bytes(PAPER + text.encode())
        title = f"paper of {text}"
        name = ("--name", f"paper-{self.number}", "--title", title)
        done = self.people[place].recoup("attach", Path(file).stem, str(paper), "--kind", "proof", *name)
        assert done.code == 0, done
        self.acknowledged.append(title)

    @rule(place=places)
    def undo(self, place: int) -> None:
        """Take the last thing back: what was acknowledged stays, and something says that it no longer counts."""
        done = self.people[self.one(place)].recoup("undo", "--yes")
        assert done.code in {0, 2, 3}, done

    @rule(place=places)
    def rebase_with_plain_git(self, place: int) -> None:
        """A person who moves saves of their own that nobody has yet; where it cannot be done they give it up."""
        place = self.one(place)
        clone = self.people[place]
        if clone.status or self.taken_elsewhere(place):
            return
        clone.git("fetch", "-q", "origin")
        clone.git("rebase", "-q", "origin/main", ok=(0, 1, 128))
        if any((clone.root / ".git" / name).exists() for name in ("rebase-merge", "rebase-apply")):
            clone.git("rebase", "--abort")

    def taken_elsewhere(self, place: int) -> bool:
        """Whether a colleague has saves from here that are not shared: those are not moved (docs/plain-git.md)."""
        own = set(self.people[place].git("rev-list", "origin/main..HEAD").split())
        others = [clone for number, clone in enumerate(self.people) if number != place]
        return any(own & set(other.git("rev-list", "HEAD").split()) for other in others)

    @rule(place=places, file=files, at=st.integers(1, 140), what=st.sampled_from(["log", "money", "save", "sync"]))
    def strike(self, place: int, file: str, at: int, what: str) -> None:
        """A command is killed at a step; the next one puts that right."""
        place = self.one(place)
        if what == "money" and (place, file) in self.typed:
            return
        clone, text = self.people[place], self.text()
        case = Path(file).stem
        words = {
            "log": ("log", case, text, "--channel", "phone"),
            "money": ("money", case, *OFFSET, "--trace", text),
        }.get(what, (what,))
        begun = Clone.seeds + 1

        def work() -> Ran:
            Clone.seeds = begun
            return clone.recoup(*words)

        ended = run(work, Strike(at=at), Path(self.scratch.name) / "told")
        Clone.seeds = begun + 1
        taken["  strikes that hit"] += ended.code == NONE
        recover(Git(clone.root))
        self.through(clone, "mine")
        for lock in (clone.root / ".git").rglob("*.lock"):
            lock.unlink()
        if what in {"log", "money"}:
            self.acknowledged.append(text) if ended.code == 0 else self.perhaps.add(text)
        if what == "save" and not clone.status:
            self.settle(place)

    @precondition(lambda self: hasattr(self, "people"))
    @invariant()
    def a_step_was_taken(self) -> None:
        taken["stateful steps"] += 1

    def everything_stands_once_everywhere(self) -> None:
        """At the end, in every copy."""
        for place in range(len(self.people)):
            self.save(place)
        for _ in range(8):
            for clone in self.people:
                self.sync_now(clone, "mine")
            if len({clone.head for clone in self.people}) == 1:
                break
        faults: list[Fault] = []
        if {clone.head for clone in self.people} != {self.team.tip}:
            faults.append(Fault(TORN, "the copies do not become equal"))
        for clone in self.people:
            text = "".join(clone.read(file) for file in (CASE, CASE.replace("7K4QXM", "9TB2RC")))
            wanted = dict.fromkeys(self.acknowledged, 1) | dict.fromkeys(self.perhaps, -1)
            faults += counted({f"{entry}\n": times for entry, times in wanted.items()}, text)
            checked = clone.recoup("check")
            if checked.code or clone.status:
                faults.append(
                    Fault(TORN, f"check: {checked.code} {(checked.out + checked.err)[:300]!r} {clone.status!r}")
                )
            if (said := whole(clone)) or left_over(clone):
                faults.append(Fault(TORN, f"{said} {left_over(clone)}"))
        if faults:
            raise BrokenError(faults)


def steps(asked: Asked) -> Outcome:
    """Some examples of the machine, from a seed of their own."""
    taken.clear()
    tempfile.tempdir = str(asked.place)
    small = asked.number == 0
    chosen = settings(
        max_examples=2 if small else _EXAMPLES,
        stateful_step_count=12 if small else _STEPS,
        deadline=None,
        database=None,
        phases=(Phase.generate,),
        print_blob=False,
        suppress_health_check=list(HealthCheck),
    )
    machine = seed(Random(asked.name).randrange(2**32))(type("Once", (Torture,), {}))  # noqa: S311
    faults: tuple[Fault, ...] = ()
    try:
        run_state_machine_as_test(machine, settings=chosen)
    except BrokenError as broken:
        faults = tuple(broken.faults)
    except Exception as error:  # noqa: BLE001 - a step that ended otherwise than it may
        faults = (Fault(OTHER, f"{error!r}"[:700]),)
    return Outcome(Counter(taken), faults)
