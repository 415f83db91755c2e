"""What only shows when cases stand side by side: one reference, one claim line, one letter in several of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from ledger.core.amount import dollars
from ledger.core.case import Case
from ledger.core.finding import Finding, Path


class _Spot(NamedTuple):
    """One place in one case where a number stands that others may share."""

    case: Case
    path: Path


def check_together(cases: Iterable[Case]) -> list[Finding]:
    """Find contradictions between cases; each finding names the file that it stands in.

    Cases that are ``related`` may share references and claims: that is what the link says.
    """
    all_cases = sorted(cases, key=lambda case: case.file)
    by_id = {case.id: case for case in all_cases}
    found = [
        *_same_id(all_cases),
        *_links(all_cases, by_id),
        *_same_reference(all_cases),
        *_same_claim(all_cases),
        *_letter_totals(all_cases),
    ]
    return sorted(found, key=lambda finding: finding.file)


def _same_id(cases: Sequence[Case]) -> Iterator[Finding]:
    first: dict[str, Case] = {}
    for case in cases:
        if first.setdefault(case.id, case) is not case:
            yield Finding(
                "LED311",
                f"{case.id} stands in two files, here and in {first[case.id].file}",
                "one of them is a copy: take it out, or start a case with recoup new",
                ("id",),
                case.file,
            )


def _links(cases: Sequence[Case], by_id: Mapping[str, Case]) -> Iterator[Finding]:
    for case in cases:
        named = case.closed.same_as if case.closed else None
        if named is not None and named not in by_id:
            yield _no_such_case(case, ("closed", "same_as"), named)
        for index, link in enumerate(case.related):
            other = by_id.get(link.case)
            if other is None:
                yield _no_such_case(case, ("related", index, "case"), link.case)
            elif all(back.case != case.id for back in other.related):
                yield Finding(
                    "LED324",
                    f"{case.id} names {link.case}, which does not name it back",
                    f"add {case.id} under related: in {other.file or link.case}",
                    ("related", index, "case"),
                    case.file,
                )


def _no_such_case(case: Case, path: Path, named: str) -> Finding:
    return Finding("LED321", f"there is no case {named}", "recoup list shows all cases", path, case.file)


def _same_reference(cases: Sequence[Case]) -> Iterator[Finding]:
    spots: dict[Hashable, list[_Spot]] = defaultdict(list)
    for case in cases:
        if case.demand.reference is not None:
            spots[case.payer, case.demand.reference].append(_Spot(case, ("demand", "reference")))
        for index, alias in enumerate(case.demand.aliases):
            spots[case.payer, alias].append(_Spot(case, ("demand", "aliases", index)))
    for (_, reference), here in _shared(spots):
        yield from _unrelated(
            here,
            "LED314",
            f"{reference} is also the number of",
            "if it is one letter, link the cases under related; if one case was made twice, close it with --same-as",
        )


def _same_claim(cases: Sequence[Case]) -> Iterator[Finding]:
    lines: dict[Hashable, list[_Spot]] = defaultdict(list)
    numbers: dict[Hashable, list[_Spot]] = defaultdict(list)
    for case in cases:
        for index, claim in enumerate(case.claims):
            numbers[case.payer, claim.number].append(_Spot(case, ("claims", index, "patient")))
            whole = _Spot(case, ("claims", index, "number"))
            if not claim.lines:
                lines[case.payer, claim.number].append(whole)
            for line in claim.lines:
                own = (line.served_on, line.procedure, line.modifiers, line.line)
                lines[case.payer, claim.number, own].append(whole)
    told: set[tuple[str, Path]] = set()
    for name, here in _shared(lines):
        for finding in _unrelated(
            here,
            "LED315",
            f"claim {name[1]} stands with the same line in",
            "a demand that follows another is linked under related; else take the claim out of one of them",
        ):
            if (finding.file, finding.path) not in told:
                told.add((finding.file, finding.path))
                yield finding
    for name, here in _shared(numbers):
        yield from _two_patients(str(name[1]), here)


def _two_patients(number: str, spots: Sequence[_Spot]) -> Iterator[Finding]:
    first = spots[0]
    said = _patient(first)
    for spot in spots[1:]:
        if _patient(spot) != said:
            yield Finding(
                "LED325",
                f"claim {number} is patient {_patient(spot)} here and {said} in {first.case.id}",
                "look the claim up in the billing system and mend the wrong key",
                spot.path,
                spot.case.file,
            )


def _patient(spot: _Spot) -> str | None:
    index = spot.path[1]
    return spot.case.claims[index].patient if isinstance(index, int) else None


def _shared(spots: Mapping[Hashable, Sequence[_Spot]]) -> Iterator[tuple[tuple[object, ...], Sequence[_Spot]]]:
    for name, here in spots.items():
        if len(here) > 1 and isinstance(name, tuple):
            yield name, here


def _unrelated(spots: Sequence[_Spot], code: str, said: str, hint: str) -> Iterator[Finding]:
    """Report each case that is linked to none of those before it that hold the same number."""
    before: list[Case] = []
    for spot in spots:
        others = [case for case in before if case.id != spot.case.id]
        if others and not any(_linked(spot.case, other) for other in others):
            yield Finding(code, f"{said} {others[0].id}", hint, spot.path, spot.case.file)
        before.append(spot.case)


def _linked(one: Case, other: Case) -> bool:
    return _names(one, other) or _names(other, one)


def _names(one: Case, other: Case) -> bool:
    same = one.closed is not None and one.closed.same_as == other.id
    return same or any(link.case == other.id for link in one.related)


def _letter_totals(cases: Sequence[Case]) -> Iterator[Finding]:
    letters: dict[tuple[str, str], list[Case]] = defaultdict(list)
    for case in cases:
        twin = case.closed is not None and case.closed.same_as is not None
        if case.demand.letter_total is not None and case.demand.reference is not None and not twin:
            letters[case.payer, case.demand.reference].append(case)
    for (_, reference), sharing in letters.items():
        total = sum((case.demand.amount or Decimal(0) for case in sharing), Decimal(0))
        for case in sharing:
            if case.demand.letter_total != total and case.demand.letter_total is not None:
                yield Finding(
                    "LED306",
                    f"the {len(sharing)} cases of letter {reference} add up to {dollars(total)},"
                    f" its letter_total is {dollars(case.demand.letter_total)}",
                    "enter the cases that are missing, or compare the amounts with the letter",
                    ("demand", "letter_total"),
                    case.file,
                )
