"""Which papers may go to counsel with a case: those of its patients, and protected ones on a consent that holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.core.consent import ON_CONSENT, authorized

if TYPE_CHECKING:
    from datetime import date

    from ledger.core.case import Case
    from ledger.core.proof import Document

_OWN = "handover"


def left_out_because(case: Case, document: Document, today: date) -> str:
    """Why a paper stays behind; empty where it goes along."""
    ours = {claim.patient for claim in case.claims}
    strange = [patient for patient in document.patients if patient not in ours]
    if document.kind == _OWN:
        return "an earlier bundle"
    if strange:
        return f"holds pages of {', '.join(strange)}, who is in no claim of this case"
    if document.kind in ON_CONSENT and not authorized(case, document, today):
        return "goes out on a signed authorization alone, and none that holds is on file"
    return ""
