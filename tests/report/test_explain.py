"""What explain says of the payer's days and of what the law holds beside its days."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from ledger.core.case import Case, Claim
from ledger.core.deadline import Deadline
from ledger.core.due import Due, sheet
from ledger.core.law.rule import Condition, Counting, Gap, Regime, Statement, Window, WindowVersion
from ledger.core.reckoning import deadlines_for
from ledger.core.sending import Filing
from ledger.report.days import Head, screen
from ledger.report.deadlines import as_data
from ledger.report.explain import Told, explained
from tests.core.reckoned import HARBOR, a_law, a_letter, day, moment, reckoned

OWN = HARBOR._replace(regime="own")
TODAY = day("2026-03-09")
CASE = a_letter(OWN, "2026-03-02", offset_from=day("2026-03-25"))._replace(
    claims=(Claim("1", paid_on=day("2026-01-02")),),
    filings=(Filing("contest", sent_on=moment("2026-02-02"), arrived_on=moment("2026-02-02")),),
)


def window(name: str, trigger: str, **fields: Any) -> Window:
    counting = Counting(trigger, 30, "calendar_days", citation="Sec. 1", source="book", confidence="high")
    return Window(
        name, name, name.capitalize(), "theirs", "first", versions=(WindowVersion(day("2020-01-01"), counting),)
    )._replace(**fields)


def told(window: Window, today: str = "2026-03-09", **more: Any) -> tuple[Deadline, list[str]]:
    regime = Regime("own", "own law", (window, Window("x", "x", "X", "must", "first", met_by=("contest",))))
    law = a_law(OWN, regimes={"own": regime})
    one = reckoned(CASE, window.name, today, law)
    return one, explained(Told(one, CASE, regime, 1, day(today), **more))


LOOKBACK = window("lookback", "paid", limits="asking for the money", met_by=("demand",))
ANSWER = window("payer_answer", "filing_received")
TAKING = window("taking", "dated", permission=True)


def test_a_limit_says_what_it_limits_and_what_was_done() -> None:
    _, lines = told(LOOKBACK)
    assert lines[0] == "Lookback: the last day is Sun 1 Feb 2026 (after it)"
    assert "Readings    Sun  1 Feb  Sec. 1, 30 days from payment              <- used" in lines
    assert "Counting    2 Jan + 30 calendar days = Sun 1 Feb, a Sunday" in lines
    assert "Limits      asking for the money" in lines
    assert "Done on     Mon 2 Mar 2026" in lines, "a day that was missed is not met"
    assert any(line.endswith("possible ground") for line in lines)
    assert not any(line.startswith("Next") for line in lines)
    _, lines = told(LOOKBACK._replace(met_by=()))
    assert lines[0].endswith("(cannot tell)")
    assert not any(line.startswith("Met") for line in lines)
    early = LOOKBACK._replace(versions=(LOOKBACK.versions[0]._replace(effective_from=day("2026-01-01")),))
    late = early._replace(
        versions=(early.versions[0]._replace(counting=early.versions[0].counting._replace(number=60)),)
    )
    assert told(late)[1][0] == "Lookback: the last day is Tue 3 Mar 2026 (in time)"
    assert told(LOOKBACK._replace(met_by=("offset",)), "2026-01-31")[1][0].endswith("2026 (1 day)")


def test_a_permission_says_from_when() -> None:
    assert told(TAKING)[1][0] == "Taking: from Wed 1 Apr 2026 (23 days)"
    assert told(TAKING, "2026-04-01")[1][0] == "Taking: from Wed 1 Apr 2026 (may begin)"


@pytest.mark.parametrize(
    ("then", "step"),
    [
        ("follow_up", "recoup letter RC-2026-7K4QXM follow_up"),
        ("", "write to them"),
        ("complaint", "recoup letter RC-2026-7K4QXM regulator_complaint"),
    ],
)
def test_a_duty_that_has_passed_says_what_helps(then: str, step: str) -> None:
    one, lines = told(ANSWER._replace(then=then))
    assert lines[0].startswith("Payer_answer: due from them by Wed 4 Mar 2026 (")
    assert f"Next        {step}" in lines
    shown = screen(sheet([Due(CASE, (one,))], TODAY), [Due(CASE, (one,))], {}, Head(TODAY, "America/Chicago"))
    where = shown.index("THEIRS")
    assert " ".join(" ".join(shown[where + 1 : -1]).split()) == (
        f"RC-2026-7K4QXM payer_answer, was due by Wed 4 Mar; {step}"
    )


def test_a_duty_that_nothing_shows_is_not_called_undone() -> None:
    refund = window("refund_back", "dated")._replace(versions=())
    counting = Counting("dated", 3, "calendar_days", citation="Sec. 1", source="book")
    one, _ = told(refund._replace(versions=(WindowVersion(day("2020-01-01"), counting),)))
    shown = "\n".join(screen(sheet([Due(CASE, (one,))], TODAY), [Due(CASE, (one,))], {}, Head(TODAY, "x")))
    assert "refund_back, was due by Thu 5 Mar; cannot tell whether it was" in shown


def test_what_the_law_says_in_words_stands_with_its_citation_the_surest_first() -> None:
    first = Statement("one", "It may be given.", "Sec. 3", "book", "low", ("taking",), (Condition("reason", ("x",)),))
    others = tuple(first._replace(says=f"Thing {at} holds.", confidence="high") for at in range(3))
    gap = Gap("kind of day", "The text says days.")
    _, lines = told(TAKING, statements=(first, *others), gaps=(gap,))
    where = next(at for at, line in enumerate(lines) if line.startswith("Law says"))
    assert lines[where : where + 4] == [
        "Law says    Thing 0 holds (Sec. 3, confidence high)",
        "            Thing 1 holds (Sec. 3, confidence high)",
        "            Thing 2 holds (Sec. 3, confidence high)",
        "            1 more: recoup rules show own",
    ]
    assert "Not known   kind of day: The text says days." in lines


def days_of_claims(count: int, per_day: int = 1) -> Case:
    paid = [day("2024-06-20") + timedelta(days=at // per_day) for at in range(count)]
    return CASE._replace(claims=tuple(Claim(f"C{at}", paid_on=on) for at, on in enumerate(paid)))


def explained_all(case: Case, window: Window) -> dict[str, list[str]]:
    regime = Regime("own", "own law", (window,))
    found = deadlines_for(case, a_law(OWN, regimes={"own": regime}), TODAY)
    return {one.name: explained(Told(one, case, regime, 1, TODAY)) for one in found if one.regime}


def test_a_limit_says_which_claims_it_is_about_and_counts_with_years() -> None:
    counting = LOOKBACK.versions[0].counting._replace(number=24, unit="months")
    years = LOOKBACK._replace(versions=(LOOKBACK.versions[0]._replace(counting=counting),))
    said = explained_all(days_of_claims(6, 5), years)
    assert list(said) == ["lookback/2024-06-20", "lookback/2024-06-21"]
    first, last = said.values()
    at = first.index("Facts       deadline lookback/2024-06-20")
    assert "            claims C0, C1, C2 and 2 more: payment on Thu 20 Jun 2024" in first[at:]
    assert "            claim C5: payment on Fri 21 Jun 2024" in last
    assert "Counting    20 Jun 2024 + 24 months = Sat 20 Jun 2026, a Saturday" in first


def test_days_that_stand_alike_name_their_first_claims_and_both_ends() -> None:
    (lines,) = explained_all(days_of_claims(50), LOOKBACK).values()
    said = " ".join(" ".join(lines).split())
    assert "claims C0, C1, C2 and 47 more: payment from Thu 20 Jun 2024 through Thu 8 Aug 2024" in said


def test_a_presumption_over_the_new_year_names_both_years() -> None:
    counting = Counting("received", 30, "calendar_days", presumption_days=5, citation="Sec. 1", source="book")
    act = Window("first", "first", "First", "must", "first", versions=(WindowVersion(day("2020-01-01"), counting),))
    regime = Regime("own", "own law", (act,))
    one = reckoned(a_letter(OWN, "2025-12-29"), "first", law=a_law(OWN, regimes={"own": regime}))
    assert one.readings[0].steps == (
        "Mon 29 Dec 2025 + 5 days, no proof of receipt = presumed received Sat 3 Jan 2026",
        "3 Jan + 30 calendar days = Mon 2 Feb, a working day",
    )


def test_the_reading_of_the_day_to_act_by_is_marked_with_that_day() -> None:
    act = window("first", "dated", kind="must", limits="")
    regime = Regime("own", "own law", (act,))
    case = a_letter(OWN, "2026-02-13")  # 30 days later is a Sunday
    one = reckoned(case, "first", law=a_law(OWN, regimes={"own": regime}))
    lines = explained(Told(one, case, regime, 0, TODAY))
    at = next(number for number, line in enumerate(lines) if line.startswith("Readings"))
    assert lines[0].startswith("First: must ARRIVE by Fri 13 Mar 2026")
    assert lines[at].startswith("Readings    Sun 15 Mar")
    assert lines[at].endswith("<- used")
    assert lines[at + 1].strip() == "the safe day is Fri 13 Mar"
    long = act._replace(
        versions=(act.versions[0]._replace(counting=act.versions[0].counting._replace(citation="x " * 25)),)
    )
    law = a_law(OWN, regimes={"own": Regime("own", "own law", (long,))})
    lines = explained(Told(reckoned(case, "first", law=law), case, None, 0, TODAY))
    after = next(number for number, line in enumerate(lines) if line.startswith("Facts"))
    assert lines[after - 1].strip() == "the safe day is Fri 13 Mar", "after the source, not inside it"


def test_json_and_csv_have_words_of_their_own_for_days_that_are_nobodys_duty() -> None:
    past, _ = told(LOOKBACK)
    unseen, _ = told(LOOKBACK._replace(met_by=()))
    due, _ = told(ANSWER)
    assert [as_data(one)["state"] for one in (past, unseen, due)] == ["past", "cannot_tell", "overdue"]
    assert [one.state for one in (past, unseen, due)] == ["overdue"] * 3
