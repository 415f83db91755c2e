"""``recoup appeal``: an appeal or another answer was sent, or arrived."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ledger.commands import arguments
from ledger.commands.choosing import one_of
from ledger.commands.session import session_of
from ledger.core.acts.sent import Sending, resent, sending
from ledger.core.acts.words import FILINGS, METHODS
from ledger.store.refusal import Refused, UsageError

if TYPE_CHECKING:
    from ledger.commands.session import Session
    from ledger.core.case import Case


def appeal(
    ctx: typer.Context,
    case: Annotated[str, arguments.case],
    level: Annotated[
        str, typer.Argument(help="The level, as recoup deadlines names it, or a filing: rebuttal, contest ...")
    ],
    sent_on: Annotated[str, arguments.day("The day it left.")] = "",
    method: Annotated[str, typer.Option(help="mail, certified_mail, courier, fax, portal ...")] = "",
    proof: Annotated[str, typer.Option(help="What proves the sending: a tracking or confirmation number.")] = "",
    arrived_on: Annotated[str, arguments.day("The day it reached the payer's desk.")] = "",
    arrival_evidence: Annotated[str, typer.Option(help="What proves the arrival.")] = "",
    to: Annotated[str, typer.Option(help="To whom, where not the payer itself.")] = "",
    reference: Annotated[str, typer.Option(help="The number the payer gave it.")] = "",
    document: Annotated[str, typer.Option(help="The document that was sent, by its name in the case.")] = "",
    claims: Annotated[str, typer.Option(help="Only these claims, with commas between.")] = "",
    corrects: Annotated[str, arguments.corrects_sending] = "",
) -> None:
    """Note that an appeal or another answer was sent, or arrived."""
    session = session_of(ctx)
    opened = session.open_case(case)
    read = session.usable(opened)
    typed = Sending(
        session.day_not_ahead(sent_on, "--sent-on") if sent_on else None,
        one_of(method, METHODS, "a way of sending") if method else "",
        proof,
        session.day_not_ahead(arrived_on, "--arrived-on") if arrived_on else None,
        arrival_evidence,
        to,
        reference,
        document,
        tuple(number.strip() for number in claims.split(",") if number.strip()),
    )
    name = known_level(session, read, level)
    if not corrects:
        _complete(typed)
    try:
        change = resent(opened.tree or {}, corrects, name, typed) if corrects else sending(read, name, typed)
    except ValueError as error:
        raise Refused(str(error), "nothing was changed") from None
    session.record(opened, change, document)


def _complete(typed: Sending) -> None:
    if typed.sent_on is None and typed.arrived_on is None and not (typed.proof or typed.arrival_evidence):
        message = "say when it was sent or when it arrived"
        raise UsageError(message, "--sent-on DATE --method METHOD --proof TEXT, or later --arrived-on DATE")
    if typed.sent_on is not None and not (typed.method and typed.proof):
        message = "a sending needs its method and its proof"
        raise UsageError(
            message, "--method certified_mail --proof 7022-0410-0001; a portal's confirmation number serves as well"
        )
    if typed.sent_on and typed.arrived_on and typed.arrived_on < typed.sent_on:
        message = "--arrived-on lies before --sent-on"
        raise UsageError(message, "look at the stamp again")


def known_level(session: Session, case: Case, level: str) -> str:
    """The level of appeal, or the kind of filing, that was meant in this case.

    Raises UsageError naming those that the case's rules, its papers and the format know.
    """
    from ledger.core.reckoning import levels_of

    levels = {*levels_of(case, session.library.law), *(one.level for one in case.appeals)}
    levels |= {one.level for one in session.deadlines(case) if one.level}
    own = {one.id for one in case.appeals if one.id} | {one.id for one in case.filings if one.id}
    return one_of(level, (*sorted(levels), *sorted(own), *FILINGS), f"a level of appeal or a filing of {case.id}")
