"""Changes that payer files make to the rules: readings of the contract, each beside the law that it names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ledger.core.finding import Finding
from ledger.core.law.calendar import ROLLS, UNITS
from ledger.core.law.rule import Condition, Counting, Regime, Window, WindowVersion
from ledger.core.law.windows import LONGEST
from ledger.core.payer import Patch, Payer

_COUNT = "count"
_PRESUMPTION = "presumption_days"
_UNIT = "unit"
_ROLL = "roll"
_HINT = "compare the rule file with the contract"


class _Placed(NamedTuple):
    """One patch and where it stands."""

    patch: Patch
    number: int
    file: str

    def wrong(self, message: str, hint: str = _HINT) -> Finding:
        return Finding("LED505", message, hint, ("patches", self.number), self.file)


def patched(regime: Regime, *payers: Payer) -> tuple[Regime, list[Finding]]:
    """The regime with the changes that the payer files of one case make to it, and what is wrong with them (LED505).

    A change stands beside what the law says and never in its place: no statute is cited for a contract's count, and a
    later day of a contract that names no document moves no safe day.
    A window whose patch does not fit, or about which two patches differ, keeps no count at all: a case that needs it
    gets the finding, not a day. What a letter or the contract states stands.
    """
    found = _of(regime.name, payers)
    if not found:
        return regime, []
    findings: list[Finding] = []
    windows = {window.name: window for window in regime.windows}
    for name, patches in found.items():
        window, wrong = windows.get(name), _differing(patches)
        for one in () if wrong else _once(patches):
            key = _key(one.patch)
            if window is None or not _fits(window, key, one.patch):
                message = f"{one.patch.window} is not {one.patch.was!r} any more, or cannot become {one.patch.now!r}"
                wrong.append(one.wrong(message))
                break
            meant = _replaced(window, key, one.patch)
            versions = (_changed(each, key, one.patch) if each in meant else each for each in window.versions)
            window = window._replace(versions=tuple(versions))
        if window is not None and not wrong:
            wrong += [patches[-1].wrong(said) for said in _too_long(window)]
        findings += wrong
        if window is not None:
            windows[name] = window._replace(versions=()) if wrong else _beside(windows[name], window)
    return regime._replace(windows=tuple(windows.values())), findings


def patch_findings(payer: Payer, regimes: Mapping[str, Regime]) -> list[Finding]:
    """What is wrong with the patches of one payer file, whatever case they serve: LED505 with the path of each."""
    found = []
    for index, patch in enumerate(payer.patches):
        name = patch.window.partition("/")[0]
        if name not in regimes:
            message = f"{patch.window}: this ledger holds no rules called {name!r} that can be read"
            found.append(_Placed(patch, index, payer.file).wrong(message, "recoup rules list names those it holds"))
    return [*found, *(finding for regime in regimes.values() for finding in patched(regime, payer)[1])]


def _of(regime: str, payers: Iterable[Payer]) -> dict[str, list[_Placed]]:
    """The patches to one regime by the window they change."""
    found: dict[str, list[_Placed]] = {}
    for payer in payers:
        for index, patch in enumerate(payer.patches):
            name, _, rest = patch.window.partition("/")
            if name == regime:
                found.setdefault(rest.partition("/")[0], []).append(_Placed(patch, index, payer.file))
    return found


def _differing(patches: list[_Placed]) -> list[Finding]:
    """A finding at each patch that makes something else of what an earlier one changes, in this file or another."""
    first: dict[str, _Placed] = {}
    found = []
    for one in patches:
        before = first.setdefault(one.patch.window, one)
        if one.patch.now != before.patch.now:
            where = f"patch {before.number + 1} of {before.file or 'this file'}"
            message = f"{one.patch.window} becomes {one.patch.now!r} here and {before.patch.now!r} in {where}"
            found.append(one.wrong(message, "one of the two contracts governs; take the other patch out"))
    return found


def _once(patches: list[_Placed]) -> list[_Placed]:
    """The patches without those that another file repeats."""
    return list({one.patch.window: one for one in reversed(patches)}.values())[::-1]


def _key(patch: Patch) -> str:
    return patch.window.partition("/")[2].partition("/")[2]


def _fits(window: Window, key: str, patch: Patch) -> bool:
    if not _replaced(window, key, patch):
        return False
    allowed = {_UNIT: UNITS, _ROLL: ROLLS}.get(key)
    return patch.now in allowed if allowed is not None else patch.now.isascii() and patch.now.isdigit()


def _replaced(window: Window, key: str, patch: Patch) -> list[WindowVersion]:
    """The versions that a patch changes: under one condition all that say what it replaces, if the last one does.

    A window may count otherwise for some papers, or have counted otherwise once; a newer rule is never overwritten.
    """
    last: dict[tuple[Condition, ...], WindowVersion] = {}
    for version in sorted(window.versions, key=lambda one: one.effective_from):
        last[version.when] = version
    meant = {when for when, version in last.items() if _value(version.counting, key) == patch.was}
    return [one for one in window.versions if one.when in meant and _value(one.counting, key) == patch.was]


def _too_long(window: Window) -> list[str]:
    """A window that no longer lasts at least 1 and at most what any law gives; one sentence, or none."""
    counts = [one.counting for one in window.versions if not 1 <= one.counting.number <= LONGEST[one.counting.unit]]
    return [f"{window.name} would last {one.number} {one.unit.replace('_', ' ')}" for one in counts[:1]]


def _value(counting: Counting, key: str) -> str | None:
    values = {
        _COUNT: counting.number,
        _PRESUMPTION: counting.presumption_days,
        _UNIT: counting.unit,
        _ROLL: counting.roll,
    }
    return str(values[key]) if key in values else None


def _beside(law: Window, changed: Window) -> Window:
    """The law's window with each count that was changed as one more reading of it."""
    versions = (
        was if was == now else was._replace(also=(*was.also, now.counting))
        for was, now in zip(law.versions, changed.versions, strict=True)
    )
    return law._replace(versions=tuple(versions))


def _changed(version: WindowVersion, key: str, patch: Patch) -> WindowVersion:
    """The version with one value replaced, and whose word that is."""
    counting = version.counting
    if key == _COUNT:
        counting = counting._replace(number=int(patch.now))
    elif key == _PRESUMPTION:
        counting = counting._replace(presumption_days=int(patch.now))
    elif key == _UNIT:
        counting = counting._replace(unit=patch.now)
    else:
        counting = counting._replace(roll=patch.now)
    said = f"{key.replace('_', ' ')} {patch.now} instead of {patch.was}"
    if not counting.stated:
        stated = f"the payer file's change of {counting.citation}: {patch.because}"
        return version._replace(counting=counting._replace(because=said, stated=stated))
    more = "" if counting.stated.endswith(patch.because) else f"; {patch.because}"
    because, stated = f"{counting.because}; {said}", f"{counting.stated}{more}"
    return version._replace(counting=counting._replace(because=because, stated=stated))
