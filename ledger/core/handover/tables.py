"""The tables of a bundle: claims line by line, money, correspondence, filings, papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.core.balance import last_choice
from ledger.core.entries import effective
from ledger.core.handover.table import Row, Table, day, money, noted, plain
from ledger.core.letter.exhibit import title_of
from ledger.core.letter.filed import filings_of, name_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ledger.core.case import Case, Claim
    from ledger.core.law.governing import Governed


def claims(case: Case, laws: Sequence[Governed]) -> Table:
    """Every line: paid, demanded, what the practice answers, and the grounds that name it."""
    head = (
        *("claim", "line", "patient", "served", "procedure", "units", "minutes", "paid on", "billed", "paid"),
        *("demanded", "answer", "repay", "law", "plan", "grounds"),
    )
    rows = [row for claim in case.claims for row in _claim(case, claim, laws)]
    return Table("claims", head, tuple(rows))


def _claim(case: Case, claim: Claim, laws: Sequence[Governed]) -> Iterator[Row]:
    law = next((one.regime or "not known" for one in laws if not one.claims or claim.number in one.claims), "not known")
    plan = claim.plan or case.plan or ""
    first = (claim.number,)
    paid_on = day(claim.payment_received_on or claim.paid_on)
    if not claim.lines:
        grounds = _grounds(case, claim.number, "")
        yield (
            *first,
            "",
            claim.patient or "",
            *[""] * 4,
            paid_on,
            "",
            "",
            money(claim.demanded),
            _answer(case, None),
            "",
            law,
            plan,
            grounds,
        )
    for number, line in enumerate(claim.lines, start=1):
        name = line.line or str(number)
        yield (
            *first,
            name,
            claim.patient or "",
            day(line.served_on),
            "-".join((line.procedure, *line.modifiers)),
            str(line.units if line.units is not None else ""),
            str(line.minutes if line.minutes is not None else ""),
            paid_on,
            money(line.billed),
            money(line.paid),
            money(line.demanded),
            _answer(case, line.answer),
            money(line.repay),
            law,
            plan,
            _grounds(case, claim.number, name),
        )


def _answer(case: Case, own: str | None) -> str:
    """What the practice answers: on the line itself, else on the whole case."""
    whole = last_choice(case)
    return plain(own or (whole if whole in ("dispute", "repay") else "open"))


def _grounds(case: Case, claim: str, line: str) -> str:
    named = {claim, f"{claim}/{line}"}
    return " ".join(one.id for one in case.grounds if not one.claims or named & set(one.claims))


def taken(case: Case) -> Table:
    """Money that was taken, paid, put off and returned, with interest where an entry states it."""
    rows = [
        (
            day(one.dated_on),
            plain(one.kind),
            money(one.amount),
            money(one.interest),
            one.trace or "",
            one.reference or "",
            " ".join(f"{name} {money(amount)}" for name, amount in one.by_claim),
            one.note or "",
            noted(one.recorded),
        )
        for one in effective(case.money)
    ]
    head = ("day", "kind", "amount", "interest in it", "trace", "their reference", "by claim", "note", "written down")
    return Table("money", head, tuple(sorted(rows)))


def correspondence(case: Case) -> Table:
    """Everything that was said to the payer and by the payer, as it was noted."""
    rows = [
        (
            day(one.at),
            plain(one.channel),
            plain(one.direction),
            one.contact or "",
            " ".join(one.summary.split()),
            one.reference or "",
            day(one.promised_by),
            one.document or "",
            one.by or "",
            noted(one.recorded),
        )
        for one in effective(case.communications)
    ]
    head = ("when", "way", "direction", "with", "what was noted", "reference", "promised by", "document", "who spoke")
    return Table("correspondence", (*head, "written down"), tuple(sorted(rows)))


def filings(case: Case) -> Table:
    """What was filed, how, with what proof, and what came of it."""
    rows = [
        (
            plain(name_of(one)),
            day(one.sent_on),
            plain(one.method),
            one.proof or "",
            day(one.arrived_on),
            one.arrival_evidence or "",
            one.document or "",
            day(one.decided_on),
            plain(one.outcome),
            day(one.decision_received_on),
            one.decision_document or "",
        )
        for one in filings_of(case)
    ]
    head = ("filing", "sent", "way", "proof", "arrived", "shown by", "document", "decided", "outcome")
    return Table("filings", (*head, "decision received", "decision"), tuple(rows))


def papers(case: Case, states: Mapping[str, str], places: Mapping[str, str]) -> Table:
    """Every paper of the case: its hash, how it stands here, and where it lies in the bundle (empty: not in it)."""
    rows = [
        (
            one.id,
            plain(one.kind),
            title_of(one),
            day(one.dated_on),
            str(one.pages or ""),
            one.sha256 or "",
            states.get(one.id, ""),
            places.get(one.id, ""),
            noted(one.recorded),
        )
        for one in effective(case.documents)
    ]
    head = ("paper", "kind", "title", "dated", "pages", "sha256", "here", "in the bundle", "written down")
    return Table("papers", head, rows=tuple(rows))
