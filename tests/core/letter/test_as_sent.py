"""What went out against what the case records of it."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.core.letter.as_sent import ATTACHED, OTHERWISE, SAME, Paper, Sent, sent_of
from ledger.core.packet.lacks import CHANGED, INTACT, NO_HASH, NOT_HERE
from ledger.core.proof import Document
from ledger.core.sending import Appeal, Filing, Moment
from tests.core.letter.matters import a_case

LETTER = Document("contest", "contest", "RC/c.pdf", sha256="a" * 64)
DAY = date(2026, 3, 20)
WHOLE = Filing(
    "contest",
    sent_on=Moment(DAY),
    method="certified_mail",
    proof="7022 0410",
    arrived_on=Moment(date(2026, 3, 23)),
    document="contest",
)


@pytest.mark.parametrize(
    ("state", "again", "told", "wrong"),
    [
        (INTACT, SAME, "as recorded; made again: the same", False),
        (INTACT, OTHERWISE, "as recorded; made again: it comes out OTHERWISE", True),
        (INTACT, ATTACHED, "as recorded; attached, not made here", False),
        (INTACT, "", "as recorded", False),
        (CHANGED, "", "NOT the file that was recorded", True),
        (NOT_HERE, "its Markdown is gone", "not on this computer; not made again: its Markdown is gone", False),
        (NO_HASH, "", "no hash on file", False),
    ],
)
def test_a_paper_in_words(state: str, again: str, told: str, wrong: bool) -> None:  # noqa: FBT001 - a table
    paper = Paper(LETTER, state, again)
    assert (paper.told, paper.wrong) == (told, wrong)


def lacks(filing: Filing, state: str = INTACT, unproven: tuple[str, ...] = ()) -> tuple[str, ...]:
    [one] = sent_of(a_case(filings=(filing,)), [Paper(LETTER, state)], unproven)
    return one.lacks


def test_a_sending_with_all_its_proof_lacks_nothing() -> None:
    [one] = sent_of(a_case(filings=(WHOLE,)), [Paper(LETTER, INTACT)], ())
    how = "certified mail, 7022 0410"
    assert one == Sent("contest", DAY, how, "contest", date(2026, 3, 23), ())


def test_each_thing_that_nothing_shows_is_open() -> None:
    assert lacks(WHOLE._replace(method=None)) == ("no method",)
    assert lacks(WHOLE._replace(proof=None)) == ("no proof",)
    assert lacks(WHOLE, unproven=("contest",)) == ("arrival not proven, and the rule counts arrival",)
    assert lacks(WHOLE._replace(document=None)) == ("the case does not say which file was sent",)
    assert lacks(WHOLE, CHANGED) == ("its file contest is NOT the file that was recorded",)
    assert lacks(WHOLE, NOT_HERE) == ("its file contest is not on this computer",)
    assert lacks(WHOLE, NO_HASH) == ("its file contest has no hash",)
    assert lacks(WHOLE._replace(document="scan")) == ()  # another kind of paper: the audit looks at it


def test_sendings_stand_in_the_order_of_their_days_without_those_of_the_payer() -> None:
    appeal = Appeal("first", sent_on=Moment(date(2026, 3, 1)), method="fax", proof="4411", document="contest")
    theirs = Filing("other", sent_by="payer", sent_on=Moment(DAY))
    unsent = Filing("rebuttal")
    found = sent_of(a_case(filings=(WHOLE, theirs, unsent), appeals=(appeal,)), [], ())
    assert [(one.name, one.arrived_on) for one in found] == [("first", None), ("contest", date(2026, 3, 23))]
