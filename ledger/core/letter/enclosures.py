"""What goes with a letter beyond what it cites: signed papers, forms, the claim, the filing that is late."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.core.entries import effective
from ledger.core.letter.companions import late_filing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.core.letter.matter import Matter
    from ledger.core.proof import Consent

SECTION = "Enclosed"
_OWN = ("demand", "decision")
"""Papers that their own sections refer to."""
_CONSENTS = ("waiver_of_liability", "patient_authorization")


def consents_of(matter: Matter, kind: str) -> dict[str, Consent]:
    """The consents of one kind that are signed, hold today and are on file, by patient; the last one counts."""
    return {
        one.patient or "": one
        for one in matter.case.consents
        if one.kind == kind
        and one.signed_on is not None
        and one.document is not None
        and (one.expires_on is None or matter.today <= one.expires_on)
    }


def enclosed_with(matter: Matter) -> tuple[str, ...]:
    """The documents that the register wants with this kind, by id, each once."""
    found: list[str] = []
    for wanted in matter.kind.encloses:
        if wanted not in _OWN:
            found += _of(matter, wanted)
    return tuple(dict.fromkeys(found))


def _of(matter: Matter, wanted: str) -> Iterator[str]:
    patients = {claim.patient for claim in matter.subject}
    if wanted in _CONSENTS:
        held = consents_of(matter, wanted)
        yield from (one.document or "" for patient, one in held.items() if not patient or patient in patients)
    elif wanted == "late_filing":
        late = late_filing(matter)
        yield from [late.document] if late is not None and late.document is not None else []
    else:
        yield from (one.id for one in effective(matter.case.documents) if one.kind == wanted)
