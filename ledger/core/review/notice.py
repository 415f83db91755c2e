"""What the demand letter had to contain: the items of the law's own list against what the letter holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.core.balance import NOTHING, TAKEN
from ledger.core.day import spelled_out, with_year
from ledger.core.entries import effective
from ledger.core.law.governing import counted
from ledger.core.law.rule import CONFIDENCES, HIGH, LOW, MEDIUM, versions_in_force
from ledger.core.letter.citable import CITABLE
from ledger.core.review.point import CANNOT_TELL, POSSIBLE, Point, Rule
from ledger.core.review.subject import ERISA, MEDICARE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.core.law.rule import Window
    from ledger.core.review.subject import Subject, Under

ITEMS = {
    "in_writing": "a written notice",
    "designated_address": "the address the practice designated",
    "claim_number": "the claim number",
    "patient_name": "the patient's name",
    "member_id": "the member number",
    "service_date": "the day of service",
    "procedure": "the procedure",
    "paid_date": "the day of payment",
    "check_number": "the check or transfer number",
    "amount_per_claim": "the amount for each claim",
    "reason_per_claim": "the reason for each claim",
    "policy_cited": "the policy it rests on",
    "plan_provision": "the plan provision it rests on",
    "reviewer": "who reviewed the claims",
    "other_payer": "the other payer",
    "appeal_right": "the right to appeal",
    "appeal_deadline": "the last day to appeal",
    "appeal_address": "where to appeal",
    "recovery_method": "how the money would be recovered",
    "offset_date": "the day of the offset",
    "refund_address": "where to send a refund",
    "interest": "the interest",
    "repayment_plan": "whether a repayment plan can be had",
    "extrapolation_stated": "that the amount is projected from a sample",
}
"""The notice items of the case format, in words."""

_WRITTEN = ("mail", "certified_mail", "courier", "fax", "email", "portal", "edi")
_REASON = "reason_per_claim"
_ARGUED = "whether a demand to repay is a decision on benefits is argued, and not settled"
_WRITTEN_DENIAL = "written_denial"
_AUDIT = "audit_notice_and_findings"
_REVIEWERS = ("mac", "rac", "upic", "smrc", "cert")


def notice(subject: Subject) -> Iterator[Point]:
    """Items that the law asks of the notice: missing ones, and those nobody has looked for yet."""
    demand = subject.case.demand
    if demand.dated_on is None and demand.document is None and not demand.has:
        return
    for under in subject.groups:
        required = _required(subject, under)
        if demand.document is not None or demand.method in _WRITTEN:
            required.pop("in_writing", None)  # what is on file is in writing
        lacking = [item for item in required if item in demand.lacks]
        unchecked = [item for item in required if item not in demand.lacks and item not in demand.has]
        said = {item: required[item] for item in lacking}
        if lacking:
            yield _lacking(subject, under, said)
        if unchecked:
            yield _unchecked(subject, under, [required[item] for item in unchecked])
        beyond = [item for item in demand.lacks if item not in required]
        if beyond:
            yield _beyond(under, beyond)


def _required(subject: Subject, under: Under) -> dict[str, str]:
    """The items that the rules list, each with their words; an item that no word of a case means bears its own text."""
    recovery = under.regime.recovery
    found = {one.item or one.says: one.says for one in recovery.contents} if recovery is not None else {}
    if recovery is not None and recovery.notice_written:
        found.setdefault("in_writing", ITEMS["in_writing"])
    if under.governed.regime == ERISA and under.statement(_WRITTEN_DENIAL) is not None:
        found[_REASON] = "the reasons"
    if _is_audit(subject, under):
        found |= {_REASON: "an explanation of the findings", "appeal_right": "the appeal rights"}
    return found


def _is_audit(subject: Subject, under: Under) -> bool:
    """Whether a Medicare contractor reviewed after payment, and no letter of its own tells the findings."""
    told = any(one.kind == "review_results" for one in effective(subject.case.notices))
    reviewed = subject.case.demand.found_by in _REVIEWERS
    return under.governed.regime == MEDICARE and reviewed and not told and under.statement(_AUDIT) is not None


def rule_of_notice(under: Under) -> Rule | None:
    """The rule that lists the items: the text of the limit or of the taking, else the law as a whole."""
    named = {ERISA: _WRITTEN_DENIAL, MEDICARE: _AUDIT}.get(under.governed.regime)
    return under.rule(named) if named is not None else rule_on_recovery(under)


def rule_on_recovery(under: Under) -> Rule | None:
    """The rule on taking money back; None for rules that name no law.

    The text of the taking or of the limit stands for it where the whole law is that one text, or where letters may cite
    it for the rest as well (``citable.py``). Which of several sections says the rest was not noted: then the law as a
    whole is named, and no letter cites it. A text that was not seen in force on the day is of low confidence.
    """
    regime = under.regime
    texts = [rule for name in ("taking", "lookback") for rule in _texts(under, regime.window(name))]
    known = {regime.citation, *(one.citation for one in CITABLE.values())}
    surest = sorted(texts, key=lambda rule: CONFIDENCES.index(rule.confidence))
    for one in surest:
        if one.citation in known:
            return one
    if not regime.citation:
        return None
    return Rule(
        regime.citation, MEDIUM if surest and surest[0].confidence != LOW else LOW, confirmed=regime.is_confirmed
    )


def _texts(under: Under, window: Window | None) -> Iterator[Rule]:
    """The texts of a window that were in force on the day, each as a rule."""
    if window is None:
        return
    on = under.on
    for version in window.versions if on is None else versions_in_force(window, on):
        one = version.counting
        unseen = on is not None and version.seen_from is not None and on < version.seen_from
        yield Rule(one.citation, LOW if unseen else one.confidence, one.source, under.regime.is_confirmed)


def _lacking(subject: Subject, under: Under, said: dict[str, str]) -> Point:
    items = "; ".join(said.values())
    dated = subject.case.demand.dated_on
    letter = f"notice dated {spelled_out(dated)}" if dated is not None else "notice"
    return Point(
        "notice",
        POSSIBLE,
        f"The letter does not hold what has to stand in it: {items} ({under.law}).",
        (*(f"not there: {words}" for words in said.values()), *((_ARGUED,) if under.governed.regime == ERISA else ())),
        rule_of_notice(under),
        f"The {letter}{subject.exhibit} does not contain: {items}.",
        under.names,
        under.amount,
        "the whole letter, as an exhibit",
    )


def _unchecked(subject: Subject, under: Under, words: list[str]) -> Point:
    where = subject.case.demand.document
    return Point(
        "notice",
        CANNOT_TELL,
        f"{counted(len(words), 'item')} that the letter must hold: nobody has looked yet ({under.law}).",
        tuple(f"look whether the letter holds: {one}" for one in words),
        rule_of_notice(under),
        claims=under.names,
        amount=under.amount,
        ask=f"read the letter{f' ({where})' if where else ''} and type each item under has: or lacks: of the demand",
    )


def _beyond(under: Under, items: list[str]) -> Point:
    words = [ITEMS.get(item, item.replace("_", " ")) for item in items]
    known = f"No text read asks for it ({under.law})" if under.governed.regime else "Which rules count is not known"
    return Point(
        "notice",
        CANNOT_TELL,
        f"The letter does not hold {_listed(words)}. {known}.",
        claims=under.names,
        ask="ask them for it in a request for information",
    )


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def no_letter(subject: Subject) -> Iterator[Point]:
    """Money that was taken before any letter about it is on file."""
    case = subject.case
    papers = [paper.dated_on for paper in effective(case.notices) if paper.kind not in ("remittance", "statement")]
    first = min((day for day in (case.demand.dated_on, *papers) if day is not None), default=None)
    taken = [
        entry
        for entry in effective(case.money)
        if entry.kind in TAKEN and entry.amount and (first is None or entry.dated_on < first)
    ]
    if not taken or (first is None and (case.demand.document or case.demand.received_on)):
        return
    amount = sum((entry.amount or NOTHING for entry in taken), NOTHING)
    amount -= sum((one.amount or NOTHING for one in effective(case.money) if one.kind == "forwarded"), NOTHING)
    ruled = [under for under in subject.groups if _must_come_first(under)]
    since = taken[0].dated_on
    for under in subject.groups:
        possible = under in ruled
        yield Point(
            "no_letter",
            POSSIBLE if possible else CANNOT_TELL,
            f"Money was taken from {with_year(since)} on, and no letter of theirs from before is on file.",
            tuple(f"{with_year(one.dated_on)}  {one.amount:,.2f}  {one.trace or one.kind}" for one in taken),
            rule_on_recovery(under) if possible else None,
            (
                f"Amounts were withheld from {spelled_out(since)} on. No notice that identifies the claims and the"
                " reasons was received before."
                if possible
                else ""
            ),
            under.names,
            max(amount, NOTHING) if len(subject.groups) == 1 else under.amount,
            "the letter itself and the day it was sent; look through the mail, the fax and the portals",
        )


def _must_come_first(under: Under) -> bool:
    recovery = under.regime.recovery
    rule = rule_on_recovery(under)
    return bool(under.governed.regime and recovery and recovery.notice_required and rule and rule.confidence == HIGH)
