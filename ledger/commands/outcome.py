"""``recoup outcome``: how the payer decided."""

from __future__ import annotations

from typing import Annotated

import typer

from ledger.commands import arguments
from ledger.commands.appeal import known_level
from ledger.commands.choosing import one_of
from ledger.commands.session import session_of
from ledger.core.acts.sent import outcome as decided
from ledger.core.acts.sent import redecided
from ledger.core.acts.words import APPEAL_OUTCOMES, FILING_OUTCOMES, FILINGS
from ledger.core.amount import plain
from ledger.store.refusal import Refused, UsageError


def outcome(
    ctx: typer.Context,
    case: Annotated[str, arguments.case],
    level: Annotated[str, typer.Argument(help="The level, or the filing, that was decided.")],
    result: Annotated[str, typer.Argument(help="overturned, overturned_in_part, upheld, dismissed ...")],
    decided_on: Annotated[str, arguments.day("The day the decision bears.")] = "",
    received_on: Annotated[str, arguments.day("The day it reached you; it starts the next clock.")] = "",
    evidence: Annotated[str, typer.Option(help="What proves that day: a stamp, an envelope, a portal's time.")] = "",
    upheld: Annotated[str, arguments.amount("What still stands of the demand.")] = "",
    document: Annotated[str, typer.Option(help="The decision, by its name in the case's documents.")] = "",
    corrects: Annotated[str, arguments.corrects_sending] = "",
) -> None:
    """Note how the payer decided an appeal or a filing."""
    session = session_of(ctx)
    opened = session.open_case(case)
    read = session.usable(opened)
    name = known_level(session, read, level)
    words = FILING_OUTCOMES if name in FILINGS else APPEAL_OUTCOMES
    if not decided_on and not received_on:
        message = "the day of the decision is missing"
        raise UsageError(message, "--decided-on DATE, and --received-on DATE where you know it")
    fields = {
        "decided_on": str(session.day_not_ahead(decided_on, "--decided-on")) if decided_on else "",
        "decision_received_on": str(session.day_not_ahead(received_on, "--received-on")) if received_on else "",
        "decision_evidence": evidence,
        "decision_document": document,
        "amount_upheld": plain(session.dollars(upheld, "--upheld")) if upheld else "",
    }
    typed = {key: text for key, text in fields.items() if text}
    how = one_of(result, words, "an outcome")
    try:
        change = (
            redecided(opened.tree or {}, corrects, name, how, typed) if corrects else decided(read, name, how, typed)
        )
    except ValueError as error:
        raise Refused(str(error), "nothing was changed") from None
    session.record(opened, change, document)
