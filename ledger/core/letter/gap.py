"""What a letter still lacks: every gap at once, each with its place and the rule that asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.core.finding import Finding, Path
from ledger.core.letter.address import addressee_of
from ledger.core.letter.answer import total
from ledger.core.letter.filed import last_dispute
from ledger.core.letter.stop import out_of_place, waits_for_counsel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ledger.core.case import Claim
    from ledger.core.letter.matter import Matter

SETTINGS = "ledger.yaml"
IDENTITIES = "identities.yaml"


class _Lack:
    """One thing that is not there: what, what to do, and where it belongs."""

    def __init__(self, what: str, hint: str, path: Path = (), file: str = "") -> None:
        self.what, self.hint, self.path, self.file = what, hint, path, file


def elements_missing(matter: Matter) -> list[Finding]:
    """Everything that keeps this letter from being made, in the order in which a letter is read.

    LED601 for what is missing, LED604 for one key with two names, LED607 for words no letter carries, LED608 for what
    does not belong, LED609 where counsel comes first. Paths are those of the file that ``file`` names; an empty
    ``file`` is the case.
    """
    found = [*waits_for_counsel(matter)]
    for element in matter.kind.elements:
        for lack in _CHECKS[element.key](matter):
            message = f"{matter.kind.name} lacks {lack.what} ({element.citation})"
            found.append(Finding("LED601", message, lack.hint, lack.path, lack.file))
    return [*found, *out_of_place(matter)]


# the letterhead and the address


def _practice(field: str, words: str) -> Callable[[Matter], Iterator[_Lack]]:
    def check(matter: Matter) -> Iterator[_Lack]:
        practice = matter.law.settings.practice
        if practice is None or not getattr(practice, field):
            yield _Lack(
                f"the practice's {words}", f"write practice: {field}: in {SETTINGS}", ("practice", field), SETTINGS
            )

    return check


def _npi(matter: Matter) -> Iterator[_Lack]:
    if not matter.npi:
        yield _Lack(
            "the provider's NPI", f"write provider: in the case, or practice: npi: in {SETTINGS}", ("provider",)
        )


def _signer(matter: Matter) -> Iterator[_Lack]:
    if matter.signer is None:
        hint = f"write signs: true beside the person who signs letters, under people: in {SETTINGS}"
        yield _Lack("somebody who may sign", hint, ("people",), SETTINGS)


def _addressee(matter: Matter) -> Iterator[_Lack]:
    if addressee_of(matter) is not None:
        return
    use = matter.kind.desks[0]
    if matter.kind.to_reviewer:
        hint = f"name the reviewer with --addressee, or give one payer file a desk with use: [{use}]"
        yield _Lack(
            f"the reviewer's address for the {matter.kind.serves}", hint, ("desks",), f"payers/{matter.case.payer}.yaml"
        )
        return
    hint = f"type the address the demand prints as demand: send_to:, or a desk with use: [{use}] in the payer file"
    yield _Lack("an address to send it to", hint, ("demand", "send_to"))


def _ptan(matter: Matter) -> Iterator[_Lack]:
    number = matter.our_number
    if number is None or not number.ptan:
        file = f"payers/{matter.case.payer}.yaml"
        yield _Lack(f"the PTAN for NPI {matter.npi}", f"write our_numbers: in {file}", ("our_numbers",), file)


# the demand


def _demand_number(matter: Matter) -> Iterator[_Lack]:
    if not matter.reference:
        hint = "type demand: reference:, or the number on the remittance as demand: aliases:"
        yield _Lack("the payer's number for the demand", hint, ("demand", "reference"))


def _demand_date(matter: Matter) -> Iterator[_Lack]:
    if matter.case.demand.dated_on is None:
        yield _Lack("the date of the demand", "type the day the letter is dated", ("demand", "dated_on"))


def _demand_amount(matter: Matter) -> Iterator[_Lack]:
    if matter.amount is None:
        yield _Lack("the amount demanded", "type the principal the letter demands", ("demand", "amount"))


def _claims(matter: Matter) -> Iterator[_Lack]:
    if not matter.group.claims:
        yield _Lack("claim numbers", "type the claims the demand lists, each with its lines", ("claims",))


def _amounts_tie(matter: Matter) -> Iterator[_Lack]:
    if matter.amount is None or not matter.group.claims or matter.case.extrapolation is not None:
        return
    from_lines = total(matter.rows, "demanded") + matter.others
    if from_lines != matter.amount:
        what = f"an amount that ties: the lines add up to {from_lines:,.2f}, the demand says {matter.amount:,.2f}"
        yield _Lack(
            what, "compare each line with the letter; a demand split over cases has letter_total", ("demand", "amount")
        )


# the claims


def _patients(field: str, words: str) -> Callable[[Matter], Iterator[_Lack]]:
    def check(matter: Matter) -> Iterator[_Lack]:
        for claim in matter.subject:
            if field == "name" and not claim.patient:
                path = (*_at(matter, claim), "patient")
                yield _Lack(f"the patient of claim {claim.number}", "type the patient's key, as P-1042", path)
        unknown = [claim for claim in matter.subject if not getattr(matter.patient(claim), field, None)]
        yield from _not_known(matter, unknown, field, words)

    return check


def _not_known(matter: Matter, claims: list[Claim], field: str, words: str) -> Iterator[_Lack]:
    """One gap for all patients whose name or number this computer does not have."""
    keys = list(dict.fromkeys(claim.patient for claim in claims if claim.patient))
    if not keys:
        return
    what, path = f"the {words} of {', '.join(keys)}", ("patients", keys[0], field)
    if not matter.here:
        hint = "connect the office's share, or recoup setup --private PATH"
        yield _Lack(f"{what}: not on this computer", hint, path, IDENTITIES)
        return
    yield _Lack(what, f"recoup patient add {keys[0]} keeps it in the private folder", path, IDENTITIES)


def _member_id(matter: Matter) -> Iterator[_Lack]:
    members = [(claim, matter.member(claim)) for claim in matter.subject]
    unknown = [claim for claim, member in members if member is None or not member.id]
    yield from _not_known(matter, unknown, "members", f"member id with {matter.case.payer}")


def _service_and_date(matter: Matter) -> Iterator[_Lack]:
    for claim in matter.subject:
        if not claim.lines:
            yield _Lack(f"services and dates of claim {claim.number}", "type its lines", (*_at(matter, claim), "lines"))


def _at(matter: Matter, claim: Claim) -> Path:
    return ("claims", matter.case.claims.index(claim))


# what is disputed, what is repaid, and why


def _answered_lines(matter: Matter) -> Iterator[_Lack]:
    waiting = [row for row in matter.rows if row.open]
    if waiting and any(row.disputed for row in matter.rows):
        names = ", ".join(f"{row.claim}/{row.line}" if row.line else row.claim for row in waiting)
        yield _Lack(
            f"an answer for {names}", "answer each line dispute or repay: what is left out is not appealed", ("claims",)
        )


def _contested_portion(matter: Matter) -> Iterator[_Lack]:
    if matter.group.claims and not any(row.disputed for row in matter.rows):
        hint = f"answer the lines with dispute, or recoup decide {matter.case.id} dispute"
        yield _Lack("a disputed part", hint, ("decisions",))


def _to_repay(matter: Matter) -> Iterator[_Lack]:
    if matter.group.claims and not any(row.to_repay for row in matter.rows):
        hint = f"answer the lines with repay, or recoup decide {matter.case.id} repay"
        yield _Lack("a part to repay", hint, ("decisions",))


def _ground_per_claim(matter: Matter) -> Iterator[_Lack]:
    disputed = {row.claim for row in matter.rows if row.disputed}
    covered: set[str] = set()
    for ground in matter.grounds:
        covered |= {name.partition("/")[0] for name in ground.claims} or disputed
    bare = [claim.number for claim in matter.group.claims if claim.number in disputed - covered]
    if bare or (disputed and not matter.grounds):
        which = f"claim {', '.join(bare)}" if bare else "the demand"
        hint = "write grounds: with a point, the document that shows it and, where there is one, the rule"
        yield _Lack(f"the specific reason why {which} is disputed", hint, ("grounds",))


def _state_contest(matter: Matter) -> Iterator[_Lack]:
    """California asks for the provider's tax number in a dispute (Ins. Code 10123.137(c))."""
    state = matter.group.claims[0].issued_in if matter.group.claims else None
    payer = matter.payer
    state = state or matter.case.issued_in or (payer.issued_in if payer is not None else None)
    if state == "CA" and matter.group.funding == "fully_insured" and not matter.identities.tin:
        where = "" if matter.here else ", not on this computer"
        hint = "write practice: tin: in identities.yaml; Cal. Ins. Code 10123.137(c) lists it"
        yield _Lack(f"the practice's tax number{where}", hint, ("practice", "tin"), IDENTITIES)


def _demand_copy(matter: Matter) -> Iterator[_Lack]:
    if matter.case.demand.section_935 and matter.case.demand.document is None:
        hint = f"recoup attach {matter.case.id} FILE --kind demand_letter"
        yield _Lack("a copy of the demand letter", hint, ("demand", "document"))


# later levels


def _decision(matter: Matter) -> Iterator[_Lack]:
    level = matter.kind.after
    if matter.decision is None:
        hint = f"recoup outcome {matter.case.id} {level} RESULT --decided-on DATE"
        yield _Lack(f"the decision on the {level} level", hint, ("appeals",))
    elif matter.decision.decision_document is None:
        index = matter.case.appeals.index(matter.decision)
        hint = f"recoup attach {matter.case.id} FILE --kind decision, then name it as decision_document"
        yield _Lack("a copy of the decision", hint, ("appeals", index, "decision_document"))


def _amount_left(matter: Matter) -> Iterator[_Lack]:
    decision = matter.decision
    if decision is None or decision.amount_upheld is None or matter.others:
        return
    left = total(matter.rows, "left")
    if left != decision.amount_upheld:
        what = (
            f"what the decision left of each claim: the claims say {left:,.2f}, it upheld {decision.amount_upheld:,.2f}"
        )
        index = matter.case.appeals.index(decision)
        yield _Lack(what, "type by_claim: for the claims it changed", ("appeals", index, "by_claim"))


def _finding_answered(matter: Matter) -> Iterator[_Lack]:
    papers = {matter.kind.after, matter.decision.decision_document if matter.decision is not None else None}
    answered = {name for ground in matter.grounds for name in ground.answers}
    for index, finding in enumerate(matter.case.findings):
        if finding.paper in papers and finding.id not in answered:
            hint = f"name {finding.id} under answers: of the ground that meets it"
            yield _Lack(f"an answer to the decision's point {finding.id}", hint, ("findings", index))


def _evidence_answered(matter: Matter) -> Iterator[_Lack]:
    for index, item in enumerate(matter.case.evidence):
        if item.asked_by == matter.kind.after and item.document is None and not item.explanation:
            name = item.item.replace("_", " ")
            hint = "name its document, or say in explanation why there is none"
            yield _Lack(f"the {name} that the decision found missing", hint, ("evidence", index))


# money


def _reason(matter: Matter) -> Iterator[_Lack]:
    if not matter.case.demand.reason and not matter.case.demand.stated:
        yield _Lack("the reason of the refund", "type demand: reason:, as the letter gives it", ("demand", "reason"))


def _payment(matter: Matter) -> Iterator[_Lack]:
    if not matter.wishes.payment and not any(entry.kind == "refund" and entry.trace for entry in matter.case.money):
        hint = "say it with --payment 'check 5102'"
        yield _Lack("the check or transfer that carries the money", hint, ("money",))


def _amount_held(matter: Matter) -> Iterator[_Lack]:
    if not total(matter.rows, "disputed"):
        hint = f"answer the lines with dispute, or recoup decide {matter.case.id} dispute"
        yield _Lack("the amount to be left alone", hint, ("decisions",))


def _filed_dispute(matter: Matter) -> Iterator[_Lack]:
    if last_dispute(matter.case) is None:
        hint = f"recoup appeal {matter.case.id} LEVEL --sent-on DATE --method METHOD --proof TEXT comes first"
        yield _Lack("proof of a dispute that is pending", hint, ("appeals",))


def _section_935(matter: Matter) -> Iterator[_Lack]:
    if matter.group.regime == "medicare-ffs" and matter.case.demand.section_935 is None:
        hint = "look at the demand's heading: section_935: true or false"
        yield _Lack("whether section 935 covers the demand", hint, ("demand", "section_935"))


def _taking_date(matter: Matter) -> Iterator[_Lack]:
    if matter.case.demand.offset_from is None:
        hint = "type demand: offset_from:, the day the letter announces"
        yield _Lack("the day on which the taking is to start", hint, ("demand", "offset_from"))


def _rebuttal_statement(matter: Matter) -> Iterator[_Lack]:
    if not matter.grounds:
        hint = "write a ground with letters: [medicare_rebuttal]: why the taking should not start on that day"
        yield _Lack("a statement why the taking should not start", hint, ("grounds",))


_CHECKS: dict[str, Callable[[Matter], Iterator[_Lack]]] = {
    "practice_name": _practice("name", "name"),
    "practice_address": _practice("address", "address"),
    "practice_phone": _practice("phone", "phone number"),
    "npi": _npi,
    "signer": _signer,
    "addressee": _addressee,
    "ptan": _ptan,
    "demand_number": _demand_number,
    "demand_date": _demand_date,
    "demand_amount": _demand_amount,
    "claims": _claims,
    "amounts_tie": _amounts_tie,
    "patient_name": _patients("name", "name"),
    "mbi": _patients("mbi", "Medicare number"),
    "member_id": _member_id,
    "service_and_date": _service_and_date,
    "answered_lines": _answered_lines,
    "contested_portion": _contested_portion,
    "to_repay": _to_repay,
    "ground_per_claim": _ground_per_claim,
    "state_contest": _state_contest,
    "demand_copy": _demand_copy,
    "decision": _decision,
    "amount_left": _amount_left,
    "finding_answered": _finding_answered,
    "evidence_answered": _evidence_answered,
    "reason": _reason,
    "payment": _payment,
    "amount_held": _amount_held,
    "filed_dispute": _filed_dispute,
    "section_935": _section_935,
    "taking_date": _taking_date,
    "rebuttal_statement": _rebuttal_statement,
}
