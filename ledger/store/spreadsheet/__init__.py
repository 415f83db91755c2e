"""Tables from disk: CSV and XLSX become rows of text cells, read strictly and within limits."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from ledger.core.finding import Finding
from ledger.core.table import Cell, Row, Table

if TYPE_CHECKING:
    from pathlib import Path

LARGEST_FILE = 20 * 1024 * 1024  # bytes
MOST_ROWS = 20_000

_ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_DELIMITERS = ",;\t"
_SAVE_AS = "in Excel: File, Save As, Excel Workbook (.xlsx)"


def read_table(path: Path) -> tuple[Table | None, list[Finding]]:
    """Read the one table of a CSV or XLSX file; its content decides which, not its name.

    None, with findings that name the row, where anything in the file cannot be taken as it stands.
    """
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= LARGEST_FILE else b""
    except OSError as error:
        return None, [_unreadable(path, f"the file cannot be read ({error.strerror})")]
    if size > LARGEST_FILE:
        return None, [
            _unreadable(path, "the file is larger than 20 MB", "keep the claims alone in a file of their own")
        ]
    if data.startswith(_ZIP):
        from ledger.store.spreadsheet.workbook import read_workbook

        table, findings = read_workbook(data)
    else:
        table, findings = _read_text(data)
    return table, [finding._replace(file=path.name) for finding in findings]


def _read_text(data: bytes) -> tuple[Table | None, list[Finding]]:
    """Read CSV: UTF-8, or Windows text, which is said plainly."""
    if data.startswith(_OLD_EXCEL):
        return None, [_refused(1, "the file is protected by a password or in Excel's old format", _SAVE_AS)]
    if data.startswith(_UTF16):
        return None, [_refused(1, "the file is UTF-16 text", "save it as CSV UTF-8, or as .xlsx")]
    if b"\0" in data:
        row = data[: data.index(b"\0")].count(b"\n") + 1
        return None, [_refused(row, f"row {row} holds a zero byte; this is no table", _SAVE_AS)]
    findings = []
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = data.decode("cp1252")
        except UnicodeDecodeError as error:
            row = data[: error.start].count(b"\n") + 1
            return None, [
                _refused(row, f"row {row} is neither UTF-8 nor Windows text", "save it as CSV UTF-8, or as .xlsx")
            ]
        findings.append(
            Finding("LED122", "the file was read as Windows text (code page 1252)", "check accents", line=1)
        )
    table, wrong = _parse(text)
    return table, findings + wrong


def _parse(text: str) -> tuple[Table | None, list[Finding]]:
    """Find the delimiter under which the file is one table, and read it."""
    readings = [(mark, *_rows(text, mark)) for mark in _DELIMITERS]
    wide = [reading for reading in readings if _width(reading[1]) > 1 or reading[2]]
    if not wide:
        return _table(readings[0][1], readings[0][2])
    if len(wide) > 1:  # two marks stand in the text: only one of them makes every row as wide as the first
        even = [reading for reading in wide if not reading[2] and _even(reading[1])]
        if len(even) != 1:
            broken = [reading for reading in wide if reading[2]]
            if broken and len(broken) == len(wide):
                return None, broken[0][2]
            message = "commas, semicolons or tabs: more than one of them could part the columns"
            return None, [_refused(1, message, _SAVE_AS)]
        wide = even
    return _table(wide[0][1], wide[0][2])


def _rows(text: str, delimiter: str) -> tuple[list[list[str]], list[Finding]]:
    rows: list[list[str]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for row in reader:
            if len(rows) == MOST_ROWS:
                return rows, [_refused(MOST_ROWS, f"the table has more than {MOST_ROWS:,} rows")]
            rows.append(row)
    except csv.Error as error:
        number = len(rows) + 1
        what = "a quote that is opened and not closed" if "unexpected end" in str(error) else str(error)
        return rows, [_refused(number, f"row {number}: {what}", "mend the row, or save the table as .xlsx")]
    return rows, []


def _width(rows: list[list[str]]) -> int:
    return max((len(row) for row in rows), default=0)


def _even(rows: list[list[str]]) -> bool:
    """Whether all rows that hold anything are equally wide."""
    return len({len(row) for row in rows if any(cell.strip() for cell in row)}) == 1


def _table(rows: list[list[str]], findings: list[Finding]) -> tuple[Table | None, list[Finding]]:
    if findings:
        return None, findings
    filled = [
        Row(number, tuple(Cell(text.strip()) for text in row))
        for number, row in enumerate(rows, 1)
        if any(text.strip() for text in row)
    ]
    return Table(tuple(filled)), []


def _refused(row: int, message: str, hint: str = "") -> Finding:
    return Finding("LED120", message, hint, line=row, column=1)


def _unreadable(path: Path, message: str, hint: str = "") -> Finding:
    return Finding("LED120", message, hint, file=path.name, line=1, column=1)
