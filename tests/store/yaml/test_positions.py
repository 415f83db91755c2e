"""Findings stand where a person looks: at the value, at an unknown key, at the parent of what is missing."""

from __future__ import annotations

import pytest

from ledger.core.finding import Finding
from ledger.store.yaml.positions import place, positions

TEXT = """\
# a remark
id: RC-2026-7K4QXM
demand:
  amount: 1482.60   # dollars
  send_to: {address: "PO Box 1, Austin", fax: }
claims:
  - number: 0026
    lines:
      - {line: 1, served_on: 2025-11-14}
  -
    number: 0027
text: |
  two
  lines

documents:
"""


@pytest.mark.parametrize(
    ("path", "where"),
    [
        (("id",), (2, 5)),
        (("demand", "amount"), (4, 11)),
        (("demand", "send_to", "address"), (5, 22)),
        (("demand", "send_to", "fax"), (5, 42)),
        (("claims", 0, "lines", 0, "served_on"), (9, 30)),
        (("claims", 1, "number"), (11, 13)),
        (("text",), (12, 7)),
        (("documents",), (16, 1)),
        (("demand", "dated_on"), (3, 1)),
        (("claims", 0, "patient"), (7, 5)),
        (("claims", 0, "lines", 0, "paid"), (9, 9)),
        (("claims", 1, "patient"), (11, 5)),
        (("title",), (2, 1)),
        (("nowhere", 3, "x"), (2, 1)),
    ],
)
def test_a_value_and_what_is_missing_have_their_places(path: tuple[str | int, ...], where: tuple[int, int]) -> None:
    assert positions(TEXT).at(path) == where


def test_a_value_ends_where_its_last_visible_character_ends() -> None:
    places = positions(TEXT)
    spans = {path: TEXT[node.start : node.end] for path, node in places.nodes()}
    assert spans["demand", "amount"] == "1482.60"
    assert spans["demand", "send_to"] == '{address: "PO Box 1, Austin", fax: }'
    assert spans["text",] == "|\n  two\n  lines"
    assert spans["claims", 0] == "number: 0026\n    lines:\n      - {line: 1, served_on: 2025-11-14}"
    assert spans["documents",] == ""


def test_a_text_keeps_its_blank_lines_only_where_its_head_says_so() -> None:
    text = "a: | # one + two\n  x\n\nb: |+ # c\n  y\n\n\nc: 1\n"
    spans = {path: text[node.start : node.end] for path, node in positions(text).nodes()}
    assert spans == {
        (): text.removesuffix("\n"),
        ("a",): "| # one + two\n  x",
        ("b",): "|+ # c\n  y\n\n",
        ("c",): "1",
    }


def test_outer_ones_come_first_and_keep_their_place_where_the_text_breaks() -> None:
    places = positions("a:\n  b:\n    - {c: 1}\n  d: [1\n")
    assert [path for path, _ in places.nodes()][:4] == [(), ("a",), ("a", "b"), ("a", "b", 0)]
    assert places.at(("a",)) == (2, 3)
    assert places.at(("a", "d", 0)) == (4, 7)
    assert positions("? [x, y]\n: 1\nb: 2\n").at(("b",)) == (3, 4)
    text = "a:\n  - &b 1\n  - *b\nc: 1\n"
    assert {path: text[node.start : node.end] for path, node in positions(text).nodes()}["a",] == "- &b 1\n  - *b"


def test_findings_come_placed_and_in_the_order_of_the_file() -> None:
    found = [
        Finding("LED204", "x", path=("demand", "amount")),
        Finding("LED201", "x", path=("claims", 0, "lines")),
        Finding("LED101", "x", line=3, column=9),
    ]
    placed = place(found, TEXT, "cases/x.yaml")
    assert [(one.code, one.file, one.line, one.column) for one in placed] == [
        ("LED101", "cases/x.yaml", 3, 9),
        ("LED204", "cases/x.yaml", 4, 11),
        ("LED201", "cases/x.yaml", 8, 5),
    ]
    assert place([], TEXT, "x") == []


@pytest.mark.parametrize("text", ["", "# only a remark", "a: [1", "? [x]\n: 1\n", "a: &b 1\nc: *b\n", "a: 1\na: 2\n"])
def test_a_broken_text_has_places_up_to_its_break(text: str) -> None:
    line, column = positions(text).at(("a", "b"))
    assert (line, column) == (1, 1)
