"""A file read in remembered pieces is the file read whole, however it was written."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.store.yaml.reader import read
from ledger.store.yaml.versions import Pieces

ROOT = Path(__file__).resolve().parents[3]
CASES = sorted((ROOT / "cases").rglob("*.yaml"))
AWKWARD = [
    "",
    "a: 1",
    "a: 1\na: 2\n",
    'a: "x\nb: y"\nc: z\n',
    "a: 'x\n  - y\n  - z'\nb: 1\n",
    "a: [1,\nb: 2]\n",
    "a: {x: 1,\nb: 2}\n",
    "a: |\n  text\n  - no entry\n  - none\nb: |+\n  kept\n\n\nc: 1\n",
    "a:\n  - |\n   text\n  - - x\n    - y\n  - z: 1\n\n# comment\n  - q\nb: 1\n",
    "a:\n  b:\n  - x\n  - y\n  c: 1\n",
    "a: # why\n\n  # more\n  - x\n  - y\n",
    "a: x\n  - y\n  - z\n",
    "---\na: 1\n",
    "a: 1\n---\nb: 2\n",
    "a: 1\n...\nb: 2\n",
    "- x\n- y\n",
    "a: &x 1\nb: *x\n",
    "a: !t 1\nb: 2\n",
    "x y: 1\na: 2\n",
    "? a\n: 1\nb: 2\n",
    "a: 1\r\nb:\r\n  - x\r\n  - y\r\n",
    "a:\n  - x\n  - y\n  b: 1\n",
    "a:\n  - x\n  -\n  - y\n",
    "a:\n  - x\n  - \n    y: 1\n",
    "a: >\n  folded\n  text\nb:\n  - >-\n    x\n\n  - y\n",
]


def same(reader: Pieces, text: str) -> None:
    data = text.encode()
    assert reader.read(data) == read(data)[0]


@pytest.mark.parametrize("text", AWKWARD, ids=repr)
def test_awkward_files(text: str) -> None:
    reader = Pieces()
    same(reader, text)
    same(reader, text)
    same(reader, text + "zz: 1\n")


def test_every_case_and_every_version_of_it() -> None:
    reader, chance = Pieces(), Random(1)  # noqa: S311 - the same damage on every run
    for case in CASES:
        text = case.read_text(encoding="utf-8")
        for _ in range(5):
            same(reader, text)
            lines = text.splitlines(keepends=True)
            at = chance.randrange(len(lines))
            text = "".join([*lines[:at], *lines[at + chance.randrange(2) :]])


LINES = st.sampled_from(
    [
        "a:",
        "b: 1",
        "c: |",
        "d: >-",
        "  - x",
        "  - y: 1",
        "    z: 2",
        '  "q',
        "q'",
        "  - [",
        "]",
        "",
        "  # c",
        "e: 'x",
        "   w",
    ]
)


@settings(max_examples=400)
@given(st.lists(LINES, max_size=12))
def test_any_lines(lines: list[str]) -> None:
    same(Pieces(), "\n".join(lines) + "\n")
