"""``recoup money``: money that was taken, paid or returned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ledger.commands import arguments
from ledger.commands.choosing import one_of
from ledger.commands.session import session_of
from ledger.core.acts.moved import Movement, movement, twin_of
from ledger.core.acts.words import MONEY
from ledger.core.amount import dollars
from ledger.store.refusal import Refused, UsageError

if TYPE_CHECKING:
    from decimal import Decimal

    from ledger.commands.session import Session


def money(
    ctx: typer.Context,
    case: Annotated[str, arguments.case],
    kind: Annotated[str, typer.Option(help="offset, refund, returned, forwarded, instalment ...")],
    amount: Annotated[str, arguments.amount("How much; the kind gives the direction.")],
    dated_on: Annotated[str, arguments.day("The day on the remittance or check.")],
    trace: Annotated[str, typer.Option(help="The check, EFT or trace number.")] = "",
    code: Annotated[str, typer.Option(help="The code on the remittance, as WO or FB.")] = "",
    reference: Annotated[
        str, typer.Option(help="The payer's reference on the remittance, without a Medicare number.")
    ] = "",
    interest: Annotated[str, arguments.amount("How much of it is interest.")] = "",
    by_claim: Annotated[
        list[str] | None, typer.Option(metavar="CLAIM=AMOUNT", help="What of it falls on a claim; may be repeated.")
    ] = None,
    document: Annotated[str, typer.Option(help="The remittance, by its name in the case's documents.")] = "",
    note: Annotated[str, typer.Option(help="A remark.")] = "",
    corrects: Annotated[str, arguments.corrects] = "",
) -> None:
    """Note money that was taken, paid or returned."""
    session = session_of(ctx)
    opened = session.open_case(case)
    typed = Movement(
        one_of(kind, MONEY, "a kind of money"),
        session.dollars(amount, "--amount"),
        session.day_not_ahead(dated_on, "--dated-on"),
        trace,
        code,
        reference,
        session.dollars(interest, "--interest") if interest else None,
        document,
        note,
        corrects,
        tuple(_split(session, pair) for pair in by_claim or ()),
    )
    twin = twin_of(typed, session.usable(opened))
    if twin is not None:
        said = f"{kind} of {dollars(typed.amount)} on {typed.dated_on} with this trace is on file already"
        tag = f"; a wrong one takes --corrects {twin.recorded.tag}" if twin.recorded else ""
        raise Refused(said, f"a second taking has a trace of its own{tag}")
    session.record(opened, movement(typed, session.stamp()))


def _split(session: Session, pair: str) -> tuple[str, Decimal]:
    number, equals, amount = pair.rpartition("=")
    if not equals:
        message = f"--by-claim: {pair!r} has no amount"
        raise UsageError(message, "write 0026030217755=49.42")
    return number.strip(), session.dollars(amount, "--by-claim")
