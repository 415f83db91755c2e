"""The mistakes that are made on purpose: each is one, in one place, and what does not run here is left alone."""

from __future__ import annotations

from pathlib import Path

from tests.torture.mutants import BESIDE, PARTS, ROOT
from tests.torture.turning import code_of, mutants, wrong

TEXT = '''\
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    LIMIT = 7
MOST = 3


def few(count: int, words: list[str]) -> bool:
    """Documentation stays."""
    if count <= MOST and words:
        words.append("x")
        return True
    return None
'''


def test_each_place_is_turned_once(tmp_path: Path) -> None:
    file = tmp_path / "few.py"
    file.write_text(TEXT)
    found = list(mutants(file))
    assert [(one.line, one.said) for one in found] == [
        (5, "3  ->  4"),
        (10, "if count <= MOST and words  ->  if not (count <= MOST and words)"),
        (10, "count <= MOST and words  ->  count <= MOST or words"),
        (11, "words.append('x')  ->  None"),
        (10, "count <= MOST  ->  count < MOST"),
        (12, "True  ->  False"),
    ]
    assert [one.function for one in found] == [None, *[("few", 8)] * 5]
    assert found[1].lines == range(10, 11)


def test_the_wrong_code_is_wrong_in_that_place_alone(tmp_path: Path) -> None:
    file = tmp_path / "few.py"
    file.write_text(TEXT)
    at_the_edge = next(one for one in mutants(file) if one.said == "count <= MOST  ->  count < MOST")
    assert at_the_edge.function is not None
    whole = wrong(at_the_edge)
    made: dict[str, object] = {}
    exec(whole, made)  # noqa: S102 - the text above
    assert made["MOST"] == 3
    few = made["few"]
    assert callable(few)
    assert [few(count, ["x"]) for count in (2, 3)] == [True, None]
    assert code_of(whole, at_the_edge.function) is getattr(few, "__code__", None)
    assert code_of(whole, ("none", 1)) is None


def test_every_part_has_its_files_and_tests() -> None:
    for part in (*PARTS.values(), *BESIDE.values()):
        assert all(list(ROOT.glob(pattern)) for pattern in (*part.files, *part.tests))
