"""A letter of every kind, made from the sample ledger with names of people who do not exist."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from ledger.core.case import SendTo
from ledger.core.identity import Identities, Member, Patient
from ledger.core.letter.content import letter_data
from ledger.core.letter.gap import elements_missing
from ledger.core.letter.kind import KINDS
from ledger.core.letter.matter import Matter, Wishes
from ledger.core.letter.selection import Selection, chosen
from ledger.core.proof import Document, Ground
from ledger.core.severity import severity_of
from ledger.store.letters.rendering import render
from ledger.store.letters.templates import templates_of
from ledger.store.library import Library
from tests.conftest import ROOT
from tests.core.letter.more_matters import MORE

if TYPE_CHECKING:
    from ledger.core.case import Case

TODAY = date(2026, 3, 9)
MARK = "K7Q2-0G5R-M3VD-4QNT-8WZC-01KV"
TEMPLATES = templates_of(ROOT / "templates", None)
LIBRARY = Library(ROOT)


class Sample(NamedTuple):
    """One letter: the random part of the case's id, the kind, and what was asked for."""

    case: str
    kind: str
    wishes: Wishes = Wishes()
    law: str = ""

    @property
    def name(self) -> str:
        """The name of its golden text."""
        return f"{self.kind}-{self.case}"


SAMPLES = (
    Sample("Q8XE4V", "records_request"),
    Sample("7K4QXM", "records_request", law="unknown"),
    Sample("8G7VFB", "contest", Wishes(method="certified_mail", proof="7022 0410 0001 5566 7788")),
    Sample("KK83N8", "first_appeal"),
    Sample("3FD9HW", "medicare_redetermination", Wishes(reply_by=date(2026, 5, 15))),
    Sample("H3YFCF", "second_appeal"),
    Sample("ZAB5RK", "medicare_reconsideration"),
    Sample("5WJ0ND", "refund"),
    Sample("NXM23D", "partial_repayment"),
    Sample("8G7VFB", "hold_request"),
    Sample("C7HT9R", "hold_request"),
    Sample("ZAB5RK", "medicare_rebuttal"),
    Sample("8G7VFB", "follow_up", Wishes(reply_by=date(2026, 3, 23))),
    *(Sample("made", kind) for kind in MORE),
)
"""The worked cases hold no such paper for the kinds that came later: those are made from a case of their own."""


@cache
def identities() -> Identities:
    """Names and numbers for every patient key of the sample."""
    keys = sorted({claim.patient or "" for case in cases().values() for claim in case.claims})
    patients = [
        Patient(
            key,
            f"Test Patient {key.removeprefix('P-')}",
            mbi=f"1EG4-TE5-MK{number % 90 + 10}",
            members=tuple(Member(payer, f"M{number:08}") for payer in LIBRARY.payers),
        )
        for number, key in enumerate(keys)
    ]
    return Identities(tuple(patients), "00-0001234")


@cache
def cases() -> dict[str, Case]:
    """The cases of the sample by the random part of their ids, completed where a letter still lacks something."""
    found = {loaded.value.id[-6:]: loaded.value for loaded in LIBRARY.cases()}
    ruling = Document("ruling", "decision", "RC-2025-H3YFCF/ruling.pdf", dated_on=date(2026, 2, 13), pages=2)
    case = found["H3YFCF"]
    decided = case.appeals[0]._replace(decision_document="ruling")
    found["H3YFCF"] = case._replace(documents=(*case.documents, ruling), appeals=(decided, *case.appeals[1:]))
    case = found["7K4QXM"]
    sent_to = SendTo("PO Box 1\nAustin TX", source="[demand p3]")
    grounds = (Ground("times", "The minutes are charted."),)
    found["7K4QXM"] = case._replace(demand=case.demand._replace(send_to=sent_to), grounds=grounds)
    return found


def matter_of(sample: Sample) -> Matter:
    """The letter in the making."""
    if sample.case == "made":
        made = MORE[sample.kind]()
        return made._replace(wishes=made.wishes._replace(state_receipt=sample.wishes.state_receipt))
    case = cases()[sample.case]
    kind = KINDS[sample.kind]
    group, findings = chosen(case, Selection(law=sample.law), LIBRARY.law, kind)
    if group is None or findings:
        raise AssertionError(findings)
    return Matter(kind, case, group, LIBRARY.law, identities(), True, TODAY, None, sample.wishes)  # noqa: FBT003


@cache
def letter_of(sample: Sample) -> str:
    """The Markdown of the letter, which lacks nothing."""
    matter = matter_of(sample)
    lacking = [finding for finding in elements_missing(matter) if severity_of(finding) == "error"]
    if lacking:
        raise AssertionError(lacking)
    return render(TEMPLATES, matter.kind.template, letter_data(matter, MARK))
