"""What changed between two texts of one rule file, in sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from ledger.core.law.rule import Condition, Figure, Point, Regime, Window, WindowVersion
from ledger.core.law.wording import conditions_said, count_said, point_said, spaced, span_said, version_said

_SHORT = 60
"""A text longer than this is said to have changed and not repeated."""
_BY_NAME = ("levels", "statements", "interest")
_APART = ("name", "windows", "figures", "gaps", "confirmed", *_BY_NAME)


def changes(old: Regime, new: Regime) -> tuple[str, ...]:
    """Sentences for everything that differs; at least one for two texts that are not the same."""
    found = [
        *_listed("window", old.windows, new.windows, _window),
        *_listed("figure", old.figures, new.figures, _figure),
        *_gaps(old, new),
    ]
    for key in _BY_NAME:
        noun = {"levels": "level", "statements": "statement"}.get(key, "interest")
        found += _listed(noun, getattr(old, key), getattr(new, key), _plainly)
    found += _fields("", old, new, _APART)
    return tuple(found)


def _listed(
    noun: str, old: Iterable[Any], new: Iterable[Any], compared: Callable[[Any, Any], Iterable[str]]
) -> Iterator[str]:
    """What came, went or changed in a list whose entries go by their names."""
    before, after = {one.name: one for one in old}, {one.name: one for one in new}
    for name, one in after.items():
        if name not in before:
            yield f"new {noun} {name}: {_described(one)}"
        elif before[name] != one:
            yield from compared(before[name], one)
    for name in before:
        if name not in after:
            yield f"{noun} {name} is gone"


def _described(one: Any) -> str:  # noqa: ANN401 - windows, figures, levels, statements, interest
    if isinstance(one, Window) and one.versions:
        return "; ".join(f"{version_said(version)}: {count_said(version.counting)}" for version in one.versions)
    if isinstance(one, Figure):
        return f"{one.title or one.name}, {len(one.points)} published"
    return str(getattr(one, "says", "") or one.title)


def _window(old: Window, new: Window) -> Iterator[str]:
    before, after = {_key(one): one for one in old.versions}, {_key(one): one for one in new.versions}
    for key, version in after.items():
        if key not in before:
            counted = f"{count_said(version.counting)} ({version.counting.citation})"
            yield f"{new.name}: new {version_said(version)}: {counted}"
        elif before[key] != version:
            yield from _version(f"{new.name}, {span_said(version.effective_from, None)}", before[key], version)
    for key, version in before.items():
        if key not in after:
            yield f"{new.name}: the version {version_said(version)} is gone ({count_said(version.counting)})"
    yield from _fields(f"{new.name}: ", old, new, ("name", "versions"))


def _key(version: WindowVersion) -> tuple[date, tuple[Condition, ...]]:
    return version.effective_from, version.when


def _version(where: str, old: WindowVersion, new: WindowVersion) -> Iterator[str]:
    was, now = count_said(old.counting), count_said(new.counting)
    if was != now:
        yield f"{where}: {was} becomes {now}"
    if old.also != new.also:
        readings = [count_said(one) for one in new.also]
        yield f"{where}: readings beside it now: {', or '.join(readings) or 'none'}"
    counted = ("counted_from", "number", "unit", "first_day", "presumption_days", "roll", "hold_days", "because")
    yield from _fields(f"{where}: ", old.counting, new.counting, counted)
    yield from _fields(f"{where}: ", old, new, ("effective_from", "when", "counting", "also", "verified_on"))


def _figure(old: Figure, new: Figure) -> Iterator[str]:
    before, after = ({point.effective_from: point for point in one.points} for one in (old, new))
    for day, point in after.items():
        said = f"{point_said(new, point)} {span_said(day, point.through)}"
        if day not in before:
            yield f"{new.name}: new figure, {said}"
        elif before[day] != point:
            yield f"{new.name}: {_point(old, before[day])} becomes {said} ({point.citation})"
    for day, point in before.items():
        if day not in after:
            yield f"{new.name}: the figure {_point(old, point)} is gone"
    for span in new.missing:
        if span not in old.missing:
            yield f"{new.name}: none found {span_said(span.effective_from, span.through)} ({span.because})"
    yield from _fields(f"{new.name}: ", old, new, ("name", "points", "missing"))


def _point(figure: Figure, point: Point) -> str:
    return f"{point_said(figure, point)} {span_said(point.effective_from, point.through)}"


def _gaps(old: Regime, new: Regime) -> Iterator[str]:
    before, after = {gap.what: gap for gap in old.gaps}, {gap.what: gap for gap in new.gaps}
    for what, gap in after.items():
        if what not in before:
            yield f"new gap: {what} ({gap.because.rstrip('.')})"
        elif before[what] != gap:
            yield f"gap {what}: {gap.because.rstrip('.')}"
    for what in before:
        if what not in after:
            yield f"no gap any more: {what}"


def _plainly(old: Any, new: Any) -> Iterator[str]:  # noqa: ANN401 - levels, statements, interest
    yield from _fields(f"{new.name}: ", old, new, ())


def _fields(where: str, old: NamedTuple, new: NamedTuple, apart: tuple[str, ...]) -> Iterator[str]:
    """One sentence for each further field that differs; long texts are not repeated."""
    before, after = old._asdict(), new._asdict()
    for key, now in after.items():
        if key in apart or before[key] == now:
            continue
        was_said, now_said = _said(before[key]), _said(now)
        short = was_said is not None and now_said is not None and len(was_said) + len(now_said) < _SHORT
        word = "wording" if key == "says" else spaced(key)
        yield f"{where}{word} {was_said} becomes {now_said}" if short else f"{where}{word} changed"


def _said(value: Any) -> str | None:  # noqa: ANN401 - fields of any type
    """A short value in words; None for one that is better not repeated."""
    if value in (None, "", ()):
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str | date):
        return str(value)
    if isinstance(value, tuple) and all(isinstance(one, str) for one in value):
        return ", ".join(value)
    if isinstance(value, tuple) and all(isinstance(one, Condition) for one in value):
        return conditions_said(value)
    return None
