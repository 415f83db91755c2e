"""Rules that extend others: a state's file says only what is its own, the rest stands once."""

from __future__ import annotations

from collections.abc import Mapping

from ledger.core.finding import Finding
from ledger.core.law.rule import Regime


def extended(regimes: Mapping[str, Regime]) -> tuple[dict[str, Regime], dict[str, list[Finding]]]:
    """Every regime with what it takes over, and by name the findings LED504 of those that cannot be had.

    A regime that extends itself, or one that is not there, and one whose windows name a level nobody has, is left out:
    a case that needs it gets a finding, not a date.
    """
    whole: dict[str, Regime] = {}
    wrong: dict[str, list[Finding]] = {}
    for name, regime in regimes.items():
        chain = _chain(regime, regimes)
        findings = [chain] if isinstance(chain, Finding) else []
        joined = regime
        for base in () if isinstance(chain, Finding) else chain:
            joined = _over(joined, base)
        if not isinstance(chain, Finding):
            findings = [*_dropped_for_nothing(regime, chain), *_lost(regime, joined)]
        if findings:
            wrong[name] = findings
        else:
            whole[name] = joined
    return whole, wrong


def _chain(regime: Regime, regimes: Mapping[str, Regime]) -> list[Regime] | Finding:
    """The regimes that one rests on, nearest first; a finding where the chain is broken or runs in a circle."""
    found: list[Regime] = []
    seen = {regime.name}
    name = regime.extends
    while name:
        if name in seen:
            return Finding("LED504", f"{regime.name} extends itself", "name other rules in extends", ("extends",))
        if name not in regimes:
            message = f"it extends {name}, which this ledger does not hold or which cannot be read"
            return Finding("LED504", message, f"recoup rules update --add {name} brings it", ("extends",))
        seen.add(name)
        found.append(regimes[name])
        name = regimes[name].extends
    return found


def _over(own: Regime, base: Regime) -> Regime:
    """The regime with what it does not say itself taken from another."""
    windows = {window.name: window for window in base.windows if window.name not in own.drops}
    windows.update({window.name: window for window in own.windows})
    figures = {figure.name: figure for figure in (*base.figures, *own.figures)}
    return own._replace(
        drops=(*own.drops, *base.drops),
        levels=own.levels or base.levels,
        windows=tuple(windows.values()),
        figures=tuple(figures.values()),
        applies_when=own.applies_when or base.applies_when,
        needs=own.needs or base.needs,
        interest=own.interest or base.interest,
        statements=(*own.statements, *base.statements),
        gaps=(*own.gaps, *base.gaps),
        not_checked=(*own.not_checked, *base.not_checked),
    )


def _dropped_for_nothing(own: Regime, bases: list[Regime]) -> list[Finding]:
    """Windows that a regime drops although nothing it extends has them."""
    there = {window.name for base in bases for window in base.windows}
    return [
        Finding("LED504", f"{name!r} is no window of the rules it extends", path=("drops", index))
        for index, name in enumerate(own.drops)
        if name not in there
    ]


def _lost(own: Regime, joined: Regime) -> list[Finding]:
    """Names that nothing bears: levels of windows, figures asked for, windows that statements speak of."""
    levels = {level.name for level in joined.levels}
    figures = {figure.name for figure in joined.figures}
    found = []
    for index, window in enumerate(own.windows):
        place = ("windows", index)
        for key, level in (("level", window.level), ("after", window.after)):
            if level and level not in levels:
                found.append(Finding("LED504", f"{level!r} is no level of this regime", path=(*place, key)))
        if window.minimum and window.minimum not in figures:
            message = f"{window.minimum!r} is no figure of this regime"
            found.append(Finding("LED504", message, path=(*place, "minimum")))
    for index, interest in enumerate(own.interest):
        if interest.figure and interest.figure not in figures:
            message = f"{interest.figure!r} is no figure of this regime"
            found.append(Finding("LED504", message, path=("interest", index, "figure")))
    windows = {window.name for window in joined.windows}
    for index, statement in enumerate(own.statements):
        for number, name in enumerate(statement.windows):
            if name not in windows:
                message = f"{name!r} is no window of this regime"
                found.append(Finding("LED504", message, path=("statements", index, "windows", number)))
    return found
