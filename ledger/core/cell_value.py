"""What one cell says: a claim number, an amount, a day, a count; or why it cannot be trusted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from ledger.core.amount import NotAnAmount, parse_amount
from ledger.core.day import NotADay, parse_day
from ledger.core.table import BROKEN, DAY, NUMBER, Cell

EXACT_DIGITS = 15
"""How many digits a spreadsheet keeps of a number; the rest become zeros."""

GENERAL_DIGITS = 11
"""How many digits the format General shows before it turns to 2.6E+12."""

_MIDNIGHT = ("T00:00:00", " 00:00:00", " 00:00", " 0:00:00", " 0:00", " 12:00:00 AM", " 12:00 AM")
_PROCEDURE_DIGITS = 5
_AS_TEXT = "format the column as Text, then type the number again from the letter"


class Unreadable(ValueError):
    """The cell cannot be taken as it is. ``code`` is the finding's, ``hint`` says what to do."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint


def words(cell: Cell) -> str:
    """Return the text of a cell, trimmed; raise Unreadable for an error or a formula without a result."""
    if cell.kind == BROKEN:
        message = f"the cell holds {cell.text or 'a formula whose result was not saved'}"
        raise Unreadable("LED121", message, "replace the formula by its value, or save the spreadsheet once in Excel")
    return " ".join(cell.text.split())


def filled(cell: Cell) -> bool:
    """Whether a cell holds anything, a broken formula included."""
    return cell.kind == BROKEN or bool(cell.text.strip())


def unchanged(cell: Cell) -> str:
    """Return a number or name of somebody else's; raise Unreadable where a spreadsheet has cut or changed it."""
    text = words(cell)
    if cell.kind == DAY or _cut(text, cell):
        raise Unreadable("LED221", f"{text} is not what was typed: the spreadsheet has changed it", _AS_TEXT)
    return _as_shown(text, cell.form) if cell.kind == NUMBER else text


def claim_number(cell: Cell) -> str:
    """Return a claim number as it stands in the letter.

    Raise Unreadable where a spreadsheet has cut digits: more than 15 of a number, ``2.6E+12``, a trailing ``.0``.
    """
    text = words(cell)
    if cell.kind == DAY:
        raise Unreadable("LED221", "the spreadsheet has turned the claim number into a day", _AS_TEXT)
    if _cut(text, cell):
        raise Unreadable("LED221", f"{text} is not a claim number: the spreadsheet has cut its digits", _AS_TEXT)
    if "/" in text:
        raise Unreadable(
            "LED208", f"{text} is not a claim number", "a slash parts claim and line; give lines their own column"
        )
    return _as_shown(text, cell.form) if cell.kind == NUMBER else text


def rounded(numbers: Iterable[str]) -> frozenset[str]:
    """Return the claim numbers that look rounded to 15 digits: all longer ones of a list end in zeros from there on.

    One longer number with a single zero at its end may be chance and is left alone.
    """
    longer = {number for number in numbers if _digits(number) and len(number) > EXACT_DIGITS}
    cut = {number for number in longer if not number[EXACT_DIGITS:].strip("0")}
    if cut == longer and (len(cut) > 1 or any(len(number) > EXACT_DIGITS + 1 for number in cut)):
        return frozenset(cut)
    return frozenset()


def amount(cell: Cell) -> Decimal:
    """Return dollars; raise Unreadable for anything but ``1,482.60``, ``$1482.6`` and the like, negatives included."""
    text = words(cell)
    if text.startswith(("(", "-")) or text.endswith(("-", ")")):
        raise Unreadable("LED204", f"{text} is negative", "write amounts without a sign; corrections are typed by hand")
    try:
        return parse_amount(text)
    except NotAnAmount as error:
        raise Unreadable("LED204", str(error)) from None


def day(cell: Cell) -> date:
    """Return a day; raise Unreadable for one that does not exist, a two-digit year, or a day number such as 45852."""
    text = words(cell)
    for midnight in _MIDNIGHT:
        text = text.removesuffix(midnight)
    if cell.kind == NUMBER:
        message = f"{text} is a number; two spreadsheets can mean two days by it"
        raise Unreadable("LED203", message, "format the column as a date, as 3/6/2026")
    try:
        return parse_day(text)
    except NotADay as error:
        raise Unreadable("LED203", str(error), "write the day as 3/6/2026, with the year in full") from None


def count(cell: Cell) -> int:
    """Return a whole number, such as minutes; raise Unreadable for anything else."""
    text = words(cell).removesuffix(".0")
    if not _digits(text) or len(text) > EXACT_DIGITS:
        raise Unreadable("LED207", f"{text} is not a whole number")
    return int(text)


def units(cell: Cell) -> Decimal:
    """Return billed units, whole or with up to three decimals; raise Unreadable for anything else."""
    text = words(cell)
    whole, _, part = text.partition(".")
    if not _digits(whole + part) or not whole or len(whole) > EXACT_DIGITS or len(part) > 3:  # noqa: PLR2004
        raise Unreadable("LED207", f"{text} is not a number of units")
    return Decimal(text.removesuffix("."))


def procedure(cell: Cell) -> str:
    """Return a procedure code; raise Unreadable where a spreadsheet dropped its leading zeros or made it a day."""
    text = words(cell).upper()
    if cell.kind == DAY or _cut(text, cell):
        raise Unreadable("LED221", f"{text} is not a procedure code: the spreadsheet has changed it", _AS_TEXT)
    if cell.kind == NUMBER and len(text) < _PROCEDURE_DIGITS:
        raise Unreadable("LED221", f"{text} is too short for a procedure code: leading zeros are gone", _AS_TEXT)
    return text


def patient_key(cell: Cell) -> str:
    """Return the practice's own key of a patient; raise Unreadable for what looks like a name or a cut number."""
    text = words(cell)
    if cell.kind == DAY or _cut(text, cell):
        raise Unreadable("LED221", "the spreadsheet has changed the patient account", _AS_TEXT)
    if cell.kind == NUMBER:
        text = _as_shown(text, cell.form)
    if not (any(map(str.isdigit, text)) and text[0].isalnum() and all(map(_key_letter, text))):
        message = "the patient account is not a key such as P-1042"
        raise Unreadable("LED208", message, "a key has a digit and no spaces; names belong in a column Patient name")
    return text


def codes(cell: Cell) -> tuple[str, ...]:
    """Return the codes of one cell, parted by comma, semicolon, bar or space."""
    text = words(cell).upper()
    for mark in ",;|":
        text = text.replace(mark, " ")
    return tuple(text.split())


def _cut(text: str, cell: Cell) -> bool:
    """Whether a number's digits were cut: written in powers of ten, or with a point it never had."""
    return _scientific(text) or _ends_as_float(text) or (cell.kind == NUMBER and not _digits(text))


def _as_shown(text: str, form: str) -> str:
    """Return a number as the spreadsheet shows it: with the zeros of a format such as ``0000000000000``."""
    if len(text) > EXACT_DIGITS:
        raise Unreadable("LED221", f"{text} has more digits than a spreadsheet keeps of a number", _AS_TEXT)
    if form and not form.strip("0"):
        return text.rjust(len(form), "0")
    if "E" in form.upper().replace("GENERAL", "") or (form.casefold() == "general" and len(text) > GENERAL_DIGITS):
        message = f"the spreadsheet shows {text} as {_as_power(text)}"
        hint = "format the column as Number without decimals and compare it with the letter; leading zeros need Text"
        raise Unreadable("LED221", message, hint)
    return text


def _as_power(digits: str) -> str:
    return f"{digits[0]}.{digits[1:3]}E+{len(digits) - 1}" if len(digits) > 1 else f"{digits}E+0"


def _scientific(text: str) -> bool:
    """Whether the text is a number in powers of ten, as 2.6E+12; a code such as 1E5 has neither point nor sign."""
    mantissa, letter, power = text.upper().partition("E")
    whole, point, part = mantissa.partition(".")
    if not (letter and _digits(whole) and _digits(part or "0") and _digits(power.lstrip("+-"))):
        return False
    return bool(point) or power.startswith(("+", "-"))


def _ends_as_float(text: str) -> bool:
    whole, point, part = text.partition(".")
    return bool(point) and _digits(whole) and part.strip("0") == ""


def _key_letter(letter: str) -> bool:
    return letter.isascii() and (letter.isalnum() or letter in "-_.")


def _digits(text: str) -> bool:
    return text.isascii() and text.isdigit()
