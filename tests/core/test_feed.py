"""The calendar of deadlines: which days become events, what they say, how they are known again and withdrawn."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.core.case import Case, Closed
from ledger.core.deadline import (
    ANSWERED,
    LAPSED,
    MET,
    MOVED,
    MUST,
    NO_DATE,
    OPEN,
    OPTION,
    OVERDUE,
    PASSED,
    PAST_SAFE_DAY,
    RELEASED,
    SENT,
    TERM,
    THEIRS,
    Deadline,
    Reading,
    RuleRef,
)
from ledger.core.due import Due
from ledger.core.feed import DISCLAIMER, Feed, FeedEvent, Mark, Past, Save, feed_of, past_of, plain
from ledger.core.payer import Payer
from ledger.core.practice import DeadlinePolicy, Practice, Settings
from tests.core.cases import a_case, a_claim

FILE = "cases/2026-03/RC-2026-7K4QXM.yaml"
CASE = a_case(file=FILE)
TODAY = date(2026, 3, 9)
AT = datetime(2026, 3, 9, 15, tzinfo=UTC)
PAYERS = {"lone-star-health": Payer("Lone Star Health")}
PRACTICE = Practice("Bluestem Medical Group, PLLC", "1457389207")
SETTINGS = Settings("1", "America/Chicago", PRACTICE)
PAST = past_of([Save(AT, (FILE, "ledger.yaml"))], AT)


def law(day: date, confidence: str = "high") -> Reading:
    """What a rule says, on one day."""
    return Reading(day, day, day, "law", "a rule", rule=RuleRef("texas", "first", None, "", "", None, confidence))


def one(name: str = "first_stop", **fields: Any) -> Deadline:
    """An act that must arrive by Wed 1 April 2026, and be mailed by Wed 25 March."""
    start = Deadline(CASE.id, name, "disagreement", MUST, OPEN, act_by=date(2026, 4, 1), mail_by=date(2026, 3, 25))
    made = start._replace(arguable_until=date(2026, 4, 20), worth=Decimal("1482.60"), claims=("0026030217755",))
    return made._replace(readings=(law(date(2026, 4, 1)),))._replace(**fields)


def feed(*deadlines: Deadline, case: Case = CASE, past: Past = PAST, today: date = TODAY, **fields: Any) -> Feed:
    return feed_of([Due(case, deadlines)], PAYERS, SETTINGS._replace(**fields), past, today)


def only(*deadlines: Deadline, **fields: Any) -> FeedEvent:
    """The event of an act that nobody mails."""
    (event,) = feed(*(each._replace(mail_by=None) for each in deadlines), **fields).events
    return event


def test_an_act_gives_a_day_to_mail_and_a_day_to_arrive() -> None:
    mail, act = feed(one()).events
    assert (mail.day, act.day) == (date(2026, 3, 25), date(2026, 4, 1))  # never the 20th, which is only arguable
    assert mail.summary == "Disagreement, mail by Wed 25 March 2026: Lone Star Health, RC-2026-7K4QXM"
    assert act.summary == "Disagreement must ARRIVE by Wed 1 April 2026: Lone Star Health, RC-2026-7K4QXM"
    assert mail.warn_days == act.warn_days == (14, 7, 3, 1)
    assert (act.cancelled, act.mark) == (False, Mark(1, AT))


def test_the_text_says_what_it_is_worth_knowing_and_where_to_look() -> None:
    fields: dict[str, Any] = {"stops_taking": True, "stops_by_law": True, "keeps_appeal": True}
    (_, act) = feed(one(**fields, readings=(law(date(2026, 4, 1), "low"),))).events
    assert act.description.splitlines() == [
        "Disagreement (stops the taking, keeps the appeal) must ARRIVE by Wed 1 April 2026.",
        "Lone Star Health, RC-2026-7K4QXM.",
        "Mail by Wed 25 March 2026.",
        "A rule of low confidence.",
        "Why this day: recoup explain RC-2026-7K4QXM first_stop",
        DISCLAIMER,
    ]


def test_a_weak_rule_that_gave_another_day_is_not_mentioned() -> None:
    readings = (law(date(2026, 4, 1)), law(date(2026, 4, 20), "low"))
    assert "low confidence" not in only(one(readings=readings)).description
    assert "low confidence" not in only(one(readings=(law(date(2026, 4, 1))._replace(rule=None),))).description


def test_a_weak_rule_that_a_named_person_read_is_not_mentioned() -> None:
    weak = law(date(2026, 4, 1), "low")
    assert weak.rule is not None
    read = weak._replace(rule=weak.rule._replace(confirmed=True))
    assert "low confidence" in only(one(readings=(weak,))).description
    assert "low confidence" not in only(one(readings=(read,))).description


@pytest.mark.parametrize(
    ("fields", "summary"),
    [
        ({"filed_when": "sent"}, "Disagreement must be SENT by Wed 1 April 2026"),
        ({"kind": OPTION}, "Optional: disagreement must ARRIVE by Wed 1 April 2026"),
        ({"kind": TERM, "title": "hearing", "readings": ()}, "Hearing, Wed 1 April 2026"),
        ({"kind": THEIRS, "title": "ALJ decision"}, "THEIRS: ALJ decision, due by Wed 1 April 2026"),
    ],
)
def test_each_kind_of_day_says_what_it_is(fields: dict[str, Any], summary: str) -> None:
    assert only(one(**fields)).summary == f"{summary}: Lone Star Health, RC-2026-7K4QXM"


def test_nobody_is_warned_of_the_payer_s_days_nor_of_days_gone_by() -> None:
    assert only(one(kind=THEIRS)).warn_days == ()
    assert only(one(act_by=date(2026, 3, 8))).warn_days == ()
    assert only(one(act_by=date(2026, 3, 9))).warn_days == (14, 7, 3, 1)
    assert only(one(), deadlines=DeadlinePolicy(warn_days=(1, 30, 1))).warn_days == (30, 1)


def test_what_somebody_typed_stays_in_the_ledger() -> None:
    promise = one("promise/P-1042", kind=THEIRS, title="Jane Doe's records for 0026030217755, $49.42")
    look = one("follow_up/2026-04-01", kind=TERM, title="Jane Doe again", readings=(), filed_when="sent")
    for event in feed(promise, look).events:
        whole = f"{event.uid} {event.summary} {event.description}"
        for secret in ("Doe", "P-1042", "00260302", "49.42", "1482", "1,482"):
            assert secret not in whole
    assert only(promise).summary.startswith("THEIRS: what the payer promised, due by Wed 1 April 2026")
    assert only(look).summary.startswith("Look at this case again, Wed 1 April 2026")
    assert "Why this day: recoup explain RC-2026-7K4QXM\n" in only(promise).description


@pytest.mark.parametrize("state", [MET, ANSWERED, RELEASED, PASSED])
def test_what_is_over_is_withdrawn_in_both_its_events(state: str) -> None:
    for event in feed(one(state=state)).events:
        assert event.cancelled
        assert event.summary.startswith("No longer due: disagreement")
        assert event.warn_days == ()
    assert [event.uid for event in feed(one(state=state)).events] == [event.uid for event in feed(one()).events]


@pytest.mark.parametrize("state", [OPEN, MOVED, PAST_SAFE_DAY, OVERDUE, LAPSED])
def test_a_day_that_went_by_changes_nothing(state: str) -> None:
    assert feed(one(state=state)) == feed(one())


def test_what_was_sent_no_longer_has_to_be_mailed_but_has_to_arrive() -> None:
    mail, act = feed(one(state=SENT)).events
    assert (mail.cancelled, act.cancelled) == (True, False)
    assert "Sent; arrival not proven." in act.description


def test_no_day_gives_no_event_and_is_counted() -> None:
    found = feed(one(state=NO_DATE, act_by=None, mail_by=None))
    assert (found.events, found.undated) == ((), 1)
    assert found.about.startswith("1 more without a date: recoup deadlines lists them.")


def test_a_day_that_is_nobody_s_duty_is_no_event() -> None:
    assert feed(one(kind=THEIRS, awaited=False)).events == ()


def test_an_event_is_known_again_when_its_day_moves() -> None:
    before = feed(one()).events
    after = feed(one(act_by=date(2026, 5, 1), mail_by=date(2026, 4, 24), state=MOVED)).events
    assert [event.uid for event in before] == [event.uid for event in after]
    assert len({event.uid for event in (*before, *feed(one("first")).events)}) == 4
    assert all(event.uid.endswith(".recoup.invalid") for event in before)


def test_ledgers_and_acts_of_two_laws_are_told_apart() -> None:
    claims = (a_claim(number="1"), a_claim(number="2"))
    first, second = one(claims=("1",), regime="texas"), one(claims=("2",), regime="erisa", act_by=date(2026, 3, 30))
    case = CASE._replace(claims=claims)
    both = {event.uid for event in feed(second, first, case=case).events}
    assert len(both) == 4
    assert {event.uid for event in feed(first, case=case).events} < both  # the first claim's act keeps its name
    other = PRACTICE._replace(npi=None)
    assert {event.uid for event in feed(first, practice=other).events}.isdisjoint(both)
    assert {event.uid for event in feed(first, practice=None).events}.isdisjoint(both)


@pytest.mark.parametrize(("closed_on", "shown"), [("2026-03-08", True), ("2025-12-09", True), ("2025-12-08", False)])
def test_a_closed_case_withdraws_its_events_for_ninety_days(closed_on: str, shown: bool) -> None:  # noqa: FBT001
    case = CASE._replace(closed=Closed(date.fromisoformat(closed_on), "overturned"))
    assert bool(feed(one(state=RELEASED), case=case).events) == shown


def test_days_go_by_with_the_saved_states_and_not_with_the_clock() -> None:
    case = CASE._replace(closed=Closed(TODAY, "overturned"))
    assert feed(one(state=RELEASED), case=case, today=date(2027, 1, 1)) == feed(one(state=RELEASED), case=case)
    assert feed(one(act_by=date(2026, 3, 20)), today=date(2026, 3, 21)) == feed(one(act_by=date(2026, 3, 20)))


def test_the_calendar_says_whose_it_is_and_that_a_sample_is_one() -> None:
    assert feed().name == "recoup deadlines: Bluestem Medical Group PLLC"
    assert feed(practice=None).name == "recoup deadlines: this ledger"
    assert feed().about == f"Dates are the earliest reading. {DISCLAIMER}"
    assert feed(frozen_on=TODAY).about.startswith("A sample: it is always Monday 9 March 2026 here.")


def test_a_payer_without_a_file_goes_by_its_slug_and_a_name_is_one_line() -> None:
    assert "some-plan, RC" in only(one(), case=CASE._replace(payer="some-plan")).summary
    assert plain("Lone\r\nBEGIN:VEVENT\x07 Star\u202e\u2028") == "Lone BEGIN:VEVENT Star"


LATER = AT + timedelta(days=1)


def test_a_case_is_marked_by_every_save_that_could_move_its_days() -> None:
    saves = [
        Save(AT, (FILE, "ledger.yaml")),  # counted once
        Save(LATER, (FILE,)),
        Save(AT, ("cases/2026-03/RC-2026-9TB2RC.yaml",)),
        Save(AT, ("payers/lone-star-health.yaml",)),
        Save(AT, ("rules/texas.yaml",)),
        Save(AT, ()),
    ]
    past = past_of(saves, AT)
    assert past.mark(FILE) == Mark(4, LATER)
    assert past.mark("cases/2026-03/RC-2026-9TB2RC.yaml") == Mark(4, AT)
    assert past.mark("cases/2026-03/RC-2026-NEWONE.yaml") == Mark(3, AT)
    assert past.last == LATER


def test_a_rule_changed_after_a_case_was_last_saved_marks_the_case() -> None:
    assert past_of([Save(AT, (FILE,)), Save(LATER, ("rules/texas.yaml",))], AT).mark(FILE) == Mark(2, LATER)


def test_where_nothing_was_saved_the_mark_is_the_one_handed_in() -> None:
    assert past_of((), AT).mark(FILE) == Mark(0, AT)
    assert past_of([Save(AT, (FILE,))], LATER).mark("cases/x.yaml") == Mark(0, AT)


SAVES = st.builds(
    Save,
    st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001
    st.lists(st.sampled_from([FILE, "cases/b.yaml", "ledger.yaml", "rules/texas.yaml"]), max_size=3).map(tuple),
)


@given(st.lists(SAVES, max_size=12), st.lists(SAVES, max_size=4))
@settings(max_examples=60)
def test_marks_only_rise(earlier: list[Save], later: list[Save]) -> None:
    first = datetime(2025, 1, 1, tzinfo=UTC)
    before, after = (
        past_of([Save(first, ("ledger.yaml",)), *earlier], first),
        past_of([Save(first, ("ledger.yaml",)), *later, *earlier], first),
    )
    for file in (FILE, "cases/b.yaml"):
        assert before.mark(file).sequence <= after.mark(file).sequence
        assert before.mark(file).at <= after.mark(file).at
