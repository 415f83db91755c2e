"""The screen of days: what stands in which column, and how sure its words are."""

from __future__ import annotations

import csv
from decimal import Decimal
from typing import Any

import pytest

from ledger.core.case import Case, Claim
from ledger.core.deadline import MUST, NO_DATE, OPEN, OPTION, Deadline
from ledger.core.due import Due, sheet
from ledger.core.law.rule import Confirmation
from ledger.core.outlook import outlook
from ledger.core.payer import Payer
from ledger.core.reckoning import deadlines_for
from ledger.report.case import Around
from ledger.report.case import shown as shown_case
from ledger.report.days import Head, screen
from ledger.report.deadlines import as_csv
from ledger.report.explain import Told, explained
from tests.core.reckoned import HARBOR, TEXAS, a_law, a_letter, day, shipped_regimes

TODAY = day("2026-11-24")
CASE = a_letter(HARBOR, "2026-11-02")
OHIO = TEXAS._replace(regime="ohio", issued_in="OH", slug="ohio")
TRICARE = Payer("TRICARE East", regime="tricare", line_of_business="tricare", slug="tricare")


def one(name: str, act_by: str | None, **fields: Any) -> Deadline:
    until = day(act_by) if act_by else None
    start = Deadline(CASE.id, name, name, MUST, OPEN if act_by else NO_DATE, act_by=until, arguable_until=until)
    return start._replace(missing="" if act_by else "get it", **fields)


def shown(*deadlines: Deadline, case: Case = CASE) -> list[str]:
    listed = [Due(case, deadlines)]
    return screen(sheet(listed, TODAY), listed, {}, Head(TODAY, "America/New_York"))


def of(case: Case, *payers: Payer, **law: Any) -> tuple[Deadline, ...]:
    return deadlines_for(case, a_law(*payers, **law), TODAY)


def test_two_groups_without_a_day_stand_each_with_its_amount_and_its_claims() -> None:
    unknown = one("first_stop", None, claims=("1",), worth=Decimal(100))
    funded = one("first_stop", None, claims=("2", "3"), worth=Decimal(175))
    rows = [line for line in shown(unknown, funded) if CASE.id in line]
    assert [line.split()[-5:] for line in rows] == [
        ["100.00", "1", "claim:", "get", "it"],
        ["175.00", "2", "claims:", "get", "it"],
    ]
    assert shown(unknown)[2].endswith("100.00  get it")


def test_an_answer_that_stops_and_keeps_shows_its_day_in_both_columns() -> None:
    case = a_letter(OHIO, "2026-11-23")
    lines = shown(*of(case, OHIO), case=case)
    row = next(line for line in lines if case.id in line)
    assert row.endswith("Wed 23 Dec      Wed 23 Dec")
    assert "may stop" not in " ".join(lines)
    (stop,) = (one for one in of(case, OHIO) if one.name == "first_stop")
    said = explained(Told(stop, case, shipped_regimes()["ohio"], 0, TODAY))
    at = said.index("Protects    stops the taking")
    assert said[at + 1] == "            keeps the appeal"


@pytest.mark.parametrize("dated", ["2025-12-20", "2026-11-23"])
def test_where_only_a_letter_gives_the_day_it_may_stop_the_taking(dated: str) -> None:
    payer = OHIO if dated < "2026" else HARBOR
    case = a_letter(payer, dated, answer_by=day("2026-12-18"))
    found = of(case, payer)
    assert "may stop the taking" in " ".join(" ".join(shown(*found, case=case)).split())
    (stop,) = (one for one in found if one.name == "first_stop")
    assert any("may stop the taking" in line for line in explained(Told(stop, case, None, 0, TODAY)))
    row = next(csv.DictReader(as_csv([Due(case, (stop,))]).splitlines()))
    assert (row["stops_taking"], row["stops_by_law"]) == ("yes", "no")
    screen_of_case = shown_case(outlook(case, found), Around({}, "Dana", {}, TODAY))
    assert "may stop the taking" in " ".join(" ".join(screen_of_case).split())


def test_without_a_day_the_case_says_in_full_what_to_get() -> None:
    case = a_letter(HARBOR, "2026-11-02")
    lines = shown_case(outlook(case, of(case, HARBOR)), Around({}, "Dana", {}, TODAY))
    assert all(len(line) <= 80 for line in lines)
    said = " ".join(" ".join(lines).split())
    assert "answer to the letter, may stop the taking: type the answer-by date on the letter MONEY" in said


def test_before_its_text_was_seen_a_rule_is_missing_and_not_the_law() -> None:
    case = a_letter(OHIO, "2025-12-20")
    (stop,) = (one for one in of(case, OHIO) if one.name == "first_stop")
    assert (stop.state, stop.stops_by_law) == (NO_DATE, False)
    assert "no text of ohio for answer and appeal was seen for Sat 20 Dec 2025" in stop.considered


def test_a_rule_of_low_confidence_that_a_named_person_read_is_not_called_weak() -> None:
    case = a_letter(OHIO, "2026-11-20")
    ohio = shipped_regimes()["ohio"]
    read = ohio._replace(confirmed=(Confirmation("dana", day("2026-11-24"), "the Revised Code", holds=True),))
    old = ohio._replace(confirmed=(Confirmation("dana", day("2026-11-24"), "the Revised Code"),))
    for regime, weak in ((ohio, True), (old, True), (read, False)):
        found = of(case, OHIO, regimes={"ohio": regime})
        assert ("rule of low confidence" in " ".join(" ".join(shown(*found, case=case)).split())) is weak
        (stop,) = (one for one in found if one.name == "first_stop")
        said = explained(Told(stop, case, regime, 0, TODAY))
        assert ("            confirmed by dana on 2026-11-24 (the Revised Code)" in said) is not weak
        words = " ".join(" ".join(said).split())
        assert "read as in force from 2026-01-01; text seen only from 2026-11-23" in words
        assert "in force from 2026-01-01 source" not in words


def test_a_rule_for_a_fact_that_nobody_says_names_the_fact() -> None:
    case = a_letter(TRICARE, "2026-10-26")
    found = of(case, TRICARE)
    (appeal,) = (one for one in found if one.name == "reconsideration")
    assert (appeal.kind, appeal.assumed) == (OPTION, "you have no contract with the plan")
    assert "; only if you have no contract with the plan" in " ".join(" ".join(shown(*found, case=case)).split())
    said = explained(Told(appeal, case, shipped_regimes()["tricare"], 0, TODAY))
    assert "only where you have no contract with the plan: not known here" in " ".join(" ".join(said).split())
    known = TRICARE._replace(network="not_contracted")
    assert {one.assumed for one in of(case, known)} == {""}


def test_each_reason_that_nobody_says_is_named_in_words() -> None:
    cob = shipped_regimes()["alabama"]
    payer = TEXAS._replace(regime="alabama", issued_in="AL")
    case = a_letter(payer, "2026-11-02")._replace(claims=(Claim("1", paid_on=day("2026-01-02")),))
    found = {one.name: one for one in of(case, payer, regimes={"alabama": cob})}
    assert found["lookback_cob"].assumed == "the reason is coordination of benefits"
    steps = [step for reading in found["lookback"].readings for step in reading.steps]
    assert any(step.startswith("only where the reason is eligibility or") for step in steps)
