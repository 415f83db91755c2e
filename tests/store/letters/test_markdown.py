"""Data goes into Markdown as it stands, and comes out of it as it stood."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.store.letters.markdown import blocks, escaped, tidy


def words(parts: list[dict[str, Any]]) -> str:
    return "".join(part.get("text", "") + words(part.get("inline", [])) for part in parts)


@settings(max_examples=300)
@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=60))
def test_any_text_reads_as_itself_in_a_paragraph_and_in_a_cell(text: str) -> None:
    plain = " ".join(text.split())
    literal = escaped(text)
    if plain:
        [paragraph] = blocks(literal)
        assert paragraph["kind"] == "paragraph"
        assert words(paragraph["inline"]) == plain
    [table] = blocks(f"| a | b |\n| --- | --- |\n| {literal} | x |\n")
    assert words(table["rows"][0][0]) == plain
    assert words(table["rows"][0][1]) == "x"


@pytest.mark.parametrize(
    "text",
    [
        "12. Floor",
        "- a",
        "+ b",
        "# c",
        "> d",
        "=== e",
        "--- f",
        "1) g",
        "[a]: http://b",
        "a\nb",
        "&amp;",
        "a__b",
        "```",
    ],
)
def test_what_would_start_something_starts_nothing(text: str) -> None:
    [paragraph] = blocks(escaped(text))
    assert (paragraph["kind"], words(paragraph["inline"])) == ("paragraph", text.replace("\n", " "))


def test_data_of_any_shape_is_escaped_and_the_rest_is_left() -> None:
    assert escaped({"a": ["*", True], "b": {"c": "x"}}) == {"a": ["\\*", True], "b": {"c": "x"}}


def test_a_letter_reads_as_its_blocks() -> None:
    text = (
        "# Head\n\nOne **two _three_** \\\nfour\nfive\n\n3. a\n4. b\n\n> said\n\n- c\n\n---\n\n"
        "| A | B |\n| :-: | ---: |\n| 1 | 2 |\n"
    )
    kinds = [block["kind"] for block in blocks(text)]
    assert kinds == ["heading", "paragraph", "list", "quote", "list", "rule", "table"]
    head, paragraph, numbered, quote, bullets, _, table = blocks(text)
    assert head["level"] == 1
    assert [part["kind"] for part in paragraph["inline"]] == ["text", "strong", "text", "break", "text", "text", "text"]
    assert (numbered["ordered"], numbered["start"], len(numbered["items"])) == (True, 3, 2)
    assert words(quote["blocks"][0]["inline"]) == "said"
    assert bullets["ordered"] is False
    assert table["align"] == ["center", "right"]


def test_links_pictures_and_markup_are_words() -> None:
    [paragraph] = blocks("![a](file:///etc/passwd) [b](http://c) <script> https://d `e`")
    assert words(paragraph["inline"]) == "![a](file:///etc/passwd) [b](http://c) <script> https://d `e`"
    assert all(part["kind"] == "text" for part in paragraph["inline"])


def test_empty_lines_and_trailing_blanks_are_tidied() -> None:
    assert tidy("\n\na  \n\n\n\nb\n\n") == "a\n\nb\n"
