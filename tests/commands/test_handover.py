"""``recoup handover`` from end to end."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING
from zipfile import ZipFile

from tests.commands.test_packet import CASE, FILE, case_of, papers

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Ran

__all__ = ["papers"]  # the fixture


def test_counsel_gets_everything_and_the_list_of_what_is_not_there(
    sample: Path, papers: Path, recoup: Callable[..., Ran], git: Callable[..., str], golden: Callable[[str, str], None]
) -> None:
    (papers / "envelope.pdf").unlink()
    ran = recoup(sample, "handover", "8G7V")
    assert ran.code == 0, ran.err
    golden("handover.txt", ran.out.replace(str(papers.parent), "..."))
    bundle = papers / f"{CASE}_20260309_handover.zip"
    with ZipFile(bundle) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    assert list(files) == [
        *("memo.pdf", "chronology.csv", "claims.csv", "money.csv", "correspondence.csv", "filings.csv", "papers.csv"),
        *("patients.csv", "deadlines.txt", "history.md"),
        *("papers/demand.pdf", "papers/approval.pdf", "papers/policy-2024.pdf", "papers/chart.pdf", "SHA256SUMS"),
    ]
    sums = files.pop("SHA256SUMS").decode().splitlines()
    assert sums == [f"{sha256(data).hexdigest()}  {name}" for name, data in files.items()]
    golden("handover-deadlines.txt", files["deadlines.txt"].decode())
    assert b"P-2210" in files["patients.csv"]
    assert b"case opened" in files["history.md"]
    noted = case_of(sample).documents[-1]
    assert (noted.kind, noted.sha256) == ("handover", sha256(bundle.read_bytes()).hexdigest())
    assert git(sample, "log", "-1", "--format=%s").strip() == f"{CASE}: bundle for counsel made (2026-03-09)"


def test_the_redacted_variant_has_no_paper_no_name_and_no_free_word(
    sample: Path, papers: Path, recoup: Callable[..., Ran]
) -> None:
    assert recoup(sample, "log", "8G7V", "Asked about the chart", "--contact", "Dana").code == 0
    ran = recoup(sample, "handover", "8G7V", "--redacted", env={"RECOUP_SEED": "3"})
    assert ran.code == 0, ran.err
    with ZipFile(papers / f"{CASE}_20260309_handover_redacted.zip") as archive:
        everything = b"\n".join(archive.read(name) for name in archive.namelist())
        assert not any(
            name.startswith("papers/") or name in {"patients.csv", "history.md"} for name in archive.namelist()
        )
    text = everything.decode()
    case = case_of(sample)
    for secret in ("P-2210", "Dana", "Asked about", *(claim.number for claim in case.claims)):
        assert secret not in text, secret
    for document in case.documents:
        assert (document.sha256 or "?") not in text
    assert (case.demand.reference or "") not in text
    assert "Patient 1" in text
    assert "Paper 1" in text


def test_a_dry_run_writes_nothing(sample: Path, papers: Path, recoup: Callable[..., Ran]) -> None:
    before = (sample / FILE).read_bytes()
    ran = recoup(sample, "handover", "8G7V", "--dry-run")
    assert "Nothing was written." in ran.out
    assert (sample / FILE).read_bytes() == before
    assert not list(papers.glob("*handover*"))
