"""``recoup letter check`` on real letters: our own are clean, and what a person breaks is found again."""

from __future__ import annotations

import io
import json
import shutil
from typing import TYPE_CHECKING

import docx
import pytest

from ledger import front
from tests.conftest import ROOT, Ran
from tests.store.letters.letters_of_the_sample import identities

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CASE = "RC-2026-8G7VFB"
SMALL = "RC-2026-KK83N8"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger that is only read, with names for all its keys beside it."""
    root = tmp_path_factory.mktemp("letters") / "ledger"
    root.mkdir()
    for name in ("cases", "payers", "rules"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "ledger.yaml", root)
    private = root.parent / "ledger-private"
    private.mkdir(mode=0o700)
    lines = ["format: 1", "practice: {tin: 00-0001234}", "patients:"]
    for patient in identities().patients:
        members = ", ".join(f"{{payer: {member.payer}, id: {member.id}}}" for member in patient.members)
        lines.append(f"  {patient.key}: {{name: {patient.name}, mbi: {patient.mbi}, members: [{members}]}}")
    (private / "identities.yaml").write_text("\n".join(lines) + "\n")
    return root


@pytest.fixture
def check(
    place: Path, git: Callable[..., str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Ran]:
    """Run ``recoup letter check`` in the ledger, in this process."""
    if not (place / ".git").exists():
        git(place, "init", "-q", "-b", "main")
    monkeypatch.chdir(place)

    def run(*words: str) -> Ran:
        capsys.readouterr()
        code = front.run(["letter", "check", *words])
        said = capsys.readouterr()
        return Ran(said.out, said.err, code)

    return run


def golden(name: str) -> str:
    return (ROOT / "tests" / "golden" / "letters" / name).read_text(encoding="utf-8")


def test_a_letter_of_ours_is_clean(check: Callable[..., Ran]) -> None:
    ran = check(str(ROOT / "tests" / "golden" / "letters" / "second_appeal-H3YFCF.md"), "--fail-on", "warning")
    assert (ran.out, ran.code) == ("", 0)
    assert ran.err == "nothing wrong in 1 file\n"


@pytest.fixture
def edited(place: Path) -> Path:
    """A contest that somebody has worked over by hand."""
    text = golden("contest-8G7VFB.md")
    for old, new in (
        (
            "1. Withdraw the refund",
            "1. You failed to read the chart; your \u201creview\u201d is clearly wrong.\n2. Withdraw",
        ),
        ("(Exhibit B, page 1).\n\n2.", "(Exhibit B, page 7).\n\n2."),
        ("NPI 1457389207", "NPI 1457389270"),
        ("6,302.44 |\n| **Total**", "6,203.44 |\n| **Total**"),
        ("Please confirm", "Test Patient 1061 is in the same place [date]. Please confirm"),
    ):
        assert old in text
        text = text.replace(old, new)
    path = place / "edited.md"
    path.write_text(text, encoding="utf-8")
    return path


def test_what_a_person_broke_is_found_with_its_line(edited: Path, check: Callable[..., Ran]) -> None:
    ran = check(edited.name)
    assert ran.code == 1
    lines = edited.read_text(encoding="utf-8").splitlines()

    def line(words: str) -> int:
        return next(number for number, text in enumerate(lines, 1) if words in text)

    found = [text.split(" ")[0:3] for text in ran.out.splitlines() if text.startswith("edited.md")]
    assert [f"{place.removeprefix('edited.md:')} {code}" for place, _, code in found] == [
        "1: LED612",
        f"{line('You failed')}:4: LED614",
        f"{line('You failed')}:39: LED614",
        f"{line('You failed')}:51: LED614",
        f"{line('page 7')}:48: LED618",
        f"{line('6,203.44')}:49: LED620",
        f"{line('6,203.44')}:60: LED613",
        f"{line('**Total**')}:36: LED620",
        f"{line('1061')}:1: LED616",
        f"{line('1061')}:40: LED615",
    ]
    assert "contest lacks the provider's NPI, 1457389207 (letter standard)" in ran.out
    assert "P-1061" in ran.out
    assert "Test Patient" not in ran.out
    assert ran.err == "6 errors, 4 warnings in 1 file\n"


def test_the_same_findings_for_programs_and_editors(edited: Path, check: Callable[..., Ran]) -> None:
    found = json.loads(check(edited.name, "--format", "json").out)["findings"]
    assert {one["file"] for one in found} == {"edited.md"}
    run = json.loads(check(edited.name, "--format", "sarif").out)["runs"][0]
    assert len(run["results"]) == len(found)
    assert run["results"][1]["locations"][0]["physicalLocation"]["region"]["startColumn"] == 4
    assert check(edited.name, "--format", "github").out.startswith("::error file=edited.md,line=1,")
    assert check(edited.name, "--fail-on", "never").code == 0


def test_a_letter_of_nobody_knows_what(place: Path, check: Callable[..., Ran]) -> None:
    document = docx.Document()
    for text in (
        "RE: appeal of claim 25RX00550112",
        "To whom it may concern:",
        "It owes twelve thousand dollars ($12,604.88) under ERISA. See Exhibit A.",
    ):
        document.add_paragraph(text)
    file = io.BytesIO()
    document.save(file)
    (place / "unknown.docx").write_bytes(file.getvalue())
    ran = check("unknown.docx")
    for said in ("no kind of letter is recognised", "unknown.docx:3:9: error LED621", "these claims stand under texas"):
        assert said in ran.out
    assert "LED612" not in ran.out
    assert "contest lacks the number of the demand" in check("unknown.docx", "--kind", "contest").out
    (place / "bare.md").write_text("Words alone.\n")
    assert "no case is recognised" in check("bare.md").out
    assert "contest lacks" in check("bare.md", "--case", CASE, "--kind", "contest").out


def test_a_renamed_copy_is_known_by_its_mark(place: Path, check: Callable[..., Ran]) -> None:
    kept = place.parent / "ledger-private" / CASE
    kept.mkdir(exist_ok=True)
    (kept / f"{CASE}_20260309_contest.md").write_text(golden("contest-8G7VFB.md"), encoding="utf-8")
    (kept / f"{CASE}_20260309_bad.md").write_bytes(b"\xff")
    (place / "copy.md").write_text("Letter mark: K7Q2-0G5R-M3VD-4QNT-8WZC-01KV\n\nWords.\n")
    assert "contest lacks the number of the demand, LSH-RX-2026-0021" in check("copy.md").out
    shutil.copy(place / "copy.md", place / f"{CASE}_20260309_hold_request_v2.md")
    assert "hold_request lacks" in check(f"{CASE}_20260309_hold_request_v2.md").out
    shutil.copy(place / "copy.md", place / "RC-2026-ZZZZZZ_20260309_contest.md")
    assert "no case is recognised" in check("RC-2026-ZZZZZZ_20260309_contest.md").out


def test_outside_a_ledger_the_words_are_looked_at_all_the_same(
    tmp_path: Path, check: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "letter.md").write_text("This is outrageous.\n")
    monkeypatch.chdir(tmp_path)
    ran = check("letter.md")
    assert 'letter.md:1:9: error LED614 tone: says "outrageous"' in ran.out
    assert check("letter.md", "--case", CASE).code == 2


def test_what_is_no_letter_is_one_finding(place: Path, check: Callable[..., Ran]) -> None:
    (place / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    ran = check("old.doc")
    assert ran.code == 1
    assert ran.out.startswith(
        "old.doc: error LED610 letter-unreadable: this file is no letter that can be read: it is an old"
    )
    assert check("absent.md").code == 2
    assert check().code == 2
    assert check("old.doc", "--format", "csv").code == 2
    assert check("old.doc", "--fail-on", "note").code == 2


def test_a_letter_as_docx_is_kept_and_recorded_and_clean(sample: Path, place: Path, recoup: Callable[..., Ran]) -> None:
    shutil.copytree(place.parent / "ledger-private", sample.parent / "ledger-private")
    ran = recoup(sample, "letter", SMALL, "first_appeal", "--to", "md,docx")
    assert ran.code == 0, ran.err
    stem = sample.parent / "ledger-private" / SMALL / f"{SMALL}_20260309_first_appeal"
    case = next(sample.glob(f"cases/*/{SMALL}.yaml")).read_text(encoding="utf-8")
    assert f"file: {SMALL}/{stem.name}.docx" in case
    document = docx.Document(f"{stem}.docx")
    assert document.core_properties.title == "First-level appeal"
    for ending in ("docx", "md"):
        ran = recoup(sample, "letter", "check", f"{stem}.{ending}", "--fail-on", "warning")
        assert (ran.out, ran.code) == ("", 0)
