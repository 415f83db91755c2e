"""Real CSV and XLSX files, and what they come to as tables."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart

from ledger.core.claims_table import claims_from
from ledger.core.codes import CODES
from ledger.core.table import BROKEN, DAY, NUMBER, Cell, Row
from ledger.store.spreadsheet import LARGEST_FILE, read_table

if TYPE_CHECKING:
    from pathlib import Path

HEADINGS = "Claim number,Patient account,Date of service,Procedure,Amount demanded"


def csv_file(folder: Path, data: bytes | str) -> Path:
    path = folder / "claims.csv"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def refused(path: Path) -> list[tuple[int, str]]:
    """Row and code of each error; every one names the file."""
    table, findings = read_table(path)
    assert table is None
    assert all(one.file == path.name for one in findings)
    return [(one.line, one.code) for one in findings if CODES[one.code].severity == "error"]


# CSV


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_mark_between_cells_and_the_line_ends_are_found(tmp_path: Path, mark: str, end: str) -> None:
    text = end.join(["Claim;Acct;Amount due", "0026;P-1;5.00", "", "0027;P-2;6.00"]).replace(";", mark)

    table, findings = read_table(csv_file(tmp_path, text))

    assert findings == []
    assert table is not None
    assert [(row.number, row.cells[0].text) for row in table.rows] == [(1, "Claim"), (2, "0026"), (4, "0027")]


def test_quotes_hold_commas_and_lines_and_rows_count_as_excel_counts_them(tmp_path: Path) -> None:
    text = 'Claim,Acct,Amount due,Reason\n"0026",P-1,"1,482.60","one\ntwo ""three"""\n0027,P-2,6.00,x\n'

    table, _ = read_table(csv_file(tmp_path, text))

    assert table is not None
    assert table.rows[1] == Row(2, (Cell("0026"), Cell("P-1"), Cell("1,482.60"), Cell('one\ntwo "three"')))
    assert table.rows[2].number == 3


def test_semicolons_win_where_commas_only_stand_in_amounts(tmp_path: Path) -> None:
    table, findings = read_table(csv_file(tmp_path, "Claim;Acct;Amount due\n0026;P-1;1,482.60\n0027;P-2;6.00\n"))

    assert findings == []
    assert table is not None
    assert table.rows[1].cells[2].text == "1,482.60"


def test_one_column_is_a_table_too(tmp_path: Path) -> None:
    table, findings = read_table(csv_file(tmp_path, "Claim\n0026\n"))

    assert findings == []
    assert table is not None
    assert len(table.rows) == 2


def test_a_byte_order_mark_is_no_part_of_the_first_heading(tmp_path: Path) -> None:
    table, findings = read_table(csv_file(tmp_path, f"\ufeff{HEADINGS}\n26-1,P-1,2025-07-14,90837,5.00"))

    assert findings == []
    assert table is not None
    assert claims_from(table).findings == ()


def test_windows_text_is_read_and_said(tmp_path: Path) -> None:
    table, findings = read_table(csv_file(tmp_path, "Claim,Acct,Reason\n1a,P-1,Séance".encode("cp1252")))

    assert table is not None
    assert table.rows[1].cells[2].text == "Séance"
    assert [(one.code, CODES[one.code].severity) for one in findings] == [("LED122", "note")]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(b"Claim,Acct\n1a,P\x00-1\n", (2, "LED120"), id="zero byte"),
        pytest.param(b'Claim,Acct\n1a,"P-1\n2a,P-2\n', (2, "LED120"), id="quote not closed"),
        pytest.param(b'Claim,Acct\n1a,"P"-1\n', (2, "LED120"), id="text after a quote"),
        pytest.param(b"Claim,Acct\n1a," + b"x" * 200_000, (2, "LED120"), id="endless field"),
        pytest.param(b"Claim,Acct;Paid\n1a,P-1;5\n", (1, "LED120"), id="two marks that fit equally"),
        pytest.param("Claim,Acct".encode("utf-16"), (1, "LED120"), id="UTF-16"),
        pytest.param(b"Claim,Acct\n1a,\x81\n", (2, "LED120"), id="neither UTF-8 nor Windows"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", (1, "LED120"), id="old Excel or a password"),
        pytest.param(b"Claim,Acct\n" + b"1a,P-1\n" * 20_000, (20_000, "LED120"), id="too many rows"),
        pytest.param(b"PK\x03\x04 but no archive", (1, "LED120"), id="broken archive"),
    ],
)
def test_what_is_no_table_is_refused_by_row(tmp_path: Path, data: bytes, expected: tuple[int, str]) -> None:
    assert refused(csv_file(tmp_path, data)) == [expected]


def test_a_file_that_is_missing_or_a_folder_or_huge_is_refused(tmp_path: Path) -> None:
    huge = tmp_path / "huge.csv"
    with huge.open("wb") as stream:
        stream.truncate(LARGEST_FILE + 1)

    assert refused(tmp_path / "missing.csv") == [(1, "LED120")]
    assert refused(tmp_path) == [(1, "LED120")]
    assert refused(huge) == [(1, "LED120")]


# XLSX


def workbook(folder: Path, *rows: list[Any], formats: dict[str, str] | None = None) -> Path:
    """One sheet with the given rows, saved by openpyxl."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for place, form in (formats or {}).items():
        sheet[place].number_format = form
    path = folder / "claims.xlsx"
    book.save(path)
    return path


def repacked(path: Path, part: str, change: dict[bytes, bytes], more: dict[str, bytes] | None = None) -> Path:
    """The same workbook with some bytes of one part replaced and parts added."""
    packed = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == part:
                for before, after in change.items():
                    assert before in content
                    content = content.replace(before, after)
            new.writestr(entry.filename, content)
        for name, content in (more or {}).items():
            new.writestr(name, content)
    path.write_bytes(packed.getvalue())
    return path


def test_cells_come_as_text_with_the_format_they_are_shown_in(tmp_path: Path) -> None:
    path = workbook(
        tmp_path,
        [
            "0026030217755",
            26030217755,
            152.4,
            0.1 + 0.2,
            dt.date(2025, 7, 14),
            dt.datetime.fromisoformat("2025-07-14T09:05"),
        ],
        [True, None, " ", "#REF!"],
        formats={"B1": "0000000000000"},
    )

    table, findings = read_table(path)

    assert findings == []
    assert table is not None
    first, second = table.rows
    assert first.cells[:2] == (Cell("0026030217755", form="General"), Cell("26030217755", NUMBER, "0000000000000"))
    assert [cell.text for cell in first.cells[2:4]] == ["152.4", "0.3"]
    assert first.cells[4][:2] == ("2025-07-14", DAY)
    assert first.cells[5][:2] == ("2025-07-14T09:05:00", DAY)
    assert [cell[:2] for cell in second.cells] == [("TRUE", "text"), ("", "text"), ("", "text"), ("#REF!", BROKEN)]


def test_a_claim_number_that_excel_rounded_is_refused_by_row(tmp_path: Path) -> None:
    path = workbook(
        tmp_path,
        HEADINGS.split(","),
        ["0026030217755", "P-1042", dt.date(2025, 7, 14), 90837, 49.42],
        [2603021775512, "P-1042", dt.date(2025, 7, 21), 90837, 49.42],
        [26030217755123456, "P-1042", dt.date(2025, 7, 28), 90837, 49.42],
        ["2.6E+12", "P-1042", dt.date(2025, 8, 4), 90837, 49.42],
    )

    table, _ = read_table(path)
    assert table is not None
    result = claims_from(table)

    assert [(one.line, one.column, one.code) for one in result.findings] == [
        (3, 1, "LED221"),
        (4, 1, "LED221"),
        (5, 1, "LED221"),
    ]
    assert "2.60E+12" in result.findings[0].message


def test_a_formula_without_a_saved_result_is_broken_and_empty_text_is_empty(tmp_path: Path) -> None:
    path = workbook(tmp_path, ["Claim", "Paid"], ["0026", "=1+1"], ["0027", '=IF(TRUE,"","x")'])
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    unsaved = b'<c r="B3"><f>IF(TRUE,"","x")</f><v /></c>'
    assert unsaved in sheet or unsaved.replace(b"<v />", b"<v></v>") in sheet
    saved = b'<c r="B3" t="str"><f>IF(TRUE,"","x")</f><v></v></c>'
    before = unsaved if unsaved in sheet else unsaved.replace(b"<v />", b"<v></v>")

    table, findings = read_table(repacked(path, "xl/worksheets/sheet1.xml", {before: saved}))

    assert findings == []
    assert table is not None
    assert table.rows[1].cells[1] == Cell("", BROKEN)
    assert table.rows[2].cells[1:] in ((), (Cell(),))


def test_a_sheet_that_lies_about_its_size_is_read_whole(tmp_path: Path) -> None:
    path = workbook(tmp_path, ["Claim", "Acct"], ["1a", "P-1"], ["2a", "P-2"])
    lying = repacked(path, "xl/worksheets/sheet1.xml", {b'<dimension ref="A1:B3"': b'<dimension ref="A1:A1"'})

    table, _ = read_table(lying)

    assert table is not None
    assert [len(row.cells) for row in table.rows] == [2, 2, 2]


def test_the_first_sheet_with_content_is_read_and_others_are_named(tmp_path: Path) -> None:
    book = Workbook()
    book.create_chartsheet("Chart").add_chart(BarChart())
    book.create_sheet("Claims").append(["Claim", "Acct"])
    book.create_sheet("Notes").append(["private"])
    path = tmp_path / "claims.xlsx"
    book.save(path)

    table, findings = read_table(path)

    assert table is not None
    assert table.rows[0].cells[0].text == "Claim"
    assert [(one.code, "Notes" in one.message) for one in findings] == [("LED223", True)]


def test_a_workbook_without_rows_is_refused(tmp_path: Path) -> None:
    assert refused(workbook(tmp_path)) == [(1, "LED120")]


def test_a_sheet_beyond_the_limits_is_refused(tmp_path: Path) -> None:
    assert refused(workbook(tmp_path, ["x"] * 300)) == [(1, "LED120")]
    path = workbook(tmp_path, ["Claim", "Acct"], ["1a", "P-1"])
    far = repacked(
        path, "xl/worksheets/sheet1.xml", {b'r="2"': b'r="30000"', b'"A2"': b'"A30000"', b'"B2"': b'"B30000"'}
    )
    assert refused(far) == [(20_001, "LED120")]


@pytest.mark.parametrize(
    "more",
    [
        pytest.param({"xl/media/big.bin": b"\0" * 30_000_000}, id="unpacks a thousandfold"),
        pytest.param({f"xl/media/{number}": b"" for number in range(2_100)}, id="too many parts"),
        pytest.param({"xl/evil.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}, id="entities"),
        pytest.param({"xl/evil.xml": "<!DOCTYPE x []><x/>".encode("utf-16")}, id="entities in UTF-16"),
    ],
)
def test_an_archive_that_is_a_trap_is_refused(tmp_path: Path, more: dict[str, bytes]) -> None:
    path = workbook(tmp_path, ["Claim", "Acct"], ["1a", "P-1"])

    assert refused(repacked(path, "", {}, more)) == [(1, "LED120")]


def test_a_damaged_workbook_is_refused_in_one_line(tmp_path: Path) -> None:
    path = workbook(tmp_path, ["Claim", "Acct"], ["1a", "P-1"])
    whole = path.read_bytes()
    for part in ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"):
        path.write_bytes(whole)
        assert refused(repacked(path, part, {b"<": b"<<"})) == [(1, "LED120")]
    for length in range(4, len(whole), 397):
        path.write_bytes(whole[:length])
        assert refused(path) == [(1, "LED120")]
