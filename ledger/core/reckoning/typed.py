"""Windows that nobody's law brings: names that letters, contracts and payer files use, so that no typed day is lost."""

from __future__ import annotations

from ledger.core.case import Case
from ledger.core.deadline import MUST, OPTION, TERM, THEIRS
from ledger.core.entries import effective
from ledger.core.law.rule import KEEPS_APPEAL, STOPS_TAKING, Condition, Level, Regime, Window
from ledger.core.payer import Payer

_OTHER_PAYER = ("coordination_of_benefits", "eligibility", "third_party_liability", "wrong_patient", "timely_filing")

FILING_LIMIT = "timely_filing"
"""The contract's time for a first claim, counted from the service: nothing falls due by it, reviews compare with it."""

LETTER_ONLY = Regime(
    name="",
    title="the letter",
    levels=(Level("first", "first appeal"), Level("second", "second appeal"), Level("external", "external review")),
    windows=(
        Window(
            name="first_stop",
            title="answer to the letter",
            act="Written answer to the letter",
            kind=MUST,
            level="first",
            met_by=("contest", "first"),
            protects=(STOPS_TAKING,),
            prints=True,
        ),
    ),
)
"""What counts while the law is not known: the day the letter prints, and nothing else."""

BILL_AGAIN = Window(
    name="rebill",
    title="new bill",
    act="Bill to the payer who should have paid",
    kind=OPTION,
    met_by=("rebill",),
    typed_only=True,
    when=(Condition("reason", _OTHER_PAYER),),
)
"""A bill to another payer: its time stands in that payer's file."""

_KNOWN = {
    "first_stop": LETTER_ONLY.windows[0],
    "dispute": Window(
        "dispute", "dispute", "Dispute of the refund request", MUST, "first", met_by=("contest", "first")
    ),
    "first": Window(
        "first", "first appeal", "First appeal", MUST, "first", met_by=("first",), protects=(KEEPS_APPEAL,)
    ),
    "second": Window(
        "second",
        "second appeal",
        "Second appeal",
        MUST,
        "second",
        "first",
        met_by=("second",),
        protects=(KEEPS_APPEAL,),
    ),
    "third": Window(
        "third", "third appeal", "Third appeal", MUST, "third", "second", met_by=("third",), protects=(KEEPS_APPEAL,)
    ),
    "external": Window(
        "external", "external review", "Request for external review", OPTION, "external", "first", met_by=("external",)
    ),
    "evidence": Window("evidence", "hearing evidence", "Written evidence for the hearing", TERM, met_by=("records",)),
    "refund": Window("refund", "refund", "Refund as the letter asks", TERM),
    "discount": Window("discount", "lower amount", "Payment of the lower amount they offer until then", OPTION),
    "corrected_claim": Window(
        "corrected_claim", "corrected claim", "Corrected claim after the taking", OPTION, met_by=("rebill",)
    ),
    "attestation": Window(
        "attestation", "signature attestation", "Attestation by the author of the note", MUST, met_by=("records",)
    ),
    "own_insurer": Window("own_insurer", "own insurer", "Notice to the practice's own insurer", TERM),
    "arbitration": Window("arbitration", "arbitration", "Request for arbitration under the contract", TERM),
    "suit": Window("suit", "time to sue", "Last day to go to court that the contract or the law gives", TERM),
    "retention": Window("retention", "retention", "Records are to be kept until then", TERM),
    "first_decision": Window(
        "first_decision", "answer to the dispute", "Answer to the dispute", THEIRS, "first", then="follow_up"
    ),
    "second_decision": Window(
        "second_decision", "answer to the appeal", "Answer to the second appeal", THEIRS, "second", then="follow_up"
    ),
    "taking_own_rule": Window(
        "taking_own_rule", "taking may start by the payer's own rule", "Taking by the payer", THEIRS, permission=True
    ),
    "lookback_own_rule": Window(
        "lookback_own_rule",
        "notice of the overpayment by the payer's own rule",
        "Letter about the overpayment",
        THEIRS,
        met_by=("demand",),
        limits="asking for the money, by the payer's own rule",
        when=(Condition("reason", ("fraud_allegation",), excluded=True),),
    ),
}
"""What a payer states of itself (``own_rule``) stands beside the law under its own name: it neither lengthens nor
shortens what the law gives."""


def typed_windows(case: Case, payers: tuple[Payer, ...], regime: Regime) -> tuple[Window, ...]:
    """A window for every deadline that a paper or a payer file names and the regime does not know."""
    after: dict[str, str] = {}
    for payer in payers:
        for typed in payer.windows:
            after.setdefault(typed.deadline, "")
    printed = [*case.demand.printed, *(entry for notice in effective(case.notices) for entry in notice.printed)]
    for entry in printed:
        after.setdefault(entry.deadline, "")
    for appeal in effective(case.appeals):
        for entry in appeal.printed:
            after[entry.deadline] = appeal.level
    names = {name.partition("/")[0]: level for name, level in after.items()}
    known = {BILL_AGAIN.name, FILING_LIMIT, *(window.name for window in regime.windows)}
    return tuple(_named(name, level) for name, level in names.items() if name not in known)


def _named(name: str, after: str) -> Window:
    known = _KNOWN.get(name)
    if known is None:
        words = name.replace("_", " ")
        known = Window(name, words, words.capitalize(), MUST, met_by=(name,))
    return known._replace(after=after or known.after, typed_only=True)


def typed_names() -> tuple[str, ...]:
    """The deadlines that a payer file may name although no rules have them."""
    return (BILL_AGAIN.name, FILING_LIMIT, *_KNOWN)


def trigger_of(window: Window, payers: tuple[Payer, ...]) -> str:
    """What starts a window: as its rule says, else as a payer file counts it; empty where neither does."""
    if window.versions:
        return window.versions[0].counting.counted_from
    typed = (one.counted_from for payer in payers for one in payer.windows if one.deadline == window.name)
    return next((one for one in typed if one), "")
