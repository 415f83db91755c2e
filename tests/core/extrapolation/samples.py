"""Samples for the tests: the worked figures of the federal facts, 7.4, as cases."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ledger.core.case import Case, Claim, Demand, Extrapolation, Line, Stratum
from ledger.core.extrapolation.sample import sample_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.core.extrapolation.sample import Sample

B = ["0"] * 18 + ["25", "40", "40", "55.50", "60", "75", "90", "100", "120", "150", "180", "240"]
C1 = ["0", "0", "0", "0", "10", "20", "0", "0", "30", "40"]
C2 = ["0", "100", "0", "250", "300", "0", "150", "200", "0", "500"]


def a_claim(number: str, finding: str | None, stratum: str | None = None, **fields: Any) -> Claim:
    """A sampled claim with one line and its finding."""
    line = Line(date(2025, 7, 14), "99214", demanded=Decimal(finding) if finding is not None else None)
    return Claim(number, f"P-{number}", stratum=stratum, lines=(line,))._replace(**fields)


def a_case(*layers: tuple[str, int, Sequence[str]], amount: str | None = None, **fields: Any) -> Case:
    """A projected demand: each layer is a name, its universe and its findings; claims are ``name-1``, ``name-2``."""
    strata = tuple(Stratum(name, universe, len(findings)) for name, universe, findings in layers)
    claims = tuple(
        a_claim(f"{name}-{index}", finding, name)
        for name, _, findings in layers
        for index, finding in enumerate(findings, start=1)
    )
    demand = Demand(dated_on=date(2026, 3, 2), amount=Decimal(amount) if amount else None)
    told = Extrapolation(unit="claim", strata=strata)._replace(**fields)
    return Case("RC-2026-7K4QXM", "A sample", "mac", demand, claims=claims, extrapolation=told)


def a_sample(*layers: tuple[str, int, Sequence[str]]) -> Sample:
    """The sample of such a case."""
    return sample_of(a_case(*layers))


def with_stratum(case: Case, **fields: Any) -> Case:
    """A simple projected demand with other fields on its one stratum."""
    told = case.extrapolation
    assert told is not None
    return case._replace(extrapolation=told._replace(strata=(told.strata[0]._replace(**fields),)))
