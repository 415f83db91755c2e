"""Changes that a payer file makes to the rules; each names what it replaces, so no newer rule is overwritten."""

from __future__ import annotations

from ledger.core.finding import Finding
from ledger.core.law.calendar import ROLLS, UNITS
from ledger.core.law.rule import Counting, Regime, Window, WindowVersion
from ledger.core.payer import Patch, Payer

_COUNT = "count"
_PRESUMPTION = "presumption_days"
_UNIT = "unit"
_ROLL = "roll"


def patched(regime: Regime, payer: Payer) -> tuple[Regime, list[Finding]]:
    """The regime with the changes that a payer file makes to it; a ``was`` that no longer holds is LED505."""
    findings: list[Finding] = []
    windows = {window.name: window for window in regime.windows}
    for index, patch in enumerate(payer.patches):
        name, _, rest = patch.window.partition("/")
        window_name, _, key = rest.partition("/")
        if name != regime.name:
            continue
        window = windows.get(window_name)
        if window is None or not _fits(window, key, patch):
            message = f"{patch.window} is not {patch.was!r} any more, or cannot become {patch.now!r}"
            hint = "compare the rule file with the contract"
            findings.append(Finding("LED505", message, hint, ("patches", index), payer.file))
        else:
            changed = tuple(_changed(version, key, patch) for version in window.versions)
            windows[window_name] = window._replace(versions=changed)
    return regime._replace(windows=tuple(windows.values())), findings


def _fits(window: Window, key: str, patch: Patch) -> bool:
    if not window.versions or any(_value(version.counting, key) != patch.was for version in window.versions):
        return False
    allowed = {_UNIT: UNITS, _ROLL: ROLLS}.get(key)
    return patch.now in allowed if allowed is not None else patch.now.isascii() and patch.now.isdigit()


def _value(counting: Counting, key: str) -> str | None:
    values = {
        _COUNT: counting.number,
        _PRESUMPTION: counting.presumption_days,
        _UNIT: counting.unit,
        _ROLL: counting.roll,
    }
    return str(values[key]) if key in values else None


def _changed(version: WindowVersion, key: str, patch: Patch) -> WindowVersion:
    """The version with one value replaced; readings beside it keep theirs, so an earlier day still counts."""
    counting = version.counting
    if key == _COUNT:
        counting = counting._replace(number=int(patch.now))
    elif key == _PRESUMPTION:
        counting = counting._replace(presumption_days=int(patch.now))
    elif key == _UNIT:
        counting = counting._replace(unit=patch.now)
    else:
        counting = counting._replace(roll=patch.now)
    because = f"{key.replace('_', ' ')} {patch.now} instead of {patch.was} by the payer file: {patch.because}"
    return version._replace(counting=counting._replace(because=because))
