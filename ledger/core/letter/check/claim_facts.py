"""What must stand there of claims and patients: numbers, names, services, amounts, grounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.core.letter.address import lines_of
from ledger.core.letter.answer import total
from ledger.core.letter.check.fact import Fact, amount_fact, day_fact, uncited
from ledger.core.letter.check.passage import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.core.letter.matter import Matter


def claims(matter: Matter) -> Iterator[Fact]:
    """Each claim the letter is about; a rebuttal or a follow-up may be about the demand as a whole."""
    count = f"{len(matter.subject)} claims, as in the"  # demand: these letters are about the demand as a whole
    whole = (count,) if matter.kind.serves in ("rebuttal", "follow_up") else ()
    for claim in matter.subject:
        yield Fact(f"claim {claim.number}", (claim.number, *claim.aliases, *whole), bare=True)


def patient_name(matter: Matter) -> Iterator[Fact]:
    """Each patient, either way round."""
    for key in dict.fromkeys(claim.patient for claim in matter.subject if claim.patient):
        patient = matter.identities.patient(key)
        if patient is not None and patient.name:
            yield Fact(
                f"the name of {key}", (patient.name, _turned(patient.name), patient.name_on_remit or patient.name)
            )


def _turned(name: str) -> str:
    """``Lopez, Ana`` for ``Ana Lopez``."""
    first, _, last = name.rpartition(" ")
    return f"{last}, {first}"


def mbi(matter: Matter) -> Iterator[Fact]:
    """Each patient's Medicare number."""
    for key in dict.fromkeys(claim.patient for claim in matter.subject if claim.patient):
        patient = matter.identities.patient(key)
        if patient is not None and patient.mbi:
            yield Fact(f"the Medicare number of {key}", (patient.mbi,), bare=True)


def member_id(matter: Matter) -> Iterator[Fact]:
    """How the payer knows each patient."""
    numbers = {claim.patient: member.id for claim in matter.subject if (member := matter.member(claim)) and member.id}
    for key, number in numbers.items():
        yield Fact(f"the member number of {key}", (number,), bare=True)


def service_and_date(matter: Matter) -> Iterator[Fact]:
    """Each line."""
    for claim in matter.subject:
        for line in claim.lines:
            yield from day_fact(f"the date of service of claim {claim.number}", line.served_on)
            yield Fact(f"the service of claim {claim.number}, {line.procedure}", (line.procedure,), bare=True)


def disputed(matter: Matter) -> Iterator[Fact]:
    """What is disputed, and that it is."""
    yield from amount_fact("the amount disputed", total(matter.rows, "disputed"))
    words = ("contest", "disput", "disagree", "appeal", "redetermination", "reconsideration")
    yield Fact("that the amount is contested", words)


def to_repay(matter: Matter) -> Iterator[Fact]:
    """What is repaid."""
    return amount_fact("the amount repaid", total(matter.rows, "to_repay"))


def grounds(matter: Matter) -> Iterator[Fact]:
    """Each ground, in like words."""
    for number, ground in enumerate(matter.grounds, 1):
        point = uncited(ground.point)
        yield Fact(f'ground {number}, "{shown(point)}"', (point,), words=True)


def beneficiary(matter: Matter) -> Iterator[Fact]:
    """Where each patient lives and can be reached."""
    for key in dict.fromkeys(claim.patient for claim in matter.subject if claim.patient):
        patient = matter.identities.patient(key)
        if patient is not None and patient.address:
            yield Fact(f"the address of {key}", (lines_of(patient.address)[0],))
        if patient is not None and patient.phone:
            yield Fact(f"the phone number of {key}", (patient.phone,), bare=True)


def sampling(matter: Matter) -> Iterator[Fact]:
    """A reason about the sample, where there is one."""
    if matter.case.extrapolation is not None:
        yield Fact("a reason about the sample", ("sampl", "extrapolat", "projected", "projection", "frame"))
