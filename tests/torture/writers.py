"""Several writers at once: in one copy of a ledger, and in several copies of it that share what they have."""

from __future__ import annotations

import json
import os
import traceback
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from ledger.store.git import Git
from ledger.store.refusal import LedgerError
from ledger.store.saving import recover
from tests.commands.team import CASE, OTHER, PEOPLE, Clone, Ran, Team
from tests.torture.outcome import OTHER as OTHERWISE
from tests.torture.outcome import TORN, Asked, Fault, Outcome, counted
from tests.torture.striking import NONE, Strike, run
from tests.torture.world import OFFSET, left_over, whole

FILES = (CASE, OTHER)
_ROUNDS = 8
_STRUCK = 0.3


class Writer:
    """One person at work in a copy; every second or third command is killed somewhere."""

    def __init__(self, here: Clone, name: str, told: Path, *, alone: bool) -> None:
        self.here, self.name, self.told, self.alone = here, name, told, alone
        self.chance = Random(name)  # noqa: S311 - the same again from the same seed
        self.wanted: dict[str, int] = {}
        self.tried: Counter[str] = Counter()
        self.faults: list[Fault] = []

    def command(self, *words: str) -> Ran:
        """Run a command, perhaps struck; then put right what that left, as the next command would."""
        seed = self.chance.randrange(10**9)

        def work() -> Ran:
            Clone.seeds = seed
            return self.here.recoup(*words)

        struck = self.chance.random() < _STRUCK
        by_step = self.chance.random() < 0.5
        strike = Strike(at=self.chance.randrange(1, 60)) if by_step else Strike(seconds=self.chance.uniform(0.01, 0.6))
        ran = run(work, strike if struck else Strike(), self.told)
        self.tried["  kills"] += ran.code == NONE
        if ran.code >= 64:
            self.faults.append(Fault(OTHERWISE, f"{words[0]} ended with {ran.code}: {ran.err[-300:]!r}"))
        if ran.code == NONE and self.alone:
            self.mend()
        return ran

    def mend(self) -> None:
        """What the next command does first; a lock that git left when it was killed is then removed by hand."""
        for path in (self.here.root / ".git").rglob("*.lock"):
            try:
                recover(Git(self.here.root))
            except LedgerError as refusal:
                if "lock" not in f"{refusal.message} {refusal.hint}":
                    self.faults.append(Fault(OTHERWISE, f"stuck: {refusal.message}"))
            if path.exists() and path.name != "lock":
                self.tried["  locks of git left"] += 1
                path.unlink()
        recover(Git(self.here.root))

    def log(self, file: str) -> None:
        """Note a call or money."""
        text = f"entry {self.name} {len(self.wanted)}."
        if self.chance.random() < 0.7:
            words = ["log", Path(file).stem, text, "--channel", "phone"]
        else:
            words = ["money", Path(file).stem, *OFFSET, "--trace", text]
        code = self.command(*words).code
        self.wanted[text] = {0: 1, NONE: -1}.get(code, 0)
        self.tried["entries"] += 1


def in_one_copy(asked: Asked) -> Outcome:
    """Several programs at once write to the same two cases of one copy, and some are killed."""
    chance = Random(asked.name)  # noqa: S311
    here = Team(asked.place).clone("jlee")
    here.write("mine\n", "notes.md")
    here.git("add", "notes.md")
    writers, entries = (2, 3) if asked.number == 0 else (chance.randrange(3, 11), 10)

    def written(number: int) -> Writer:
        one = Writer(here, f"{asked.name}/{number}", asked.place / f"told-{number}", alone=False)
        for _ in range(entries):
            one.log(one.chance.choice(FILES))
        return one

    wanted, tried, faults = _together([partial(written, number) for number in range(writers)], asked.place)
    one = Writer(here, "the last", asked.place / "told", alone=True)
    one.mend()
    saved = here.recoup("save")
    if saved.code:
        faults.append(Fault(OTHERWISE, f"the last save ended with {saved.code}: {saved.err!r}"))
    faults += [
        *one.faults,
        *counted(wanted, "".join(here.read(file) for file in FILES)),
        *_sound(here, "A  notes.md\n"),
    ]
    return Outcome(_named(tried, "entries by writers in one copy"), tuple(faults))


def in_copies(asked: Asked) -> Outcome:
    """Each copy logs, edits by hand, saves, syncs, pulls and resolves on its own; at the end all are equal."""
    chance = Random(asked.name)  # noqa: S311
    many = 2 if asked.number == 0 else 10 if asked.number % 10 == 9 else chance.randrange(3, 6)
    return among(asked, many, 3 if asked.number == 0 else 10)


def among(asked: Asked, people: int, entries: int) -> Outcome:
    """So many people, each with so many entries in a copy of their own."""
    team = Team(asked.place)
    clones = [team.clone(list(PEOPLE)[number % 3], f"copy-{number}") for number in range(people)]

    def worked(number: int) -> Writer:
        one = Writer(clones[number], f"{asked.name}/{number}", asked.place / f"told-{number}", alone=True)
        while one.tried["entries"] < entries:
            _step(one)
        return one

    wanted, tried, faults = _together([partial(worked, number) for number in range(people)], asked.place)
    faults += _settled(team, clones)
    if not faults:
        for here in clones:
            faults += [*counted(wanted, "".join(here.read(file) for file in FILES)), *_sound(here, "")]
    tried["  copies"] = people
    tried["  joins"] = int(clones[0].git("rev-list", "--merges", "--count", "HEAD"))
    return Outcome(_named(tried, "entries in copies"), tuple(faults))


def _step(one: Writer) -> None:
    here, choice = one.here, one.chance.random()
    file = one.chance.choice(FILES)
    if choice < 0.5:
        one.log(file)
    elif choice < 0.65:
        text = f"typed {one.name} {len(one.wanted)}."
        entry = f"  - at: 2026-03-06T10:20\n    channel: phone\n    direction: out\n    summary: {text}\n"
        here.write(here.read(file).rstrip("\n") + "\n" + entry, file)
        one.wanted[text] = 1  # it stands in the person's own file: no command may lose it
        one.tried["entries"] += 1
        one.command("save")
    elif choice < 0.75:
        lines = here.read(file).splitlines(keepends=True)
        title = f"title: by {one.name.replace('/', ' ')}\n"
        here.write("".join(title if line.startswith("title: ") else line for line in lines), file)
        one.command("save")
    elif choice < 0.9:
        one.command("sync")
    elif not here.status:
        here.git("pull", "-q", "--no-rebase", "--no-edit", "origin", "main", ok=(0, 1))
    _through(one)


def _through(one: Writer) -> None:
    """Decide what waits for a person; killed in the middle of it, decide again."""
    for _ in range(20):
        if not (one.here.root / ".git" / "MERGE_HEAD").exists():
            return
        ran = one.command("resolve", "--keep", one.chance.choice(["mine", "theirs"]))
        if ran.code not in {0, NONE}:
            one.faults.append(Fault(OTHERWISE, f"resolve ended with {ran.code}: {(ran.out + ran.err)[-300:]!r}"))
            return


def _settled(team: Team, people: list[Clone]) -> list[Fault]:
    """Save and sync everywhere until all have the same."""
    for here in people:
        recover(Git(here.root))
        if (here.root / ".git" / "MERGE_HEAD").exists():
            here.recoup("resolve", "--keep", "mine")
        here.recoup("save")
    for _ in range(_ROUNDS):
        said = [_synced(here) for here in people]
        if len({here.head for here in people} | {team.tip}) == 1:
            return []
    return [Fault(TORN, f"the copies do not become equal: {said}")]


def _synced(here: Clone) -> tuple[int, str]:
    ran = here.recoup("sync")
    if (here.root / ".git" / "MERGE_HEAD").exists():
        here.recoup("resolve", "--keep", "mine")
        ran = here.recoup("sync")
    return ran.code, ran.err


def _sound(here: Clone, status: str) -> list[Fault]:
    faults = [Fault(TORN, f"git's examination: {said}")] if (said := whole(here)) else []
    if here.status != status:
        faults.append(Fault(TORN, f"not clean: {here.status!r}"))
    if (checked := here.recoup("check")).code:
        faults.append(Fault(TORN, f"check: {(checked.out + checked.err)[:300]!r}"))
    if left := left_over(here):
        faults.append(Fault(OTHERWISE, f"left behind: {left}"))
    return faults


def _together(works: list[Callable[[], Writer]], place: Path) -> tuple[dict[str, int], Counter[str], list[Fault]]:
    """Do the works in processes of their own, at the same time; what they say together."""
    files = [place / f"writer-{number}" for number in range(len(works))]
    children = []
    for work, file in zip(works, files, strict=True):
        if (child := os.fork()) == 0:
            try:
                one = work()
                answer: Any = [one.wanted, one.tried, one.faults]
            except BaseException:  # noqa: BLE001 - told to the parent
                answer = [{}, {}, [[OTHERWISE, traceback.format_exc()[-600:]]]]
            file.write_text(json.dumps(answer), encoding="utf-8")
            os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)
    wanted: dict[str, int] = {}
    tried: Counter[str] = Counter()
    faults: list[Fault] = []
    for file in files:
        texts, counts, said = json.loads(file.read_text(encoding="utf-8"))
        wanted |= texts
        tried.update(counts)
        faults += [Fault(*one) for one in said]
    return wanted, tried, faults


def _named(tried: Counter[str], name: str) -> Counter[str]:
    tried[name] = tried.pop("entries", 0)
    return tried
