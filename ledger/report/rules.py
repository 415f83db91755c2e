"""Rules on the screen: the list of those a ledger holds, and one of them with all it says and does not know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from textwrap import wrap
from typing import Any, NamedTuple

from ledger.core.deadline import MUST, OPTION, TERM, THEIRS
from ledger.core.law.rule import Figure, Interest, Recovery, Regime, Statement, Window, WindowVersion
from ledger.core.law.wording import conditions_said, count_said, point_said, spaced, span_said, version_said
from ledger.report.columns import DISCLAIMER, WIDTH, padded

_LABEL = 12
_CLOSING = f"Check the source. {DISCLAIMER}"
_KINDS = {MUST: "ours", OPTION: "ours, may lapse", THEIRS: "the payer's", TERM: "a span"}
_PROTECTS = {"stops_taking": "stops the taking", "keeps_appeal": "keeps the appeal"}


class Row(NamedTuple):
    """One rule file in the list. ``standing`` is empty where nothing needs to be said about it."""

    name: str
    title: str
    read: date | None
    confirmed: tuple[str, ...]
    cases: int
    standing: str = ""


def listed(rows: Iterable[Row], more: int) -> list[str]:
    """The rules a ledger holds, one a line, and how many more ship."""
    rows = list(rows)
    lines = [f"{'rules':<20} {'title':<31} {'read':<10} {'confirmed':<10} cases"]
    for row in rows:
        read, confirmed = str(row.read or "-"), padded(", ".join(row.confirmed) or "-", 10)
        lines.append(f"{padded(row.name, 20)} {padded(row.title, 31)} {read:<10} {confirmed} {row.cases:>5}")
        lines += [f"{'':<21}{row.standing}"] if row.standing else []
    lines.append(f"{len(rows)} here; {more} more ship: recoup rules list --all")
    return [*lines, DISCLAIMER]


def all_listed(titles: Mapping[str, str], held: Iterable[str]) -> list[str]:
    """Every set of rules that ships, with a mark on those a ledger holds."""
    here = set(held)
    lines = [f"{'*' if name in here else ' '} {padded(name, 22)} {title}"[:WIDTH] for name, title in titles.items()]
    return [*lines, "* in this ledger. Others come with: recoup rules update --add NAME", DISCLAIMER]


class Shown(NamedTuple):
    """One set of rules to show: with what it extends, whether the ledger holds it, and how it stands."""

    regime: Regime
    held: bool
    standing: str
    today: date


def shown(one: Shown) -> list[str]:
    """One set of rules on a screen: whom it covers, levels, days in words, figures, gaps, sources, who read it."""
    regime = one.regime
    lines = wrap(f"{regime.title} ({regime.name})", WIDTH)
    lines += _labelled("Here", (_standing(one),))
    lines += _labelled("Law", (regime.citation,) if regime.citation else ())
    lines += _labelled("Covers", _covers(regime))
    lines += _labelled("Extends", (regime.extends,) if regime.extends else ())
    lines += _labelled("Levels", [f"{level.title}{_by(level.decider)}" for level in regime.levels])
    for window in regime.windows:
        lines += _window(window)
    lines += _labelled("Taking back", list(_recovery(regime.recovery)) if regime.recovery else ())
    lines += _labelled("Also said", [_statement(said) for said in regime.statements])
    lines += _labelled("Interest", [line for interest in regime.interest for line in _interest(interest)])
    lines += _labelled("Figures", [_figure(figure, one.today) for figure in regime.figures])
    lines += _labelled("Not known", [f"{gap.what}: {gap.because}" for gap in regime.gaps])
    lines += _labelled("Not checked", regime.not_checked)
    lines += _labelled("Read", list(_read(regime)))
    lines += _labelled("Sources", sorted({*regime.sources, *_sources(regime)}))
    return [*lines, _CLOSING]


def _standing(one: Shown) -> str:
    if not one.held:
        return f"not in this ledger; it ships: recoup rules update --add {one.regime.name}"
    return f"in this ledger, {one.standing}"


def _covers(regime: Regime) -> list[str]:
    found = [conditions_said(regime.applies_when) or "whatever a payer file names it for"]
    found += [f"only once known: {', '.join(spaced(need) for need in regime.needs)}"] if regime.needs else []
    recovery = regime.recovery
    if recovery is not None:
        found += [part for part in (recovery.covers, recovery.excludes and f"not: {recovery.excludes}") if part]
    return found


def _by(decider: str) -> str:
    return f", decided by {decider}" if decider else ""


def _window(window: Window) -> list[str]:
    """One window: the act and its name at the margin, then each of its versions in words."""
    worth = [_PROTECTS.get(word, word) for word in window.protects]
    kind = "a permission" if window.permission else _KINDS[window.kind]
    about = "; ".join([kind, *worth, *([f"limits {window.limits}"] if window.limits else [])])
    lines = wrap(f"{window.title} ({window.name}): {about}", WIDTH, subsequent_indent=" " * _LABEL)
    parts = [line for version in window.versions for line in _version(version)]
    if not window.versions:
        parts.append("no count: only what a letter, the contract or a payer file states")
    parts += [conditions_said(window.when)] if window.when else []
    parts += [f"nothing to file below {spaced(window.minimum)}"] if window.minimum else []
    parts += [window.note] if window.note else []
    return [*lines, *_labelled("", parts)]


def _version(version: WindowVersion) -> Iterator[str]:
    counting = version.counting
    yield f"{count_said(counting)}, {version_said(version)}"
    seen = f"; seen in force since {version.seen_from}, before that low" if version.seen_from else ""
    yield f"{counting.citation}, confidence {counting.confidence}{seen}"
    for reading in version.also:
        because = f" ({reading.because})" if reading.because else ""
        yield f"or: {count_said(reading)}{because}"
    if version.note:
        yield version.note


def _recovery(recovery: Recovery) -> Iterator[str]:
    needs = {True: "a notice is required", False: "the text asks for no notice", None: ""}[recovery.notice_required]
    written = {True: ", in writing", False: ", not necessarily in writing", None: ""}[recovery.notice_written]
    if needs:
        yield f"{needs}{written}"
    if recovery.contents:
        yield f"the notice says: {'; '.join(content.says for content in recovery.contents)}"
    if recovery.stay is not None:
        yield "no taking while a dispute runs" if recovery.stay else "a dispute does not hold the taking"
    for exception in recovery.exceptions:
        yield f"{spaced(exception.kind)}: {exception.says}"
    for label in ("silence", "offsets", "contract_term", "interest", "complaint", "changes"):
        if text := getattr(recovery, label):
            yield f"{spaced(label)}: {text}"


def _statement(said: Statement) -> str:
    return f"{said.says} ({said.citation}, confidence {said.confidence})"


def _interest(interest: Interest) -> Iterator[str]:
    for version in interest.versions:
        charging = version.charging
        period = f" of {charging.period_days} days" if charging.period_days else ""
        free = f", none if paid within {charging.free_days} days" if charging.free_days else ""
        days = span_said(version.effective_from, version.through)
        yield f"{interest.title}, to the {interest.owed_to}, {days}: {spaced(charging.charged_for)}{period}{free}"
        yield f"{charging.citation}, confidence {charging.confidence}"


def _figure(figure: Figure, today: date) -> str:
    point = figure.on(today)
    if point is None:
        return f"{figure.title or spaced(figure.name)}: none published for {today}"
    days = span_said(point.effective_from, point.through)
    cited = f"{point.citation}, " if point.citation else ""
    return f"{figure.title or spaced(figure.name)}: {point_said(figure, point)} {days} ({cited}{point.confidence})"


def _read(regime: Regime) -> Iterator[str]:
    if regime.verified_on is not None:
        yield f"texts read on {regime.verified_on} by those who made these rules"
    for word in regime.confirmed:
        about = "this text" if word.holds else "an earlier text of these rules"
        yield f"{word.by} read {word.source} on {word.confirmed_on}, and confirmed {about}"
    if not regime.confirmed:
        yield f"nobody here has confirmed it: recoup rules confirm {regime.name} --by HANDLE --read-on SOURCE"


def _sources(regime: Regime) -> Iterator[str]:
    for window in regime.windows:
        for version in window.versions:
            yield version.counting.source
    for said in regime.statements:
        yield said.source


def _labelled(label: str, parts: Iterable[str]) -> list[str]:
    """Lines that hang beside their label; none for no words."""
    lines = [line for part in parts for line in wrap(part, WIDTH - _LABEL, break_on_hyphens=False)]
    return [f"{'' if number else label:<{_LABEL}}{line}" for number, line in enumerate(lines)]


def as_data(value: Any) -> Any:  # noqa: ANN401 - rules of any shape
    """Rules for a program: every field by its name, days and figures as text."""
    if hasattr(value, "_asdict"):
        return {key: as_data(inner) for key, inner in value._asdict().items()}
    if isinstance(value, tuple):
        return [as_data(inner) for inner in value]
    return str(value) if isinstance(value, date | Decimal) else value
