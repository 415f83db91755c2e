"""``recoup receive``: any later paper of the payer comes into its case."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ledger.commands import arguments
from ledger.commands.asking import ask
from ledger.commands.choosing import one_of
from ledger.commands.keeping_papers import keep_paper, name_of_new
from ledger.commands.session import session_of
from ledger.commands.words import words_of
from ledger.core.acts.moved_days import days_said
from ledger.core.acts.paper import Received, document_kind, received
from ledger.store.refusal import UsageError


def receive(
    ctx: typer.Context,
    case: Annotated[str, arguments.case],
    file: Annotated[str, typer.Argument(metavar="FILE", help="The scan or download; it stays where it is.")],
    kind: Annotated[str, typer.Option(help="second_notice, offset_notice, revised_demand, withdrawal, statement ...")],
    dated_on: Annotated[str, arguments.day("The day the paper bears.")] = "",
    received_on: Annotated[str, arguments.day("The day it reached you.")] = "",
    evidence: Annotated[str, typer.Option(help="What shows that day: date stamp, envelope, portal log.")] = "",
    answer_by: Annotated[str, arguments.day("The day by which it wants an answer.")] = "",
    reference: Annotated[str, typer.Option(metavar="NUMBER", help="The payer's number on it, if another one.")] = "",
    amount: Annotated[str, arguments.amount("The amount it states, without interest.")] = "",
) -> None:
    """Take in any later paper of the payer: document, notice, clock. The first date stands."""
    session = session_of(ctx)
    opened = session.open_case(case)
    value = session.usable(opened)
    typed = Received(
        one_of(kind, words_of("notice_kind"), "a kind of notice"),
        session.day_not_ahead(_asked(dated_on), "--dated-on"),
        session.day_not_ahead(received_on, "--received-on") if received_on else None,
        evidence.strip(),
        session.day(answer_by, "--answer-by") if answer_by else None,
        reference.strip(),
        session.dollars(amount, "--amount") if amount else None,
    )
    name = name_of_new(value, typed.kind)
    paper = keep_paper(session, value, Path(file), name)
    paper = paper._replace(kind=document_kind(typed.kind), dated_on=typed.dated_on)
    before = session.deadlines(value)
    change = received(value, typed, name, paper, (session.stamp(), session.stamp()))
    after = session.record(opened, change, name)
    if after.case is not None and not session.dry_run:
        for line in days_said(before, session.deadlines(after.case)):
            session.confirm(line)


def _asked(dated_on: str) -> str:
    """The day on the paper, asked for at a terminal; a notice without one could not be told from another."""
    text = dated_on or ask("The day the paper bears (3/6/2026)")
    if not text:
        hint = "write the day it reached you where the paper bears none; recoup attach keeps what is no notice"
        raise UsageError("--dated-on is missing", hint)
    return text
