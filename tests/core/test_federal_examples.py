"""The published date examples and adjudicated timelines of Medicare and the Departmental Appeals Board."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

import pytest

from ledger.core.case import SelfReport
from ledger.core.day import in_words
from ledger.core.deadline import ANSWERED, OVERDUE
from ledger.core.proof import Document
from ledger.core.sending import Appeal, Notice
from tests.core.reckoned import DAB, MAC, PLAN, a_law, a_letter, day, decided, moment, names, reckoned, shipped_regimes


class TestOfADemandOnTheSecondOfMarch:
    """Demand letter Monday 2 March 2026, no proof of receipt."""

    case = a_letter(MAC, "2026-03-02")

    @pytest.mark.parametrize(
        ("name", "safe", "last"),
        [
            ("rebuttal", "2026-03-16", "2026-03-17"),
            ("immediate_recoupment", "2026-03-17", "2026-03-17"),
            ("redetermination_stop", "2026-03-31", "2026-04-01"),
            ("taking", "2026-04-11", "2026-04-11"),
            ("redetermination", "2026-07-02", "2026-07-06"),
        ],
    )
    def test_gives_the_published_days(self, name: str, safe: str, last: str) -> None:
        deadline = reckoned(self.case, name)
        assert (deadline.act_by, deadline.arguable_until) == (day(safe), day(last))

    def test_names_the_sunday_before_the_roll(self) -> None:
        reading = reckoned(self.case, "redetermination").readings[0]
        assert reading.unrolled == day("2026-07-05")
        assert reading.steps == (
            "Mon 2 Mar + 5 days, no proof of receipt = presumed received Sat 7 Mar",
            "7 Mar + 120 calendar days = Sun 5 Jul, a Sunday; rolls to Mon 6 Jul; the safe day is Thu 2 Jul",
        )

    def test_proof_of_later_receipt_moves_the_appeal_and_never_the_stop(self) -> None:
        proved = a_letter(
            MAC, "2026-03-02", received_on=moment("2026-03-20"), received_evidence="stamp, envelope kept [envelope]"
        )._replace(documents=(Document("envelope", "envelope", "envelope.pdf"),))
        appeal, stop = reckoned(proved, "redetermination"), reckoned(proved, "redetermination_stop")
        assert (appeal.act_by, appeal.arguable_until) == (day("2026-07-17"), day("2026-07-20"))
        assert (stop.act_by, stop.arguable_until) == (day("2026-03-31"), day("2026-04-01"))


def test_the_letter_of_ten_october_counts_itself_as_day_one() -> None:
    case = a_letter(MAC, "2025-10-10")
    assert reckoned(case, "rebuttal").act_by == day("2025-10-24")
    assert reckoned(case, "redetermination_stop").readings[0].day == day("2025-11-08")


@pytest.mark.parametrize(
    ("dated", "last", "safe"),
    [
        ("2026-06-07", "2026-10-13", "2026-10-09"),  # the Saturday before Columbus Day
        ("2026-08-22", "2026-12-28", "2026-12-24"),  # Christmas on a Friday
        ("2026-02-28", "2026-07-06", "2026-07-02"),  # 4 July on a Saturday, observed on the Friday
    ],
)
def test_a_last_day_on_a_closed_day_rolls_on_and_the_safe_day_back(dated: str, last: str, safe: str) -> None:
    deadline = reckoned(a_letter(MAC, dated), "redetermination")
    assert (deadline.arguable_until, deadline.act_by) == (day(last), day(safe))


def test_an_unfavourable_redetermination_starts_two_clocks() -> None:
    case = a_letter(MAC, "2026-03-02")._replace(appeals=(decided("redetermination", "2026-07-20"),))
    appeal, stop = reckoned(case, "reconsideration"), reckoned(case, "reconsideration_stop")
    assert appeal.act_by == day("2027-01-21")
    assert (stop.act_by, stop.arguable_until) == (day("2026-09-17"), day("2026-09-18"))


def test_day_76_is_a_gap_and_no_rule() -> None:
    regime = shipped_regimes()["medicare-ffs"]
    assert any("day 76" in gap.what for gap in regime.gaps)
    assert not any(version.counting.number == 76 for window in regime.windows for version in window.versions)


def test_a_reconsideration_of_september_and_the_threshold_of_its_year() -> None:
    case = a_letter(MAC, "2026-03-02")._replace(appeals=(decided("reconsideration", "2026-09-25"),))
    hearing = reckoned(case, "alj")
    assert hearing.readings[0].unrolled == day("2026-11-29")
    assert (hearing.act_by, hearing.arguable_until) == (day("2026-11-27"), day("2026-11-30"))
    figure = shipped_regimes()["medicare-ffs"].figure("amount_in_controversy_alj")
    assert figure is not None
    point = figure.on(day("2026-11-27"))
    assert point is not None
    assert point.value == Decimal("200.00")
    assert figure.on(day("2027-01-02")) is None


def test_four_months_to_a_day_that_does_not_exist_end_on_the_first_of_the_next() -> None:
    first = Appeal(
        "first",
        decided_on=day("2026-10-26"),
        decision_received_on=day("2026-10-30"),
        decision_evidence="stamp",
        outcome="upheld",
    )
    law = a_law(PLAN, regimes={**shipped_regimes(), "erisa": shipped_regimes()["erisa"]._replace(needs=())})
    case = a_letter(PLAN, "2026-10-01")._replace(appeals=(first,))
    assert reckoned(case, "external", law=law).arguable_until == day("2027-03-01")


def test_report_and_return_shows_the_sixtieth_day_even_while_an_investigation_runs() -> None:
    case = a_letter(MAC)._replace(self_report=SelfReport(identified_on=day("2026-02-10")))
    deadline = reckoned(case, "report_and_return")
    assert (deadline.act_by, deadline.arguable_until) == (day("2026-04-10"), day("2026-04-11"))
    held = case._replace(self_report=SelfReport(day("2026-02-10"), investigating_from=day("2026-02-11")))
    deadline = reckoned(held, "report_and_return")
    assert (deadline.act_by, deadline.arguable_until) == (day("2026-04-10"), day("2026-10-08"))
    assert names(case) == ["report_and_return"]


@pytest.mark.parametrize(
    ("found_by", "safe", "last"),
    [
        ("mac", "2026-12-24", "2026-12-24"),
        ("upic", "2026-12-09", "2026-12-09"),
        (None, "2026-12-09", "2026-12-24"),  # not known who asks: the shorter time is safe
    ],
)
def test_records_are_due_after_45_days_and_30_for_a_upic(found_by: str | None, safe: str, last: str) -> None:
    asked = Notice("records_request", dated_on=day("2026-11-09"))
    case = a_letter(MAC, found_by=found_by)._replace(notices=(asked,))
    deadline = reckoned(case, "records", "2026-11-10")
    assert (deadline.act_by, deadline.arguable_until) == (day(safe), day(last))


class Timeline(NamedTuple):
    """One adjudicated case: the paper, its known receipt, the request, and the last day as the decision counted it."""

    case: str
    dated: str
    last: str
    filed: str | None
    late: int = 0
    received: str | None = None


# 60 days after receipt, which is presumed 5 days after the notice; a last day on a weekend or holiday rolls on.
CIVIL_REMEDIES = (
    Timeline("Bailey, ALJ Ruling 2016-13", "2016-03-04", "2016-05-09", "2016-05-23", 14),
    Timeline("Peetz, ALJ Ruling 2016-9", "2015-04-20", "2015-06-24", "2016-03-28", 278),
    Timeline("KCI Home Medical, CR2245", "2009-12-27", "2010-03-02", "2010-07-27", 147),
    Timeline("Medical Nutrition Network, CR2303", "2010-02-18", "2010-04-26", "2010-11-03", 191),
    Timeline("Teche Drugs, Ruling 2025-14", "2023-12-07", "2024-02-12", "2024-05-21", 99),
    Timeline("Health Solutions at Home, Ruling 2019-4", "2018-07-05", "2018-09-07", None, received="2018-07-09"),
    Timeline("Montoya, CR5048", "2017-06-30", "2017-09-05", "2017-10-27", 52),
    Timeline("Biesecker, CR5664", "2016-04-29", "2016-07-05", "2020-03-30", 1364),
)


@pytest.mark.parametrize("timeline", CIVIL_REMEDIES, ids=lambda one: one.case.partition(",")[0])
def test_an_adjudicated_hearing_request_comes_out_as_decided(timeline: Timeline) -> None:
    case = a_letter(DAB, timeline.dated)
    if timeline.received:
        received = moment(timeline.received)
        demand = case.demand._replace(received_on=received, received_evidence="as the ruling found")
        case = case._replace(demand=demand)
    if timeline.filed:
        filed = Appeal("hearing", sent_on=moment(timeline.filed), arrived_on=moment(timeline.filed))
        case = case._replace(appeals=(filed,))
    deadline = reckoned(case, "hearing", "2020-04-01")
    if timeline.dated.startswith("2023"):
        deadline = reckoned(case, "hearing", "2024-06-01")
    assert deadline.arguable_until == day(timeline.last)
    if timeline.filed is None:  # copies of the notice alone were no request
        assert deadline.state == OVERDUE
    else:
        assert deadline.state == ANSWERED
        days = f"{timeline.late} days after the last day reckoned"
        assert deadline.note.startswith(days)


def test_sixty_days_are_never_working_days() -> None:
    """24-7 Medical Transportation, Ruling 2024-3: the owner counted working days and was ten days late."""
    window = shipped_regimes()["dab-civil-remedies"].window("hearing")
    assert window is not None
    assert {version.counting.unit for version in window.versions} == {"calendar_days"}


def test_a_and_k_medical_supplies_asked_the_council_eleven_or_twelve_days_after_the_last_day() -> None:
    """C.D. Cal. 2:10-cv-09453: ALJ decision 9 April 2010, Council received the request 25 June 2010: untimely."""
    hearing = decided("alj", "2010-04-09", sent_on=moment("2009-10-20"))
    review = Appeal("council", sent_on=moment("2010-06-25"), arrived_on=moment("2010-06-25"))
    case = a_letter(MAC, "2008-10-01")._replace(appeals=(hearing, review))
    deadline = reckoned(case, "council", "2010-07-01")
    reading = deadline.readings[0]
    assert reading.steps[0].endswith("presumed received Wed 14 Apr")
    assert (in_words(reading.unrolled), in_words(reading.day)) == ("Sun 13 June 2010", "Mon 14 June 2010")
    assert deadline.state == ANSWERED
    assert deadline.note == "11 days after the last day reckoned, Mon 14 Jun 2010"
