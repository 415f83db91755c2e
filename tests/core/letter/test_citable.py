"""The gate of citations: high confidence, or read by a named person."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from ledger.core.law.rule import (
    Charging,
    Confirmation,
    Counting,
    Interest,
    InterestVersion,
    Regime,
    Statement,
    WindowVersion,
)
from ledger.core.law.rule import Window as LawWindow
from ledger.core.letter.citable import CITABLE, cited_by, doubts
from ledger.core.letter.gap import elements_missing
from ledger.core.letter.kind import KINDS
from tests.core.letter.matters import a_law, whole
from tests.core.reckoned import shipped_regimes

TEMPLATES = Path(__file__).resolve().parents[3] / "templates" / "letters"
WORD = Confirmation("jlee", date(2026, 3, 9), "the register, page 12", holds=True)


def held(citation: str, confidence: str, name: str = "texas", window: str = "first_stop") -> Regime:
    counting = Counting("received", 45, "calendar_days", citation=citation, confidence=confidence)
    versions = (WindowVersion(date(2020, 1, 1), counting),)
    return Regime(name, name, (LawWindow(window, window, window, "must", versions=versions),))


def found(regime: Regime, kind: str = "contest") -> list[str]:
    return [one.message for one in elements_missing(whole(kind)._replace(law=a_law(regimes={regime.name: regime})))]


def test_a_letter_under_a_low_rule_is_refused_by_name_and_goes_once_the_text_was_read() -> None:
    low = held("28 TAC 21.2818(e)", "low")
    assert found(low) == [
        "contest cites 28 TAC 21.2818, which the rules texas hold with low confidence and nobody has confirmed"
    ]
    assert found(low._replace(confirmed=(WORD._replace(holds=False),))) != [], "an earlier text was read"
    assert found(low._replace(confirmed=(WORD,))) == []
    assert found(held("28 TAC 21.2818", "high")) == []


def test_the_best_place_of_a_rule_counts_and_a_person_read_only_the_file_they_confirmed() -> None:
    base = held("28 TAC 21.2818", "low", "state-insured")
    own = held("1 TAC 9.9999", "low", window="taking")
    joined = own._replace(extends="state-insured", windows=(*own.windows, *base.windows), confirmed=(WORD,))
    regimes = {"texas": joined, "state-insured": base}
    assert [one.regime for one in doubts(["28 TAC 21.2818"], regimes)] == ["state-insured"]
    assert doubts(["28 TAC 21.2818"], regimes | {"third": held("28 TAC 21.2818", "high", "third")}) == []


@pytest.mark.parametrize(
    ("text", "citation", "is_cited"),
    [
        ("28 TAC 21.2818(e)", "28 TAC 21.2818", True),
        ("see 28 TAC 21.2818.", "28 TAC 21.2818", True),
        ("28 TAC 21.28181 and 28 TAC 21.2818", "28 TAC 21.2818", True),
        ("28 TAC 21.2818-1", "28 TAC 21.2818", False),
        ("128 TAC 21.2818", "28 TAC 21.2818", False),
        ("42 CFR 405.379", "42 CFR 405.374, 405.379", True),
        ("the demand letter", "CMS manual, demand letter", False),
    ],
)
def test_a_citation_is_found_as_a_whole(text: str, citation: str, is_cited: bool) -> None:  # noqa: FBT001
    assert bool(doubts([text], {"texas": held(citation, "medium")})) == is_cited


def test_statements_and_interest_are_rules_too() -> None:
    said = Statement("no_stop", "A rebuttal stops nothing.", "42 CFR 405.375", "x", "medium")
    charging = Charging("days", citation="42 CFR 405.378", confidence="low")
    interest = Interest("late", "late", "rate", "dated", "payer", (InterestVersion(date(2020, 1, 1), charging),))
    base = Regime("base", "base", (), statements=(said,), interest=(interest,))
    regimes = {"base": base, "own": base._replace(name="own", extends="base")}
    doubtful = doubts(["42 CFR 405.375 and 405.378"], regimes)
    assert [(one.regime, one.confidence) for one in doubtful] == [("base", "medium")]
    assert [one.confidence for one in doubts(["42 CFR 405.378"], regimes)] == ["low"]


@pytest.mark.parametrize("kind", KINDS)
def test_the_gate_knows_every_rule_that_a_template_cites(kind: str) -> None:
    text = (TEMPLATES / KINDS[kind].template).read_text(encoding="utf-8")
    named = set(re.findall(r"letter\.rules\.(\w+)", text))
    regimes = ("texas", "medicare-ffs", "medicaid", "erisa", "contract", "")
    assert {CITABLE[name].citation for name in named} == {one for law in regimes for one in cited_by(kind, law)}


@pytest.mark.parametrize("regime", ["texas", "medicare-ffs", "medicaid"])
def test_the_shipped_rules_let_every_shipped_letter_through(regime: str) -> None:
    held_here = {
        name: shipped_regimes()[name] for name in ("texas", "medicare-ffs", "medicaid", "state-insured", "erisa")
    }
    assert [doubts(cited_by(kind, regime), held_here) for kind in KINDS] == [[] for _ in KINDS]
