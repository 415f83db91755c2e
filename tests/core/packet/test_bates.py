"""Numbers on pages: a paper keeps its own for good, and no other page ever gets them."""

from __future__ import annotations

from ledger.core.letter.exhibit import Exhibit
from ledger.core.packet.bates import bates, given, note_of, numbered
from ledger.core.packet.exhibit import Paged
from ledger.core.proof import Document
from tests.core.letter.matters import a_case


def paper(name: str, made_with: str | None = None, kind: str = "medical_record") -> Document:
    return Document(name, kind, f"RC-2026-7K4QXM/{name}.pdf", made_with=made_with)


def paged(name: str, pages: int) -> Paged:
    return Paged(Exhibit("A", paper(name), ("Ground 1",)), pages, 1000)


def test_a_number_is_the_case_and_six_digits() -> None:
    assert bates("RC-2026-7K4QXM", 123) == "7K4QXM-000123"
    assert bates("RC-2026-7K4QXM", 1234567) == "7K4QXM-1234567"


def test_the_first_packet_counts_from_one() -> None:
    first, second = numbered(a_case(), [paged("demand", 6), paged("notes", 2)])
    assert [(first.first, first.last), (second.first, second.last)] == [(1, 6), (7, 8)]
    assert note_of([first, second]) == "bates demand 1-6, notes 7-8"


def test_a_paper_keeps_its_numbers_and_a_new_one_goes_on_behind_the_last() -> None:
    earlier = paper(
        "packet-contest", "packet of contest 9f2c4b1a; exhibits 2 5d41402a; bates demand 1-6, notes 7-8", "packet"
    )
    case = a_case(documents=(earlier, paper("packet-2", "packet of x 1; bates chart 9-9; file 1 of 2", "packet")))
    assert given(case) == {"demand": range(1, 7), "notes": range(7, 9), "chart": range(9, 10)}
    found = numbered(case, [paged("policy", 3), paged("notes", 2), paged("order", 1)])
    assert [(one.exhibit.document.id, one.first, one.last) for one in found] == [
        ("policy", 10, 12),
        ("notes", 7, 8),
        ("order", 13, 13),
    ]


def test_a_paper_of_another_length_is_numbered_anew() -> None:
    case = a_case(documents=(paper("packet-contest", "packet of contest 9; bates notes 1-8", "packet"),))
    [one] = numbered(case, [paged("notes", 9)])
    assert (one.first, one.last) == (9, 17)


def test_a_retracted_packet_has_given_its_numbers_all_the_same() -> None:
    gone = paper("packet-contest", "packet of contest 9; bates notes 1-8", "packet")
    withdrawn = Document("", "packet", "", retracts="packet-contest")
    [one] = numbered(a_case(documents=(gone, withdrawn)), [paged("order", 1)])
    assert one.first == 9
