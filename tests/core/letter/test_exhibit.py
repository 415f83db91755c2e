"""Citations become exhibits, lettered in the order in which they are first cited."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.core.letter.exhibit import Exhibits, lettered, title_of
from ledger.core.proof import Document
from tests.core.letter.matters import CHART, LETTER

DOCUMENTS = (LETTER, CHART)


def test_a_citation_reads_as_an_exhibit_with_its_pages() -> None:
    exhibits = Exhibits(DOCUMENTS)
    assert exhibits.cite("Charted [chart p2] and timed [chart p3-5].", "Ground 1") == (
        "Charted (Exhibit A, page 2) and timed (Exhibit A, pages 3-5)."
    )
    assert exhibits.cite("Neighbours [chart p2] [chart p7] [demand].", "Ground 2") == (
        "Neighbours (Exhibit A, pages 2, 7; Exhibit B)."
    )


def test_words_in_brackets_and_unknown_documents_stay() -> None:
    exhibits = Exhibits(DOCUMENTS)
    assert exhibits.cite("See [the note] and [nobody p1].", "Facts") == "See [the note] and [nobody p1]."
    assert exhibits.index() == ()


def test_the_index_says_where_each_is_cited() -> None:
    exhibits = Exhibits(DOCUMENTS)
    exhibits.refer("demand", "Facts")
    exhibits.cite("[chart p1]", "Ground 1")
    exhibits.cite("[demand p2]", "Ground 1")
    exhibits.refer("demand", "Facts")
    assert [(one.letter, one.document.id, one.cited_in) for one in exhibits.index()] == [
        ("A", "demand", ("Facts", "Ground 1")),
        ("B", "chart", ("Ground 1",)),
    ]


def test_a_quotation_stands_apart_from_its_exhibit() -> None:
    exhibits = Exhibits(DOCUMENTS)
    assert exhibits.apart("Not supported [demand p2].", "Stated reason") == ("Not supported.", "Exhibit A, page 2")
    assert exhibits.apart("Not supported.", "Stated reason") == ("Not supported.", "")


def test_no_document_is_no_exhibit() -> None:
    exhibits = Exhibits(DOCUMENTS)
    assert exhibits.refer(None, "Facts") == ""
    assert exhibits.refer("nobody", "Facts") == ""


def test_titles_come_from_the_paper_its_kind_or_its_name() -> None:
    assert title_of(Document("x", "policy", "x.pdf", title="RX-114")) == "RX-114"
    assert title_of(LETTER) == "Demand letter"
    assert title_of(Document("contest", "contest", "x.pdf")) == "Notice of disagreement with a refund request"
    assert title_of(Document("upic-findings", "other", "x.pdf")) == "UPIC findings"
    assert title_of(Document("plan_page", "other", "x.pdf")) == "Plan page"


@settings(max_examples=50)
@given(st.integers(min_value=0, max_value=5000))
def test_letters_run_on_like_the_columns_of_a_sheet(position: int) -> None:
    value = 0
    for letter in lettered(position):
        value = value * 26 + ord(letter) - ord("A") + 1
    assert value == position + 1
