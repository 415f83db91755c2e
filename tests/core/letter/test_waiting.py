"""A letter that asks for an answer: what was sent and is open, what was promised, and their day by law."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from ledger.core.case import Communication
from ledger.core.law.rule import Confirmation, Counting, Regime, Window, WindowVersion
from ledger.core.letter.content import letter_data
from ledger.core.letter.gap import elements_missing
from ledger.core.letter.waiting import promised, unanswered
from ledger.core.sending import Appeal, Filing, Moment
from tests.core.letter.matters import a_case, a_law, a_matter, whole

if TYPE_CHECKING:
    from ledger.core.law.governing import Law
    from ledger.core.letter.matter import Matter

SENT = Filing(
    "contest",
    sent_on=Moment(date(2026, 1, 20)),
    arrived_on=Moment(date(2026, 1, 22)),
    method="certified_mail",
    proof="7022",
)
CALL = Communication(Moment(date(2026, 3, 2)), "phone", "Dana will look for it", promised_by=date(2026, 3, 6))


def follow_up(*filings: Filing, law: Law | None = None, **fields: Any) -> Matter:
    matter = a_matter("follow_up", a_case(filings=filings, **fields))
    return matter._replace(law=law) if law is not None else matter


def sentences(matter: Matter) -> list[str]:
    found: list[str] = letter_data(matter, "MARK")["waiting"]
    return found


def answering(confidence: str = "high", count: int = 30, **fields: Any) -> Law:
    """A law under which a contest is to be answered within so many days of its arrival."""
    counting = Counting("filing_received", count, "calendar_days", citation="28 TAC 1.1", confidence=confidence)
    answer = Window(
        "payer_answer", "answer", "Answer", "theirs", "first", versions=(WindowVersion(date(2020, 1, 1), counting),)
    )
    ours = Window("first_stop", "answer", "Answer", "must", "first", met_by=("contest", "first"))
    taking = answer._replace(name="taking", permission=True)
    regime = Regime("texas", "Texas", (ours, answer, taking))._replace(**fields)
    return a_law(regimes={"texas": regime}, regime="texas")


def test_what_was_sent_with_its_proof_and_is_open_stands_in_the_order_of_its_days() -> None:
    appeal = Appeal("first", sent_on=Moment(date(2026, 1, 5)), proof="portal 4", document="ruling")
    matter = follow_up(SENT, appeals=(appeal,))
    told = "Notice of disagreement, sent on January 20, 2026 (certified mail, 7022)"
    assert sentences(matter) == [
        "First-level appeal, sent on January 5, 2026 (portal 4) (Exhibit B). No answer is on file.",
        f"{told}, arrived on January 22, 2026. No answer is on file.",
    ]
    assert elements_missing(matter) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"proof": None},
        {"sent_on": None},
        {"decided_on": date(2026, 2, 1)},
        {"decision_received_on": date(2026, 2, 1)},
        {"kind": "records"},
        {"kind": "rebill"},
        {"claims": ("C-9",)},
    ],
)
def test_what_has_no_proof_or_needs_no_answer_does_not_wait(fields: dict[str, Any]) -> None:
    matter = follow_up(SENT._replace(**fields))
    assert unanswered(matter) == ()
    assert [(one.code, one.message) for one in elements_missing(matter)] == [
        ("LED601", "follow_up lacks anything that waits for an answer of theirs (letter standard)")
    ]
    assert sentences(matter) == ["[[MISSING: what waits for an answer]]"]


def test_their_day_is_named_where_the_text_of_the_law_was_read() -> None:
    due = " The time to answer under 28 TAC 1.1 ended on February 21, 2026."
    assert sentences(follow_up(SENT, law=answering()))[0].endswith(f"No answer is on file.{due}")
    for law in (answering("medium"), answering(count=90), a_law()):
        assert sentences(follow_up(SENT, law=law))[0].endswith("No answer is on file.")
    read = Confirmation("jlee", date(2026, 3, 1), "the code", holds=True)
    assert sentences(follow_up(SENT, law=answering("medium", confirmed=(read,))))[0].endswith(due)


def test_a_promise_says_its_day_and_never_what_was_said() -> None:
    matter = follow_up(communications=(CALL._replace(reference="R-77"),))
    assert sentences(matter) == ["An answer was promised by phone on March 2, 2026 (reference R-77) for March 6, 2026."]
    assert elements_missing(matter) == []
    portal = follow_up(communications=(CALL._replace(channel="portal"),))
    assert promised(portal) == ["An answer was promised by portal on March 2, 2026 for March 6, 2026."]
    for talks in (
        (CALL._replace(promised_by=None),),
        (CALL._replace(promised_by=date(2026, 3, 9)),),
        (CALL, CALL._replace(at=Moment(date(2026, 3, 7)), promised_by=None)),
    ):
        assert promised(follow_up(communications=talks)) == []


def test_other_letters_list_nothing_that_waits() -> None:
    assert sentences(whole("contest")) == []
