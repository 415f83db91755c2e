"""The frame of a letter: letterhead, the block that says what it is about, and who signs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ledger.core.amount import dollars
from ledger.core.day import spelled_out
from ledger.core.letter.address import lines_of
from ledger.core.letter.companions import FAX_COVER
from ledger.core.letter.missing import missing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.core.case import Claim
    from ledger.core.letter.matter import Matter
    from ledger.core.sending import Appeal

_FEW = 6


def letterhead(matter: Matter) -> dict[str, Any]:
    """The practice's name, and below it address, numbers to call and numbers it is known by; a patient's own there."""
    if matter.kind.from_patient:
        name, lines, phone = _patient(matter)
        return {"name": name, "lines": [*lines, f"Telephone {phone}"]}
    practice = matter.law.settings.practice
    address = lines_of(practice.address) if practice is not None else []
    tin = matter.identities.tin
    numbers = [f"NPI {matter.npi}" if matter.npi else missing("NPI")]
    if tin:
        numbers.append(f"Tax ID {tin}" if _whole_tax_number(matter) else f"Tax ID ending {tin[-4:]}")
    reach = [f"Telephone {practice.phone}" if practice is not None and practice.phone else missing("telephone")]
    reach += [f"Fax {practice.fax}"] if practice is not None and practice.fax else []
    name = (practice.name if practice is not None else "") or missing("practice name")
    return {
        "name": name,
        "lines": [*(address or [missing("practice address")]), " · ".join(reach), " · ".join(numbers)],
    }


def _patient(matter: Matter) -> tuple[str, list[str], str]:
    claim = next((claim for claim in matter.subject if claim.patient), None)
    patient = matter.patient(claim) if claim is not None else None
    name, phone = ((getattr(patient, field, None) or missing(f"{field} of the patient")) for field in ("name", "phone"))
    return name, lines_of(patient.address if patient is not None else None) or [missing("address")], phone


def _whole_tax_number(matter: Matter) -> bool:
    """California's list of a dispute's contents names the whole number; elsewhere four digits identify enough."""
    state = matter.case.issued_in or (matter.payer.issued_in if matter.payer is not None else None)
    return state == "CA" and matter.kind.serves == "contest"


def about(matter: Matter) -> list[list[str]]:
    """The RE block: what it is about by number, day and amount, never by name or birth date."""
    demand = matter.case.demand
    if matter.kind.name == FAX_COVER:
        return [["Your reference", matter.reference or "on the letter"]]
    theirs = "Demand number" if matter.kind.to_reviewer else "Your reference"
    rows = [[theirs, matter.reference or missing("demand number")]]
    others = [alias for alias in demand.aliases if alias != matter.reference]
    rows += [["Also known as", ", ".join(others)]] if others else []
    if demand.dated_on is not None or matter.kind.asks_for("demand_date"):
        day = spelled_out(demand.dated_on) if demand.dated_on is not None else missing("date of the demand")
        rows.append(["Demand dated", day])
    if matter.kind.asks_for("demand_amount") or matter.kind.asks_for("signer"):  # an appointment is about no amount
        amount = f"${dollars(matter.amount)}" if matter.amount is not None else missing("amount")
        rows.append(["Amount demanded", amount])
    rows += _decided(matter)
    rows.append(["Claims", _numbers(matter)])
    rows += [["Dates of service", _span(matter.subject)]] if _span(matter.subject) else []
    return [*rows, ["Provider", _provider(matter)]]


def _decided(matter: Matter) -> list[list[str]]:
    decision = matter.decision
    if not matter.kind.after or (decision is None and not matter.kind.asks_for("decision")):
        return []
    rows = [[f"Decision on the {level_of(matter)}", decided_on(decision)]]
    if decision is not None and decision.reference:
        rows.append([f"Number of the {level_of(matter)}", decision.reference])
    return rows


def _provider(matter: Matter) -> str:
    """By number; a patient names the practice."""
    if matter.kind.from_patient:
        practice = matter.law.settings.practice
        return practice.name if practice is not None else missing("practice name")
    number = matter.our_number
    provider = [f"NPI {matter.npi or missing('NPI')}"]
    provider += [f"PTAN {number.ptan}"] if number is not None and number.ptan else []
    provider += [f"your provider number {number.number}"] if number is not None and number.number else []
    return ", ".join(provider)


def level_of(matter: Matter) -> str:
    """The level whose decision the letter answers, as a letter says it."""
    return {"first": "first-level appeal", "alj": "hearing request", "final": "internal appeal"}.get(
        matter.kind.after, matter.kind.after
    )


def decided_on(decision: Appeal | None) -> str:
    """The day of that decision."""
    return spelled_out(decision.decided_on) if decision is not None and decision.decided_on else missing("decision")


def _numbers(matter: Matter) -> str:
    claims = matter.subject
    if not claims:
        return missing("claim numbers")
    if len(claims) > _FEW:
        named = "as in the demand" if matter.kind.serves in ("rebuttal", "follow_up") else "listed below"
        return f"{len(claims)} claims, {named}"
    return ", ".join(claim.number for claim in claims)


def _span(claims: Sequence[Claim]) -> str:
    days = sorted(line.served_on for claim in claims for line in claim.lines)
    if not days:
        return ""
    return spelled_out(days[0]) if days[0] == days[-1] else f"{spelled_out(days[0])} to {spelled_out(days[-1])}"


def signature(matter: Matter) -> list[str]:
    """Name, title, practice and direct line of the person who signs; a patient signs with their name alone."""
    if matter.kind.from_patient:
        return [_patient(matter)[0]]
    signer, practice = matter.signer, matter.law.settings.practice
    if signer is None:
        return [missing("somebody who may sign")]
    reach = [f"Direct line {signer.phone}" if signer.phone else "", signer.email or ""]
    lines = [signer.name, signer.title or "", practice.name if practice is not None else "", *reach]
    return [line for line in lines if line]
