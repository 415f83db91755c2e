"""Reading a rule file: from the plain tree of ``rules/<name>.yaml`` to a regime, with all that is wrong in it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import Any, NamedTuple

from ledger.core.day import NotADay, parse_day
from ledger.core.deadline import MUST, OPTION, TERM, THEIRS
from ledger.core.finding import Finding, Path
from ledger.core.law.calendar import ROLLS, UNITS
from ledger.core.law.rule import (
    CONFIDENCES,
    KEEPS_APPEAL,
    MEDIUM,
    STOPS_TAKING,
    TRIGGERS,
    Condition,
    Counting,
    Figure,
    Gap,
    Level,
    Point,
    Regime,
    Window,
    WindowVersion,
)

__all__ = ["Regime", "regime_of"]

_KINDS = (MUST, OPTION, THEIRS, TERM)
_PROTECTS = (STOPS_TAKING, KEEPS_APPEAL)
_FILED = ("sent", "received")


def regime_of(tree: Any) -> tuple[Regime | None, list[Finding]]:  # noqa: ANN401 - any tree may come from a file
    """The regime that a rule file describes, and findings LED504 with the path of each mistake.

    A file with mistakes gives no regime: half a law is worse than none.
    """
    top = _Block(tree if isinstance(tree, dict) else {}, (), [])
    verified = top.day("verified_on")
    levels = tuple(_level(block) for block in top.blocks("levels"))
    regime = Regime(
        name=top.need("name"),
        title=top.text("title") or top.text("name"),
        windows=tuple(_window(block, {level.name for level in levels}, verified) for block in top.blocks("windows")),
        levels=levels,
        applies_when=top.conditions("applies_when", excluded=False),
        needs=top.texts("needs"),
        figures=tuple(_figure(block) for block in top.blocks("values")),
        gaps=tuple(Gap(block.need("what"), block.need("because")) for block in top.blocks("gaps")),
        not_checked=top.texts("not_checked"),
        verified_on=verified,
    )
    _twice(regime, top)
    return (None if top.findings else regime), top.findings


class _Block(NamedTuple):
    """One mapping of the file with its path; readers note what is wrong and give a harmless value back."""

    tree: dict[str, Any]
    path: Path
    findings: list[Finding]

    def wrong(self, key: str, message: str) -> None:
        """Note a mistake at a key of this block."""
        self.findings.append(Finding("LED504", message, path=(*self.path, key)))

    def text(self, key: str) -> str:
        """The text at a key; empty where there is none."""
        value = self.tree.get(key)
        return value if isinstance(value, str) else ""

    def need(self, key: str) -> str:
        """The text at a key that must be there."""
        value = self.text(key)
        if not value:
            self.wrong(key, f"{key} is missing")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """The list of texts at a key."""
        value = self.tree.get(key)
        return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()

    def choice(self, key: str, allowed: tuple[str, ...], default: str) -> str:
        """One of the words allowed at a key."""
        value = self.text(key) or default
        if value not in allowed:
            self.wrong(key, f"{key} is {value!r}; it can be {', '.join(allowed)}")
        return value

    def flag(self, key: str) -> bool:
        """Whether the key says true."""
        return self.text(key) == "true"

    def day(self, key: str) -> date | None:
        """The day at a key."""
        value = self.text(key)
        if not value:
            return None
        try:
            return parse_day(value)
        except NotADay as error:
            self.wrong(key, str(error))
            return None

    def number(self, key: str) -> int | None:
        """The whole number at a key."""
        value = self.text(key)
        if not value:
            return None
        if not (value.isascii() and value.isdigit()):
            self.wrong(key, f"{key} is {value!r}, not a whole number")
            return None
        return int(value)

    def amount(self, key: str) -> Decimal:
        """The figure at a key."""
        value = self.need(key)
        try:
            return Decimal(value or "0")
        except InvalidOperation:
            self.wrong(key, f"{key} is {value!r}, not a figure")
            return Decimal(0)

    def blocks(self, key: str) -> list[_Block]:
        """The blocks of the list at a key."""
        value = self.tree.get(key)
        items = value if isinstance(value, list) else []
        return [
            _Block(item, (*self.path, key, index), self.findings)
            for index, item in enumerate(items)
            if isinstance(item, dict)
        ]

    def conditions(self, key: str, *, excluded: bool) -> tuple[Condition, ...]:
        """The facts and their values at a key."""
        value = self.tree.get(key)
        if not isinstance(value, dict):
            return ()
        inner = _Block(value, (*self.path, key), self.findings)
        return tuple(Condition(fact, inner.texts(fact), excluded) for fact in value)


def _level(block: _Block) -> Level:
    return Level(block.need("name"), block.text("title") or block.text("name"), block.text("decider"))


def _window(block: _Block, levels: set[str], verified: date | None) -> Window:
    name = block.need("name")
    for key in ("level", "after"):
        if block.text(key) and block.text(key) not in levels:
            block.wrong(key, f"{block.text(key)!r} is no level of this regime")
    for word in block.texts("protects"):
        if word not in _PROTECTS:
            block.wrong("protects", f"{word!r} is nothing to protect; it can be {', '.join(_PROTECTS)}")
    return Window(
        name=name,
        title=block.text("title") or name.replace("_", " "),
        act=block.text("act") or block.text("title") or name,
        kind=block.choice("kind", _KINDS, MUST),
        level=block.text("level"),
        after=block.text("after"),
        paper=block.text("paper"),
        filed_when=block.choice("filed_when", _FILED, "received"),
        cut_off=block.text("cut_off"),
        met_by=block.texts("met_by"),
        protects=block.texts("protects"),
        prints=block.flag("prints"),
        typed_only=block.flag("typed_only"),
        permission=block.flag("permission"),
        when=_conditions(block),
        versions=tuple(_version(inner, verified) for inner in block.blocks("versions")),
        note=block.text("note"),
    )


def _conditions(block: _Block) -> tuple[Condition, ...]:
    return (*block.conditions("when", excluded=False), *block.conditions("unless", excluded=True))


def _version(block: _Block, verified: date | None) -> WindowVersion:
    started = block.day("effective_from")
    if started is None:
        block.need("effective_from")
    counting = _counting(block)
    return WindowVersion(
        effective_from=started or date.max,
        counting=counting,
        also=tuple(_counting(inner, counting) for inner in block.blocks("also")),
        when=_conditions(block),
        verified_on=block.day("verified_on") or verified,
        note=block.text("note"),
    )


def _counting(block: _Block, main: Counting | None = None) -> Counting:
    """One way of counting; a reading beside the main one repeats only what differs."""
    count, presumed = block.number("count"), block.number("presumption_days")
    base = main or Counting("", 0, "")
    if main is None:
        for key in ("counted_from", "citation", "source"):
            block.need(key)
        if not count:
            block.wrong("count", "count is missing; a window lasts at least 1")
    return Counting(
        counted_from=block.choice("counted_from", TRIGGERS, base.counted_from or TRIGGERS[0]),
        number=count or base.number,
        unit=block.choice("unit", UNITS, base.unit or UNITS[0]),
        first_day=block.flag("first_day") if "first_day" in block.tree else base.first_day,
        presumption_days=base.presumption_days if presumed is None else presumed,
        roll=block.choice("roll", ROLLS, base.roll),
        hold_days=block.number("hold_days"),
        because=block.text("because"),
        citation=block.text("citation") or base.citation,
        source=block.text("source") or base.source,
        confidence=block.choice("confidence", CONFIDENCES, base.confidence if main else MEDIUM),
    )


def _figure(block: _Block) -> Figure:
    points = tuple(_point(inner) for inner in block.blocks("points"))
    for earlier, later in pairwise(points):
        if earlier.through is None or later.effective_from <= earlier.through:
            block.wrong("points", f"the figures of {earlier.effective_from} and {later.effective_from} overlap")
    return Figure(block.need("name"), block.text("title"), block.text("unit"), points)


def _point(block: _Block) -> Point:
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


def _twice(regime: Regime, top: _Block) -> None:
    """Note a window that stands twice, and two versions of one window that start on one day under one condition."""
    names: set[str] = set()
    for index, window in enumerate(regime.windows):
        if window.name in names:
            top.findings.append(
                Finding("LED504", f"window {window.name} stands twice", path=("windows", index, "name"))
            )
        names.add(window.name)
        starts = [(version.effective_from, version.when) for version in window.versions]
        if len(set(starts)) < len(starts):
            message = f"two versions of {window.name} start on one day"
            top.findings.append(Finding("LED504", message, path=("windows", index, "versions")))
