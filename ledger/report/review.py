"""How a review looks: each point with its working, its rule, its paragraph and what to get; the most at stake first."""

from __future__ import annotations

from collections import Counter
from textwrap import wrap
from typing import TYPE_CHECKING, Any, NamedTuple

from ledger.core.amount import plain
from ledger.core.law.governing import counted
from ledger.core.review.picking import may_be_cited
from ledger.core.review.point import CANNOT_TELL, POSSIBLE
from ledger.report.columns import DISCLAIMER, WIDTH, money, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ledger.core.case import Case
    from ledger.core.law.rule import Regime
    from ledger.core.review.checks import Review
    from ledger.core.review.point import Point, Rule

CLOSING = f"Check the source. {DISCLAIMER}"
_HANG = " " * 12
_CLAIMS = 4


class Shown(NamedTuple):
    """A review with its case and the rules that decide what a letter may cite."""

    case: Case
    review: Review
    regimes: Mapping[str, Regime]


def screen(shown: Shown) -> list[str]:
    """The screen of ``recoup review``."""
    case, points = shown.case, shown.review.points
    lines = wrapped(f"{case.id}  {case.title}", _HANG)
    if case.closed is not None:
        twin = f", the same as {case.closed.same_as}" if case.closed.same_as else ""
        lines += wrapped(f"Closed: {case.closed.outcome.replace('_', ' ')}{twin}. The demand is looked at as if open.")
    lines += wrapped(_summary(shown.review))
    lines += _lookback(shown)
    for point in points:
        lines += ["", *_point(point, shown)]
    pickable = list(dict.fromkeys(one.check for one in points if one.verdict == POSSIBLE and one.paragraph))
    if pickable:
        lines += ["", *wrapped(f"To pick by name: recoup review {case.id} --take {','.join(pickable)}", "  ")]
    lines += ["", *wrapped(f"What the record itself has to show was not looked at: recoup evidence {case.id}", "  ")]
    if case.extrapolation is not None:
        lines += wrapped(f"The projection, worked out again: recoup extrapolate {case.id}", "  ")
    return [*lines, CLOSING]


def _summary(review: Review) -> str:
    verdicts = Counter(point.verdict for point in review.points)
    grounds = counted(verdicts[POSSIBLE], "possible ground") if verdicts[POSSIBLE] else "No possible ground"
    found = f"{grounds}; {verdicts[CANNOT_TELL]} cannot tell"
    return f"{found}; {counted(len(review.quiet), 'check')} found nothing."


def _lookback(shown: Shown) -> Iterator[str]:
    """How the claims stand against the limits of their law, in one line; nothing where no limit is known."""
    by_claim: dict[str, set[str]] = {}
    for one in shown.review.standings:
        by_claim.setdefault(one.claim, set()).add(one.standing)
    counts = Counter(
        next(word for word in (POSSIBLE, CANNOT_TELL, "open") if word in said) for said in by_claim.values()
    )
    if counts:
        told = ", ".join(f"{counts[word]} {word}" for word in (POSSIBLE, CANNOT_TELL, "open") if counts[word])
        rest = len({claim.number for claim in shown.case.claims} - by_claim.keys())
        told += f", {rest} without a limit that could be reckoned" if rest else ""
        yield from wrapped(f"How far back, by claim: {told}.")


def _point(point: Point, shown: Shown) -> list[str]:
    lines = [f"{point.verdict.upper():<17}{point.check:<20}{money(point.amount or None)}".rstrip()]
    lines += wrap(point.sentence, WIDTH, initial_indent="  ", subsequent_indent="  ")
    lines += _labelled("Working", point.arithmetic)
    if point.claims:
        lines += _labelled("Claims", (_claims(point.claims),))
    if point.rule is not None:
        lines += _labelled("Rule", (_rule(point, point.rule, shown.regimes),))
    if point.paragraph:
        lines += _labelled("Letter", (point.paragraph,))
    lines += _labelled("Add" if point.verdict == POSSIBLE else "Get", (point.ask,) if point.ask else ())
    names = [ground.id for ground in shown.case.grounds if _is_of(ground.id, point.check)]
    if point.verdict == POSSIBLE and names:
        lines += _labelled("Picked", (f"stands in the case as {', '.join(names)}",))
    return lines


def _is_of(name: str, check: str) -> bool:
    """Whether a ground bears the name of a check: ``notice`` or ``notice-2``."""
    stem, dash, number = name.rpartition("-")
    return name == check or bool(dash and stem == check and number.isdigit())


def _claims(claims: Sequence[str]) -> str:
    more = len(claims) - _CLAIMS
    return ", ".join(claims[:_CLAIMS]) + (f" and {more} more" if more > 0 else "")


def _rule(point: Point, rule: Rule, regimes: Mapping[str, Regime]) -> str:
    """The rule with its confidence; where there is a paragraph for a letter, also whether the letter may name it."""
    cited = "; a letter may cite it" if may_be_cited(rule, regimes) else "; no letter cites it yet"
    sure = "confirmed" if rule.confirmed else f"confidence {rule.confidence}"
    return f"{rule.citation} ({sure}{cited if point.paragraph else ''})"


def _labelled(label: str, texts: Sequence[str]) -> list[str]:
    lines: list[str] = []
    for text in texts:
        first = f"  {label:<10}" if not lines else _HANG
        lines += wrap(text, WIDTH, initial_indent=first, subsequent_indent=_HANG)
    return lines


# for a program


def as_data(shown: Shown) -> dict[str, Any]:
    """The same as plain data: amounts and days as text."""
    review = shown.review
    verdicts = Counter(point.verdict for point in review.points)
    return {
        "case": shown.case.id,
        "counts": {
            POSSIBLE: verdicts[POSSIBLE],
            CANNOT_TELL: verdicts[CANNOT_TELL],
            "nothing found": len(review.quiet),
        },
        "points": [_point_data(point, shown.regimes) for point in review.points],
        "nothing_found": list(review.quiet),
        "lookback": [
            {"claim": one.claim, "window": one.window, "standing": one.standing, "last_day": str(one.last)}
            for one in review.standings
        ],
        "disclaimer": DISCLAIMER,
    }


def _point_data(point: Point, regimes: Mapping[str, Regime]) -> dict[str, Any]:
    rule = None
    if point.rule is not None:
        rule = {
            "citation": point.rule.citation,
            "confidence": point.rule.confidence,
            "confirmed": point.rule.confirmed,
            "source": point.rule.source or None,
            "may_be_cited": may_be_cited(point.rule, regimes),
        }
    return {
        "check": point.check,
        "verdict": point.verdict,
        "sentence": point.sentence,
        "arithmetic": list(point.arithmetic),
        "rule": rule,
        "paragraph": point.paragraph or None,
        "claims": list(point.claims),
        "at_stake": plain(point.amount),
        "get": point.ask or None,
    }
