"""A table as billers and payers send it, and the claims that come of it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.core.claims_table import ClaimsRead, LetterFacts, claims_from
from ledger.core.codes import CODES
from ledger.core.table import BROKEN, DAY, NUMBER, Cell, Row, Table, column_name

HEADINGS = "Claim number|Patient account|Date of service|Procedure|Amount demanded"


def table(text: str) -> Table:
    """One line of text is one row, bars part the cells; an empty line is a row without cells."""
    rows = [
        Row(number, tuple(Cell(cell.strip()) for cell in line.split("|")))
        for number, line in enumerate(text.strip("\n").split("\n"), 1)
        if line.strip()
    ]
    return Table(tuple(rows))


def read(text: str) -> ClaimsRead:
    return claims_from(table(text))


def read_cell(heading: str, cell: Cell) -> ClaimsRead:
    """One claim, with one more column whose cell is given."""
    columns = [Cell(text) for text in [*HEADINGS.split("|"), heading]]
    row = [Cell(text) for text in ("26-1", "P-1042", "2025-07-14", "90837", "49.42")]
    return claims_from(Table((Row(1, tuple(columns)), Row(2, (*row, cell)))))


def read_number(cell: Cell) -> ClaimsRead:
    """One claim whose number is the given cell."""
    row = [Cell(text) for text in ("P-1042", "2025-07-14", "90837", "49.42")]
    return claims_from(Table((Row(1, tuple(Cell(text) for text in HEADINGS.split("|"))), Row(2, (cell, *row)))))


def places(result: ClaimsRead) -> list[tuple[int, int, str]]:
    """Row, column and code of every error."""
    return [(one.line, one.column, one.code) for one in result.findings if CODES[one.code].severity == "error"]


def test_rows_become_lines_grouped_by_claim() -> None:
    result = read(
        """
Claim No.|Acct|Member Name|DOS|CPT/HCPCS|Mod 1|Mod 2|Mins|Units|Dx|POS|Billed|Paid|Amount to recoup|Funding
0026|P-1042|Doe, Jane|7/14/2025|90837|95||56|1|F41.1, F33.0|11|210.00|$152.40|49.42|self-funded
0026|P-1042|Jane Doe|7/21/2025|90837|95|GT|50|1|F41.1||210.00|152.40|49.42|Self Insured
0027|P-1108|Roe, Jim|7/22/2025|90834||||2.5|F32.9||1,210.00|152.40|9.00|unknown
"""
    )

    assert result.findings == ()
    first, second = result.claims
    assert (first.number, first.patient, first.funding) == ("0026", "P-1042", "self_funded")
    assert first.diagnoses == ("F41.1", "F33.0")
    assert [line.modifiers for line in first.lines] == [("95",), ("95", "GT")]
    assert first.lines[0].minutes == 56
    assert first.lines[0].place == "11"
    assert first.lines[0].paid == Decimal("152.40")
    assert second.lines[0].units == Decimal("2.5")
    assert second.lines[0].billed == Decimal("1210.00")
    assert (result.total, result.lines) == (Decimal("107.84"), 3)


def test_facts_of_the_claim_are_taken_from_whichever_row_has_them() -> None:
    result = read(
        f"""
{HEADINGS}|Paid date|Check #|Plan|Reason
0026|P-1|2025-07-14|90837|49.42|8/1/2025||Employer A|Length
0026|P-1|2025-07-21|90837|49.42||EFT 1||Length
"""
    )

    assert result.findings == ()
    claim = result.claims[0]
    assert (claim.paid_on, claim.trace, claim.plan, claim.stated) == (date(2025, 8, 1), "EFT 1", "employer-a", "Length")


def test_names_birth_dates_and_member_ids_go_to_the_identities_alone() -> None:
    result = read(
        f"""
{HEADINGS}|First name|Last name|Date of birth|Member ID
0026|P-1042|2025-07-14|90837|49.42|Jane|Doe|3/6/1988|
0027|P-1042|2025-07-21|90837|49.42|JANE|DOE||LSX0001
"""
    )

    assert [tuple(one) for one in result.identities] == [("P-1042", "Jane Doe", date(1988, 3, 6), "LSX0001")]
    assert "Doe" not in repr(result.claims)
    assert "1988" not in repr(result.claims)
    assert "LSX0001" not in repr(result.claims)


def test_without_days_and_procedures_the_claim_itself_bears_the_amount() -> None:
    result = read("ICN|Acct|Overpayment amount\n26-1|P-1|49.42\n26-2|P-2|10")

    assert [(claim.number, claim.demanded, claim.lines) for claim in result.claims] == [
        ("26-1", Decimal("49.42"), ()),
        ("26-2", Decimal("10.00"), ()),
    ]


def test_the_control_number_serves_as_key_where_no_account_is_given() -> None:
    alone = read("Claim|PCN|Recoup amount\n26-1|70112|5.00")
    both = read("Claim|PCN|Patient Acct|Recoup amount\n26-1|70112|P-1|5.00")

    assert (alone.claims[0].patient, alone.claims[0].account) == ("70112", None)
    assert (both.claims[0].patient, both.claims[0].account) == ("P-1", "70112")


def test_what_all_rows_say_of_the_letter_is_handed_on() -> None:
    result = read(
        """
Claim|Acct|Amount to recoup|Letter number|Letter date|Date received|Respond by
26-1|P-1|5.00|LSH-1|3/2/2026|3/6/2026|4/1/2026
26-2|P-1|5.00|LSH-1|3/2/2026|3/7/2026|4/1/2026
"""
    )

    assert result.letter == LetterFacts("LSH-1", date(2026, 3, 2), None, date(2026, 4, 1))


def test_two_letters_in_one_list_are_refused() -> None:
    result = read("Claim|Acct|Amount to recoup|Reference\n26-1|P-1|5.00|LSH-1\n26-2|P-1|5.00|LSH-2")

    assert places(result) == [(3, 1, "LED226")]


def test_a_reason_the_format_knows_is_taken_another_is_quoted() -> None:
    rows = table("Claim|Acct|Amount to recoup|Reason\n1a|P-1|5.00|Timely filing\n2a|P-1|5.00|Paid twice; see note")

    result = claims_from(rows, ["timely_filing", "other"])

    assert [(claim.reason, claim.stated) for claim in result.claims] == [
        ("timely_filing", None),
        (None, "Paid twice; see note"),
    ]


def test_headings_below_a_title_are_found_and_the_title_is_named() -> None:
    result = read(f"Lone Star Health, refund request\n\n{HEADINGS}\n26-1|P-1|2025-07-14|90837|49.42")

    assert len(result.claims) == 1
    assert [(one.code, one.line) for one in result.findings] == [("LED223", 1)]
    assert "row 1 above" in result.findings[0].message


def test_several_rows_above_the_headings_are_named_together() -> None:
    result = read(f"Lone Star Health\nRefund request\n{HEADINGS}\n26-1|P-1|2025-07-14|90837|49.42")

    assert "rows 1 to 2 above" in result.findings[0].message


def test_a_column_nobody_reads_is_named() -> None:
    result = read(f"{HEADINGS}|Auditor|\n26-1|P-1|2025-07-14|90837|49.42|Dana|")

    assert [(one.code, one.column) for one in result.findings] == [("LED223", 6)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Claim|Claim no|Acct|Recoup amount\n1a|1b|P-1|5.00", (1, 2, "LED222"), id="one field twice"),
        pytest.param("Claim|Patient|Acct|Recoup amount\n1a|Doe|P-1|5.00", (1, 2, "LED222"), id="name or key"),
        pytest.param("Claim|SSN|Acct|Recoup amount\n1a|1|P-1|5.00", (1, 2, "LED711"), id="social security number"),
        pytest.param("Claim|Acct|Paid\n1a|P-1|5.00", (1, 1, "LED220"), id="no amount"),
        pytest.param("Claim|Amount due\n1a|5.00", (1, 1, "LED220"), id="no patient"),
        pytest.param("Claim|Acct|DOS|Amount due\n1a|P-1|2025-07-14|5.00", (1, 1, "LED220"), id="day without procedure"),
        pytest.param("Acct|Name|Amount due\nP-1|Doe|5.00", (1, 1, "LED220"), id="no claim number"),
        pytest.param("Letter\nDear provider", (1, 1, "LED220"), id="no headings"),
        pytest.param(
            "Claim|Acct|Amount due\nClaim|Acct|Amount due\n1a|P-1|5.00", (2, 1, "LED222"), id="headings twice"
        ),
        pytest.param("Claim|Acct|Amount due", (1, 1, "LED120"), id="headings alone"),
    ],
)
def test_headings_that_cannot_be_relied_on_are_refused(text: str, expected: tuple[int, int, str]) -> None:
    assert expected in places(read(text))


def test_an_empty_table_has_no_headings() -> None:
    assert places(claims_from(Table(()))) == [(1, 1, "LED220")]


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        pytest.param(Cell("0026030217755"), "0026030217755", id="text keeps zeros"),
        pytest.param(Cell("1E5"), "1E5", id="a code, no power of ten"),
        pytest.param(Cell("22E013345"), "22E013345", id="a letter among digits"),
        pytest.param(Cell("12345678901234567"), "12345678901234567", id="17 digits as text"),
        pytest.param(Cell("1234567890123450"), "1234567890123450", id="one zero at the end may be chance"),
        pytest.param(Cell("26030217755", NUMBER, "General"), "26030217755", id="shown whole"),
        pytest.param(Cell("2603021775512", NUMBER, "0"), "2603021775512", id="shown whole by its format"),
        pytest.param(Cell("26030217755", NUMBER, "0000000000000"), "0026030217755", id="zeros by format"),
        pytest.param(Cell("260", NUMBER), "260", id="no format known"),
    ],
)
def test_a_claim_number_is_taken_as_it_is_shown(cell: Cell, number: str) -> None:
    result = read_number(cell)

    assert places(result) == []
    assert result.claims[0].number == number


@pytest.mark.parametrize(
    "cell",
    [
        pytest.param(Cell("2.6E+12"), id="power of ten in text"),
        pytest.param(Cell("2.60302E12"), id="power of ten without sign"),
        pytest.param(Cell("3E+12"), id="power of ten without point"),
        pytest.param(Cell("26030217755.0"), id="trailing point"),
        pytest.param(Cell("2.60302177551235e+16", NUMBER, "0"), id="rounded to 15 digits"),
        pytest.param(Cell("26030217755123456", NUMBER, "0"), id="more digits than a number keeps"),
        pytest.param(Cell("2603021775512", NUMBER, "General"), id="shown as 2.6E+12"),
        pytest.param(Cell("26", NUMBER, "0.00E+00"), id="scientific format"),
        pytest.param(Cell("2", NUMBER, "0.00E+00"), id="scientific format, one digit"),
        pytest.param(Cell("26.5", NUMBER, "General"), id="a fraction"),
        pytest.param(Cell("2026-03-01", DAY, "m/d/yyyy"), id="turned into a day"),
        pytest.param(Cell("12345678901234500"), id="two zeros after the 15th digit"),
    ],
)
def test_a_claim_number_that_a_spreadsheet_changed_is_refused_by_row(cell: Cell) -> None:
    assert places(read_number(cell)) == [(2, 1, "LED221")]


def test_a_claim_number_with_a_slash_is_refused() -> None:
    assert places(read_number(Cell("26/1"))) == [(2, 1, "LED208")]


def test_several_rounded_numbers_betray_each_other() -> None:
    rows = "1234567890123450|P-1|2025-07-14|90837|1.00\n1234567890123460|P-1|2025-07-14|90837|1.00"

    assert places(read(f"{HEADINGS}\n{rows}")) == [(2, 1, "LED221"), (3, 1, "LED221")]
    assert places(read(f"{HEADINGS}\n{rows}\n1234567890123467|P-1|2025-07-14|90837|1.00")) == []


def test_numbers_typed_as_numbers_are_a_warning_once() -> None:
    result = read_number(Cell("26030217755", NUMBER, "General"))

    assert [(one.code, CODES[one.code].severity) for one in result.findings] == [("LED225", "warning")]


@pytest.mark.parametrize(
    ("heading", "cell", "code"),
    [
        ("Paid", Cell("49.425"), "LED204"),
        ("Paid", Cell("1.234,56"), "LED204"),
        ("Paid", Cell("\uff11\uff12"), "LED204"),
        ("Paid", Cell("1e3"), "LED204"),
        ("Paid", Cell("(12.00)"), "LED204"),
        ("Paid", Cell("-12.00"), "LED204"),
        ("Paid", Cell("12.00-"), "LED204"),
        ("Paid", Cell("#REF!", BROKEN), "LED121"),
        ("Paid", Cell("", BROKEN), "LED121"),
        ("Paid date", Cell("2/30/2025"), "LED203"),
        ("Paid date", Cell("7/14/25"), "LED203"),
        ("Paid date", Cell("45852", NUMBER, "General"), "LED203"),
        ("Paid date", Cell("45852"), "LED203"),
        ("Minutes", Cell("fifty"), "LED207"),
        ("Minutes", Cell("9" * 16), "LED207"),
        ("Units", Cell("1.2345"), "LED207"),
        ("Units", Cell(".5"), "LED207"),
        ("Funding", Cell("who knows"), "LED205"),
        ("Check number", Cell("1.2E+11"), "LED221"),
        ("Check number", Cell("2026-03-01", DAY), "LED221"),
    ],
)
def test_a_cell_that_says_nothing_sure_is_refused_by_row_and_column(heading: str, cell: Cell, code: str) -> None:
    assert places(read_cell(heading, cell)) == [(2, 6, code)]


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("Paid", Cell("$1,482.6", NUMBER)),
        ("Paid date", Cell("2025-08-01 00:00:00")),
        ("Paid date", Cell("2025-08-01", DAY, "m/d/yyyy")),
        ("Minutes", Cell("56.0")),
        ("Units", Cell("1.")),
        ("Check number", Cell("5102", NUMBER, "General")),
    ],
)
def test_common_spellings_are_read(heading: str, cell: Cell) -> None:
    assert places(read_cell(heading, cell)) == []


@pytest.mark.parametrize(
    ("heading", "cell"),
    [("DOB", Cell("3/6/88")), ("Member ID", Cell("1.2E+11")), ("Member name", Cell("Doe, Jane", BROKEN))],
)
def test_personal_data_are_not_repeated_in_findings(heading: str, cell: Cell) -> None:
    result = read_cell(heading, cell)

    assert len(places(result)) == 1
    assert cell.text not in result.findings[0].message


@pytest.mark.parametrize(
    ("procedure", "expected"),
    [
        (Cell("90837", NUMBER), []),
        (Cell("j1885"), []),
        (Cell("100", NUMBER), [(2, 4, "LED221")]),
        (Cell("9.08E+04"), [(2, 4, "LED221")]),
        (Cell("2025-01-01", DAY), [(2, 4, "LED221")]),
    ],
)
def test_a_procedure_keeps_its_zeros_or_is_refused(procedure: Cell, expected: list[tuple[int, int, str]]) -> None:
    row = (Cell("26-1"), Cell("P-1042"), Cell("2025-07-14"), procedure, Cell("49.42"))
    result = claims_from(Table((Row(1, tuple(Cell(text) for text in HEADINGS.split("|"))), Row(2, row))))

    assert places(result) == expected


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (Cell("P-1042"), []),
        (Cell("70112", NUMBER, "General"), []),
        (Cell("Doe"), [(2, 2, "LED208")]),
        (Cell("Jane Doe 2"), [(2, 2, "LED208")]),
        (Cell("-1042"), [(2, 2, "LED208")]),
        (Cell("7.0E+11"), [(2, 2, "LED221")]),
        (Cell("2025-01-01", DAY), [(2, 2, "LED221")]),
    ],
)
def test_a_patient_key_is_never_a_name(key: Cell, expected: list[tuple[int, int, str]]) -> None:
    row = (Cell("26-1"), key, Cell("2025-07-14"), Cell("90837"), Cell("49.42"))
    result = claims_from(Table((Row(1, tuple(Cell(text) for text in HEADINGS.split("|"))), Row(2, row))))

    assert places(result) == expected


def test_every_gap_and_contradiction_comes_in_one_run() -> None:
    result = read(
        f"""
{HEADINGS}|Paid date|Member name
26-1|P-1|2025-07-14|90837|49.42|2025-08-01|Jane Doe
26-1|P-1|2025-07-14|90837|49.42|2025-08-02|Jane Doe
|P-2|2025-07-14|90837|1.00||
26-2||2025-07-14|90837|||
26-3|P-1|2025-07-14|90837|1.00||Ann Roe
26-4|P-3|2025-07-14|90837|1,482.60|x|y|z
"""
    )

    assert sorted(places(result)) == [
        (3, 1, "LED226"),  # two paid dates
        (3, 1, "LED311"),  # the same service twice
        (4, 1, "LED202"),
        (5, 2, "LED202"),
        (5, 5, "LED202"),
        (6, 1, "LED604"),  # two names for one key
        (7, 6, "LED203"),
        (7, 8, "LED120"),  # a cell beyond the headings
    ]


def test_line_numbers_tell_equal_services_apart() -> None:
    rows = "26-1|P-1|2025-07-14|90837|1.00|1\n26-1|P-1|2025-07-14|90837|1.00|2"

    result = read(f"{HEADINGS}|Service line number\n{rows}")

    assert places(result) == []
    assert [line.line for line in result.claims[0].lines] == ["1", "2"]


def test_two_birth_dates_under_one_key_are_named_without_the_dates() -> None:
    result = read(f"{HEADINGS}|DOB\n1a|P-1|2025-07-14|90837|1.00|1988-03-06\n2a|P-1|2025-07-14|90837|1.00|1988-03-07")

    assert places(result) == [(3, 1, "LED604")]
    assert "1988" not in result.findings[0].message


@pytest.mark.parametrize(
    ("total", "expected"),
    [
        ("Total||||2.00", []),
        ("||||2.00", []),
        ("Grand total||||", []),
        ("Total||||3.00", [(4, 5, "LED224")]),
        ("Total||||3.005", [(4, 5, "LED204")]),
    ],
)
def test_a_row_of_totals_is_compared_and_left_out(total: str, expected: list[tuple[int, int, str]]) -> None:
    result = read(f"{HEADINGS}\n1a|P-1|2025-07-14|90837|1.00\n2a|P-1|2025-07-14|90837|1.00\n{total}")

    assert places(result) == expected
    assert result.total == Decimal("2.00")


def test_subtotals_and_a_grand_total_are_both_compared() -> None:
    rows = f"{HEADINGS}\n1a|P-1|2025-07-14|90837|1.00\nSubtotal||||1.00\n2a|P-1|2025-07-14|90837|4.00\n"

    assert places(read(f"{rows}Subtotal||||4.00\nTotal||||5.00")) == []


def test_a_total_is_not_held_against_rows_that_could_not_be_read() -> None:
    result = read(f"{HEADINGS}\n1a|P-1|2025-07-14|90837|1.005\nTotal||||1.00")

    assert places(result) == [(2, 5, "LED204")]


def test_a_total_without_a_column_demanded_is_no_more_than_a_missing_column() -> None:
    assert places(read("Claim|Acct|Paid\n1a|P-1|1.00\nTotal||1.00")) == [(1, 1, "LED220")]


@pytest.mark.parametrize(("index", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_are_named_as_spreadsheets_name_them(index: int, name: str) -> None:
    assert column_name(index) == name


_WORDS = st.sampled_from(
    ["", "Total", "Claim", "P-1", "26-1", "Doe, Jane", "1.00", "1e9", "2025-07-14", "90837", "45852", "2.6E+12", "\x00"]
)
_CELLS = st.builds(Cell, _WORDS, st.sampled_from(["text", NUMBER, DAY, BROKEN]), st.sampled_from(["", "General", "0"]))
_ROWS = st.lists(st.lists(_CELLS, max_size=8), max_size=6)


@settings(max_examples=150, deadline=None)
@given(rows=_ROWS, headed=st.booleans())
def test_no_table_raises_and_a_sound_one_adds_up(rows: list[list[Cell]], headed: bool) -> None:  # noqa: FBT001
    head = [tuple(Cell(text) for text in f"{HEADINGS}|Member name|DOB".split("|"))] if headed else []
    everything = [*head, *(tuple(row) for row in rows)]
    result = claims_from(Table(tuple(Row(number, cells) for number, cells in enumerate(everything, 1))))

    if not places(result):
        demanded = [line.demanded or Decimal(0) for claim in result.claims for line in claim.lines]
        assert sum(demanded, Decimal(0)) == result.total
        assert len(demanded) == result.lines
