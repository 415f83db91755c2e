"""What differs between two versions of a case: entries that came, entries that went, fields that changed."""

# No deferred annotations here: NamedTuple compiles each one that is text, which doubles the time these classes take.

from collections.abc import Hashable, Iterator, Sequence
from typing import Any, NamedTuple

from ledger.core.case import Case, Claim, Line, Related
from ledger.core.finding import Path
from ledger.core.proof import Approval, Consent, Document, Evidence, Ground, PointFound, Recorded
from ledger.core.sending import Appeal, Copy, Desk, Filing, Moment, Notice, Offer, Printed, RepaymentPlan
from ledger.core.spelling import key

Entry = Any
"""Any named tuple of a case."""


class Added(NamedTuple):
    """An entry or a block that is new. ``path`` is its place in the new version, ``name`` its place in words."""

    path: Path
    name: str
    entry: Entry


class Removed(NamedTuple):
    """An entry or a block that is gone. ``path`` is the place it had in the old version."""

    path: Path
    name: str
    entry: Entry


class Altered(NamedTuple):
    """A field that differs. ``before`` and ``after`` are the blocks it stands in."""

    path: Path
    name: str
    field: str
    before: Entry
    after: Entry

    @property
    def old(self) -> object:
        """The value it had."""
        value: object = getattr(self.before, self.field)
        return value

    @property
    def new(self) -> object:
        """The value it has."""
        value: object = getattr(self.after, self.field)
        return value


Difference = Added | Removed | Altered

_OWN_WORDS = ("file",)
"""Fields of a case that its file does not hold."""

_NAMES: dict[type, tuple[tuple[str, ...], ...]] = {
    Claim: (("number",),),
    Line: (("line",), ("served_on", "procedure", "modifiers")),
    Notice: (("id",), ("kind",)),
    Filing: (("id",), ("kind",)),
    Appeal: (("id",), ("level",)),
    RepaymentPlan: (("id",), ("kind",), ()),
    Offer: (("dated_on", "made_by"),),
    Document: (("id",),),
    PointFound: (("id",),),
    Ground: (("id",),),
    Evidence: (("id",), ("item",)),
    Approval: (("number",),),
    Consent: (("kind", "patient", "signed_on"),),
    Printed: (("deadline",),),
    Desk: (("name",), ("use",)),
    Copy: (("to",),),
    Related: (("case",),),
}
"""What tells the entries of a list apart, best first; entries of other lists have an id, a tag or their values."""


def differences_between(before: Case, after: Case) -> tuple[Difference, ...]:
    """Return all that differs between two versions, in the order of the file."""
    return tuple(_in_block(before, after, (), ""))


def entries_of(case: Case) -> tuple[Added, ...]:
    """Return the entries of a new case as if they had been added to an empty one, its claims and facts left out."""
    kept = ("counsel", "notices", "documents", "decisions", "filings", "appeals", "repayment_plans", "offers")
    later = ("extensions", "passed", "holds", "money", "communications")
    return tuple(
        Added((field, index), _named(field, entry), entry)
        for field in (*kept, *later)
        for index, entry in enumerate(getattr(case, field))
    )


def is_block(value: object) -> bool:
    """Whether a value is a part with fields of its own; a moment and a stamp are single values."""
    return isinstance(value, tuple) and hasattr(value, "_fields") and not isinstance(value, (Moment, Recorded))


def _in_block(before: Entry, after: Entry, path: Path, name: str) -> Iterator[Difference]:
    for field in after._fields:
        old, new = getattr(before, field), getattr(after, field)
        if old == new or field in _OWN_WORDS:
            continue
        spelled = key(after, field)
        place, called = (*path, spelled), f"{name}.{spelled}".lstrip(".")
        if _is_list(old) or _is_list(new):
            yield from _in_list(old, new, place, called)
        elif is_block(old) and is_block(new):
            yield from _in_block(old, new, place, called)
        elif is_block(new):
            yield Added(place, called, new)
        elif is_block(old):
            yield Removed(place, called, old)
        else:
            yield Altered(place, called, field, before, after)


def _is_list(value: object) -> bool:
    return isinstance(value, tuple) and not hasattr(value, "_fields") and bool(value) and is_block(value[0])


def _in_list(old: Sequence[Entry], new: Sequence[Entry], path: Path, name: str) -> Iterator[Difference]:
    pairs = _pairs(old, new)
    kept = set(pairs.values())
    for index, entry in enumerate(old):
        if index not in kept:
            yield Removed((*path, index), _named(name, entry), entry)
    for index, entry in enumerate(new):
        if index in pairs:
            yield from _in_block(old[pairs[index]], entry, (*path, index), _named(name, entry))
        else:
            yield Added((*path, index), _named(name, entry), entry)


def _pairs(old: Sequence[Entry], new: Sequence[Entry]) -> dict[int, int]:
    """Return for each new entry the old one that it was: an equal one, else one of the same name."""
    left = dict(enumerate(old))
    pairs: dict[int, int] = {}
    for names_of in (_itself, _name, _without_stamp):
        places: dict[Hashable, list[int]] = {}
        for place in reversed(left):
            places.setdefault(names_of(left[place]), []).append(place)
        for index, entry in enumerate(new):
            same = places.get(names_of(entry)) if index not in pairs else None
            if same:
                pairs[index] = same.pop()
                del left[pairs[index]]
    return pairs


def _itself(entry: Entry) -> Hashable:
    whole: Hashable = entry
    return whole


def _name(entry: Entry) -> Hashable:
    """Return what identifies an entry: the first of its names that is filled, else its tag, else all of it."""
    for fields in _NAMES.get(type(entry), (("id",),)):
        values = tuple(getattr(entry, field, None) for field in fields)
        if all(value is not None for value in values):
            return values
    recorded: Recorded | None = getattr(entry, "recorded", None)
    return recorded.tag if recorded else _itself(entry)


def _without_stamp(entry: Entry) -> Hashable:
    bare: Hashable = entry._replace(recorded=None) if "recorded" in entry._fields else entry
    return bare


def _named(name: str, entry: Entry) -> str:
    """Return ``appeals.first`` or ``claims.0026.lines.2``; the list's name alone where an entry has none."""
    own = _name(entry)
    if isinstance(own, tuple) and not hasattr(own, "_fields"):
        words = [str(word) for word in own if isinstance(word, str) and word]
        return ".".join([name, "/".join(words)]) if words else name
    return f"{name}.{own}" if isinstance(own, str) else name
