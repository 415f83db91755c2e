"""What is missing of a late filing's reason, an appointment, and a fax cover."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.core.citation import citations
from ledger.core.letter import companions
from ledger.core.letter.lack import IDENTITIES, SETTINGS, Lack

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.core.finding import Path
    from ledger.core.letter.matter import Matter


def _at(matter: Matter, field: str) -> Path:
    late = companions.late_filing(matter)
    if late is None:
        return ("appeals",)
    entries = matter.case.appeals if hasattr(late, "level") else matter.case.filings
    name = "appeals" if hasattr(late, "level") else "filings"
    listed: tuple[object, ...] = entries
    return (name, listed.index(late), field)


def late_filing(matter: Matter) -> Iterator[Lack]:
    """The filing itself, which goes with the reason."""
    late = companions.late_filing(matter)
    if late is None or late.document is None:
        hint = "write the late filing first, then name it: appeals: level, late_because, document"
        yield Lack("the late filing itself", hint, _at(matter, "document"))


def late_cause(matter: Matter) -> Iterator[Lack]:
    """What kept the practice from filing in time."""
    late = companions.late_filing(matter)
    if late is not None and not late.late_because:
        hint = "say in late_because: what kept the practice from filing in time, with the document that shows it"
        yield Lack("what prevented filing in time", hint, _at(matter, "late_because"))


def late_evidence(matter: Matter) -> Iterator[Lack]:
    """The document that shows it."""
    late = companions.late_filing(matter)
    if late is not None and late.late_because and not citations(late.late_because):
        hint = "name the document in late_because:, as [envelope p1]"
        yield Lack("the evidence of what prevented it", hint, _at(matter, "late_because"))


def _consent_at(matter: Matter, field: str) -> Path:
    own = companions.appointment_of(matter)
    return ("consents", matter.case.consents.index(own), field) if own is not None else ("consents",)


def appointment(matter: Matter) -> Iterator[Lack]:
    """Who appoints whom."""
    own = companions.appointment_of(matter)
    if own is None or not own.given_to:
        hint = "consents: - kind: appointment, given_by, given_to (a handle, or a payer file of role counsel)"
        yield Lack("who is appointed", hint, _consent_at(matter, "given_to"))


def scope(matter: Matter) -> Iterator[Lack]:
    """For what."""
    own = companions.appointment_of(matter)
    if own is not None and not own.scope:
        hint = "say in scope: what the representative may do, and in which matter"
        yield Lack("the purpose and scope", hint, _consent_at(matter, "scope"))


def rep_status(matter: Matter) -> Iterator[Lack]:
    """What the representative is."""
    own = companions.appointment_of(matter)
    if own is not None and not own.rep_status:
        yield Lack(
            "the representative's status", "rep_status: attorney, consultant ...", _consent_at(matter, "rep_status")
        )


def both_contacts(matter: Matter) -> Iterator[Lack]:
    """Name, address and telephone of both."""
    own = companions.appointment_of(matter)
    if own is None or not own.given_to:
        return
    patient = companions.by_patient(own)
    file = IDENTITIES if patient else SETTINGS
    first: Path = ("patients", own.patient or "") if patient else ("practice",)
    parties = (
        ("who appoints", companions.appointing(matter, own), first, file),
        ("the representative", companions.appointed(matter, own), _consent_at(matter, "given_to"), ""),
    )
    for who, party, path, where in parties:
        gaps = [field for field in ("name", "address", "phone") if not getattr(party, field)]
        if gaps:
            words = " and ".join(gaps)
            hint = f"write it in {where or 'ledger.yaml, or in the payer file of the representative'}"
            yield Lack(f"{words} of {who}", hint, path, where)


def appointing_number(matter: Matter) -> Iterator[Lack]:
    """The patient's Medicare number where the patient appoints, the provider's NPI where the practice does."""
    own = companions.appointment_of(matter)
    if own is None:
        return
    if not companions.by_patient(own):
        if not matter.npi:
            yield Lack(
                "the provider's NPI", f"write provider: in the case, or practice: npi: in {SETTINGS}", ("provider",)
            )
        return
    patient = matter.identities.patient(own.patient or "")
    if patient is None or not patient.mbi:
        path = ("patients", own.patient or "", "mbi")
        yield Lack(f"the Medicare number of {own.patient}", f"write mbi: in {IDENTITIES}", path, IDENTITIES)


def faxed_letter(matter: Matter) -> Iterator[Lack]:
    """The letter that the fax carries, with its pages."""
    if companions.faxed_pages(matter) is None:
        hint = "write the letter first, as PDF; its pages are counted"
        yield Lack("the letter that the fax carries, with its pages", hint, ("documents",))


def fax_number(matter: Matter) -> Iterator[Lack]:
    """The number it goes to."""
    to = companions.goes_to(matter)
    if to is None or not to.desk.fax:
        hint = "type the fax number that the demand prints as demand: send_to: fax:, or at a desk of the payer file"
        yield Lack("a fax number to send it to", hint, ("demand", "send_to"))
