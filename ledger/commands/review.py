"""``recoup review``: is the demand right? What the checks found, and the grounds that a person picks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

import typer

from ledger.commands import arguments
from ledger.commands.choosing import one_of
from ledger.commands.session import session_of
from ledger.core.review.checks import CHECKS, reviewed
from ledger.core.review.picking import picked, possible
from ledger.report.columns import DISCLAIMER, wrapped
from ledger.report.review import Shown, as_data, screen
from ledger.store.refusal import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.commands.session import Session
    from ledger.core.case import Case
    from ledger.core.review.checks import Review
    from ledger.core.review.point import Point
    from ledger.store.library import Loaded

_TAKE = typer.Option(metavar="CHECK,CHECK", help="Write the grounds that these checks found into the case.")
_WORDS = re.compile(rb"[A-Za-z0-9._-]+")


def review(
    ctx: typer.Context,
    case: Annotated[str, arguments.case],
    take: Annotated[str, _TAKE] = "",
) -> None:
    """Look whether a demand is right: possible grounds, and what cannot be told yet."""
    session = session_of(ctx)
    chosen = one_of(session.format, ("text", "json"), "a format of review")
    names = [one_of(word, tuple(CHECKS), "a check") for word in take.split(",") if word.strip()]
    opened = session.open_case(case)
    found = session.usable(opened)
    looked = reviewed(found, session.library.law, session.today, _beside(session, found, opened.file))
    if names:
        _take(session, opened, looked, names)
        return
    shown = Shown(found, looked, session.library.law.regimes)
    if chosen == "json":
        session.json("review", as_data(shown))
        return
    for line in screen(shown):
        session.say(line)


def _take(session: Session, opened: Loaded, looked: Review, names: list[str]) -> None:
    """Write what was picked. Raises Refused where a check found no possible ground, with nothing changed."""
    found = session.usable(opened)
    points: list[Point] = []
    for name in dict.fromkeys(names):
        mine = possible(looked, name)
        if not mine:
            raise Refused(f"{name} found no possible ground in {found.id}", _instead(looked, name))
        points += mine
    result = picked(found, points, session.library.law.regimes)
    for name in result.there:
        session.confirm(f"{name} stands in the case as a ground already; it is left as it is.")
    if result.change is None:
        return
    session.record(opened, result.change, more=True)
    rest = "where the rest is right, answer these lines with dispute_in_part and repay:"
    heed = [f"{part}; {rest}" for part in result.partly] + [f"No paper shows {missing}" for missing in result.bare]
    for line in [line for one in heed for line in wrapped(one)] if not session.dry_run else ():
        session.confirm(line)
    session.confirm(DISCLAIMER)


def _instead(looked: Review, name: str) -> str:
    """What the check did find, so that the way on is known."""
    asked = next((point.ask for point in looked.points if point.check == name and point.ask), "")
    return f"it cannot tell yet; get: {asked}" if asked else "recoup review shows what was found"


def _beside(session: Session, case: Case, file: str) -> Iterator[Case]:
    """The other cases that may share a claim or the letter: only files that hold one of their numbers are read."""
    numbers = {number.encode() for claim in case.claims for number in (claim.number, *claim.aliases)}
    numbers |= {case.demand.reference.encode()} if case.demand.reference else set()
    if any("duplicate_payment" in (claim.reason, case.demand.reason) for claim in case.claims):
        numbers |= {claim.patient.encode() for claim in case.claims if claim.patient}  # the other payment
    odd = [number for number in numbers if not _WORDS.fullmatch(number)]
    for other in session.library.case_files():
        data = session.library.bytes_of(other) if other != file else b""
        if numbers.isdisjoint(_WORDS.findall(data)) and not any(number in data for number in odd):
            continue
        loaded = session.library.load_case(other)
        if loaded.case is None:
            session.note(f"{other}: cannot be read as a case; recoup check says why")
        else:
            yield loaded.case
