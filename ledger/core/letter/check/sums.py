"""Amounts: totals of tables, answers that add up to what was demanded, and words against the digits beside them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from ledger.core.amount import dollars
from ledger.core.letter.check.passage import QUOTE, at, same_marks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.core.finding import Finding
    from ledger.core.letter.check.passage import Letter, Passage

TIES = "LED620"
WORDS = "LED621"

AMOUNT = re.compile(r"(?<![\w.,])\$?\s?(\d{1,3}(?:,\d{3})+(?:\.\d{2})?|\d+\.\d{2})(?![\d%])")
_CELL = re.compile(r"\(?-?\$?\s?(\d[\d,]*(?:\.\d{2})?)\)?")
_PARTS = ("to repay", "disputed", "not yet answered")
_TOTAL = re.compile(r"(?:grand )?totals?\b", re.IGNORECASE)

_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()  # noqa: SIM905, E501
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()  # noqa: SIM905
_VALUES = {word: value for value, word in enumerate(_ONES)} | {
    word: 20 + 10 * place for place, word in enumerate(_TENS)
}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_WORD = "|".join([*_VALUES, *_SCALES])
_BOTH = re.compile(
    rf"\b((?:{_WORD})(?:[\s-]+(?:(?:and\s+)?(?:{_WORD}))){{0,20}})"
    rf"((?:\s+dollars?)?(?:\s+and\s+(?:(\d\d)/100|((?:{_WORD})(?:[\s-](?:{_WORD}))?)\s+cents))?"
    rf"(?:\s+(?:\w+\s+)?)?)\s*\(\$?\s?(\d[\d,]*(?:\.\d{{1,2}})?)\)",
    re.IGNORECASE,
)


def sum_findings(letter: Letter) -> Iterator[Finding]:
    """LED620 where a table does not tie, LED621 where words and digits differ."""
    for rows in letter.tables():
        yield from _table(rows)
    for passage in letter.passages:
        if passage.kind != QUOTE:
            yield from _words(passage)


def _table(rows: list[list[Passage]]) -> Iterator[Finding]:
    head = {cell.column: cell.text.strip().casefold() for cell in rows[0]}
    body = [row for row in rows[1:] if not _TOTAL.match(row[0].text.strip())]
    for row in rows[1:]:
        if _TOTAL.match(row[0].text.strip()):
            yield from _total(row, body)
        else:
            yield from _answers(row, head)


def _total(total: list[Passage], body: list[list[Passage]]) -> Iterator[Finding]:
    for cell in total[1:]:
        said = _cell(cell)
        parts = [
            value for row in body for one in row if one.column == cell.column and (value := _cell(one)) is not None
        ]
        if said is not None and parts and sum(parts) != said:
            message = f"the total says {dollars(said)}, the rows above add up to {dollars(sum(parts, Decimal()))}"
            yield at(cell, 0, TIES, message, "a total that does not tie is the first thing a payer answers")


def _answers(row: list[Passage], head: dict[int, str]) -> Iterator[Finding]:
    """Each line is answered whole: what a decision left of it, else what was demanded, is the sum of its answers."""
    values = {head.get(cell.column, ""): (cell, _cell(cell)) for cell in row}
    whole = values.get("left by the decision") or values.get("demanded")
    parts = [values[name][1] for name in _PARTS if name in values]
    known = [part for part in parts if part is not None]
    if whole is None or whole[1] is None or "disputed" not in values or len(known) < len(parts):
        return
    if sum(known) != whole[1]:
        names = " + ".join(name for name in _PARTS if name in values)
        message = f"{names} is {dollars(sum(known, Decimal()))}, and {dollars(whole[1])} stands on the line"
        yield at(whole[0], 0, TIES, message, "each line is answered whole")


def _cell(cell: Passage) -> Decimal | None:
    match = _CELL.fullmatch(cell.text.strip())
    return Decimal(match.group(1).replace(",", "")) if match else None


def _words(passage: Passage) -> Iterator[Finding]:
    for match in _BOTH.finditer(same_marks(passage.text)):
        words, _, hundredths, cents, digits = match.groups()
        said = Decimal(number_of(words))
        if hundredths or cents:
            said += Decimal(int(hundredths) if hundredths else number_of(cents)) / 100
        shown = Decimal(digits.replace(",", ""))
        if said != shown and not (
            cents is None and hundredths is None and said == int(shown) and "dollar" not in match[2]
        ):
            message = f"the words say {said:,f} and the digits {shown:,f}"
            yield at(passage, match.start(), WORDS, message, "write the amount once, in digits")


def number_of(words: str) -> int:
    """The number that words name: ``twelve thousand six hundred and four`` is 12,604."""
    whole = part = 0
    for word in re.split(r"[\s-]+", words.lower()):
        if word in _VALUES:
            part += _VALUES[word]
        elif word == "hundred":
            part = max(part, 1) * 100
        elif word in _SCALES:
            whole += max(part, 1) * _SCALES[word]
            part = 0
    return whole + part
