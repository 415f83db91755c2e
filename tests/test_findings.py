"""Every finding has a summary, a bad example that shows it, and a page that says what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledger.core.codes import CODES
from ledger.store import finding_pages
from ledger.store.finding_pages import page_of
from tests.scenario import INVALID, played

ROOT = Path(__file__).parent.parent
PAGES = ROOT / "docs" / "findings"
NAMES = {f"{code}-{row.slug}": code for code, row in CODES.items()}

# Numbers that are taken for what other screens say in their own words; nothing reports them as a finding.
SAID_ELSEWHERE = {
    "LED405": "deadlines and show count the claims whose law is unknown; a check warns of nothing a person cannot mend",
    "LED406": "extend and pass take no other name",
    "LED720": "tests/commands/test_resolve.py joins two versions; a check of one has nothing to compare",
    "LED745": "tests/commands/test_audit.py makes a letter again; the example ledger has no patients to write about",
    "LED757": "the auditor's page shows it under its first question, without a code: it is a remark",
}
SHOWN = {name: code for name, code in NAMES.items() if code not in SAID_ELSEWHERE}


def example_of(name: str) -> Path:
    folder = INVALID / name
    return folder if folder.is_dir() else INVALID / f"{name}.yaml"


def expected_of(name: str) -> Path:
    folder = INVALID / name
    return folder / "expected.txt" if folder.is_dir() else INVALID / f"{name}.txt"


@pytest.mark.parametrize("name", SHOWN)
def test_a_bad_example_shows_its_finding(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest
) -> None:
    said = played(example_of(name), tmp_path, capsys).replace(str(tmp_path), "...")
    if request.config.getoption("--update-golden"):
        expected_of(name).write_text(said, encoding="utf-8", newline="\n")
    assert f"{SHOWN[name]} {name.removeprefix(SHOWN[name] + '-')}" in said
    assert said == expected_of(name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_a_page_says_what_it_finds_why_it_matters_and_what_to_do(name: str) -> None:
    row = CODES[NAMES[name]]
    page = (PAGES / f"{name}.md").read_text(encoding="utf-8")
    assert page.startswith(f"# {row.code} {row.slug}\n\n{row.summary} Severity: {row.severity}.\n")
    for heading in ("## What it finds", "## Why it matters", "## What to do"):
        assert f"\n{heading}\n\n" in page
    if name in SHOWN:
        shown = page.partition("```text\n")[2] if page.count("```text\n") == 1 else page.rpartition("```text\n")[2]
        lines = shown.partition("\n```")[0].splitlines()
        assert lines
        assert set(lines) <= set(expected_of(name).read_text(encoding="utf-8").splitlines())


def test_every_code_has_a_severity_and_one_sentence() -> None:
    for row in CODES.values():
        assert row.severity in {"error", "warning", "note"}
        assert row.summary.endswith(".")
        assert row.summary[0].isupper()
        assert row.slug == row.slug.lower().replace(" ", "-")
    assert len({row.slug for row in CODES.values()}) == len(CODES)


def test_no_page_and_no_example_is_left_of_a_finding_that_is_gone() -> None:
    assert {page.stem for page in PAGES.glob("LED*.md")} == set(NAMES)
    assert {path.stem if path.is_file() else path.name for path in INVALID.iterdir()} == set(SHOWN)


def test_the_list_of_pages_names_them_all() -> None:
    listed = (PAGES / "README.md").read_text(encoding="utf-8")
    assert [line for line in listed.splitlines() if line.startswith("- ")] == [
        f"- [{row.code} {row.slug}]({row.code}-{row.slug}.md): {row.summary}" for row in CODES.values()
    ]


def test_what_is_said_elsewhere_is_not_reported_as_a_finding() -> None:
    sources = {path: path.read_text(encoding="utf-8") for path in (ROOT / "ledger").rglob("*.py")}
    reported = {code for code in CODES if any(f'Finding("{code}"' in text for text in sources.values())}
    assert reported & set(SAID_ELSEWHERE) <= {"LED405", "LED745", "LED757"}


def test_explain_finds_the_page_or_at_least_the_summary(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert page_of("LED203").startswith("# LED203 not-a-date\n")
    monkeypatch.setattr(finding_pages, "shipped", lambda _: tmp_path)
    assert page_of("LED203") == "# LED203 not-a-date\n\nThe value is not a day of the calendar.\n"
    with pytest.raises(KeyError):
        page_of("LED999")
