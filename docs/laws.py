"""Make the pages about the law anew from the rule files: ``python -m docs.laws``.

One page a regime in ``docs/laws/``, a list of them, and the index by which a ledger finds rules it does not hold
(``ledger/rules/index.json``). A test holds all three against the rule files.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from ledger.core.law.extending import extended
from ledger.core.law.fingerprint import fingerprint
from ledger.core.law.regime import regime_of
from ledger.core.law.rule import Condition, Interest, Recovery, Regime, Statement, Window
from ledger.core.law.wording import conditions_said, count_said, point_said, spaced, span_said, version_said
from ledger.store.known import INDEX
from ledger.store.profiles import regime_files
from ledger.store.shipped import shipped
from ledger.store.yaml.reader import read

HERE = Path(__file__).parent / "laws"
_ROOT = HERE.parent.parent
_CHECK = "Check the source. Not a substitute for the advice of an attorney."
_MADE = (
    "Made from the files in `ledger/rules/` by `python -m docs.laws`. How rules get into a ledger, are checked, "
    "confirmed and brought up to date: [rules](../rules.md)."
)
_UNSAID = "the text read does not say"
_KINDS = {
    "must": "Ours; something is lost without it",
    "option": "Ours; may lapse",
    "term": "A span that something lasts",
}
_PROTECTS = {"stops_taking": "stops the taking", "keeps_appeal": "keeps the appeal"}


def regimes() -> dict[str, tuple[Path, Regime, Regime]]:
    """Every regime that ships by name: its file, what the file says itself, and the whole with what it extends."""
    own = {}
    for path in regime_files():
        tree, _ = read(path.read_bytes())
        regime, findings = regime_of(tree)
        if regime is None:
            raise ValueError(f"{path}: {findings[0].message}")
        own[regime.name] = (path, regime)
    whole, _ = extended({name: regime for name, (_, regime) in own.items()})
    return {name: (path, regime, whole[name]) for name, (path, regime) in own.items()}


def pages() -> dict[Path, str]:
    """Every page and the index by its path."""
    listed = regimes()
    found = {HERE / f"{name}.md": page(path, own, whole) for name, (path, own, whole) in listed.items()}
    found[HERE / "README.md"] = _list(listed)
    found[shipped("rules") / INDEX] = _index(listed)
    return found


def page(path: Path, own: Regime, whole: Regime) -> str:
    """The page of one regime."""
    parts = [
        [f"# {own.title}"],
        _head(path, own, whole),
        _levels(whole),
        _windows(own, whole),
        _recovery(whole.recovery) if whole.recovery else [],
        _statements(own.statements),
        [block for one in own.interest for block in _interest(one)],
        _figures(own),
        _unknown(own),
        _sources(own),
    ]
    return "\n\n".join(block for part in parts for block in part if block) + "\n"


def _head(path: Path, own: Regime, whole: Regime) -> list[str]:
    file = path.relative_to(_ROOT).as_posix()
    facts = [
        f"- {spaced(one.fact)}: {' or '.join(spaced(value) for value in one.values)}" for one in whole.applies_when
    ]
    needs = [f"- {spaced(need)} must be known" for need in whole.needs]
    applies = ["It governs a claim with all of these facts:", "\n".join([*facts, *needs])] if facts else []
    base = [f"It takes over what [{own.extends}]({own.extends}.md) says, where it says nothing itself."]
    return [
        _CHECK,
        f"Made from `{file}`; texts last read {own.verified_on}." + (f" {own.citation}." if own.citation else ""),
        *(base if own.extends else []),
        *(applies or ["It governs no claim by itself: a payer file or other rules bring it."]),
    ]


def _levels(whole: Regime) -> list[str]:
    if not whole.levels:
        return []
    rows = "\n".join(
        f"{number}. `{level.name}`: {level.title}{f', decided by {level.decider}' if level.decider else ''}"
        for number, level in enumerate(whole.levels, 1)
    )
    return ["## Levels of appeal", rows]


def _windows(own: Regime, whole: Regime) -> list[str]:
    if not whole.windows:
        return []
    named = {window.name for window in own.windows}
    found = ["## Days"]
    for window in own.windows:
        found += _window(window, own)
    taken = [f"`{window.name}` ({window.title})" for window in whole.windows if window.name not in named]
    if taken:
        found.append(f"From `{own.extends}`, without a count of its own: {', '.join(taken)}.")
    return found


def _window(window: Window, own: Regime) -> Iterator[str]:
    yield f"### `{window.name}`: {window.act}"
    yield f"{'; '.join(_about(window))}."
    if window.note:
        yield window.note
    rows = []
    for version in window.versions:
        one = version.counting
        when = version_said(version).capitalize()
        rows.append(f"- **{count_said(one)}**. {when}. {one.citation}; confidence {one.confidence}.")
        if version.seen_from:
            rows.append(f"  - The text was seen in force only from {version.seen_from}; before, confidence is low.")
        rows += [f"  - Also read as {count_said(other)}: {other.because or 'the same rule'}." for other in version.also]
        rows += [f"  - {version.note}"] if version.note else []
        rows.append(f"  - Source: <{one.source}>" if one.source.startswith("http") else f"  - Source: {one.source}")
    yield "\n".join(rows) if rows else "No count: only the letter, the contract or a payer file gives the day."
    lacking = [gap for gap in own.gaps if window.name in gap.windows]
    if lacking:
        yield "\n".join(f"- Not known: {gap.what}. {gap.because}" for gap in lacking)


def _about(window: Window) -> list[str]:
    """Whose act it is, when it counts, what it protects and what starts it."""
    if window.kind == "theirs":
        words = ["From this day they may act" if window.permission else "The payer's own time"]
    else:
        arrival = "counts when it was sent" if window.filed_when == "sent" else "counts when it has arrived"
        words = [_KINDS[window.kind], arrival]
    words += [f"must happen by then: {window.limits}"] if window.limits else []
    words += [_PROTECTS[word] for word in window.protects]
    words += [f"after the decision on `{window.after}`"] if window.after else []
    words += [f"started by: {spaced(window.paper)}"] if window.paper else []
    return [*words, *([_only(window.when)] if window.when else [])]


def _only(conditions: tuple[Condition, ...]) -> str:
    """The conditions as an aside: ``only where ...`` or ``not where ...``."""
    said = conditions_said(conditions)
    return said if said.startswith("not") else f"only {said}"


def _recovery(recovery: Recovery) -> list[str]:
    yes_no = {True: "yes", False: "no", None: _UNSAID}
    rows = [
        ("Covers", recovery.covers),
        ("Does not reach", recovery.excludes),
        ("Contract", recovery.contract_term),
        ("Notice required", {**yes_no, False: "the text read asks for none"}[recovery.notice_required]),
        ("Notice in writing", yes_no[recovery.notice_written]),
        ("Silence", recovery.silence),
        ("Taking waits while disputed", "yes, for the claims it covers" if recovery.stay else _UNSAID),
        ("Taking", recovery.offsets),
        ("Interest and penalties", recovery.interest),
        ("Complaint", recovery.complaint),
        ("Changes ahead, no rule yet", recovery.changes),
    ]
    found = ["## Taking money back", "\n".join(f"- **{name}**: {said}" for name, said in rows if said)]
    if recovery.contents:
        found += ["The notice must contain:", "\n".join(f"- {one.says}" for one in recovery.contents)]
    if recovery.exceptions:
        found += ["Exceptions:", "\n".join(f"- {spaced(one.kind)}: {one.says}" for one in recovery.exceptions)]
    return found


def _statements(statements: Iterable[Statement]) -> list[str]:
    rows = []
    for one in statements:
        span = span_said(one.effective_from, one.through)
        only = f" {_only(one.when).capitalize()}." if one.when else ""
        when = f"; {span}" if span else ""
        rows.append(f"- {one.says}{only} ({one.citation}; confidence {one.confidence}{when})")
    return ["## What else it says", "\n".join(rows)] if rows else []


def _interest(interest: Interest) -> list[str]:
    rows = []
    for version in interest.versions:
        for one in (version.charging, *version.also):
            said = [f"for {spaced(one.charged_for)}"]
            said += [f"of {one.period_days} days"] if one.period_days else []
            said += [f"a year of {one.year_days} days"] if one.year_days else []
            said += [f"free where paid within {one.free_days} days"] if one.free_days else []
            also = f"also read, {one.because}: " if one.because else ""
            span = span_said(version.effective_from, version.through)
            rows.append(f"- {also}{', '.join(said)}; {span}. {one.citation}; confidence {one.confidence}.")
        rows += [f"  - {version.note}"] if version.note else []
    return [f"## {interest.title.capitalize()}", f"Owed to the {interest.owed_to}.", "\n".join(rows)]


def _figures(own: Regime) -> list[str]:
    found = []
    for figure in own.figures:
        rows = "\n".join(
            f"| {point.effective_from} | {point.through or 'open'} | {point_said(figure, point)} | {point.citation} "
            f"| {point.confidence} |"
            for point in figure.points
        )
        found.append(f"## {figure.title.capitalize() or figure.name}")
        if rows:
            found.append("| from | through | figure | published in | confidence |\n|---|---|---|---|---|\n" + rows)
        found += [f"Not found {span_said(one.effective_from, one.through)}: {one.because}" for one in figure.missing]
    return found


def _unknown(own: Regime) -> list[str]:
    rows = [f"- **{gap.what}**: {gap.because}" for gap in own.gaps]
    rows += [f"- not checked: {what}" for what in own.not_checked]
    return ["## What is not known", "No day and no figure is made from any of this.", "\n".join(rows)] if rows else []


def _sources(own: Regime) -> list[str]:
    rows = [f"- <{one}>" if one.startswith("http") else f"- {one}" for one in own.sources]
    return ["## Read", "\n".join(rows)] if rows else []


def _list(listed: dict[str, tuple[Path, Regime, Regime]]) -> str:
    others = {name: one for name, one in listed.items() if not one[1].state}
    states = {name: one for name, one in listed.items() if one[1].state}
    rows = [
        "# The law, as the rule files have it",
        _CHECK,
        _MADE,
        "## Federal law, contracts and what they share",
        "\n".join(f"- [{own.title}]({name}.md)" for name, (_, own, _) in others.items()),
        "## States: insured plans",
        "\n".join(_state_row(name, whole) for name, (_, _, whole) in states.items()),
    ]
    return "\n\n".join(rows) + "\n"


def _state_row(name: str, whole: Regime) -> str:
    lookback = whole.window("lookback")
    if lookback is None or not lookback.versions:
        said = "what was read is in words, no day is counted" if whole.statements else "no limit of time known"
        return f"- [{whole.title}]({name}.md): {said}"
    last = max(lookback.versions, key=lambda one: one.effective_from)
    return f"- [{whole.title}]({name}.md): {count_said(last.counting)} (confidence {last.counting.confidence})"


def _index(listed: dict[str, tuple[Path, Regime, Regime]]) -> str:
    index = {
        name: {
            "title": whole.title,
            "rules": fingerprint(read(path.read_bytes())[0]),
            "applies_when": {one.fact: list(one.values) for one in whole.applies_when},
        }
        for name, (path, _, whole) in sorted(listed.items())
        if whole.applies_when
    }
    return json.dumps(index, indent=1, ensure_ascii=True) + "\n"


def main() -> None:
    """Write every page anew, and drop those whose rules are gone."""
    HERE.mkdir(exist_ok=True)
    made = pages()
    for old in HERE.glob("*.md"):
        if old not in made:
            old.unlink()
    for path, text in made.items():
        path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
