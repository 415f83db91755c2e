"""What `recoup rules check` does, without the command line: the ledger's rules and the patches of its payer files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.commands.checking import Checked
from ledger.core.finding import Finding
from ledger.core.law.governing import governing, payers_of
from ledger.core.law.patch import patch_findings, patched
from ledger.core.law.reading_age import not_read_lately
from ledger.core.names import id_of
from ledger.store.refusal import UsageError
from ledger.store.yaml.positions import place

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from ledger.core.case import Case
    from ledger.core.law.governing import Law
    from ledger.core.law.regime import Regime
    from ledger.core.payer import Payer
    from ledger.store.library import Library


def check_rules(library: Library, names: Sequence[str], today: date) -> Checked:
    """Everything wrong in the rules named, or in all, and in the patches to them, each with its place.

    Raises UsageError for a name that no file of the ledger's rules/ bears.
    """
    files = {id_of(file): file for file in library.files_in("rules")}
    for name in names:
        if name not in files:
            raise UsageError(f"this ledger holds no rules called {name!r}", "recoup rules list names them")
    asked = set(names or files)
    found = [finding for file, _, findings in library.regime_files if id_of(file) in asked for finding in findings]
    found += placed(library, _patches(library, set(names)))
    found += _badly_written(library, names)
    found += not_lately(library, [one for name, one in library.regimes.items() if name in asked], today)
    payers = library.files_in("payers")
    return Checked(tuple(sorted(dict.fromkeys(found), key=_by_place)), len(asked) + len(payers))


def _patches(library: Library, asked: set[str]) -> list[Finding]:
    """What is wrong with patches, in each payer file and between the two files that speak for one claim."""
    regimes = library.regimes
    found = [finding for payer in library.payers.values() if payer.patches for finding in _patched(payer, regimes)]
    for together in _speaking_together(library):
        found += [finding for regime in regimes.values() for finding in patched(regime, *together)[1]]
    if not asked:
        return found
    return [one for one in found if _regime_of(one, library.payers) in asked]


def _badly_written(library: Library, names: Sequence[str]) -> list[Finding]:
    """What is wrong with patches as they are written: a missing because:, a word that is none."""
    if names:
        return []
    from ledger.store.library import load

    loaded = (load("payer", library.bytes_of(file), file) for file in library.files_in("payers"))
    return [finding for one in loaded for finding in one.findings if finding.path[:1] == ("patches",)]


def _patched(payer: Payer, regimes: Mapping[str, Regime]) -> list[Finding]:
    return patch_findings(payer, regimes)


def _regime_of(finding: Finding, payers: Mapping[str, Payer]) -> str:
    """The regime that the patch at a finding's place changes."""
    payer, number = payers[id_of(finding.file)], finding.path[1]
    return payer.patches[int(number)].window.partition("/")[0]


def _speaking_together(library: Library) -> set[tuple[Payer, ...]]:
    """Two payer files of one claim (the plan, and who works for it) that both change rules."""
    if sum(bool(payer.patches) for payer in library.payers.values()) < 2:  # noqa: PLR2004 - a pair
        return set()
    law = library.law
    cases = [loaded.case for loaded in library.cases() if loaded.case is not None]
    pairs = {payers_of(case, law, claim) for case in cases for claim in (*case.claims, None)}
    return {pair for pair in pairs if sum(bool(payer.patches) for payer in pair) > 1}


def not_lately(library: Library, regimes: Iterable[Regime], today: date) -> list[Finding]:
    """LED506 for each of some regimes whose text was not read for a year, at its place."""
    aged = [(regime, not_read_lately(regime, today)) for regime in regimes]
    found = [one._replace(file=f"rules/{regime.name}.yaml") for regime, one in aged if one is not None]
    return placed(library, found)


def in_use(cases: Iterable[Case], law: Law) -> dict[str, set[str]]:
    """The regimes by which open cases are reckoned, and those they rest on, each with the ids of these cases."""
    found: dict[str, set[str]] = {}
    for case in cases:
        for group in governing(case, law) if case.closed is None else ():
            name = group.regime
            while name and name in law.regimes:
                found.setdefault(name, set()).add(case.id)
                name = law.regimes[name].extends
    return found


def placed(library: Library, findings: Iterable[Finding]) -> list[Finding]:
    """The findings with their lines, each in the file that it names."""
    found: list[Finding] = []
    by_file: dict[str, list[Finding]] = {}
    for one in findings:
        by_file.setdefault(one.file, []).append(one)
    for file, own in by_file.items():
        found += place(own, library.bytes_of(file).decode("utf-8", "replace"), file)
    return found


def _by_place(finding: Finding) -> tuple[str, int, int, str]:
    return finding.file, finding.line, finding.column, finding.code
