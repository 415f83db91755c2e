"""Patches: what does not fit, and what two of them make different things of, takes the count away and says so."""

from __future__ import annotations

from typing import Any

import pytest

from ledger.core.case import SelfReport
from ledger.core.deadline import Deadline
from ledger.core.law.governing import law_findings
from ledger.core.law.patch import patch_findings, patched
from ledger.core.law.regime import regime_of
from ledger.core.payer import Patch, Payer
from ledger.core.reckoning import deadlines_for
from ledger.core.sending import Appeal
from tests.core.law.test_regime import a_version
from tests.core.reckoned import HARBOR, TEXAS, a_law, a_letter, day, moment, reckoned, shipped_regimes

HOUSE = HARBOR._replace(regime="house")
STOP = "texas/first_stop/count"


def payer(slug: str, *patches: tuple[str, str, str]) -> Payer:
    listed = tuple(Patch(window, was, now, "Amendment 2") for window, was, now in patches)
    return TEXAS._replace(slug=slug, file=f"payers/{slug}.yaml", patches=listed)


def messages(*payers: Payer) -> list[tuple[str, str]]:
    return [(one.file, one.message) for one in patched(shipped_regimes()["texas"], *payers)[1]]


def test_two_patches_of_one_value_in_one_file_differ() -> None:
    both = payer("lone-star", (STOP, "45", "30"), (STOP, "45", "60"))
    assert messages(both) == [
        ("payers/lone-star.yaml", f"{STOP} becomes '60' here and '30' in patch 1 of payers/lone-star.yaml")
    ]
    assert [one.path for one in patched(shipped_regimes()["texas"], both)[1]] == [("patches", 1)]


def test_the_plan_and_the_payer_of_one_case_differ() -> None:
    plan, other = payer("plan", (STOP, "45", "30")), payer("lone-star", (STOP, "45", "60"))
    assert messages(plan, other) == [
        ("payers/lone-star.yaml", f"{STOP} becomes '60' here and '30' in patch 1 of payers/plan.yaml")
    ]
    assert messages(plan) == messages(other) == []
    same = payer("lone-star", (STOP, "45", "30"))
    assert messages(plan, same) == [], "both contracts say so"
    case = a_letter(other)._replace(plan="plan")
    assert [one.code for one in law_findings(case, a_law(plan, other))] == ["LED505"]


@pytest.mark.parametrize(
    ("patches", "part"),
    [
        (((STOP, "40", "30"),), "is not '40' any more"),
        (((STOP, "45", "0"),), "first_stop would last 0 calendar days"),
        (((STOP, "45", "1000000"),), "first_stop would last 1000000 calendar days"),
        ((("texas/first_stop/unit", "calendar_days", "years"),), "first_stop would last 45 years"),
        ((("texas/nothing/count", "45", "30"),), "is not '45' any more"),
    ],
)
def test_a_case_that_needs_it_gets_a_finding_and_no_day_of_the_law(
    patches: tuple[tuple[str, str, str], ...], part: str
) -> None:
    wrong = payer("lone-star", *patches)
    case, law = a_letter(wrong, dated="2026-03-02"), a_law(wrong)
    assert [one.code for one in law_findings(case, law)] == ["LED505"]
    assert part in law_findings(case, law)[0].message
    if patches[0][0].startswith("texas/first_stop"):
        assert by_law(deadlines_for(case, law, day("2026-03-09")), "first_stop") == []
        right = payer("lone-star", (STOP, "45", "30"))
        assert by_law(deadlines_for(case, a_law(right), day("2026-03-09")), "first_stop") != []


def by_law(deadlines: tuple[Deadline, ...], name: str) -> list[str]:
    return [reading.source for one in deadlines if one.name == name for reading in one.readings if reading.rule]


def test_a_payer_file_alone_is_held_against_the_rules_that_are_here() -> None:
    here = {"texas": shipped_regimes()["texas"]}
    wrong = payer("lone-star", ("atlantis/first/count", "1", "2"), (STOP, "40", "30"), (STOP + "er", "1", "2"))
    assert [(one.path, one.message) for one in patch_findings(wrong, here)] == [
        (("patches", 0), "atlantis/first/count: this ledger holds no rules called 'atlantis' that can be read"),
        (("patches", 1), f"{STOP} is not '40' any more, or cannot become '30'"),
    ]


AUDIT = {"notice": ["records_request"]}


@pytest.mark.parametrize(
    ("versions", "counts"),
    [
        ([a_version(count="45"), a_version(count="30", when=AUDIT)], [20, 30]),
        ([a_version(count="60", effective_from="2020-01-01"), a_version(count="45")], [60, 20]),
        ([a_version(count="45", effective_from="2020-01-01"), a_version(count="45")], [20, 20]),
        ([a_version(count="45", effective_from="2020-01-01"), a_version(count="60")], None),
        ([a_version(count="45", effective_from="2020-01-01"), a_version(count="60"), a_version(when=AUDIT)], None),
    ],
)
def test_a_newer_rule_is_never_overwritten_and_another_condition_is_left_alone(
    versions: list[dict[str, Any]], counts: list[int] | None
) -> None:
    regime, _ = regime_of({"name": "house", "windows": [{"name": "first", "versions": versions}]})
    assert regime is not None
    changed, findings = patched(regime, payer("x", ("house/first/count", "45", "20")))
    assert [one.code for one in findings] == ([] if counts else ["LED505"])
    law = [int(one["count"]) for one in versions] if counts else []
    assert [one.counting.number for one in changed.windows[0].versions] == law, "the law's own count stays"
    assert [(one.also or (one.counting,))[-1].number for one in changed.windows[0].versions] == (counts or [])


def test_a_payers_day_is_late_only_by_the_law_and_the_contract() -> None:
    versions = [a_version(counted_from="filing_received", count="45")]
    windows = [
        {"name": "first", "kind": "must", "level": "first", "met_by": ["first"]},
        {"name": "payer_answer", "kind": "theirs", "level": "first", "versions": versions},
    ]
    regime, _ = regime_of({"name": "house", "levels": [{"name": "first", "title": "first"}], "windows": windows})
    assert regime is not None
    sent = moment("2026-01-05")
    case = a_letter(HOUSE, "2026-01-02")._replace(appeals=(Appeal("first", sent_on=sent, arrived_on=sent),))
    for count, due in (("30", "2026-02-19"), ("60", "2026-03-06")):
        changed = HOUSE._replace(patches=(Patch("house/payer_answer/count", "45", count, "Amendment 2"),))
        answer = reckoned(case, "payer_answer", law=a_law(changed, regimes={"house": regime}))
        assert answer.act_by == day(due), "the reading kindest to the payer decides over both"
        assert {one.basis for one in answer.readings} == {"law", "contract"}


def test_two_patches_of_one_window_make_one_reading() -> None:
    both = payer("x", (STOP, "45", "30"), ("texas/first_stop/unit", "calendar_days", "business_days"))
    other = both._replace(patches=(both.patches[0], both.patches[1]._replace(because="Amendment 3")))
    texas = shipped_regimes()["texas"]
    law = texas.window("first_stop")
    assert law is not None
    for one, said in ((both, "Amendment 2"), (other, "Amendment 2; Amendment 3")):
        window = patched(texas, one)[0].window("first_stop")
        assert window is not None
        (added,) = window.versions[0].also[len(law.versions[0].also) :]
        assert (added.number, added.unit) == (30, "business_days")
        assert added.because == "count 30 instead of 45; unit business_days instead of calendar_days"
        assert added.stated == f"the payer file's change of {law.versions[0].counting.citation}: {said}"


def test_a_hold_for_an_investigation_holds_the_changed_count_too() -> None:
    versions = [a_version(counted_from="identified", count="60", hold_days="180")]
    regime, _ = regime_of({"name": "house", "windows": [{"name": "report", "kind": "must", "versions": versions}]})
    assert regime is not None
    found = SelfReport(identified_on=day("2026-01-02"), investigating_from=day("2026-01-02"))
    case = a_letter(HOUSE)._replace(self_report=found)
    changed = HOUSE._replace(patches=(Patch("house/report/count", "60", "50", "Amendment 2"),))
    report = reckoned(case, "report", law=a_law(changed, regimes={"house": regime}))
    assert [(str(one.day), one.basis) for one in report.readings] == [
        ("2026-02-21", "contract"),
        ("2026-03-03", "law"),
        ("2026-08-20", "contract"),
        ("2026-08-30", "law"),
    ]
