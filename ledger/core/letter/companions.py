"""Papers that go with another letter: which letter, who is appointed by whom, which filing is late and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ledger.core.entries import effective
from ledger.core.letter.address import Addressee, addressee_of, lines_of
from ledger.core.letter.filed import filings_of, name_of
from ledger.core.letter.kind import KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.core.letter.kind import Kind
    from ledger.core.letter.matter import Matter
    from ledger.core.proof import Consent, Document
    from ledger.core.sending import Appeal, Filing

GOOD_CAUSE = "good_cause"
FAX_COVER = "fax_cover"


class Party(NamedTuple):
    """Somebody who appoints or is appointed: name, address lines, telephone. Empty where the case does not know."""

    name: str
    address: Sequence[str]
    phone: str


def companion(matter: Matter) -> Kind:
    """The kind of the letter that this one goes with: a late filing's, or the last letter's. Else its own."""
    if matter.kind.name == GOOD_CAUSE:
        late = late_filing(matter)
        return _that_serves(name_of(late), matter) if late is not None else matter.kind
    if matter.kind.name == FAX_COVER:
        faxed = faxed_letter(matter)
        return KINDS[faxed.kind] if faxed is not None else matter.kind
    return matter.kind


def _that_serves(level: str, matter: Matter) -> Kind:
    return next((kind for kind in KINDS.values() if kind.serves == level and kind.law == matter.kind.law), matter.kind)


def goes_to(matter: Matter) -> Addressee | None:
    """The address of a letter; a companion goes where the letter goes that it is with."""
    return addressee_of(matter._replace(kind=companion(matter)))


def faxed_letter(matter: Matter) -> Document | None:
    """The letter or packet that a fax carries: the last one on file."""
    letters = [one for one in effective(matter.case.documents) if one.kind in KINDS and one.kind != FAX_COVER]
    return letters[-1] if letters else None


def faxed_pages(matter: Matter) -> int | None:
    """How many pages go: those of the letter, or of the packet where it is later, and the cover."""
    papers = [one for one in effective(matter.case.documents) if one.kind in KINDS or one.kind == "packet"]
    counted = [one for one in papers if one.kind != FAX_COVER]
    pages = counted[-1].pages if counted else None
    return pages + 1 if pages is not None else None


def late_filing(matter: Matter) -> Filing | Appeal | None:
    """The filing that comes too late, as the case notes it: the last one with a reason, or with its letter alone."""
    open_ones = [one for one in filings_of(matter.case) if one.decided_on is None]
    late = [one for one in open_ones if one.late_because]
    return late[-1] if late else (open_ones[-1] if open_ones else None)


def appointment_of(matter: Matter) -> Consent | None:
    """The appointment that is to be signed: the last one on file."""
    found = [one for one in matter.case.consents if one.kind == "appointment"]
    return found[-1] if found else None


def by_patient(appointment: Consent) -> bool:
    """Whether the patient appoints; else the practice does."""
    return appointment.given_by is not None and appointment.given_by == appointment.patient


def appointing(matter: Matter, appointment: Consent) -> Party:
    """Who appoints."""
    if by_patient(appointment):
        patient = matter.identities.patient(appointment.patient or "")
        if patient is None:
            return Party("", (), "")
        return Party(patient.name or "", lines_of(patient.address), patient.phone or "")
    practice = matter.law.settings.practice
    if practice is None:
        return Party("", (), "")
    return Party(practice.name, lines_of(practice.address), practice.phone or "")


def appointed(matter: Matter, appointment: Consent) -> Party:
    """Who is appointed: a person of the ledger, or the desk of a payer file that bears a person's name."""
    settings = matter.law.settings
    person = next((one for one in settings.people if one.id == appointment.given_to), None)
    if person is not None:
        practice = settings.practice
        phone = person.phone or (practice.phone if practice is not None else None)
        return Party(person.name, lines_of(practice.address if practice is not None else None), phone or "")
    file = matter.law.payers.get(appointment.given_to or "")
    if file is not None:
        desk = next((one for one in file.desks if one.name), None)
        if desk is None:
            return Party("", (), "")
        return Party(desk.name or "", (file.name, *lines_of(desk.address)), desk.phone or "")
    return Party("", (), "")
