"""``recoup plan``: what a debt costs by day, and repaying now, later or by instalments side by side."""

from __future__ import annotations

from typing import Annotated

import typer

from ledger.commands import arguments
from ledger.commands.session import session_of
from ledger.core.interest.of_case import charged
from ledger.report.columns import DISCLAIMER
from ledger.report.plan import Asked, as_data, months_of, planned
from ledger.store.refusal import UsageError

_ON = typer.Option(metavar="DATE", help="The day the debt is looked at; today without it.")
_MONTHS = typer.Option(metavar="N,N", help="Instalments to try, in months.")


def plan(
    ctx: typer.Context,
    case: Annotated[str, arguments.case],
    on: Annotated[str, _ON] = "",
    months: Annotated[str, _MONTHS] = "6,12,36",
) -> None:
    """Show what is owed on a day, what paying earlier saves, and what instalments cost."""
    session = session_of(ctx)
    tried = months_of(months)
    if tried is None:
        raise UsageError(f"--months {months!r} is not a list of months", "numbers from 1 to 120, as --months 6,12,36")
    found = session.usable(session.open_case(case))
    asked = Asked(session.day(on, "--on") if on else session.today, tried, session.library.law.holidays)
    debts = charged(found, session.library.law)
    if session.format == "json":
        data = {"case": found.id, "on": str(asked.on), "debts": as_data(debts, asked), "disclaimer": DISCLAIMER}
        session.json("plan", data)
        return
    for line in planned(found, debts, asked):
        session.say(line)
