"""Grounds that a person picks from a review: what is written into the case, and what is there already."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ledger.core.amount import dollars
from ledger.core.edit import AppendEntry, Change, Value
from ledger.core.letter.citable import doubts
from ledger.core.review.point import NOTHING, POSSIBLE
from ledger.core.review.shown import shown_by

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ledger.core.case import Case
    from ledger.core.law.rule import Regime
    from ledger.core.review.checks import Review
    from ledger.core.review.point import Point, Rule


class Picked(NamedTuple):
    """The change that writes the grounds (None where nothing is new), and the names that stand in the case already.

    ``bare`` says of each new ground that no paper on file shows, what would; ``partly`` of each that reaches only a
    part of what is demanded on its lines, how much.
    """

    change: Change | None
    there: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()
    partly: tuple[str, ...] = ()


def possible(review: Review, check: str) -> tuple[Point, ...]:
    """The possible grounds that a check found: what can be picked by its name."""
    return tuple(one for one in review.points if one.check == check and one.verdict == POSSIBLE and one.paragraph)


def picked(case: Case, points: Sequence[Point], regimes: Mapping[str, Regime]) -> Picked:
    """The grounds of some possible points; a name that the case has already is never written a second time."""
    known = {ground.id for ground in case.grounds}
    edits, new, there = [], [], []
    for name, point in _named(points):
        if name in known:
            there.append(name)
            continue
        edits.append(AppendEntry(("grounds",), _entry(case, name, point, regimes)))
        new.append(name)
    if not edits:
        return Picked(None, tuple(there))
    said = f"Written as {'a ground' if len(new) == 1 else 'grounds'}: {', '.join(new)}."
    bare = [f"{name}: add {point.ask}" for name, point in _named(points) if name in new and _is_bare(case, point)]
    subject = f"{'ground' if len(new) == 1 else 'grounds'} picked: {', '.join(new)}"
    partly = [f"{name} {part}" for name, point in _named(points) if name in new and (part := _reach(case, point))]
    return Picked(Change(tuple(edits), subject, "ground", said), tuple(there), tuple(bare), tuple(partly))


def _named(points: Sequence[Point]) -> list[tuple[str, Point]]:
    """Each point with the name of its ground: the check's, and a number from the second of a check on."""
    counts: dict[str, int] = {}
    found = []
    for point in points:
        counts[point.check] = counts.get(point.check, 0) + 1
        number = counts[point.check]
        found.append((point.check if number == 1 else f"{point.check}-{number}", point))
    return found


def _entry(case: Case, name: str, point: Point, regimes: Mapping[str, Regime]) -> dict[str, Value]:
    """One ground: where it is about every claim of the case none is listed, and its words say so."""
    whole = set(point.claims) == {claim.number for claim in case.claims}
    words = point.paragraph.replace(" named here", " of this demand") if whole else point.paragraph
    named = "".join(f" [{document}]" for document in shown_by(case, point))
    words = f"{words.removesuffix('.')}{named}." if named else words
    entry: dict[str, Value] = {"id": name, "point": words}
    if point.rule is not None and may_be_cited(point.rule, regimes):
        entry["rule"] = point.rule.citation
    if point.claims and not whole:
        entry["claims"] = list(point.claims)
    return entry


def _reach(case: Case, point: Point) -> str:
    """How far a ground reaches where it is for less than its lines; empty where it is for the whole."""
    lines = [
        line.demanded or NOTHING
        for claim in case.claims
        for number, line in enumerate(claim.lines, start=1)
        if not {claim.number, f"{claim.number}/{line.line or number}"}.isdisjoint(point.claims)
    ]
    demanded = sum(lines, NOTHING)
    if not NOTHING < point.amount < demanded:
        return ""
    return f"is about {dollars(point.amount)} of the {dollars(demanded)} demanded on its lines"


def _is_bare(case: Case, point: Point) -> bool:
    """Whether nothing on file shows what a ground says, and the check knows what would."""
    return bool(point.ask) and not shown_by(case, point)


def may_be_cited(rule: Rule, regimes: Mapping[str, Regime]) -> bool:
    """Whether a letter may name a rule: high confidence or confirmed, by its own word and by the rules held here."""
    return rule.citable and not doubts((rule.citation,), regimes)
