"""What is missing of the claims: who, which service, how answered, and why disputed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.core.letter.lack import IDENTITIES, Lack

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ledger.core.case import Claim
    from ledger.core.finding import Path
    from ledger.core.letter.matter import Matter


def patients(field: str, words: str) -> Callable[[Matter], Iterator[Lack]]:
    """One field of every patient the letter is about, as one gap."""

    def check(matter: Matter) -> Iterator[Lack]:
        for claim in matter.subject:
            if field == "name" and not claim.patient:
                path = (*_at(matter, claim), "patient")
                yield Lack(f"the patient of claim {claim.number}", "type the patient's key, as P-1042", path)
        unknown = [claim for claim in matter.subject if not getattr(matter.patient(claim), field, None)]
        yield from _not_known(matter, unknown, field, words)

    return check


def _not_known(matter: Matter, claims: list[Claim], field: str, words: str) -> Iterator[Lack]:
    """One gap for all patients whose name or number this computer does not have."""
    keys = list(dict.fromkeys(claim.patient for claim in claims if claim.patient))
    if not keys:
        return
    what, path = f"the {words} of {', '.join(keys)}", ("patients", keys[0], field)
    if not matter.here:
        hint = "connect the office's share, or recoup setup --private PATH"
        yield Lack(f"{what}: not on this computer", hint, path, IDENTITIES)
        return
    yield Lack(what, f"recoup patient add {keys[0]} keeps it in the private folder", path, IDENTITIES)


def member_id(matter: Matter) -> Iterator[Lack]:
    """How the payer knows each patient."""
    members = [(claim, matter.member(claim)) for claim in matter.subject]
    unknown = [claim for claim, member in members if member is None or not member.id]
    yield from _not_known(matter, unknown, "members", f"member id with {matter.case.payer}")


def service_and_date(matter: Matter) -> Iterator[Lack]:
    """The service lines of each claim."""
    for claim in matter.subject:
        if not claim.lines:
            yield Lack(f"services and dates of claim {claim.number}", "type its lines", (*_at(matter, claim), "lines"))


def _at(matter: Matter, claim: Claim) -> Path:
    return ("claims", matter.case.claims.index(claim))


def answered_lines(matter: Matter) -> Iterator[Lack]:
    """An answer for each line: in an appeal, what is left out is not appealed."""
    waiting = [row for row in matter.rows if row.open]
    if waiting and any(row.disputed for row in matter.rows):
        names = ", ".join(f"{row.claim}/{row.line}" if row.line else row.claim for row in waiting)
        yield Lack(
            f"an answer for {names}", "answer each line dispute or repay: what is left out is not appealed", ("claims",)
        )


def contested_portion(matter: Matter) -> Iterator[Lack]:
    """A part that is disputed."""
    if matter.group.claims and not any(row.disputed for row in matter.rows):
        hint = f"answer the lines with dispute, or recoup decide {matter.case.id} dispute"
        yield Lack("a disputed part", hint, ("decisions",))


def to_repay(matter: Matter) -> Iterator[Lack]:
    """A part that is repaid."""
    if matter.group.claims and not any(row.to_repay for row in matter.rows):
        hint = f"answer the lines with repay, or recoup decide {matter.case.id} repay"
        yield Lack("a part to repay", hint, ("decisions",))


def ground_per_claim(matter: Matter) -> Iterator[Lack]:
    """A reason for each claim that is disputed."""
    disputed = {row.claim for row in matter.rows if row.disputed}
    covered: set[str] = set()
    for ground in matter.grounds:
        covered |= {name.partition("/")[0] for name in ground.claims} or disputed
    bare = [claim.number for claim in matter.group.claims if claim.number in disputed - covered]
    if bare or (disputed and not matter.grounds):
        which = f"claim {', '.join(bare)}" if bare else "the demand"
        hint = "write grounds: with a point, the document that shows it and, where there is one, the rule"
        yield Lack(f"the specific reason why {which} is disputed", hint, ("grounds",))


def state_contest(matter: Matter) -> Iterator[Lack]:
    """California asks for the provider's tax number in a dispute (Ins. Code 10123.137(c))."""
    state = matter.group.claims[0].issued_in if matter.group.claims else None
    payer = matter.payer
    state = state or matter.case.issued_in or (payer.issued_in if payer is not None else None)
    if state == "CA" and matter.group.funding == "fully_insured" and not matter.identities.tin:
        where = "" if matter.here else ", not on this computer"
        hint = "write practice: tin: in identities.yaml; Cal. Ins. Code 10123.137(c) lists it"
        yield Lack(f"the practice's tax number{where}", hint, ("practice", "tin"), IDENTITIES)


def demand_copy(matter: Matter) -> Iterator[Lack]:
    """The demand itself, where section 935 covers it."""
    if matter.case.demand.section_935 and matter.case.demand.document is None:
        hint = f"recoup attach {matter.case.id} FILE --kind demand_letter"
        yield Lack("a copy of the demand letter", hint, ("demand", "document"))
