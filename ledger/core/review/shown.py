"""The papers of a case that show what a ground says, so that a letter can point to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.core.citation import citations
from ledger.core.entries import effective
from ledger.core.evidence.standing import SPEAKS_FOR_ITSELF

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.core.case import Case
    from ledger.core.proof import Document
    from ledger.core.review.point import Point

SHOWN_BY: dict[str, tuple[str, ...]] = {
    "more_than_paid": ("remittance",),
    "difference": ("remittance", "fee_schedule"),
    "recoded_price": ("remittance", "fee_schedule"),
    "already_paid": ("remittance",),
    "taking": ("remittance",),
    "duplicate": ("remittance", "medical_record"),
    "time_code": ("medical_record",),
    "therapy_units": ("medical_record",),
    "visit_time": ("medical_record",),
    "records": ("medical_record", "acceptance"),
    "coverage": ("eligibility",),
    "other_payer": ("other_payer_eob",),
    "approval": ("approval",),
    "policy": ("policy",),
    "signature": ("signature_log", "attestation"),
    "timely_filing": ("acceptance",),
    "sample_sums": ("sampling_file",),
    "sample_limit": ("sampling_file",),
    "sample_rerun": ("sampling_file",),
    "sample_seed": ("sampling_file",),
}
"""What kinds of paper show a ground. The other checks rest on the demand letter, which their words name themselves."""

_MONEY = {"already_paid": ("refund", "offset", "withheld", "instalment"), "taking": ("offset", "withheld")}
_MOST = 12


def shown_by(case: Case, point: Point) -> tuple[str, ...]:
    """The names of the documents that show a point: of its claims' patients alone, none that its words name already.

    Of a record somebody has to look what it shows: it counts once it is noted as evidence. A paper that an entry of
    money names counts where the point is about that money.
    """
    known = {one.name for one in citations(point.paragraph)}
    papers = {one.id: one for one in effective(case.documents)}
    found = dict.fromkeys([*_of_money(case, point), *_of_kinds(case, point)])
    return tuple(
        name for name in found if name not in known and name in papers and _is_about(case, point, papers[name])
    )[:_MOST]


def _of_money(case: Case, point: Point) -> Iterator[str]:
    kinds = _MONEY.get(point.check, ())
    for entry in effective(case.money):
        if entry.kind in kinds and entry.document:
            yield entry.document


def _of_kinds(case: Case, point: Point) -> Iterator[str]:
    kinds = SHOWN_BY.get(point.check, ())
    noted = {item.document for item in case.evidence}
    for document in effective(case.documents):
        if document.kind in kinds and (document.kind in SPEAKS_FOR_ITSELF or document.id in noted):
            yield document.id


def _is_about(case: Case, point: Point, document: Document) -> bool:
    numbers = {name.partition("/")[0] for name in point.claims}
    patients = {claim.patient for claim in case.claims if not numbers or claim.number in numbers}
    return not document.patients or not patients.isdisjoint(document.patients)
