"""What counsel will look for, and whether the case has it: letters-and-evidence, section 7, the bundle."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ledger.core.entries import effective

if TYPE_CHECKING:
    from ledger.core.case import Case


class Wanted(NamedTuple):
    """One thing that counsel will look for, and what the case has of it; ``there`` is empty where it has nothing."""

    what: str
    there: str


_BY_KIND = (
    ("the demand", ("demand_letter",)),
    ("envelope or another proof of receipt", ("envelope", "proof")),
    ("remittances of payment and of taking", ("remittance",)),
    ("contract, amendments, manual", ("contract", "fee_schedule")),
    ("policies in force on the dates of service", ("policy", "plan_document")),
    ("approvals and eligibility answers", ("approval", "eligibility")),
    ("records", ("medical_record", "order", "signature_log", "attestation")),
    ("consents: assignment, appointment, authorization", ("consent",)),
    ("decisions of the payer", ("decision",)),
    ("cash statement", ("financial",)),
)
_NEVER_HERE = (
    "liability policies of the practice (billing errors, notice duty)",
    "people with knowledge of the facts",
    "facts that speak against the practice",
    "the agreement with counsel about protected data",
)


def wanted(case: Case) -> tuple[Wanted, ...]:
    """Each with the names of the papers that the case lists for it."""
    listed = effective(case.documents)
    found = [Wanted(what, ", ".join(one.id for one in listed if one.kind in kinds)) for what, kinds in _BY_KIND]
    if case.extrapolation is not None:
        sample = ", ".join(one.id for one in listed if one.kind == "sampling_file")
        found.append(Wanted("sampling file: frame, sample, seed, software", sample))
    return (*found, *(Wanted(what, "") for what in _NEVER_HERE))
