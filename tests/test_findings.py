"""Every finding has a summary, a bad example that shows it, and a page that says what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledger.core.codes import CODES
from tests.scenario import INVALID, played

ROOT = Path(__file__).parent.parent
PAGES = ROOT / "docs" / "findings"
NAMES = {f"{code}-{row.slug}": code for code, row in CODES.items()}


def example_of(name: str) -> Path:
    folder = INVALID / name
    return folder if folder.is_dir() else INVALID / f"{name}.yaml"


def expected_of(name: str) -> Path:
    folder = INVALID / name
    return folder / "expected.txt" if folder.is_dir() else INVALID / f"{name}.txt"


@pytest.mark.parametrize("name", NAMES)
def test_a_bad_example_shows_its_finding(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest
) -> None:
    said = played(example_of(name), tmp_path, capsys).replace(str(tmp_path), "...")
    if request.config.getoption("--update-golden"):
        expected_of(name).write_text(said, encoding="utf-8", newline="\n")
    assert f" {NAMES[name]} " in said or name in said
    assert said == expected_of(name).read_text(encoding="utf-8")
