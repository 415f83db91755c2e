"""Days that a letter names and its case does not know: a service, a call or a paper of another day than on file."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ledger.core.checks.walk import parts
from ledger.core.day import in_words
from ledger.core.finding import WARNING
from ledger.core.letter.check.days import CODE, dated, days_in
from ledger.core.letter.check.passage import at
from ledger.core.sending import Moment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.core.case import Case
    from ledger.core.finding import Finding
    from ledger.core.letter.check.passage import Letter
    from ledger.core.letter.matter import Matter


def strange_days(letter: Letter, matter: Matter) -> Iterator[Finding]:
    """LED622, as a warning, for each day before the letter's own that stands nowhere in the case; each day once.

    What lies ahead of the letter is asked for or planned, and no case need know it.
    """
    known = {*days_known(matter.case), *_of_patients(matter)}
    own = dated(letter)
    until = own[1] if own is not None else matter.today
    for passage in letter.passages:
        for start, day in days_in(passage.text):
            if day < until and day not in known:
                known.add(day)
                message = f"{in_words(day)} is no day that the case knows"
                hint = "look it up in the record, or add to the case what happened"
                yield at(passage, start, CODE, message, hint)._replace(severity=WARNING)


def days_known(case: Case) -> Iterator[date]:
    """Every day in the fields of a case, and every day that its texts name."""
    for _, part in parts(case):
        for value in part:
            if isinstance(value, Moment):
                yield value.day
            elif isinstance(value, date):
                yield value
            elif isinstance(value, str):
                yield from (day for _, day in days_in(value))


def _of_patients(matter: Matter) -> Iterator[date]:
    for key in dict.fromkeys(claim.patient for claim in matter.case.claims if claim.patient):
        patient = matter.identities.patient(key)
        if patient is not None and patient.born_on is not None:
            yield patient.born_on
