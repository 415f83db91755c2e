"""Which papers go out on a patient's signed authorization alone, and whether one that holds is on file."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from ledger.core.case import Case
    from ledger.core.proof import Document

ON_CONSENT = {
    "psychotherapy_notes": "separately kept psychotherapy notes",
    "substance_use_records": "records of substance-use treatment",
}
"""Kinds of paper that the routine duty to show records does not cover, and how they are called."""


def authorized(case: Case, document: Document, today: date) -> bool:
    """Whether every patient of a paper has signed an authorization that has not expired by ``today``."""
    signed = {
        one.patient
        for one in case.consents
        if one.kind == "patient_authorization" and one.signed_on and (one.expires_on is None or today <= one.expires_on)
    }
    return bool(document.patients) and set(document.patients) <= signed
