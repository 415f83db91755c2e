"""``recoup extrapolate``: the projection of a demand worked out again, and what each overturned claim is worth."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Annotated

import typer

from ledger.commands import arguments
from ledger.commands.choosing import one_of
from ledger.commands.session import session_of
from ledger.core.extrapolation.sample import is_confidence, names_of, sample_of
from ledger.report.columns import DISCLAIMER
from ledger.report.extrapolation import Asked, as_data, recomputed
from ledger.store.refusal import UsageError

if TYPE_CHECKING:
    from ledger.core.extrapolation.sample import Sample

_OVERTURN = typer.Option(metavar="CLAIM,CLAIM", help="Work it out as if these sampled claims were overturned.")
_CONFIDENCE = typer.Option(metavar="PERCENT", help="Between 50 and 100; else as the case says, else 90.")
_CLAIMS = typer.Option("--all", help="Show every sampled claim, not only those worth most.")


def extrapolate(
    ctx: typer.Context,
    case: Annotated[str, arguments.case],
    overturn: Annotated[str, _OVERTURN] = "",
    confidence: Annotated[str, _CONFIDENCE] = "",
    every: Annotated[bool, _CLAIMS] = False,
) -> None:
    """Work out a projected demand again from its sample."""
    session = session_of(ctx)
    chosen = one_of(session.format, ("text", "json"), "a format of extrapolate")
    found = session.usable(session.open_case(case))
    sample = sample_of(found)
    asked = Asked(_named(overturn, sample), _percent(confidence), every)
    if chosen == "json":
        session.json("extrapolation", {"case": found.id, **as_data(found, sample, asked), "disclaimer": DISCLAIMER})
    else:
        for line in recomputed(found, sample, asked):
            session.say(line)
    if sample.missing:
        session.leave(1)


def _named(text: str, sample: Sample) -> tuple[str, ...]:
    """The sampled claims that were typed. Raises UsageError for one that is not in the sample."""
    names = tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
    strange = [name for name in names if name not in names_of(sample)]
    if strange:
        raise UsageError(
            f"--overturn: {strange[0]} is not in the sample", "name sampled claims as the case writes them"
        )
    return names


def _percent(text: str) -> Decimal | None:
    """The confidence that was typed. Raises UsageError for anything that is none."""
    if not text:
        return None
    try:
        value = Decimal(text.strip().removesuffix("%"))
    except InvalidOperation:
        value = Decimal(0)
    if not is_confidence(value):
        raise UsageError(f"--confidence {text!r} is not between 50 and 100", "write a percentage, as --confidence 90")
    return value
