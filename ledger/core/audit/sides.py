"""What the page says of a joining: what it dropped of one side, what it decided between two, what no side had."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ledger.core.audit.joins import DECIDED, DROPPED, Fate
from ledger.core.audit.point import KEPT, Point, point
from ledger.core.audit.saves import Save
from ledger.core.finding import NOTE, Finding
from ledger.core.merging.saying import place_in_words, shown

_SHOWN = 3
_LOOK = "look at both sides and enter again what is missing; entries that are gone are named too"


def told(save: Save, path: str, found: Sequence[Fate], dropped: Sequence[tuple[int, str]] = ()) -> Iterator[Point]:
    """Yield what a reader must know of one file of a joining; ``dropped`` has entries that the joining lacks.

    A decision between two values is a remark. The file as a whole has no name: of that, only what was lost is told.
    """
    for side, parent in enumerate(save.parents):
        places = [_called(fate) for fate in found if fate.kind == DROPPED and side in fate.sides]
        entries = Counter(name for at, name in dropped if at == side)
        places += [f"{count} of {name.replace('_', ' ')}" for name, count in entries.items()]
        if places:
            message = f"the joining dropped what {parent[:10]} alone had changed: {_listed(places)}"
            yield point(KEPT, save, Finding("LED741", message, _LOOK, file=path))
    for fate in found:
        if fate.kind == DECIDED and fate.name:
            yield point(KEPT, save, Finding("LED759", _decision(fate), file=path, severity=NOTE))
        elif fate.kind not in (DECIDED, DROPPED):
            was, now = shown(fate.versions.base), shown(fate.versions.joined)
            what = f" went from {was} to {now}" if fate.name else " was changed"
            message = f"{_called(fate)}{what} where two lines of work were joined, and {_whose(fate)}"
            yield point(KEPT, save, Finding("LED759", message, "ask who joined them what shows it", file=path))


def _called(fate: Fate) -> str:
    return place_in_words(fate.name) if fate.name else "the file"


def _listed(places: Sequence[str]) -> str:
    more = f" and {len(places) - _SHOWN} more" if len(places) > _SHOWN else ""
    return f"{', '.join(places[:_SHOWN])}{more}"


def _decision(fate: Fate) -> str:
    others = dict.fromkeys(shown(fate.versions.sides[side]) for side in fate.sides)
    given_up = f"{' and '.join(others)} {'do' if len(others) > 1 else 'does'} not"
    return f"both sides had changed {_called(fate)}: {shown(fate.versions.joined)} stands, {given_up}"


def _whose(fate: Fate) -> str:
    values = " or ".join(shown(fate.versions.sides[side]) for side in fate.sides)
    return f"the side that had changed it has {values}" if values and fate.name else "no side had that"
