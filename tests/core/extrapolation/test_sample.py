"""What is taken from a case as its sample, and every way in which something can be missing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from ledger.core.case import Claim, Line
from ledger.core.extrapolation.sample import changed, is_confidence, names_of, overturned, sample_of
from tests.core.cases import a_case as any_case
from tests.core.extrapolation.samples import C1, C2, a_case, a_claim, with_stratum

TWO = ("1", 600, C1), ("2", 200, C2)


def test_each_claim_is_a_unit_of_its_stratum() -> None:
    sample = sample_of(a_case(*TWO))
    assert sample.missing == ()
    assert [(layer.id, layer.universe, len(layer.units)) for layer in sample.layers] == [("1", 600, 10), ("2", 200, 10)]
    assert sample.layers[1].units[3].finding == 250


def test_lines_or_patients_can_be_what_was_sampled() -> None:
    case = a_case(("all", 100, ["5", "7"]), unit="line")
    two = Line(date(2025, 7, 15), "99213", line="b", demanded=Decimal(3))
    none = Line(date(2025, 7, 16), "99213")
    case = case._replace(claims=(case.claims[0]._replace(lines=(*case.claims[0].lines, two, none)), case.claims[1]))
    case = with_stratum(case, sampled=3)
    units = sample_of(case).layers[0].units
    assert [(one.name, one.finding) for one in units] == [
        ("all-1/1", Decimal(5)),
        ("all-1/b", Decimal(3)),
        ("all-2/1", Decimal(7)),
    ]
    people = a_case(("all", 100, ["5", "7", "1"]), unit="beneficiary")
    same = tuple(claim._replace(patient="P-1") if index < 2 else claim for index, claim in enumerate(people.claims))
    [layer] = sample_of(people._replace(claims=same)).layers
    assert [(one.name, one.finding, one.claims) for one in layer.units] == [
        ("P-1", Decimal(12), ("all-1", "all-2")),
        ("P-all-3", Decimal(1), ("all-3",)),
    ]


def test_a_claim_without_lines_has_its_own_finding() -> None:
    case = a_case(("all", 100, ["5", "7"]))
    bare = Claim("x", demanded=Decimal(9), stratum=None)
    sample = sample_of(case._replace(claims=(case.claims[0], bare)))
    assert [one.finding for one in sample.layers[0].units] == [5, 9]


def test_overturned_units_are_named_by_themselves_or_by_their_claims() -> None:
    sample = sample_of(a_case(*TWO))
    assert "2-4" in names_of(sample)
    after = overturned(sample, ["2-4", "1-9"])
    assert [unit.finding for unit in after.layers[1].units][3] == 0
    assert sum(unit.finding for unit in after.layers[0].units) == 70
    assert changed(sample, {"2-4": Decimal(1)}).layers[1].units[3].finding == 1


CASES = {
    "this case has no extrapolation": any_case(),
    "the strata:": a_case(),
    "a confidence between 50 and 100 percent; 100 is typed": a_case(*TWO, confidence=Decimal(100)),
    "what was sampled:": a_case(*TWO, unit="other"),
    "the stratum of 1 claim, the first is x": a_case(*TWO)._replace(
        claims=(*a_case(*TWO).claims, a_claim("x", "1", "3"))
    ),
    "stratum 1: the finding on 1 claim, the first is 1-1": a_case(*TWO)._replace(
        claims=(a_claim("1-1", None, "1"), *a_case(*TWO).claims[1:])
    ),
    "stratum all: at least two sampled units": a_case(("all", 100, ["5"])),
    "stratum all: a universe of 1 is smaller": a_case(("all", 1, ["5", "6"])),
}


@pytest.mark.parametrize("said", CASES)
def test_what_is_missing_is_named(said: str) -> None:
    missing = sample_of(CASES[said]).missing
    assert any(one.startswith(said) for one in missing), missing


def test_a_confidence_lies_between_50_and_100() -> None:
    said = [is_confidence(Decimal(text)) for text in ("50", "50.1", "99.9999", "99.99999", "nan")]
    assert said == [False, True, True, False, False]


def test_a_whole_universe_can_be_sampled() -> None:
    assert sample_of(a_case(("all", 2, ["5", "6"]))).missing == ()


def test_a_universe_or_a_count_that_does_not_fit_is_named() -> None:
    case = a_case(("all", 100, ["5", "6"]))
    unknown = with_stratum(case, universe=None)
    assert sample_of(unknown).missing == ("stratum all: how many units there are in all (universe)",)
    more = with_stratum(case, sampled=3)
    assert sample_of(more).missing == ("stratum all: 3 were drawn, and 2 stand in the case",)
    unsaid = with_stratum(case, sampled=None)
    assert sample_of(unsaid).missing == ()
