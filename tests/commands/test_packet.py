"""``recoup packet`` from end to end: real letters, real PDFs, and what is noted of them."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING

import pikepdf
import pytest

from ledger.store.library import Library
from tests.store.letters.letters_of_the_sample import identities
from tests.store.packet.papers import locked, pdf, png

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ledger.core.case import Case
    from tests.conftest import Ran

CASE = "RC-2026-8G7VFB"
FILE = f"cases/2026-02/{CASE}.yaml"
STEM = f"{CASE}_20260309_packet_contest"
PAPERS = {"demand": 3, "envelope": 1, "approval": 2, "rx114-2024": 6, "chart": 60}


@pytest.fixture
def papers(sample: Path, git: Callable[..., str]) -> Path:
    """The folder of the case's papers, each a real PDF whose hash the case holds; names for its patient."""
    private = sample.parent / "ledger-private"
    folder = private / CASE
    folder.mkdir(parents=True, mode=0o700)
    [patient] = [one for one in identities().patients if one.key == "P-2210"]
    members = ", ".join(f"{{payer: {one.payer}, id: {one.id}}}" for one in patient.members)
    lines = ["format: 1", "patients:", f"  P-2210: {{name: {patient.name}, mbi: {patient.mbi}, members: [{members}]}}"]
    (private / "identities.yaml").write_text("\n".join(lines) + "\n")
    for name, pages in PAPERS.items():
        put(sample, folder / f"{name}.pdf", pdf(pages))
    git(sample, "commit", "-qam", "The papers as they are")
    return folder


def put(root: Path, path: Path, data: bytes) -> None:
    """Lay a paper in its place and note its hash at its document."""
    path.write_bytes(data)
    case = root / FILE
    text = case.read_text(encoding="utf-8")
    pattern = rf"(file: {CASE}/{re.escape(path.name)}, pages: \d+, sha256: )[0-9a-f]{{64}}"
    changed, count = re.subn(pattern, rf"\g<1>{sha256(data).hexdigest()}", text)
    assert count == 1
    case.write_text(changed, encoding="utf-8")


def case_of(root: Path) -> Case:
    case = Library(root).load_case(FILE).case
    assert case is not None
    return case


def test_one_file_with_letter_index_and_numbered_exhibits(
    sample: Path, papers: Path, recoup: Callable[..., Ran], git: Callable[..., str]
) -> None:
    assert recoup(sample, "letter", "8G7V", "contest", "--to", "md,pdf").code == 0
    ran = recoup(sample, "packet", "8G7V")
    assert ran.code == 0, ran.err
    assert str(papers / f"{STEM}.pdf") in ran.out
    assert "Noted. This program sends nothing.\n" in ran.out
    assert "--proof TEXT --document packet-contest\n" in ran.out  # what goes out is the packet
    assert all(len(line) <= 80 for line in ran.out.splitlines() if "/" not in line)
    data = (papers / f"{STEM}.pdf").read_bytes()
    with pikepdf.open(papers / f"{STEM}.pdf") as made, made.open_outline() as outline:
        marks = [one.title for one in outline.root]
        letter = next(one for one in case_of(sample).documents if one.id == "contest")
        exhibits = marks[2:]
        assert marks[:2] == ["Letter", "Index of exhibits"]
        assert exhibits[0] == "Exhibit A: Demand letter"
        assert len(made.pages) == (letter.pages or 0) + 1 + len(exhibits) + sum(PAPERS.values()) - PAPERS["envelope"]
    noted = case_of(sample).documents[-1]
    assert (noted.id, noted.kind, noted.file) == ("packet-contest", "packet", f"{CASE}/{STEM}.pdf")
    assert noted.sha256 == sha256(data).hexdigest()
    assert (noted.made_with or "").startswith(
        f"packet of contest {(letter.sha256 or '')[:8]}; exhibits {len(exhibits)} "
    )
    assert "bates demand 1-3, " in (noted.made_with or "")
    assert git(sample, "log", "-1", "--format=%s").strip() == f"{CASE}: packet of contest bound (2026-03-09)"


def test_built_twice_it_is_the_same_file_and_nothing_is_noted_again(
    sample: Path, papers: Path, recoup: Callable[..., Ran], git: Callable[..., str]
) -> None:
    recoup(sample, "letter", "8G7V", "contest", "--to", "pdf")
    recoup(sample, "packet", "8G7V", "contest")
    before = git(sample, "rev-parse", "HEAD")
    ran = recoup(sample, "packet", "8G7V", "--max-pages", "500")
    assert "on file as [packet-contest].\nNothing was changed.\n" in ran.out
    assert git(sample, "rev-parse", "HEAD") == before
    assert len(list(papers.glob("*packet*"))) == 1
    (papers / f"{STEM}.pdf").unlink()
    assert recoup(sample, "packet", "8G7V", "--dry-run").code == 0
    assert not list(papers.glob("*packet*"))


def test_more_than_the_payer_takes_becomes_several_files(
    sample: Path, papers: Path, recoup: Callable[..., Ran]
) -> None:
    recoup(sample, "letter", "8G7V", "contest", "--to", "pdf")
    ran = recoup(sample, "packet", "8G7V", "--max-pages", "30")
    files = sorted(papers.glob("*packet*"))
    assert [file.name for file in files] == [f"{STEM}_part{number}.pdf" for number in range(1, len(files) + 1)]
    assert len(files) > 2, ran.err
    for file in files:
        with pikepdf.open(file) as made:
            assert len(made.pages) <= 30
    notes = [one.made_with or "" for one in case_of(sample).documents if one.kind == "packet"]
    assert [note.rpartition("; ")[2] for note in notes] == [
        f"file {n} of {len(files)}" for n in range(1, len(files) + 1)
    ]
    assert len({note.partition("; bates ")[2].partition(";")[0] for note in notes}) == 1
    assert recoup(sample, "packet", "8G7V", "--max-pages", "3").code == 3


def test_everything_that_keeps_it_back_is_said_at_once(sample: Path, papers: Path, recoup: Callable[..., Ran]) -> None:
    recoup(sample, "letter", "8G7V", "contest", "--to", "pdf")
    put(sample, papers / "demand.pdf", locked(3))
    put(sample, papers / "approval.pdf", pdf(2)[:-300])
    put(sample, papers / "rx114-2024.pdf", png())
    (papers / "chart.pdf").unlink()
    ran = recoup(sample, "packet", "8G7V")
    assert ran.code == 1
    assert "LED631 exhibit-gives-no-pages: exhibit demand is locked with a password" in ran.err
    assert "LED631 exhibit-gives-no-pages: exhibit approval is damaged or cut short" in ran.err
    assert "LED634 pages-differ: exhibit policy-2024 has 1 pages, and its document says 6" in ran.err
    assert "LED603 document-not-here: exhibit chart is not on this computer" in ran.err
    assert ran.err.endswith("No packet was bound.\n")
    assert not list(papers.glob("*packet*"))


def test_a_picture_goes_along_as_a_page(
    sample: Path, papers: Path, recoup: Callable[..., Ran], git: Callable[..., str]
) -> None:
    recoup(sample, "letter", "8G7V", "contest", "--to", "pdf")
    put(sample, papers / "rx114-2024.pdf", png())
    git(sample, "commit", "-qam", "A picture")
    ran = recoup(sample, "packet", "8G7V")
    assert ran.code == 0, ran.err
    assert "policy-2024" in (case_of(sample).documents[-1].made_with or "")


def test_a_letter_that_was_signed_and_attached_is_what_goes(
    sample: Path, papers: Path, recoup: Callable[..., Ran], tmp_path: Path
) -> None:
    signed = tmp_path / "signed.pdf"
    signed.write_bytes(pdf(7))
    recoup(sample, "letter", "8G7V", "contest", "--to", "pdf")
    words = ["attach", "8G7V", str(signed), "--kind", "contest", "--name", "contest-signed"]
    assert recoup(sample, *words, env={"RECOUP_SEED": "2"}).code == 0
    ran = recoup(sample, "packet", "8G7V")
    assert ran.code == 0, ran.err
    noted = case_of(sample).documents[-1]
    assert noted.id == "packet-contest-signed"
    with pikepdf.open(papers / noted.file.rpartition("/")[2]) as made:
        assert b"(page 1)" in made.pages[0].Contents.read_bytes()


def test_other_patients_and_counsel_hold_it_back(sample: Path, papers: Path, recoup: Callable[..., Ran]) -> None:
    recoup(sample, "letter", "8G7V", "contest", "--to", "pdf")
    case = sample / FILE
    text = case.read_text(encoding="utf-8")
    text = text.replace("kind: medical_record, patients: [P-2210]", "kind: medical_record, patients: [P-2210, P-9]")
    asked = "  - {party: bayou-blue, asked_on: 2026-03-08}\n\nfilings:\n"
    case.write_text(text.replace("\nfilings:\n", asked, 1), encoding="utf-8")
    ran = recoup(sample, "packet", "8G7V")
    assert ran.code == 1
    assert "exhibit chart holds pages of P-9, who is in no claim of this letter" in ran.err
    assert "LED609 counsel-first: counsel was asked on 2026-03-08 and has not answered yet" in ran.err
    assert papers.is_dir()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["packet", "8G7V"], "records no letter yet"),
        (["packet", "8G7V", "--max-pages", "-1"], "a file holds at least one page and one megabyte"),
        (["packet", "3FD9", "nothing"], "records no letter"),
    ],
)
def test_what_was_not_meant_is_said_in_a_line(
    words: list[str], said: str, sample: Path, recoup: Callable[..., Ran]
) -> None:
    ran = recoup(sample, *words)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
