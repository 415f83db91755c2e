"""What lies on the desk before it is taken in, and what is looked at afterwards."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from openpyxl import Workbook

Recoup = Callable[..., Any]
Git = Callable[..., str]
Golden = Callable[[str, str], None]

HEADINGS = [
    "Claim number",
    "Patient account",
    "Member name",
    "DOB",
    "DOS",
    "CPT",
    "Minutes",
    "Paid",
    "Amount to recoup",
]
CLAIMS = [
    ["0026030219901", "P-9042", "Doe, Jane", "3/6/1988", "7/14/2025", "90837", "56", "152.40", "49.42"],
    ["0026030219901", "P-9042", "Jane Doe", "", "7/21/2025", "90837", "50", "152.40", "49.42"],
    ["0026030219902", "P-9043", "Roe, Ann", "", "7/21/2025", "90837", "50", "152.40", "49.42"],
]
NEW = (
    "new",
    *("--payer", "Lone Star Health"),
    *("--reference", "LSH-OP-2026-0400"),
    *("--dated-on", "3/2/2026"),
    *("--received-on", "3/6/2026"),
    *("--answer-by", "4/1/2026"),
    *("--offset-from", "4/16/2026"),
    *("--send-to", "PO Box 1, Austin TX; fax 512-555-0100"),
    *("--reason", "time-based-coding"),
    *("--funding", "fully-insured"),
)
PAPER = b"%PDF-1.4 << /Type /Pages /Count 2 >> << /Type /Page >> << /Type /Page >>"


def laid_out(folder: Path) -> Path:
    """A spreadsheet of claims, a letter and a second letter."""
    folder.mkdir()
    lines = [",".join(f'"{cell}"' for cell in row) for row in [HEADINGS, *CLAIMS]]
    (folder / "claims.csv").write_text("\n".join(lines) + "\n")
    (folder / "letter.pdf").write_bytes(PAPER)
    (folder / "second.pdf").write_bytes(PAPER + b"\n")
    return folder


def workbook(folder: Path, rows: list[list[Any]]) -> str:
    """The claims as an Excel file."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in [HEADINGS, *rows]:
        sheet.append(row)
    path = folder / "claims.xlsx"
    book.save(path)
    return str(path)


def private(ledger: Path) -> list[str]:
    """What lies in the private folder beside the ledger."""
    folder = ledger.parent / f"{ledger.name}-private"
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def untouched(ledger: Path, git: Git) -> bool:
    """Whether the ledger is as its first saved state left it, and the private folder is empty."""
    return (
        git(ledger, "log", "--format=%s") == "A sample ledger\n"
        and not git(ledger, "status", "--short")
        and not private(ledger)
    )


def newest(ledger: Path, git: Git) -> str:
    """The file of the case that was saved last."""
    return git(ledger, "show", "--name-only", "--format=", "HEAD").strip()
