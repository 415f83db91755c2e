"""Rule files that no case may be reckoned by: each mistake with file, line and column, and no regime left of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ledger.report.findings.text import as_text
from ledger.store.library import Library
from ledger.store.revised import Revised

if TYPE_CHECKING:
    from pathlib import Path

HEAD = """\
name: house
levels: [{name: first}]
windows:
  - name: first
    level: first
    versions:
"""
VERSION = """\
      - effective_from: 2026-01-01
        counted_from: dated
        count: 30
        citation: Contract 9.2
        source: page 31
        confidence: high
"""
WHOLE = HEAD + VERSION
OLDER = VERSION.replace("2026-01-01", "2020-01-01\n        through: 2026-06-30")
YEARLY = """\
values:
  - name: rate
    yearly: true
    points:
      - {effective_from: 2024-01-01, through: 2024-12-31, value: 11}
      - {effective_from: 2026-01-01, through: 2026-12-31, value: 12}
"""


def said(tmp_path: Path, text: str) -> tuple[list[str], bool]:
    """What is wrong with a rule file, line by line, and whether anything can be reckoned by it."""
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "house.yaml").write_text(text, encoding="utf-8")
    library = Library(tmp_path)
    lines = [line for _, _, found in library.regime_files for line in as_text(found).splitlines()]
    return [line for line in lines if not line.startswith("  hint")], "house" in library.regimes


def test_the_file_itself_is_sound(tmp_path: Path) -> None:
    assert said(tmp_path, WHOLE) == ([], True)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param(
            HEAD + OLDER + VERSION,
            "14:25: error LED504 bad-rule: first: the version of 2020-01-01 overlaps that of 2026-01-01",
            id="overlapping versions",
        ),
        pytest.param(
            WHOLE + YEARLY,
            "17:7: error LED504 bad-rule: no figure from 2025-01-01 through 2025-12-31, and missing: does not say why",
            id="a gap in a yearly value",
        ),
        pytest.param(
            WHOLE.replace("dated", "postmarked"),
            "8:23: error LED504 bad-rule: counted_from is 'postmarked'; it can be",
            id="an unknown trigger",
        ),
        pytest.param(
            WHOLE.replace("dated", "decision_received"),
            "8:23: error LED504 bad-rule: no decision starts this window",
            id="a trigger the case does not have",
        ),
        pytest.param(
            WHOLE.replace("name: house", "name: house\nextends: house"),
            "2:10: error LED504 bad-rule: house extends itself",
            id="a regime that extends itself",
        ),
        pytest.param(
            WHOLE.replace("name: house", "name: house\nextends: nobody"),
            "2:10: error LED504 bad-rule: it extends nobody, which this ledger does not hold",
            id="a regime that extends one that is not here",
        ),
        pytest.param(
            WHOLE.replace("count: 30", "count: 0"), "9:16: error LED504 bad-rule: count is 0; a window", id="zero"
        ),
        pytest.param(
            WHOLE.replace("count: 30", "count: 1000000"),
            "9:16: error LED504 bad-rule: count is 1000000",
            id="million",
        ),
        pytest.param(
            WHOLE.replace("level: first", "level: last"),
            "5:12: error LED504 bad-rule: 'last' is no level of this regime",
            id="a level nobody has",
        ),
        pytest.param(
            WHOLE + "applies_when: {weather: [rain]}\n",
            "13:25: error LED504 bad-rule: no case has a fact 'weather' there",
            id="a fact nobody states",
        ),
        pytest.param(
            WHOLE.replace("name: house", "name: other"),
            "1:7: error LED504 bad-rule: the rules are called 'other' and their file 'house'",
            id="another name than its file",
        ),
    ],
)
def test_a_mistake_is_named_with_its_line_and_nothing_is_reckoned_by_the_file(
    tmp_path: Path, text: str, line: str
) -> None:
    found, usable = said(tmp_path, text)
    assert not usable
    assert any(one.startswith(f"rules/house.yaml:{line}") for one in found), found


def test_a_ledger_as_it_would_be_touches_no_file(tmp_path: Path) -> None:
    assert said(tmp_path, WHOLE) == ([], True)
    other = WHOLE.replace("name: house", "name: other").encode()
    revised = Revised(tmp_path, {"rules/other.yaml": other, "rules/house.yaml": None})
    assert (list(revised.regimes), revised.files_in("rules")) == (["other"], ["rules/other.yaml"])
    assert revised.files_in("payers") == []
    same = Revised(tmp_path, {"rules/other.yaml": other})
    assert list(same.regimes) == ["house", "other"]
    assert list(Library(tmp_path).regimes) == ["house"]
