"""What was decided where two versions of a case were joined: what each side had typed, and what stands afterwards.

It is read off four versions: the one both sides began with, the two sides, and the result. What joins by itself is
told where it was typed; only what fell to somebody's choice is told here.
"""

# No deferred annotations here: NamedTuple compiles each one that is text, which doubles the time these classes take.

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from ledger.core.case import Case
from ledger.core.difference import Altered, Removed, differences_between, is_block
from ledger.core.event import Event
from ledger.core.finding import Path
from ledger.core.sending import Moment
from ledger.core.sentences import label_of, of_entry, text_of
from ledger.core.sentences.field import LONGEST_VALUE

JOINED = "joined"
_IN_ORDER = ("modifiers", "diagnoses")
"""Lists of words that are one value: their order says something, so two of them never join by themselves."""
_NOTHING = "nothing"


class Decided(NamedTuple):
    """One place where the result is not what joins by itself; ``name`` is the place in words.

    ``first`` is what both sides began with, ``ours`` and ``theirs`` what they then held, ``after`` what stands; None is
    nothing. ``changed`` says which of the two sides had changed it.
    """

    path: Path
    name: str
    field: str
    first: Any
    ours: Any
    theirs: Any
    after: Any
    changed: tuple[bool, bool]


class Step(NamedTuple):
    """One save on one of the sides: who wrote it, and the case before and after it."""

    who: str
    before: Case | None
    after: Case | None


class _Change(NamedTuple):
    path: Path
    field: str
    old: Any
    new: Any


def plainly_joined(ours: Case, theirs: Case, after: Case) -> bool:
    """Whether the sides differ in whole entries only, and all of these stand in the result: nothing was to decide."""
    if any(isinstance(one, Altered) for one in differences_between(ours, theirs)):
        return False
    return not any(isinstance(one, Removed) for side in (ours, theirs) for one in differences_between(side, after))


def decided_in(first: Case, ours: Case, theirs: Case, after: Case) -> tuple[Decided, ...]:
    """Return the places that a joining decided, in the order in which the sides changed them."""
    left, right, now = _changes(first, ours), _changes(first, theirs), _changes(first, after)
    found = []
    for name, one in {**right, **left}.items():
        mine, other = (side[name].new if name in side else one.old for side in (left, right))
        result = now[name] if name in now else one._replace(new=one.old)
        place = Decided(
            result.path, name, one.field, one.old, mine, other, result.new, changed=(name in left, name in right)
        )
        if not _joins(place):
            found.append(place)
    return tuple(found)


def typist(place: Decided, steps: Iterable[Step]) -> str:
    """Return who last changed a place, the newest save first; everybody of the side where no single save did."""
    people: dict[str, None] = {}
    for step in steps:
        people[step.who] = None
        if step.before is not None and step.after is not None and place.name in _changes(step.before, step.after):
            return step.who
    return " and ".join(people)


def decision(place: Decided, typists: tuple[str, str], by: str, on: date) -> Event:
    """Return how a decided place is told: both values, who typed which, which was kept, by whom and when."""
    held = [(place.ours, typists[0]), (place.theirs, typists[1])]
    typed = [one for one, changed in zip(held, place.changed, strict=True) if changed]
    said = " and ".join(f"{_told(place, value)}{f' (by {who})' if who else ''}" for value, who in typed)
    how = "were both typed" if all(place.changed) else "was typed in one of the two versions"
    kept = _told(place, place.after)
    if place.after in (place.ours, place.theirs) and place.after != place.first:
        end = f"{kept} was kept"
    elif place.after == place.first:
        end = f"{kept} was kept, as before" if kept != _NOTHING else "neither was kept"
    else:
        end = f"{kept} was put in their place"
    return Event(
        JOINED,
        place.path,
        f"{label_of(place.name)}: {said} {how}; {end}, by {by} on {on}",
        place.name,
        " / ".join(_told(place, value) for value, _ in typed if value != place.after),
        kept,
        who=by,
        others=tuple(who for _, who in typed if who),
    )


def _changes(before: Case, after: Case) -> Mapping[str, _Change]:
    """What differs, by its name; entries that have no name of their own are left out."""
    found = {}
    differences = differences_between(before, after)
    names = Counter(one.name for one in differences)
    for one in differences:
        if names[one.name] > 1:
            continue
        if isinstance(one, Altered):
            found[one.name] = _Change(one.path, one.field, one.old, one.new)
        elif isinstance(one, Removed):
            found[one.name] = _Change(one.path, "", one.entry, None)
        else:
            found[one.name] = _Change(one.path, "", None, one.entry)
    return found


def _joins(place: Decided) -> bool:
    """Whether the result is what comes about without anybody's choice."""
    mine, other = place.changed
    if not (mine and other):
        return bool(place.after == (place.ours if mine else place.theirs))
    if place.ours == place.theirs:
        return True  # what became of it is a change against both sides, and told as such
    return _is_set(place) and set(place.after or ()) == _united(place)


def _is_set(place: Decided) -> bool:
    held = (place.first, place.ours, place.theirs, place.after)
    return place.field not in _IN_ORDER and all(value is None or _is_list(value) for value in held)


def _is_list(value: object) -> bool:
    return isinstance(value, tuple) and not is_block(value) and not isinstance(value, Moment)


def _united(place: Decided) -> set[Any]:
    first, ours, theirs = (set(value or ()) for value in (place.first, place.ours, place.theirs))
    return (first & ours & theirs) | (ours - first) | (theirs - first)


def _told(place: Decided, value: Any) -> str:  # noqa: ANN401 - any value of a case
    words = of_entry(value)[-1].words if is_block(value) else text_of(place.field, value)
    return (words if len(words) <= LONGEST_VALUE else f"{words[: LONGEST_VALUE - 3]}...") or _NOTHING
