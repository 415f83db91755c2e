"""A sending is no older than what it answers and what it carries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from ledger.core.checks.answers import sent_after_the_papers
from ledger.core.proof import Document
from ledger.core.sending import Appeal, Notice
from tests.core.test_checks import CASE, day, moment, said

if TYPE_CHECKING:
    from ledger.core.case import Case

LATER = (*CASE.documents, Document("letter", "contest", "RC-2026-NPDMXC/letter.pdf", dated_on=day("2026-03-19")))
EARLIER_PAPER = Notice("records_request", dated_on=day("2026-02-01"))
SENT_EARLY = Appeal("first", sent_on=moment("2026-02-20"))


def with_filing(case: Case = CASE, **fields: Any) -> Case:
    return case._replace(filings=(case.filings[0]._replace(**fields),))


WRONG = {
    "a filing before the demand": (
        with_filing(sent_on=moment("2026-03-01T09:00")),
        ("filings.0.sent_on", "sent_on is 2026-03-01, and the first letter is dated 2026-03-02"),
    ),
    "an appeal before the demand": (
        CASE._replace(appeals=(SENT_EARLY,)),
        ("appeals.0.sent_on", "sent_on is 2026-02-20, and the first letter is dated 2026-03-02"),
    ),
    "a filing before its own letter": (
        with_filing(CASE._replace(documents=LATER), document="letter"),
        ("filings.0.sent_on", "sent_on is 2026-03-18, and the paper that was sent (letter) is dated 2026-03-19"),
    ),
}
RIGHT = {
    "on the day of the demand": with_filing(sent_on=moment("2026-03-02T09:00")),
    "after an earlier paper of theirs": CASE._replace(appeals=(SENT_EARLY,), notices=(EARLIER_PAPER,)),
    "a case without a dated letter": CASE._replace(
        demand=CASE.demand._replace(dated_on=None), appeals=(SENT_EARLY,), notices=(EARLIER_PAPER,)
    ),
    "not sent yet": CASE._replace(appeals=(Appeal("first"),)),
    "a paper of the same day": with_filing(
        CASE._replace(documents=(*CASE.documents, LATER[1]._replace(dated_on=day("2026-03-18")))), document="letter"
    ),
    "put right by a later entry": CASE._replace(
        appeals=(SENT_EARLY._replace(id="a1"), Appeal("first", corrects="a1", sent_on=moment("2026-03-20"))),
    ),
}


@pytest.mark.parametrize(("case", "told"), WRONG.values(), ids=WRONG)
def test_a_sending_older_than_what_it_answers_is_told(case: Case, told: tuple[str, str]) -> None:
    [finding] = sent_after_the_papers(case)
    assert said(finding) == ("LED326", *told)


@pytest.mark.parametrize("case", RIGHT.values(), ids=RIGHT)
def test_a_sending_that_can_be_is_left_alone(case: Case) -> None:
    assert list(sent_after_the_papers(case)) == []
