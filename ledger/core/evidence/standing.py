"""How a case stands to the lists of its reasons: there, asked for, promised, explained, to be looked at, missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ledger.core.case import Case, Claim
from ledger.core.entries import effective
from ledger.core.evidence.reason import PROJECTION, UNIVERSAL, Item, Only, Reason
from ledger.core.payer import Payer
from ledger.core.proof import Evidence

MISSING = "missing"
REQUESTED = "requested"
PROMISED = "promised"
OVERDUE = "overdue"
LOOK = "look"
RECEIVED = "received"
EXPLAINED = "explained"
NOT_NEEDED = "not_needed"

OPEN = (MISSING, REQUESTED, PROMISED, OVERDUE, LOOK)
"""What still asks for something."""

SPEAKS_FOR_ITSELF = frozenset(
    {
        "demand_letter",
        "envelope",
        "remittance",
        "claim_form",
        "contract",
        "fee_schedule",
        "approval",
        "eligibility",
        "signature_log",
        "attestation",
        "acceptance",
        "other_payer_eob",
        "sampling_file",
        "policy",
    }
)
"""Kinds of paper that show what they are called; of a record somebody has to look what it shows."""


class Stands(NamedTuple):
    """One thing and how it stands. ``reason`` is empty for what somebody typed and no list has."""

    reason: str
    item: Item
    state: str
    documents: tuple[str, ...] = ()
    entry: Evidence | None = None
    why: str = ""

    @property
    def asked_by(self) -> str:
        """The decision that found it missing, empty where none did."""
        return (self.entry.asked_by or "") if self.entry is not None else ""


class Known(NamedTuple):
    """What the lists are held against: the case, its payers, the day."""

    case: Case
    payers: Mapping[str, Payer]
    today: date


def reasons_of(case: Case) -> tuple[str, ...]:
    """The names of the lists of a case: that of all, its own reasons, those of single claims, that of a projection."""
    named = [case.demand.reason, *(claim.reason for claim in case.claims)]
    projected = [PROJECTION] if case.extrapolation is not None else []
    return tuple(dict.fromkeys([UNIVERSAL, *(name for name in named if name), *projected]))


def standing(known: Known, reasons: Sequence[Reason]) -> tuple[Stands, ...]:
    """Every item once, in the order of the lists and as its own reason puts it, then what was typed and is on none."""
    found: dict[str, Stands] = {}
    for reason in reasons:
        for item in reason.gather:
            if item.id not in found or found[item.id].reason == UNIVERSAL:
                found[item.id] = _stands(known, reason.name, item)
    own = [one for one in known.case.evidence if one.item not in found]
    return (*found.values(), *(_typed(known, one) for one in own))


def _stands(known: Known, reason: str, item: Item) -> Stands:
    entry = next((one for one in known.case.evidence if one.item == item.id), None)
    listed = [one for one in effective(known.case.documents) if one.kind in item.shown_by]
    documents = tuple(one.id for one in listed)
    if entry is not None:
        return Stands(reason, item, _of_entry(entry, known.today), _shown(entry), entry)
    if not applies(known, item.only):
        return Stands(reason, item, NOT_NEEDED, why=f"only for {item.only.told}")
    certain = tuple(one.id for one in listed if one.kind in SPEAKS_FOR_ITSELF)
    if certain:
        return Stands(reason, item, RECEIVED, certain)
    return Stands(reason, item, LOOK if documents else MISSING, documents)


def _typed(known: Known, entry: Evidence) -> Stands:
    item = Item(entry.item, entry.item.replace("_", " "), entry.holder or "practice", (), "", "", entry.criterion or "")
    return Stands("", item, _of_entry(entry, known.today), _shown(entry), entry)


def _shown(entry: Evidence) -> tuple[str, ...]:
    return (entry.document,) if entry.document else ()


def _of_entry(entry: Evidence, today: date) -> str:
    if entry.received_on is not None or entry.document or entry.fact:
        return RECEIVED
    if entry.explanation:
        return EXPLAINED
    if entry.promised_by is not None:
        return OVERDUE if entry.promised_by < today else PROMISED
    return REQUESTED if entry.requested_on is not None else MISSING


def applies(known: Known, only: Only) -> bool:
    """Whether something may apply to a claim of the case: a fact that nobody knows keeps nothing away."""
    claims: Sequence[Claim | None] = known.case.claims or (None,)
    return any(_meets(known, claim, only) for claim in claims)


def _meets(known: Known, claim: Claim | None, only: Only) -> bool:
    for name in ("line_of_business", "network"):
        wanted, fact = getattr(only, name), _fact(known, claim, name)
        if wanted and fact not in (None, "unknown") and fact not in wanted:
            return False
    days = [line.served_on for line in claim.lines] if claim is not None else []
    return only.served_from is None or not days or max(days) >= only.served_from


def _fact(known: Known, claim: Claim | None, name: str) -> str | None:
    """A fact of the law of a claim: as it says itself, else its case, else the payer's file."""
    holders = (claim, known.case, known.payers.get(known.case.payer))
    return next((value for holder in holders if (value := getattr(holder, name, None))), None)
