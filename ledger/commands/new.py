"""``recoup new``: a demand letter becomes a case."""

from __future__ import annotations

from typing import Annotated

import typer

from ledger.commands import arguments
from ledger.commands.first_steps import ledger_or_made, payer_or_added
from ledger.commands.new_case import take_in
from ledger.commands.reading_letter import Typed, read_letter
from ledger.commands.session import session_of


def new(
    ctx: typer.Context,
    payer: Annotated[str, typer.Option(help="Who demands: a payer's file name, or its name.")] = "",
    reference: Annotated[str, typer.Option(metavar="NUMBER", help="The payer's own number of the letter.")] = "",
    dated_on: Annotated[str, arguments.day("The day the letter bears.")] = "",
    received_on: Annotated[str, arguments.day("The day it reached you.")] = "",
    received_evidence: Annotated[str, typer.Option(help="What shows that day: date stamp, envelope, portal log.")] = "",
    answer_by: Annotated[str, arguments.day("The day by which the letter wants an answer.")] = "",
    offset_from: Annotated[str, arguments.day("The day from which the letter announces the taking.")] = "",
    send_to: Annotated[str, typer.Option(help="Where to answer: 'PO Box 1, Austin TX; fax 512-555-0100'.")] = "",
    amount: Annotated[str, arguments.amount("What is demanded, without interest.")] = "",
    reason: Annotated[str, typer.Option(help="The letter's reason: time_based_coding, duplicate_payment ...")] = "",
    funding: Annotated[str, typer.Option(help="fully_insured, self_funded, government or unknown.")] = "",
    title: Annotated[str, typer.Option(help="A few words to know the case by; no names.")] = "",
    owner: Annotated[str, typer.Option(metavar="PERSON", help="Whose case it is, by the id in ledger.yaml.")] = "",
    claims: Annotated[str, typer.Option(metavar="FILE", help="The claims, as .xlsx or .csv.")] = "",
    document: Annotated[str, typer.Option(metavar="FILE", help="The letter itself, as a scan or download.")] = "",
    another: Annotated[bool, typer.Option("--another", help="Make a case although something is on file.")] = False,
) -> None:
    """Take in a demand letter as a new case. At a terminal it asks for what was not given."""
    session = session_of(ctx)
    ledger_or_made(ctx, session)
    typed = Typed(
        payer_or_added(ctx, session, payer),
        reference,
        dated_on,
        received_on,
        received_evidence,
        answer_by,
        offset_from,
        send_to,
        amount,
        reason,
        funding,
        title,
        owner,
        claims,
        document,
    )
    letter = read_letter(session, typed)
    take_in(session, letter, another=another)
