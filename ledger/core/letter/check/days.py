"""Days in a letter: its own, that of the demand, and the one by which an answer is asked for."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from ledger.core.day import MONTHS, in_words
from ledger.core.letter.check.passage import TEXT, at, is_greeting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.core.finding import Finding
    from ledger.core.letter.check.passage import Letter, Passage

CODE = "LED622"

_MONTH = "|".join([*MONTHS, *(month[:3] for month in MONTHS)])
_DAY = re.compile(
    rf"\b(?:(?P<month>{_MONTH})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?, (?P<year>\d{{4}})"
    r"|(?P<m>\d{1,2})/(?P<d>\d{1,2})/(?P<y>\d{4})|(?P<iso>\d{4}-\d{2}-\d{2}))\b"
)
_DEMAND = re.compile(r"\b(?:demand(?:ed)? dated|date of (?:the )?demand|demand of|demand date)\b[: ]*", re.IGNORECASE)
_BY = re.compile(r"\b(?:ask for it|answer|respond|reply|response|confirm)\b[^.\n]{0,60}\bby $", re.IGNORECASE)


def days_in(text: str) -> Iterator[tuple[int, date]]:
    """Each day that a text names, with where it begins; what is no day of the calendar is left out."""
    for match in _DAY.finditer(text):
        parts = match.groupdict()
        try:
            if parts["iso"]:
                yield match.start(), date.fromisoformat(parts["iso"])
            elif parts["month"]:
                month = next(number for number, name in enumerate(MONTHS, 1) if name.startswith(parts["month"][:3]))
                yield match.start(), date(int(parts["year"]), month, int(parts["day"]))
            else:
                yield match.start(), date(int(parts["y"]), int(parts["m"]), int(parts["d"]))
        except ValueError:
            continue


def dated(letter: Letter) -> tuple[Passage, date] | None:
    """The letter's own day: the first paragraph before the greeting that is a day and nothing else."""
    for passage in letter.passages:
        if is_greeting(passage):
            return None
        if passage.kind == TEXT:
            for line in passage.text.split("\n"):
                found = next(days_in(line), None)
                if found is not None and not _DAY.sub("", line).strip(" .,"):
                    return passage, found[1]
    return None


def day_findings(letter: Letter, demanded_on: date | None) -> Iterator[Finding]:
    """LED622 where the letter is dated before the demand, or asks for an answer by a day that is past.

    ``demanded_on`` is the demand's day as the case knows it; None takes the one that the letter itself gives.
    """
    own = dated(letter)
    if own is None:
        return
    passage, day = own
    demanded_on = demanded_on or _demanded(letter)
    if demanded_on is not None and day < demanded_on:
        message = f"the letter is dated {in_words(day)}, before the demand of {in_words(demanded_on)}"
        yield at(passage, 0, CODE, message, "look at both days")
    for other in letter.prose:
        for start, asked in days_in(other.text):
            if asked < day and _BY.search(other.text[max(start - 90, 0) : start]):
                message = f"an answer is asked for by {in_words(asked)}, before the day of the letter"
                yield at(other, start, CODE, message, "name a day that is still to come")


def _demanded(letter: Letter) -> date | None:
    for passage in letter.about:
        for match in _DEMAND.finditer(passage.text):
            found = next(days_in(passage.text[match.end() : match.end() + 30]), None)
            if found is not None and found[0] == 0:
                return found[1]
    return None
