"""When counsel comes first: what stops every letter, what stops letters that take a position, and what opens it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ledger.core.balance import principal_standing
from ledger.core.entries import effective
from ledger.core.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.core.letter.matter import Matter

_FINDERS = {
    "upic": "a UPIC found it",
    "siu": "a special investigations unit found it",
    "oig": "the OIG found it",
    "law_enforcement": "law enforcement found it",
}
_PERCENT = Decimal(100)


def waits_for_counsel(matter: Matter) -> list[Finding]:
    """The one line that says why counsel comes first; none where counsel was asked and has answered."""
    case = matter.case
    asked = [(index, entry) for index, entry in enumerate(case.counsel) if entry in effective(case.counsel)]
    hint = "--draft writes it for counsel to read; counsel: asked_on, answered_on open the gate (that, never what)"
    for index, entry in asked:
        if entry.answered_on is None:
            day = f" on {entry.asked_on}" if entry.asked_on is not None else ""
            return [Finding("LED609", f"counsel was asked{day} and has not answered yet", hint, ("counsel", index))]
    reasons = list(_reasons(matter))
    if reasons and not asked:
        return [Finding("LED609", f"counsel comes first: {'; '.join(reasons)}", hint, ("counsel",))]
    return []


def _reasons(matter: Matter) -> Iterator[str]:
    yield from _stop_list(matter)
    if matter.kind.counsel:
        yield f"{matter.kind.name} waits for counsel in every case"
    if not matter.kind.asks_only:
        yield from _thresholds(matter)


def _stop_list(matter: Matter) -> Iterator[str]:
    case = matter.case
    if case.extrapolation is not None:
        yield "the demand is projected from a sample"
    if case.demand.found_by in _FINDERS:
        yield _FINDERS[case.demand.found_by]
    if case.demand.reason == "fraud_allegation" or any(claim.reason == "fraud_allegation" for claim in case.claims):
        yield "the payer alleges fraud"
    if any(notice.kind == "suspension" for notice in effective(case.notices)):
        yield "payments are suspended"
    if case.self_report is not None and case.self_report.identified_on is not None:
        yield "the practice itself found an overpayment"


def _thresholds(matter: Matter) -> Iterator[str]:
    """The lines that the team set in ledger.yaml; a line that is not set holds nothing."""
    lines, finance = matter.law.settings.thresholds, matter.law.settings.finance
    if lines is None:
        return
    amount = principal_standing(matter.case)
    if lines.counsel_amount is not None and amount > lines.counsel_amount:
        yield f"{amount:,.2f} is over the {lines.counsel_amount:,.2f} of counsel_amount in ledger.yaml"
    revenue = finance.monthly_revenue if finance is not None else None
    if lines.counsel_share is not None and revenue and amount * _PERCENT > lines.counsel_share * revenue:
        share = amount * _PERCENT / revenue
        yield f"{share:.0f} % of a month's revenue is over the {lines.counsel_share} of counsel_share in ledger.yaml"
    related = len(matter.case.related)
    if lines.counsel_related is not None and related >= lines.counsel_related:
        yield f"{related} related cases reach the {lines.counsel_related} of counsel_related in ledger.yaml"
