"""What people note about a case."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from ledger.core.acts.ending import closing, decision, extension, passing
from ledger.core.acts.moved import Movement, movement, twin_of
from ledger.core.acts.sent import Sending, outcome, sending
from ledger.core.deadline import MUST, OPEN, Deadline
from ledger.core.edit import AppendEntry, Change, SetField
from ledger.core.message import message, moved_days
from ledger.core.sending import Appeal, Filing, Moment
from tests.core.cases import a_case, moved

DAY = date(2026, 3, 20)
STAMP = "2026-03-20T15:00:00Z jlee K7Q2"


def only(change: Change) -> AppendEntry | SetField:
    (edit,) = change.edits
    return edit


@pytest.mark.parametrize("because", ["", "Ten of eleven notes carry times"])
def test_a_reason_is_kept_where_one_was_given(because: str) -> None:
    change = decision("dispute_in_part", DAY, STAMP, because)
    reason = {"because": because} if because else {}
    expected = {"decided_on": "2026-03-20", "choice": "dispute_in_part", **reason, "recorded": STAMP}
    assert only(change) == AppendEntry(("decisions",), expected)
    assert change.subject == "decided to dispute in part (2026-03-20)"
    assert change.said == "Noted: dispute in part, decided Fri 20 March 2026."


def test_more_time_carries_its_proof() -> None:
    change = extension("first_stop", date(2026, 5, 1), "Letter [extension p1]", STAMP)
    assert isinstance(change.edits[0], AppendEntry)
    assert change.edits[0].entry["proof"] == "Letter [extension p1]"
    assert change.subject == "first_stop extended until 2026-05-01"


def test_a_deadline_passes_without_a_reason() -> None:
    change = passing("rebuttal", "not_used", STAMP)
    assert only(change) == AppendEntry(("passed",), {"deadline": "rebuttal", "how": "not_used", "recorded": STAMP})


def test_a_twin_names_the_case_that_stays() -> None:
    plain = only(closing("repaid", DAY))
    twin = only(closing("entered_in_error", DAY, "BK-DUP", "RC-2026-AAAAAA"))
    assert plain == SetField(("closed",), {"closed_on": "2026-03-20", "outcome": "repaid"})
    assert twin == SetField(
        ("closed",),
        {"closed_on": "2026-03-20", "outcome": "entered_in_error", "same_as": "RC-2026-AAAAAA", "root_cause": "BK-DUP"},
    )


def test_a_first_sending_is_a_new_entry() -> None:
    change = sending(a_case(), "first", Sending(DAY, "certified_mail", "7022", to="desk", claims=("1", "2")))
    entry = {
        "level": "first",
        "to": "desk",
        "claims": ["1", "2"],
        "sent_on": "2026-03-20",
        "method": "certified_mail",
        "proof": "7022",
    }
    assert only(change) == AppendEntry(("appeals",), entry)
    assert change.subject == "first appeal sent by certified mail (2026-03-20)"
    assert (
        change.said
        == "First: sent Fri 20 March 2026 by certified mail, proof 7022.\nNoted. This program sends nothing."
    )


def test_a_filing_is_no_appeal() -> None:
    change = sending(a_case(), "rebuttal", Sending(DAY, proof="fax log"))
    assert only(change) == AppendEntry(("filings",), {"kind": "rebuttal", "sent_on": "2026-03-20", "proof": "fax log"})
    assert change.subject == "rebuttal sent (2026-03-20)"


def test_an_arrival_fills_the_empty_fields() -> None:
    case = a_case(appeals=(Appeal("first", sent_on=Moment(DAY)),))
    change = sending(case, "first", Sending(arrived_on=date(2026, 3, 23), arrival_evidence="green card"))
    assert change.edits == (
        SetField(("appeals", 0, "arrived_on"), "2026-03-23"),
        SetField(("appeals", 0, "arrival_evidence"), "green card"),
    )
    assert change.event == "arrived"
    assert change.subject == "first appeal arrived (2026-03-23)"
    assert sending(case, "first", Sending(proof="7022")).subject == "first appeal: proof added"


def test_what_is_on_file_is_never_changed() -> None:
    case = a_case(filings=(Filing("contest", id="c1", sent_on=Moment(DAY, "17:32"), proof="fax"),))
    with pytest.raises(ValueError, match="sent_on is on file as 2026-03-20T17:32"):
        sending(case, "contest", Sending(date(2026, 3, 21)))
    with pytest.raises(ValueError, match="proof is on file as fax"):
        sending(case, "contest", Sending(proof="mail"))
    with pytest.raises(ValueError, match="nothing to add"):
        sending(case, "contest", Sending(proof="fax"))


def test_a_decision_of_the_payer_fills_its_level() -> None:
    case = a_case(appeals=(Appeal("first"), Appeal("second", sent_on=Moment(DAY))))
    change = outcome(case, "second", "upheld", {"decided_on": "2026-05-11", "amount_upheld": "31.00"})
    assert change.edits == (
        SetField(("appeals", 1, "decided_on"), "2026-05-11"),
        SetField(("appeals", 1, "amount_upheld"), "31.00"),
        SetField(("appeals", 1, "outcome"), "upheld"),
    )
    assert change.subject == "second appeal upheld (2026-05-11)"
    assert (
        outcome(case, "second", "upheld", {"decision_received_on": "2026-05-14"}).subject
        == "second appeal upheld (2026-05-14)"
    )
    assert outcome(case, "second", "upheld", {}).subject == "second appeal upheld"


def test_nothing_is_decided_that_was_not_sent() -> None:
    with pytest.raises(ValueError, match="no rebuttal is on file"):
        outcome(a_case(), "rebuttal", "declined", {})


def test_money_is_noted_with_what_was_typed() -> None:
    bare = only(movement(Movement("offset", Decimal("312.1"), DAY), STAMP))
    full = only(
        movement(
            Movement(
                "offset",
                Decimal("312.10"),
                DAY,
                "EFT 1",
                "WO",
                "AR-1",
                Decimal("2.10"),
                "remit-1",
                "a note",
                "J2NX",
                (("0026", Decimal("310.00")),),
            ),
            STAMP,
        )
    )
    assert bare == AppendEntry(
        ("money",), {"dated_on": "2026-03-20", "kind": "offset", "amount": "312.10", "recorded": STAMP}
    )
    assert isinstance(full, AppendEntry)
    assert list(full.entry) == [
        "dated_on",
        "kind",
        "amount",
        "interest",
        "trace",
        "code",
        "reference",
        "by_claim",
        "document",
        "note",
        "corrects",
        "recorded",
    ]


def test_the_same_money_twice_is_seen() -> None:
    typed = Movement("offset", Decimal("312.10"), date(2026, 4, 20), "EFT 1")
    on_file = moved("offset", "312.10", trace="EFT 1")
    case = a_case(money=(moved("refund", "312.10", "A", trace="EFT 1"), on_file))
    assert twin_of(typed, case) == on_file
    assert twin_of(typed._replace(trace="EFT 2"), case) is None
    assert twin_of(typed._replace(corrects="0G5R"), case) is None


def test_a_message_tells_the_event_and_the_days_it_moved() -> None:
    def day(name: str, act_by: date | None) -> Deadline:
        return Deadline("RC-2026-7K4QXM", name, name, MUST, OPEN, act_by=act_by)

    before = (day("first_stop", date(2026, 4, 1)), day("first", None))
    after = (day("first_stop", date(2026, 5, 1)), day("first", date(2026, 8, 28)), day("second", DAY))
    days = moved_days(before, after, "extension p1")
    change = Change((), "first_stop extended until 2026-05-01", "extension")
    assert message("RC-2026-7K4QXM", change, "0.1.0", moved=days, body="Two lines\n") == (
        "RC-2026-7K4QXM: first_stop extended until 2026-05-01\n\nTwo lines\n\n"
        "Case: RC-2026-7K4QXM\nEvent: extension\nRecoup: 0.1.0\n"
        "Moved: first_stop 2026-04-01 -> 2026-05-01 [extension p1]\n"
        "Moved: first none -> 2026-08-28 [extension p1]\n"
    )
    assert moved_days(before, before) == ()
    assert message("RC-2026-7K4QXM", change, "0.1.0").count("Moved") == 0
