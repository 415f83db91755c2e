"""The page says what it does not prove."""

from __future__ import annotations

from ledger.core.audit.page import Page, Papers, Remade, Signing, not_proved
from ledger.core.audit.point import KEPT, Point
from ledger.core.audit.seal import Sealed
from ledger.core.finding import NOTE, Finding
from tests.core.audit.made import AT

PAGE = Page("Practice", AT, "jlee", "1.0.0", "", "a" * 40, 5, 1, 2, AT, AT)


def test_what_a_page_found() -> None:
    found, remark = Point(KEPT, Finding("LED740", "x")), Point(KEPT, Finding("LED757", "x", severity=NOTE))
    assert PAGE._replace(points=(remark, found)).found == (found,)


def test_a_bare_ledger_proves_little() -> None:
    said = list(not_proved(PAGE))
    assert said[0] == "Who read what: reading leaves no trace here."
    assert said[1].startswith("Who really typed 5 saves: ")
    assert "there is no seal" in said[2]
    assert said[3].startswith("That nothing was rewritten before today")
    assert said[4].startswith("That other copies hold the same")
    assert said[-1].startswith("That a day in a case is true")


def test_what_is_here_is_not_named() -> None:
    whole = PAGE._replace(
        signing=Signing(5, 5, 5, "keys", outside=True),
        seals=(Sealed("seal/2026-03-09", "t", "s", "x"),),
        before="b",
        compared=("main is part of this one.",),
    )
    said = " ".join(not_proved(whole))
    assert "before somebody outside kept a line" in said
    assert not any(words in said for words in ("really typed", "list of keys", "rewritten", "other copies", "paper"))


def test_what_is_missing_is_named() -> None:
    many = tuple(f"RC-1 p{number}" for number in range(6))
    page = PAGE._replace(
        signing=Signing(5, 4, 5, "keys"),
        papers=Papers(not_here=many, no_hash=("RC-1 x",)),
        letters=(Remade("RC-1", "contest", same=False), Remade("RC-1", "second", same=True)),
    )
    said = list(not_proved(page))
    assert said[1].startswith("Who really typed 1 save: ")
    assert said[2].startswith("That the list of keys is the right one")
    assert "6 papers not on this computer: RC-1 p0, RC-1 p1, RC-1 p2, RC-1 p3 and 2 more." in said
    four = page._replace(papers=Papers(not_here=many[:4]))
    assert "4 papers not on this computer: RC-1 p0, RC-1 p1, RC-1 p2, RC-1 p3." in list(not_proved(four))
    assert "1 paper recorded without a hash: RC-1 x." in said
    assert "1 letter that could not be made again: RC-1 contest." in said
