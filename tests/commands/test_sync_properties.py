"""Whatever a few people do to one ledger, in whatever order: what was acknowledged stands once in every copy."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.commands.team import CASE, OTHER, Clone, Team
from tests.depth import DEEP, often

WHO = ("jlee", "mortiz", "akim")
FILES = (CASE, OTHER)
ROUNDS = 8

clones = st.integers(0, 2 if DEEP else 1)
files = st.sampled_from(FILES)
sides = st.sampled_from(["mine", "theirs"])


class Sharing(RuleBasedStateMachine):
    """Two or three copies of one ledger; ``acknowledged`` are the texts that somebody was told are saved or kept."""

    def __init__(self) -> None:
        super().__init__()
        self.scratch = tempfile.TemporaryDirectory(dir=os.environ.get("PYTEST_DEBUG_TEMPROOT"))
        self.acknowledged: list[str] = []
        self.typed: dict[tuple[int, str], list[str]] = {}
        self.number = 0

    @initialize()
    def begin(self) -> None:
        self.team = Team(Path(self.scratch.name))
        self.people = [self.team.clone(who) for who in (WHO if DEEP else WHO[:2])]

    def text(self) -> str:
        self.number += 1
        return f"entry number {self.number}."

    def clean(self, place: int) -> bool:
        return not any(texts for (owner, _), texts in self.typed.items() if owner == place)

    def through(self, clone: Clone, side: str) -> None:
        """Decide what waits for a person, if anything does."""
        if (clone.root / ".git" / "MERGE_HEAD").exists():
            done = clone.recoup("resolve", "--keep", side)
            assert done.code == 0, done

    # what people do

    @rule(place=clones, file=files)
    def log(self, place: int, file: str) -> None:
        text = self.text()
        done = self.people[place].recoup("log", Path(file).stem, text, "--channel", "phone")
        assert done.code == 0, done
        self.acknowledged.append(text)

    @rule(place=clones, file=files)
    def note_money(self, place: int, file: str) -> None:
        if (place, file) in self.typed:
            return
        text = f"EFT {self.text()}"
        words = ("--kind", "offset", "--amount", "1.10", "--dated-on", "3/6/2026", "--trace", text)
        done = self.people[place].recoup("money", Path(file).stem, *words)
        assert done.code == 0, done
        self.acknowledged.append(text)

    @rule(place=clones, file=files)
    def type_an_entry(self, place: int, file: str) -> None:
        """Add an entry by hand, and leave it there."""
        clone, text = self.people[place], self.text()
        lines = f"  - at: 2026-03-06T10:20\n    channel: phone\n    direction: out\n    summary: {text}\n"
        clone.write(clone.read(file).rstrip("\n") + "\n" + lines, file)
        self.typed.setdefault((place, file), []).append(text)

    @rule(place=clones, file=files, title=st.sampled_from(["one", "two", "three"]))
    def type_a_title(self, place: int, file: str, title: str) -> None:
        """Change a fact by hand: two people may change it differently."""
        clone = self.people[place]
        lines = clone.read(file).splitlines(keepends=True)
        lines = [f"title: {title}\n" if line.startswith("title: ") else line for line in lines]
        clone.write("".join(lines), file)
        self.typed.setdefault((place, file), [])

    @rule(place=clones)
    def save(self, place: int) -> None:
        done = self.people[place].recoup("save")
        assert done.code == 0, done
        self.settle(place)

    @rule(place=clones)
    def save_with_plain_git(self, place: int) -> None:
        if any(owner == place for owner, _ in self.typed):
            self.people[place].git("commit", "-q", "--allow-empty", "-a", "-m", "by hand")
            self.settle(place)

    def settle(self, place: int) -> None:
        for owner, file in list(self.typed):
            if owner == place:
                self.acknowledged += self.typed.pop((owner, file))

    @rule(place=clones, side=sides)
    def sync(self, place: int, side: str) -> None:
        self.sync_now(self.people[place], side)

    def sync_now(self, clone: Clone, side: str) -> None:
        done = clone.recoup("sync")
        if done.code == 3 and "needs you" in done.out:
            self.through(clone, side)
            done = clone.recoup("sync")
        assert done.code == 0 or (done.code == 3 and "edits here are not saved yet" in done.err), done

    @precondition(lambda self: hasattr(self, "people"))
    @rule(place=clones, side=sides)
    def pull_with_plain_git(self, place: int, side: str) -> None:
        if any(owner == place for owner, _ in self.typed):
            return
        clone = self.people[place]
        clone.git("pull", "-q", "--no-rebase", "--no-edit", "origin", "main", ok=(0, 1))
        self.through(clone, side)

    @rule(place=clones, other=clones, side=sides)
    def pull_from_a_colleague(self, place: int, other: int, side: str) -> None:
        """Take over crosswise, past the shared copy: two states may have several common ones afterwards."""
        if place == other or any(owner == place for owner, _ in self.typed):
            return
        clone = self.people[place]
        clone.git("pull", "-q", "--no-rebase", "--no-edit", str(self.people[other].root), "main", ok=(0, 1))
        self.through(clone, side)

    @rule(place=clones)
    def push_with_plain_git(self, place: int) -> None:
        self.people[place].git("push", "-q", "origin", "main", ok=(0, 1))

    # what must hold

    @invariant()
    def nothing_is_in_the_middle(self) -> None:
        for clone in getattr(self, "people", []):
            git_dir = clone.root / ".git"
            assert not (git_dir / "recoup" / "journal.json").exists()
            assert not (git_dir / "index.lock").exists()

    def teardown(self) -> None:
        if hasattr(self, "people"):
            try:
                self.everything_stands_once_everywhere()
            finally:
                self.scratch.cleanup()

    def everything_stands_once_everywhere(self) -> None:
        for place in range(len(self.people)):
            self.save(place)
        for _ in range(ROUNDS):
            for clone in self.people:
                self.sync_now(clone, "mine")
            if len({clone.head for clone in self.people}) == 1:
                break
        assert {clone.head for clone in self.people} == {self.team.tip}
        for clone in self.people:
            assert clone.status == ""
            whole = "".join(clone.read(file) for file in FILES)
            assert {text: whole.count(text) for text in self.acknowledged} == dict.fromkeys(self.acknowledged, 1)
            assert clone.recoup("check").code == 0
        assert len({"".join(clone.read(file) for file in FILES) for clone in self.people}) == 1


STEPS = 25
EXAMPLES = often(10, 60)
CHANCES = 4
"""Together a thousand steps in every run, in parts that two processors share."""


@pytest.mark.skipif(os.name == "nt", reason="as slow as the processes that git is made of there")
@pytest.mark.parametrize("chance", range(CHANCES))
def test_what_was_acknowledged_stands_once_in_every_copy(chance: int) -> None:
    machine = type("Chance", (Sharing,), {})
    chosen = settings(
        max_examples=EXAMPLES,
        stateful_step_count=often(STEPS, 40),
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink) if DEEP else (Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(seed(chance)(machine), settings=chosen)
