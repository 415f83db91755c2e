"""Legal holds: which of them stand, who may lift one, and what a hold does not let happen to a case.

A hold is an entry of a list that only grows, and so is its lifting: a hold that ended leaves its trace. The day that
somebody named as its end lifts nothing; a person does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from ledger.core.case import Case, Hold
from ledger.core.finding import Finding, Path
from ledger.core.growing import KEPT
from ledger.core.practice import Person, Settings
from ledger.core.proof import HoldEntry

BLOCK = "hold"
"""What ``lifts`` says of the hold that was typed as a block."""

LIFTING_ROLES = ("owner", "compliance", "privacy", "counsel")
"""Who may lift a hold, and may remove what was saved by mistake."""

LEDGER = "the whole ledger"


class Standing(NamedTuple):
    """A hold that was not lifted. ``name`` is what ``lifts`` means it by; ``on`` says what it lies on."""

    name: str
    since: date | None
    asked_by: str
    until: date | None
    on: str

    @property
    def told(self) -> str:
        """The hold in a few words: ``legal hold since 2026-03-09 on the whole ledger, asked by ...``."""
        return f"legal hold since {self.since} on {self.on}, asked by {self.asked_by}"


def standing(case: Case | None, settings: Settings | None) -> tuple[Standing, ...]:
    """Return the holds that stand on a case: its own, then those on the whole ledger."""
    own = () if case is None else (*_block(case.hold, case), *_entries(case.holds, case.id))
    lifted = frozenset(entry.lifts for entry in case.holds) if case is not None else frozenset()
    return (*(one for one in own if one.name not in lifted), *on_ledger(settings))


def on_ledger(settings: Settings | None) -> tuple[Standing, ...]:
    """Return the holds that stand on the whole ledger."""
    if settings is None:
        return ()
    lifted = frozenset(entry.lifts for entry in settings.holds)
    return tuple(one for one in _entries(settings.holds, LEDGER) if one.name not in lifted)


def may_lift(person: Person | None) -> bool:
    """Whether somebody has a role that may lift a hold."""
    return person is not None and any(role in LIFTING_ROLES for role in person.roles)


def against_hold(before: Case | None, after: Case | None, settings: Settings | None) -> list[Finding]:
    """Find what a change takes back under a hold, and what it does to the hold itself; paths lead into ``after``."""
    if before is None or after is None:
        return []
    found = list(_block_changed(before, after))
    if standing(before, settings):
        found += _taken_back(before, after, standing(before, settings)[0])
    found += wrongly_lifted(before.holds, after.holds, settings)
    return found


def wrongly_lifted(
    before: Sequence[HoldEntry], after: Sequence[HoldEntry], settings: Settings | None
) -> Iterator[Finding]:
    """Yield a lifting that nobody with the role for it has recorded. Without people every person may."""
    people = {person.id: person for person in settings.people} if settings is not None else {}
    known = set(before)
    for index, entry in enumerate(after):
        if entry.lifts is None or entry in known or not people:
            continue
        path: Path = ("holds", index, "lifts")
        roles = ", ".join(LIFTING_ROLES)
        hint = f"somebody with one of the roles {roles} lifts it: recoup hold ... --lift"
        if entry.recorded is None:
            yield Finding("LED770", f"the lifting of hold {entry.lifts} does not say who recorded it", hint, path)
        elif not may_lift(people.get(entry.recorded.by)):
            message = f"{entry.recorded.by} lifts hold {entry.lifts}, and has no role that may"
            yield Finding("LED770", message, hint, path)


def entries_fit(entries: Sequence[HoldEntry], block: Hold | None) -> Iterator[Finding]:
    """Yield an entry that is neither a hold nor the lifting of one that is there."""
    names = {_name(index, entry) for index, entry in enumerate(entries) if entry.since is not None}
    names |= {BLOCK} if block is not None else set()
    for index, entry in enumerate(entries):
        path: Path = ("holds", index)
        hint = "a hold has since; a lifting has lifts and lifted_on"
        if (entry.since is None) == (entry.lifts is None) or (entry.lifts is None) != (entry.lifted_on is None):
            yield Finding("LED322", "this is neither a hold nor the lifting of one", hint, path)
        elif entry.lifts is not None and entry.lifts not in names:
            hint = "copy the four letters that end recorded of the hold you mean"
            message = f"lifts names {entry.lifts}, and no hold here has this tag"
            yield Finding("LED319", message, hint, (*path, "lifts"))


def _block(block: Hold | None, case: Case) -> tuple[Standing, ...]:
    return () if block is None else (Standing(BLOCK, block.since, block.asked_by, block.until, case.id),)


def _entries(entries: Sequence[HoldEntry], on: str) -> tuple[Standing, ...]:
    return tuple(
        Standing(_name(index, entry), entry.since, entry.asked_by, entry.until, on)
        for index, entry in enumerate(entries)
        if entry.since is not None
    )


def _name(index: int, entry: HoldEntry) -> str:
    """Its tag; until it has one, its place, by which nothing can lift it."""
    return entry.recorded.tag if entry.recorded is not None else f"#{index + 1}"


def _block_changed(before: Case, after: Case) -> Iterator[Finding]:
    if before.hold is None or before.hold == after.hold:
        return
    gained = after.hold is not None and before.hold.until is None and before.hold == after.hold._replace(until=None)
    if not gained:
        verb = "is gone" if after.hold is None else "was changed"
        hint = "put it back as it was; recoup hold CASE --lift lifts it and keeps its trace"
        yield Finding("LED770", f"the hold of {before.id} {verb}", hint, ("hold",) if after.hold else ())


def _taken_back(before: Case, after: Case, hold: Standing) -> Iterator[Finding]:
    for name in KEPT:
        known = set(getattr(before, name))
        for index, entry in enumerate(getattr(after, name)):
            if getattr(entry, "retracts", None) and entry not in known:
                hint = "add what is right as a new entry, or as a correction, which keeps both"
                message = f"an entry of {name} is taken back under a {hold.told}"
                yield Finding("LED769", message, hint, (name, index, "retracts"))
