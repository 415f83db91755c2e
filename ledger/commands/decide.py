"""``recoup decide``: what was decided about a case."""

from __future__ import annotations

from typing import Annotated

import typer

from ledger.commands import arguments
from ledger.commands.choosing import one_of
from ledger.commands.session import session_of
from ledger.core.acts.ending import decision
from ledger.core.acts.words import CHOICES
from ledger.core.entries import effective


def decide(
    ctx: typer.Context,
    case: Annotated[str, arguments.case],
    choice: Annotated[str, typer.Argument(help="repay, dispute, dispute_in_part, hold or reopen.")],
    because: Annotated[str, typer.Option(help="A reason, if you want to keep one; never required.")] = "",
    decided_on: Annotated[str, arguments.day("The day of the decision; today if left out.")] = "",
    corrects: Annotated[str, arguments.corrects] = "",
) -> None:
    """Note what you decided: repay, dispute, hold."""
    session = session_of(ctx)
    opened = session.open_case(case)
    day = session.day_not_ahead(decided_on, "--decided-on") if decided_on else session.today
    chosen = one_of(choice, CHOICES, "a decision")
    read = session.usable(opened)
    last = next(reversed(effective(read.decisions)), None)
    if last is not None and (last.choice, last.decided_on) == (chosen, day) and not (because or corrects):
        session.confirm(f"{read.id} says so already; nothing was changed.")
        return
    session.record(opened, decision(chosen, day, session.stamp(), because, corrects))
