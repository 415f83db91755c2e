"""What a letter was made with, written and read again."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.core.letter.made_with import MadeWith, groups_meant, made_with, read_made_with
from ledger.core.letter.matter import Wishes
from ledger.core.letter.selection import groups_of
from tests.core.letter.matters import CLAIM, a_case, a_matter

EVERYTHING = Wishes(True, date(2026, 4, 30), "fax", "7022 0410; 7", "check 7", "qic")  # noqa: FBT003 - receipt is stated
TWO = a_case(claims=(CLAIM, CLAIM._replace(number="C-2")))


def test_nothing_special_was_wished() -> None:
    matter = a_matter("contest", wishes=Wishes())
    matter = matter._replace(group=groups_of(matter.case, matter.case.claims, matter.law)[0])
    assert made_with("9f2c4b1a", "3de58cf0", matter) == "9f2c4b1a 3de58cf0"
    assert read_made_with("9f2c4b1a 3de58cf0") == MadeWith("9f2c4b1a", "3de58cf0")


def test_everything_that_was_wished_is_read_again() -> None:
    matter = a_matter("contest", TWO, wishes=EVERYTHING)
    [group] = groups_of(TWO, TWO.claims[1:], matter.law)
    text = made_with("9f2c4b1a", "3de58cf0", matter._replace(group=group))
    assert text == (
        "9f2c4b1a 3de58cf0; state_receipt yes; reply_by 2026-04-30; method fax; proof 7022 0410, 7; "
        "payment check 7; to qic; claims C-2"
    )
    made = read_made_with(text)
    assert made is not None
    assert made == MadeWith("9f2c4b1a", "3de58cf0", EVERYTHING._replace(proof="7022 0410, 7"), ("C-2",))
    assert groups_meant(made, TWO, matter.law) == (group,)


def test_without_a_pick_every_group_is_meant() -> None:
    law = a_matter("contest").law
    assert groups_meant(MadeWith("a", "b"), TWO, law) == groups_of(TWO, TWO.claims, law)


@pytest.mark.parametrize("text", ["", "9f2c4b1a", "a b c", " b", "a b; reply_by soon"])
def test_what_is_no_such_note(text: str) -> None:
    assert read_made_with(text) is None
