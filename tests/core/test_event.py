"""History is what differs between versions, in the words of the people who typed it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.core.case import (
    Case,
    Claim,
    Closed,
    Communication,
    Counsel,
    Coverage,
    Decision,
    Demand,
    Extension,
    Extrapolation,
    Hold,
    Line,
    Money,
    Passed,
    Related,
    SendTo,
    Stratum,
)
from ledger.core.checks.walk import parts
from ledger.core.event import Event, events_between, late_by
from ledger.core.gist import subject, summary, told
from ledger.core.proof import Approval, Consent, Document, Evidence, Ground, PointFound, Recorded
from ledger.core.sending import Appeal, Copy, Desk, Filing, Moment, Notice, Offer, Printed, RepaymentPlan


def day(text: str) -> date:
    return date.fromisoformat(text)


def recorded(tag: str, on: str = "2026-03-09", by: str = "jlee") -> Recorded:
    return Recorded(datetime.fromisoformat(f"{on}T16:22:07").replace(tzinfo=UTC), by, tag)


BARE = Case("RC-2026-NPDMXC", "90837 re-priced", "lone-star-health", Demand(amount=Decimal("12400.00")))
CALL = Communication(
    Moment(day("2026-03-09"), "10:20"), "phone", "Asked.", contact="Dana, provider relations", recorded=recorded("K7Q2")
)
SENT = Appeal("redetermination", sent_on=Moment(day("2026-03-20")), method="certified_mail", proof="7022 0410")
RICH = BARE._replace(
    related=(Related("RC-2026-ZZZZZZ", "same_letter"),),
    counsel=(Counsel(asked_on=day("2026-03-12")),),
    hold=Hold(day("2026-01-21"), "jlee"),
    extrapolation=Extrapolation(unit="claim", strata=(Stratum("low", 700, 18),)),
    notices=(Notice("second_notice", "second", dated_on=day("2026-03-09")),),
    claims=(
        Claim("0026", "P-1", coverage=Coverage(), lines=(Line(day("2025-11-14"), "90837", minutes=56, answer="open"),)),
    ),
    findings=(PointFound("r1", "demand", "Says so"),),
    grounds=(Ground("minutes", "A point", letters=("contest",)),),
    evidence=(Evidence("signature_log"),),
    approvals=(Approval("PA-1", units=Decimal(1040)),),
    consents=(Consent("assignment", "P-1"),),
    documents=(Document("demand", "demand_letter", "a.pdf"),),
    decisions=(Decision(day("2026-03-08"), "dispute"),),
    filings=(Filing("contest"),),
    appeals=(SENT,),
    repayment_plans=(RepaymentPlan(36),),
    offers=(Offer(day("2026-04-01"), "payer", Decimal("500.00")),),
    extensions=(Extension("first_stop", day("2026-05-01"), "letter"),),
    passed=(Passed("rebuttal", "not_used"),),
    money=(Money(day("2026-06-30"), "offset", Decimal("273.20"), recorded=recorded("J2NX", "2026-07-01", "mortiz")),),
    communications=(CALL,),
)


def demand(**fields: Any) -> Case:
    return BARE._replace(demand=BARE.demand._replace(**fields))


def sentences(before: Case | None, after: Case | None) -> list[str]:
    return [event.sentence for event in events_between(before, after)]


def only(before: Case, after: Case) -> Event:
    (event,) = events_between(before, after)
    return event


# fields


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        (BARE, demand(amount=Decimal("9150.00")), "demand amount 12,400.00 -> 9,150.00"),
        (BARE, demand(answer_by=day("2026-04-01")), "demand answer_by set to 2026-04-01"),
        (
            demand(answer_by=day("2026-04-01")),
            demand(answer_by=day("2026-04-20")),
            "demand answer_by moved 2026-04-01 -> 2026-04-20",
        ),
        (
            demand(received_on=Moment(day("2026-03-06"))),
            demand(received_on=Moment(day("2026-03-06"), "09:30")),
            "demand received_on moved 2026-03-06 -> 2026-03-06 09:30",
        ),
        (demand(reference="LSH-1"), BARE, "demand reference taken out, was LSH-1"),
        (demand(stated="x" * 50), BARE, "demand stated taken out"),
        (BARE, demand(stated="x" * 50), "demand stated written"),
        (demand(stated="a" * 50), demand(stated="b"), "demand stated reworded"),
        (demand(section_935=True), demand(section_935=False), "demand section_935 true -> false"),
        (demand(aliases=("A", "B")), demand(aliases=("B", "C")), "demand aliases: C added; A taken out"),
        (demand(aliases=("A", "B")), demand(aliases=("B", "A")), "demand aliases: put in another order"),
        (BARE, demand(interest_rate=Decimal("11.625")), "demand interest_rate set to 11.625"),
        (BARE, BARE._replace(title="Other"), "title 90837 re-priced -> Other"),
        (BARE, demand(send_to=SendTo(fax="512-555-0100")), "send to added: 512-555-0100"),
        (BARE, demand(send_to=SendTo()), "send to added"),
        (demand(send_to=SendTo(fax="1")), BARE, "taken out: send to added: 1"),
        (demand(send_to=SendTo(fax="1")), demand(send_to=SendTo(fax="2")), "demand send_to fax 1 -> 2"),
        (BARE, demand(printed=(Printed("first", days=30),)), "printed window first, 30 calendar days"),
        (
            BARE,
            demand(printed=(Printed("first", until=day("2026-04-01")),)),
            "printed window first, until 2026-04-01",
        ),
        (BARE, demand(desks=(Desk(name="Appeals"),)), "desk added: Appeals"),
    ],
)
def test_a_changed_field(before: Case, after: Case, sentence: str) -> None:
    assert sentences(before, after) == [sentence]


def test_a_changed_field_carries_its_values() -> None:
    event = only(BARE, demand(amount=Decimal("9150.00")))
    assert (event.kind, event.path, event.field) == ("field", ("demand", "amount"), "demand.amount")
    assert (event.old, event.new) == ("12,400.00", "9,150.00")


def claims(*lines: Line) -> Case:
    return BARE._replace(claims=(Claim("0026", "P-1", lines=lines),))


LINE = Line(day("2025-11-14"), "90837", line="1", demanded=Decimal("49.42"))


def test_claims_and_lines_go_by_their_numbers() -> None:
    assert sentences(BARE, claims(LINE)) == ["claim 0026 added, 1 line"]
    other = LINE._replace(line="2", demanded=None)
    assert sentences(claims(LINE), claims(LINE, other)) == ["line 2025-11-14 90837 added"]
    assert sentences(claims(), claims(LINE)) == ["line 2025-11-14 90837 added, 49.42 demanded"]
    assert sentences(claims(LINE), claims(LINE._replace(answer="dispute"))) == [
        "claim 0026 line 1 answer set to dispute"
    ]
    unnumbered = LINE._replace(line=None)
    assert sentences(claims(unnumbered), claims(unnumbered._replace(minutes=56))) == [
        "claim 0026 line 90837 minutes set to 56"
    ]


# entries


@pytest.mark.parametrize(
    ("field", "entry", "sentence"),
    [
        ("communications", CALL, "phone call with Dana (2026-03-09)"),
        ("communications", CALL._replace(channel="email", direction="in"), "email from Dana (2026-03-09)"),
        ("communications", CALL._replace(channel="mail", direction="out"), "letter to Dana (2026-03-09)"),
        ("communications", CALL._replace(channel="fax"), "fax with Dana (2026-03-09)"),
        ("communications", CALL._replace(channel="note", contact=None), "note (2026-03-09)"),
        ("money", Money(day("2026-04-20"), "offset", Decimal("312.10")), "offset of 312.10 (2026-04-20)"),
        ("money", Money(day("2026-04-20"), "void"), "void (2026-04-20)"),
        ("decisions", Decision(day("2026-03-08"), "dispute_in_part"), "decided to dispute in part (2026-03-08)"),
        ("extensions", Extension("first_stop", day("2026-05-01")), "first_stop extended until 2026-05-01"),
        ("passed", Passed("rebuttal", "not_used"), "rebuttal ended, not used"),
        (
            "counsel",
            Counsel("harrow", day("2026-03-12"), day("2026-03-13")),
            "counsel harrow asked 2026-03-12, answered 2026-03-13",
        ),
        ("counsel", Counsel(asked_on=day("2026-03-12")), "counsel asked 2026-03-12"),
        ("notices", Notice("second_notice", dated_on=day("2026-03-09")), "second notice dated 2026-03-09 taken in"),
        ("notices", Notice("other", received_on=Moment(day("2026-03-09"))), "other taken in"),
        ("documents", Document("demand", "demand_letter", "a.pdf"), "document demand added (demand letter)"),
        ("offers", Offer(day("2026-04-01"), "payer", Decimal(500)), "offer of 500.00 by the payer (2026-04-01)"),
        ("offers", Offer(day("2026-04-01"), "practice"), "offer by the practice (2026-04-01)"),
        ("related", Related("RC-2026-ZZZZZZ", "same_letter"), "related to RC-2026-ZZZZZZ (same letter)"),
        ("grounds", Ground("minutes", "A point"), "ground minutes added"),
        ("evidence", Evidence("signature_log"), "evidence signature log added"),
        ("filings", Filing("contest"), "contest entered"),
        (
            "filings",
            Filing("contest", to="lone-star", sent_on=Moment(day("2026-03-20"))),
            "contest sent Fri 20 Mar 2026 to lone-star",
        ),
        ("appeals", SENT, "redetermination sent Fri 20 Mar 2026 by certified mail"),
        ("appeals", Appeal("first", outcome="upheld"), "first appeal decided: upheld"),
        ("repayment_plans", RepaymentPlan(36), "repayment plan entered"),
    ],
)
def test_a_new_entry(field: str, entry: Any, sentence: str) -> None:  # noqa: ANN401 - an entry of any list
    changes: dict[str, Any] = {field: (entry,)}
    assert sentences(BARE, BARE._replace(**changes)) == [sentence]


def test_blocks_that_come_and_go() -> None:
    closed = BARE._replace(closed=Closed(day("2026-07-01"), "overturned_in_part"))
    held = BARE._replace(hold=Hold(day("2026-01-21"), "jlee"))
    assert sentences(BARE, closed) == ["closed, overturned in part (2026-07-01)"]
    assert sentences(closed, BARE) == ["taken out: closed, overturned in part (2026-07-01)"]
    assert sentences(BARE, held) == ["legal hold since 2026-01-21, asked by jlee"]


def test_an_entry_that_is_gone_is_told_too() -> None:
    event = only(BARE._replace(communications=(CALL,)), BARE)
    assert (event.kind, event.sentence) == ("removed", "taken out: phone call with Dana (2026-03-09)")


def appeal(**fields: Any) -> Case:
    return BARE._replace(appeals=(Appeal("redetermination")._replace(**fields),))


def test_the_steps_of_a_sending_are_told_one_by_one() -> None:
    events = events_between(
        appeal(),
        appeal(
            sent_on=Moment(day("2026-03-20")),
            method="certified_mail",
            proof="7022 0410",
            arrived_on=Moment(day("2026-03-23")),
            decided_on=day("2026-05-11"),
            outcome="overturned_in_part",
            amount_upheld=Decimal("310.00"),
            decision_received_on=day("2026-05-14"),
            reference="1-88120",
        ),
    )
    assert [(event.kind, event.sentence, event.when) for event in events] == [
        ("sent", "redetermination sent Fri 20 Mar 2026 by certified mail", day("2026-03-20")),
        ("arrived", "redetermination arrived Mon 23 Mar 2026", day("2026-03-23")),
        ("field", "appeal redetermination reference set to 1-88120", None),
        ("decision_received", "redetermination decision received Thu 14 May 2026", day("2026-05-14")),
        (
            "decided",
            "redetermination decided Mon 11 May 2026: overturned in part, 310.00 left standing",
            day("2026-05-11"),
        ),
    ]
    sent = events[0]
    assert sent.field == "appeals.redetermination.sent_on"
    assert sent.covers == ("appeals.redetermination.method", "appeals.redetermination.proof")


def test_a_supporting_field_that_comes_alone_is_told_as_a_field() -> None:
    before = appeal(sent_on=Moment(day("2026-03-20")))
    after = appeal(sent_on=Moment(day("2026-03-20")), proof="7022")
    assert sentences(before, after) == ["appeal redetermination proof set to 7022"]


def test_a_changed_step_shows_both_values() -> None:
    before, after = appeal(sent_on=Moment(day("2026-03-20"))), appeal(sent_on=Moment(day("2026-03-21")))
    assert sentences(before, after) == ["appeal redetermination sent_on moved 2026-03-20 -> 2026-03-21"]


def test_a_split_by_claim_shows_the_claims() -> None:
    before, after = appeal(by_claim=(("0026", Decimal("49.42")),)), appeal(by_claim=(("0026", Decimal(0)),))
    assert sentences(before, after) == ["appeal redetermination by_claim: 0026 0.00 added; 0026 49.42 taken out"]


# who, when, late, by proxy


def test_who_acted_and_who_typed_stand_apart() -> None:
    event = only(BARE, BARE._replace(communications=(CALL._replace(by="mortiz"),)))
    assert (event.who, event.recorded and event.recorded.by) == ("mortiz", "jlee")
    assert told(event) == "phone call with Dana (2026-03-09) [mortiz acted, jlee typed]"


def test_a_late_entry_is_marked() -> None:
    late = CALL._replace(recorded=recorded("K7Q2", "2026-03-21"))
    assert only(BARE, BARE._replace(communications=(late,))).marks == ("recorded 12 days later",)
    in_time = CALL._replace(recorded=recorded("K7Q2", "2026-03-12"))
    assert only(BARE, BARE._replace(communications=(in_time,))).marks == ()
    assert only(BARE, BARE._replace(communications=(CALL._replace(recorded=None),))).marks == ()


@pytest.mark.parametrize(("when", "days"), [("2026-03-09", 0), ("2026-03-06", 0), ("2026-03-05", 4), ("2026-04-01", 0)])
def test_lateness_in_days(when: str, days: int) -> None:
    assert late_by(day(when), day("2026-03-09")) == days
    assert late_by(None, day("2026-03-09")) == 0


def test_a_stamp_that_is_added_later_is_an_event_of_its_own() -> None:
    before = BARE._replace(communications=(CALL._replace(recorded=None),))
    event = only(before, BARE._replace(communications=(CALL,)))
    assert (event.kind, event.who) == ("recorded", "jlee")
    assert event.sentence == "phone call with Dana (2026-03-09): stamped 2026-03-09 by jlee"


# corrections


WRONG = Money(day("2026-06-30"), "offset", Decimal("273.20"), recorded=recorded("J2NX", "2026-07-01"))


def test_a_correction_shows_both_values() -> None:
    right = WRONG._replace(amount=Decimal("237.20"), corrects="J2NX", recorded=recorded("M8Q4", "2026-07-01"))
    event = only(BARE._replace(money=(WRONG,)), BARE._replace(money=(WRONG, right)))
    assert event.kind == "correction"
    corrected = "corrected: offset of 237.20 (2026-06-30); amount 273.20 -> 237.20"
    assert told(event) == f"{corrected} [corrects J2NX, recorded 2026-07-01 by jlee]"
    same = WRONG._replace(corrects="J2NX", recorded=None)
    assert only(BARE._replace(money=(WRONG,)), BARE._replace(money=(WRONG, same))).sentence == (
        "corrected: offset of 273.20 (2026-06-30)"
    )


def test_a_retraction_says_what_is_taken_back() -> None:
    back = CALL._replace(retracts="K7Q2", recorded=recorded("ZZZZ"))
    event = only(BARE._replace(communications=(CALL,)), BARE._replace(communications=(CALL, back)))
    assert (event.kind, told(event)) == (
        "retraction",
        "taken back: phone call with Dana (2026-03-09) [retracts K7Q2, recorded 2026-03-09 by jlee]",
    )


def test_an_answer_to_nothing_is_an_ordinary_entry() -> None:
    lost = CALL._replace(corrects="0000")
    assert only(BARE, BARE._replace(communications=(lost,))).kind == "communication"


# whole cases


def test_a_new_case_is_opened_and_its_entries_are_told() -> None:
    letter = demand(reference="LSH-1", dated_on=day("2026-03-02"))._replace(communications=(CALL,))
    assert sentences(None, letter) == [
        "case opened: LSH-1 of 2026-03-02, 12,400.00 demanded",
        "phone call with Dana (2026-03-09)",
    ]
    assert sentences(None, demand(dated_on=day("2026-03-02"), amount=None)) == ["case opened: a letter of 2026-03-02"]
    assert sentences(None, BARE) == ["case opened: no letter yet, 12,400.00 demanded"]


def test_no_case_before_and_after_is_no_event() -> None:
    assert events_between(None, None) == ()
    assert sentences(BARE, None) == ["the case file was removed"]


# fields that an event is about


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("appeals", True),
        ("appeals.redetermination", True),
        ("appeals.redetermination.sent_on", True),
        ("appeals.redetermination.proof", True),
        ("appeals.redetermination.reference", False),
        ("appeals.recon", False),
        ("demand", False),
    ],
)
def test_what_an_event_is_about(field: str, expected: bool) -> None:  # noqa: FBT001 - a table
    event = events_between(appeal(), appeal(sent_on=Moment(day("2026-03-20")), proof="7022"))[0]
    assert event.about(field) is expected


def test_a_whole_entry_is_about_each_of_its_fields() -> None:
    event = only(BARE, BARE._replace(documents=(Document("demand", "demand_letter", "a.pdf"),)))
    assert event.about("documents.demand.sha256")
    assert events_between(None, BARE)[0].about("demand.amount")


# one line and many


def test_a_subject_is_one_line() -> None:
    assert subject(()) == "no change"
    assert subject(events_between(BARE, BARE._replace(communications=(CALL,)))) == "phone call with Dana (2026-03-09)"
    both = demand(amount=Decimal("9150.00"))._replace(communications=(CALL,))
    assert subject(events_between(BARE, both)) == "phone call with Dana (2026-03-09), and 1 more change"
    assert subject(events_between(None, both)) == "case opened: no letter yet, 9,150.00 demanded"


def test_a_subject_counts_what_is_alike() -> None:
    three = BARE._replace(claims=tuple(Claim(str(number), "P-1") for number in range(3)))
    assert subject(events_between(BARE, three)) == "3 claims added"
    more = three._replace(title="Other", owner="jlee")
    assert subject(events_between(BARE, more)) == "3 claims added, and 2 more changes"
    renamed = demand(amount=Decimal(1))._replace(title="x" * 50)
    assert subject(events_between(BARE, renamed)) == "demand amount 12,400.00 -> 1.00, and 1 more change"


def test_a_long_subject_is_cut_at_a_word() -> None:
    event = Event("field", (), "word " * 30)
    assert subject((event,)) == "word word word word word word word word word word word word..."
    assert subject((event._replace(sentence="x" * 80),)) == "x" * 60 + "..."


def test_a_subject_of_stamps_alone_says_so() -> None:
    stamp = Event("recorded", (), "communications recorded set to 2026-03-09 by jlee")
    assert subject((stamp, stamp)) == "2 entries stamped"


def test_a_summary_tells_each_event_and_counts_crowds() -> None:
    crowd = BARE._replace(claims=tuple(Claim(str(number), "P-1") for number in range(30)), communications=(CALL,))
    assert summary(events_between(BARE, crowd)) == "- 30 claims added\n- phone call with Dana (2026-03-09)"
    few = crowd._replace(claims=crowd.claims[:4], communications=())
    assert summary(events_between(BARE, few)).count("\n") == 3


def test_marked_events_are_never_only_counted() -> None:
    late = tuple(
        CALL._replace(summary=str(number), recorded=recorded(f"AAA{number}", "2026-03-30")) for number in range(6)
    )
    assert summary(events_between(BARE, BARE._replace(communications=late))).count("recorded 21 days later") == 6


# properties


@settings(max_examples=60)
@given(st.data())
def test_every_changed_field_yields_an_event(data: st.DataObject) -> None:
    path, part = data.draw(st.sampled_from(parts(RICH)))
    field = data.draw(st.sampled_from([name for name in part._fields if name != "file"]))
    changed = _put(RICH, path, part._replace(**{field: _other(field, getattr(part, field))}))
    assert events_between(RICH, changed)
    assert events_between(changed, RICH)
    assert events_between(changed, changed) == ()


_FILLED: dict[str, object] = {
    "sent_on": Moment(day("2026-06-01")),
    "arrived_on": Moment(day("2026-06-01")),
    "received_on": Moment(day("2026-06-01")),
    "recorded": recorded("AAAA"),
    "amount_upheld": Decimal(1),
}
_DAY_ENDINGS = ("_on", "_from", "_through", "_by", "until")


def _other(field: str, value: Any) -> object:  # noqa: ANN401 - any value of a case
    """Another value of the same sort, as far as it can be told from the field and the value."""
    if value is None:
        return _FILLED.get(field, day("2026-06-01") if field.endswith(_DAY_ENDINGS) else "filled")
    if isinstance(value, (Decimal, int, str)):
        return f"{value}x" if isinstance(value, str) else value + 1
    if isinstance(value, date):
        return value.replace(year=value.year + 1)
    if isinstance(value, (Moment, Recorded)):
        return Moment(value.day, "23:59") if isinstance(value, Moment) else value._replace(tag="ZZZZ")
    return None if hasattr(value, "_fields") else () if value else ("filled",)


def _put(case: Any, path: tuple[str | int, ...], part: Any) -> Any:  # noqa: ANN401 - any part of a case
    if not path:
        return part
    field, rest = path[0], path[1:]
    if isinstance(field, int):
        return tuple(_put(item, rest, part) if index == field else item for index, item in enumerate(case))
    return case._replace(**{field: _put(getattr(case, field), rest, part)})


def test_what_is_unchanged_is_no_event() -> None:
    assert events_between(RICH, RICH._replace(file="cases/2026-03/x.yaml")) == ()


def test_copies_of_a_sending_are_found_by_whom_they_went_to() -> None:
    before = BARE._replace(filings=(Filing("contest", copies=(Copy("a"), Copy("b"))),))
    after = BARE._replace(filings=(Filing("contest", copies=(Copy("b", method="fax"), Copy("a"))),))
    assert sentences(before, after) == ["filing contest copy b method set to fax"]
