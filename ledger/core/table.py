"""A table of text cells, as a spreadsheet or a CSV file holds it, with the places people know: row 7, column B."""

from __future__ import annotations

from typing import NamedTuple

TEXT = "text"
NUMBER = "number"
DAY = "day"
BROKEN = "broken"  # an error such as #REF!, or a formula whose result was never saved

_LETTERS = 26


class Cell(NamedTuple):
    """One cell. ``text`` is its whole value, a day as ``2026-03-06``.

    ``form`` is the number format of a spreadsheet (``General``, ``0.00E+00``): what the person who typed it sees.
    """

    text: str = ""
    kind: str = TEXT
    form: str = ""


class Row(NamedTuple):
    """One row with its number as the spreadsheet counts it, from 1."""

    number: int
    cells: tuple[Cell, ...]


class Table(NamedTuple):
    """All rows of one sheet that hold anything, in order."""

    rows: tuple[Row, ...]


EMPTY = Cell()


def column_name(index: int) -> str:
    """Return the letters of a column counted from 0: ``A``, ``Z``, ``AA``."""
    name = ""
    count = index + 1
    while count:
        count, letter = divmod(count - 1, _LETTERS)
        name = chr(ord("A") + letter) + name
    return name


def cell_at(row: Row, index: int) -> Cell:
    """Return the cell of a column counted from 0; a short row ends in empty cells."""
    return row.cells[index] if index < len(row.cells) else EMPTY
