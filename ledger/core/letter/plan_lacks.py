"""What is missing of a request to repay over time or at once, and of an offer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.core.entries import effective
from ledger.core.letter.flow import carrying
from ledger.core.letter.lack import Lack
from ledger.core.letter.schedule import plan_of, schedule_of, ties

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.core.letter.matter import Matter
    from ledger.core.sending import Filing, Offer

_TERMS = (("months", "the months asked for"), ("instalment", "the monthly amount"), ("first_due_on", "the first day"))
_PAPERS = {
    "sole_proprietor": ("form CMS-379 and the last tax return", ("379", "tax return")),
    "": ("balance sheets and income statements", ("balance", "income")),
}


def schedule(matter: Matter) -> Iterator[Lack]:
    """Months, monthly amount and first day, which pay the whole amount."""
    plan = plan_of(matter)
    path: tuple[str | int, ...] = ("repayment_plans",)
    if plan is None:
        hint = "write repayment_plans: with kind, months, instalment, rate, first_due_on and because"
        yield Lack("the schedule asked for", hint, path)
        return
    path = (*path, matter.case.repayment_plans.index(plan))
    gaps = [(field, words) for field, words in _TERMS if getattr(plan, field) is None]
    for field, words in gaps:
        yield Lack(words, f"type {field}: of the plan", (*path, field))
    rows = schedule_of(matter)
    if not gaps and not ties(plan, rows):
        last = f"{rows[-1].paid:,.2f}" if rows else "nothing"
        what = f"a schedule that ties: after the instalments before it, the last one would be {last}"
        yield Lack(what, "compare months, instalment and rate with the amount", (*path, "instalment"))


def hardship(matter: Matter) -> Iterator[Lack]:
    """Why the amount cannot be paid at once."""
    plan = plan_of(matter)
    if plan is not None and not plan.because:
        path = ("repayment_plans", matter.case.repayment_plans.index(plan), "because")
        yield Lack("why instalments are asked for", "say it in figures, as because: of the plan", path)


def first_payment(matter: Matter) -> Iterator[Lack]:
    """The first instalment, paid with the request."""
    if not matter.wishes.payment and carrying(matter) is None:
        yield Lack("the first payment that goes with it", "say it with --payment 'check 5102'", ("money",))


def schedule_form(matter: Matter) -> Iterator[Lack]:
    """The contractor's form."""
    if not any(document.kind == "form" for document in effective(matter.case.documents)):
        hint = f"recoup attach {matter.case.id} FILE --kind form"
        yield Lack("the contractor's form", hint, ("documents",))


def statements(matter: Matter) -> Iterator[Lack]:
    """Financial papers; which ones the legal form of the practice decides."""
    practice = matter.law.settings.practice
    entity = (practice.entity if practice is not None else None) or ""
    words, titles = _PAPERS.get(entity, _PAPERS[""])
    held = " ".join(one.title or "" for one in effective(matter.case.documents) if one.kind == "financial").lower()
    if not all(title in held for title in titles):
        hint = f"recoup attach {matter.case.id} FILE --kind financial, with a title; which are asked for, the form says"
        yield Lack(words, hint, ("documents",))


def electing(matter: Matter) -> Filing | None:
    """The request for immediate recoupment that is on file and not sent yet, or sent today."""
    own = [one for one in effective(matter.case.filings) if one.kind == "immediate_recoupment"]
    return own[-1] if own else None


def election(matter: Matter) -> Iterator[Lack]:
    """Whether it speaks of this demand alone or of all that come."""
    own = electing(matter)
    if own is None or own.covers is None:
        hint = "filings: - kind: immediate_recoupment, covers: this_letter or all_future"
        yield Lack("whether it covers this demand alone or all later ones too", hint, ("filings",))


def offer_of(matter: Matter) -> Offer | None:
    """The practice's own offer that is still open; the last one where there are several."""
    own = [one for one in matter.case.offers if one.made_by == "practice" and one.accepted_on is None]
    return own[-1] if own else None


def offer(matter: Matter) -> Iterator[Lack]:
    """An amount and a last day."""
    own = offer_of(matter)
    if own is None:
        hint = "write offers: with dated_on, made_by: practice, amount, until and terms"
        yield Lack("the offer", hint, ("offers",))
        return
    at = ("offers", matter.case.offers.index(own))
    if own.amount is None:
        yield Lack("the amount offered", "type amount: of the offer", (*at, "amount"))
    if own.until is None:
        yield Lack("the last day of the offer", "type until: of the offer", (*at, "until"))


def offer_terms(matter: Matter) -> Iterator[Lack]:
    """What the release covers, in the words that counsel gave."""
    own = offer_of(matter)
    if own is not None and not own.terms:
        at = ("offers", matter.case.offers.index(own), "terms")
        yield Lack("the terms of the release, as counsel gave them", "type terms: of the offer", at)
