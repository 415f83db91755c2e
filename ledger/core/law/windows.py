"""Reading the windows and figures of a rule file, with all that is wrong in them."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from ledger.core.deadline import MUST, OPTION, TERM, THEIRS
from ledger.core.law.block import Block
from ledger.core.law.calendar import CALENDAR_YEARS, DAY, MONTHS, ROLLS, UNITS, YEARS
from ledger.core.law.rule import (
    CONFIDENCES,
    DECISION_DATED,
    DECISION_RECEIVED,
    KEEPS_APPEAL,
    MEDIUM,
    STOPS_TAKING,
    TRIGGERS,
    Counting,
    Figure,
    Point,
    Span,
    Window,
    WindowVersion,
)

_KINDS = (MUST, OPTION, THEIRS, TERM)
_PROTECTS = (STOPS_TAKING, KEEPS_APPEAL)
_FILED = ("sent", "received")
LONGEST = {"calendar_days": 3660, "business_days": 2600, MONTHS: 240, YEARS: 20, CALENDAR_YEARS: 20}
"""A longer window is a slip of the finger: no law read so far reaches back more than ten years."""


def window_of(block: Block, verified: date | None) -> Window:
    """The window that a block of the file describes; ``verified`` is the day the file's texts were last read."""
    name = block.need("name")
    for word in block.texts("protects"):
        if word not in _PROTECTS:
            block.wrong("protects", f"{word!r} is nothing to protect; it can be {', '.join(_PROTECTS)}")
    after = block.text("after")
    for version in () if after else block.blocks("versions"):
        if version.text("counted_from") in (DECISION_DATED, DECISION_RECEIVED):
            version.wrong("counted_from", "no decision starts this window: after: names the level that decides")
    return Window(
        name=name,
        title=block.text("title") or name.replace("_", " "),
        act=block.text("act") or block.text("title") or name,
        kind=block.choice("kind", _KINDS, MUST),
        level=block.text("level"),
        after=after,
        paper=block.text("paper"),
        filed_when=block.choice("filed_when", _FILED, "received"),
        cut_off=block.text("cut_off"),
        met_by=block.texts("met_by"),
        protects=block.texts("protects"),
        prints=block.flag("prints"),
        typed_only=block.flag("typed_only"),
        permission=block.flag("permission"),
        when=block.facts(),
        versions=tuple(_version(inner, verified) for inner in block.blocks("versions")),
        note=block.text("note"),
        outcomes=block.texts("outcomes"),
        minimum=block.text("minimum"),
        limits=block.text("limits"),
        then=block.text("then"),
    )


def _version(block: Block, verified: date | None) -> WindowVersion:
    started = block.day("effective_from")
    if started is None:
        block.need("effective_from")
    counting = _counting(block)
    return WindowVersion(
        effective_from=started or date.max,
        counting=counting,
        also=tuple(_counting(inner, counting) for inner in block.blocks("also")),
        when=block.facts(),
        verified_on=block.day("verified_on") or verified,
        note=block.text("note"),
        seen_from=block.day("seen_from"),
        through=block.day("through"),
    )


def _counting(block: Block, main: Counting | None = None) -> Counting:
    """One way of counting; a reading beside the main one repeats only what differs."""
    count, presumed = block.number("count"), block.number("presumption_days")
    base = main or Counting("", 0, "")
    unit = block.choice("unit", UNITS, base.unit or UNITS[0])
    if count is not None and not 1 <= count <= LONGEST.get(unit, 1):
        block.wrong(
            "count", f"count is {count}; a window of {unit.replace('_', ' ')} lasts 1 to {LONGEST.get(unit, 1):,}"
        )
    if main is None:
        for key in ("counted_from", "citation", "source"):
            block.need(key)
        if count is None:
            block.wrong("count", "count is missing; a window lasts at least 1")
    return Counting(
        counted_from=block.choice("counted_from", TRIGGERS, base.counted_from or TRIGGERS[0]),
        number=count or base.number,
        unit=unit,
        first_day=block.flag("first_day") if "first_day" in block.tree else base.first_day,
        presumption_days=base.presumption_days if presumed is None else presumed,
        roll=block.choice("roll", ROLLS, base.roll),
        hold_days=block.number("hold_days"),
        because=block.text("because"),
        citation=block.text("citation") or base.citation,
        source=block.text("source") or base.source,
        confidence=block.choice("confidence", CONFIDENCES, base.confidence if main else MEDIUM),
    )


def figure_of(block: Block) -> Figure:
    """The figure by date that a block of the file describes."""
    points = tuple(_point(inner) for inner in block.blocks("points"))
    for earlier, later in pairwise(points):
        if earlier.through is None or later.effective_from <= earlier.through:
            block.wrong("points", f"the figures of {earlier.effective_from} and {later.effective_from} overlap")
    missing = tuple(_span(inner) for inner in block.blocks("missing"))
    yearly = block.flag("yearly")
    if yearly:
        _holes(block, points, missing)
    return Figure(block.need("name"), block.text("title"), block.text("unit"), points, yearly, missing)


def _span(block: Block) -> Span:
    return Span(block.day("effective_from") or date.max, block.day("through"), block.need("because"))


def _holes(block: Block, points: tuple[Point, ...], missing: tuple[Span, ...]) -> None:
    """Note each span of days between two figures that neither has one nor is listed as missing."""
    figures = [(one.effective_from, one.through or date.max) for one in points]
    listed = sorted([*figures, *((one.effective_from, one.through or date.max) for one in missing)])
    for (_, ended), (begun, _) in pairwise(listed):
        if ended < date.max and begun > ended + DAY:
            block.wrong("points", f"no figure from {ended + DAY} through {begun - DAY}, and missing: does not say why")


def _point(block: Block) -> Point:
    started, through = block.day("effective_from"), block.day("through")
    if started is None:
        block.need("effective_from")
    return Point(
        effective_from=started or date.max,
        through=through,
        value=block.amount("value"),
        citation=block.text("citation"),
        confidence=block.choice("confidence", CONFIDENCES, MEDIUM),
    )
