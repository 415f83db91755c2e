"""XLSX by openpyxl: cells as text with the number format a person sees them in; nothing is calculated or followed."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from ledger.core.finding import Finding
from ledger.core.table import BROKEN, DAY, EMPTY, NUMBER, Cell, Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl.workbook import Workbook

MOST_ROWS = 20_000
MOST_COLUMNS = 256
MOST_PARTS = 2_000
LARGEST_CONTENT = 100 * 1024 * 1024  # bytes, unpacked
LARGEST_RATIO = 100  # unpacked to packed, for parts that are large at all
_SMALL_PART = 1024 * 1024
_EXACT = 10**15
_DOCTYPE = b"<!DOCTYPE"


def read_workbook(data: bytes) -> tuple[Table | None, list[Finding]]:
    """Read the first sheet that holds anything; further sheets with content are named, not read."""
    try:
        if refusal := _bomb(data):
            return None, [refusal]
        shown, formulas = _open(data, values=True), _open(data, values=False)
        return _first_table(shown, formulas)
    except _BROKEN as error:
        return None, [_refused(1, f"the file is no workbook that can be read ({type(error).__name__})")]


_BROKEN = (
    zipfile.BadZipFile,
    KeyError,
    ValueError,
    TypeError,
    IndexError,
    AttributeError,
    SyntaxError,
    EOFError,
    OSError,
)
"""What openpyxl and the libraries below it raise for damaged files; the XML parser's errors are SyntaxErrors."""


def _bomb(data: bytes) -> Finding | None:
    """Refuse what would unpack to more than a spreadsheet can be, and XML that defines entities."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_CONTENT:
            return _refused(1, "the workbook unpacks to more than a table of claims can hold")
        for part in parts:
            if part.file_size > _SMALL_PART and part.file_size > LARGEST_RATIO * max(part.compress_size, 1):
                return _refused(1, "the workbook unpacks to more than a hundred times its size")
        for part in parts:
            if part.filename.endswith((".xml", ".rels")) and _defines_entities(archive.read(part)):
                return _refused(1, "the workbook holds XML definitions that no spreadsheet needs")
    return None


def _defines_entities(xml: bytes) -> bool:
    """Whether XML has a document type, or hides one in UTF-16; ``xml`` is no longer than its part declares."""
    return _DOCTYPE in xml or b"\0" in xml[:4]


def _open(data: bytes, *, values: bool) -> Workbook:
    from openpyxl import load_workbook

    return load_workbook(io.BytesIO(data), read_only=True, data_only=values, keep_links=False)


def _first_table(shown: Workbook, formulas: Workbook) -> tuple[Table | None, list[Finding]]:
    table: Table | None = None
    findings: list[Finding] = []
    for name in shown.sheetnames:
        sheet, behind = shown[name], formulas[name]
        if not hasattr(sheet, "reset_dimensions"):  # a sheet that holds a chart alone
            continue
        rows, wrong = _rows(sheet, behind)
        if table is None and rows:
            table, findings = Table(tuple(rows)), [*wrong, *findings]
        elif rows:
            message = f"sheet {name} was not read; only the first sheet with content is"
            findings.append(Finding("LED223", message, line=1, column=1))
    if table is None:
        findings.append(_refused(1, "the workbook holds no rows"))
    if any(finding.code == "LED120" for finding in findings):
        return None, findings
    return table, findings


def _rows(sheet: Any, behind: Any) -> tuple[list[Row], list[Finding]]:  # noqa: ANN401 - openpyxl's two kinds of sheet
    rows: list[Row] = []
    for number, (cells, sources) in enumerate(zip(_lines(sheet), _lines(behind), strict=True), 1):
        if number > MOST_ROWS:
            return rows, [_refused(number, f"the sheet has more than {MOST_ROWS:,} rows")]
        if len(cells) > MOST_COLUMNS and any(cell.value is not None for cell in cells[MOST_COLUMNS:]):
            return rows, [_refused(number, f"row {number} has more than {MOST_COLUMNS} columns")]
        found = tuple(_cell(cell, source) for cell, source in zip(cells, sources, strict=True))
        if any(cell != EMPTY for cell in found):
            rows.append(Row(number, found))
    return rows, []


def _lines(sheet: Any) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401
    """Return the rows as they stand: what the sheet says of its own size is not believed."""
    sheet.reset_dimensions()
    rows: Iterator[tuple[Any, ...]] = sheet.iter_rows()
    return rows


def _cell(cell: Any, source: Any) -> Cell:  # noqa: ANN401
    value = cell.value
    if value is None:
        # a formula that yields empty text is saved as such; one that was never calculated has no value at all
        unsaved = getattr(source, "data_type", "") == "f" and cell.data_type == "n"
        return Cell("", BROKEN) if unsaved else EMPTY
    form = str(cell.number_format)
    if cell.data_type == "e":
        return Cell(str(value), BROKEN)
    if isinstance(value, bool):
        return Cell(str(value).upper())
    if isinstance(value, int | float):
        return Cell(_digits(value), NUMBER, form)
    if isinstance(value, date):  # and datetime
        return Cell(_day(value), DAY, form)
    text = str(value).strip()
    return Cell(text, form=form) if text else EMPTY


def _digits(number: float) -> str:
    """Return a number as a spreadsheet keeps it: 15 digits, and no point where it is whole."""
    if isinstance(number, int) or (number.is_integer() and abs(number) < _EXACT):
        return str(int(number))
    return format(number, ".15g")


def _day(value: date) -> str:
    if isinstance(value, datetime) and value.time() == time.min:
        return value.date().isoformat()
    return value.isoformat()


def _refused(row: int, message: str) -> Finding:
    return Finding("LED120", message, "in Excel: copy the claims to a new workbook and save it", line=row, column=1)
