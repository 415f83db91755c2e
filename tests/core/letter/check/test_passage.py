"""A letter as passages: where its RE block, its words and its enclosures stand."""

from __future__ import annotations

from ledger.core.letter.check.passage import MOST_SHOWN, Letter, Passage, Span, shown
from ledger.store.letters.reading import letter_of

LETTER = letter_of(
    "# Practice\n\nMarch 9, 2026\n\n**RE: Appeal** \\\nClaims: C-1\n\nA second paragraph about it.\n\nTo Disputes:\n\n"
    "Words.\n\n## Enclosures\n\n| Exhibit | Document |\n| --- | --- |\n| A | Chart |\n\n## After\n\nLetter mark: K7Q2\n"
)


def test_the_subject_runs_from_re_to_the_greeting() -> None:
    assert [one.text for one in LETTER.about] == ["RE: Appeal\nClaims: C-1", "A second paragraph about it."]
    assert letter_of("No subject.").about == ()
    assert [one.text for one in letter_of("RE: x\n\nno greeting at all").about] == ["RE: x"]


def test_the_words_begin_after_the_greeting() -> None:
    assert LETTER.prose[0].text == "Words."
    assert letter_of("Only words.").prose[0].text == "Only words."


def test_the_enclosures_end_at_the_next_heading() -> None:
    assert [one.text for one in LETTER.enclosures] == ["Exhibit", "Document", "A", "Chart"]
    assert letter_of("Words.").enclosures == ()
    assert [one.text for one in letter_of("Enclosures:\n\nA: chart").enclosures] == ["A: chart"]


def test_the_mark_is_found_or_empty() -> None:
    assert LETTER.mark == "K7Q2"
    assert letter_of("Words.").mark == ""


def test_tables_are_rows_of_cells() -> None:
    [table] = LETTER.tables()
    assert [[cell.text for cell in row] for row in table] == [["Exhibit", "Document"], ["A", "Chart"]]


def test_a_place_is_that_of_the_nearest_piece_before_it() -> None:
    passage = Passage("text", "abcdef", (Span(0, 3, 5), Span(4, 4, 1)))
    assert [passage.place(offset) for offset in (0, 3, 4, 5)] == [(3, 5), (3, 8), (4, 1), (4, 2)]
    assert Passage("frame", "abc", (Span(0, 0, 1),)).place(2) == (0, 0)


def test_what_a_message_quotes_is_short() -> None:
    assert shown("a\n b") == "a b"
    assert shown("x" * 100) == "x" * MOST_SHOWN + "..."


def test_text_has_one_mark_for_each_sort() -> None:
    assert Letter((Passage("text", "a\u2013b\u00a0\u2019", (Span(0, 1, 1),)),)).text == "a-b '"
