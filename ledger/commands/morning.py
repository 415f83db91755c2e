"""The screen of ``recoup`` alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.core.outlook import outlook, pressing_first
from ledger.report.cases import DISCLAIMER, HOW_TO_BEGIN, as_json
from ledger.report.cases import morning as screen
from ledger.report.columns import wrapped
from ledger.report.holds import hold_lines
from ledger.report.law import unusable
from ledger.report.sync import moment
from ledger.store.refusal import UsageError

if TYPE_CHECKING:
    from ledger.commands.session import Session
    from ledger.core.outlook import Outlook


def morning(session: Session) -> None:
    """Show what is pressing this morning, or how to begin where there is no ledger."""
    try:
        session.root  # noqa: B018 - asks whether there is a ledger
    except UsageError:
        if session.asked.ledger:
            raise
        for line in HOW_TO_BEGIN.splitlines():
            session.say(line)
        return
    rows = outlooks(session)
    if session.format == "json":
        session.json("morning", {"today": str(session.today), "cases": as_json(rows)})
        return
    who = _signed_in(session)
    frozen = session.settings.frozen_on is not None
    for line in unusable(session.library.law):
        session.say(line)
    for line in screen(rows, session.library.payers, session.today, who, frozen=frozen):
        session.say(line)
    held = hold_lines([row.case for row in rows if row.case.closed is None], session.settings)
    for line in (*held, *_unfinished(session), *_other_rules(session)):
        session.say(line)
    sync = " | recoup sync" if session.git.setting("remote.origin.url") else ""
    session.say(f'Next: recoup deadlines | recoup log CASE "..." | recoup save{sync}')
    session.say(DISCLAIMER)


def outlooks(session: Session) -> list[Outlook]:
    """Every case with its days, the most pressing first."""
    return pressing_first([outlook(case, session.deadlines(case)) for case in session.cases()])


def _unfinished(session: Session) -> list[str]:
    """What was kept or changed and is not saved or shared yet."""
    from ledger.store.saving import kept_notes

    parts = []
    kept = len(kept_notes(session.git))
    if kept:
        parts.append(f"Kept, not filed: {kept} call{'' if kept == 1 else 's'} (recoup save files them).")
    edited = len(session.git.status())
    if edited:
        parts.append(f"Changed by hand, not saved: {edited} file{'' if edited == 1 else 's'}.")
    shared = session.git.shared()
    if shared is not None and shared.ahead:
        met = shared.last.astimezone(session.clock.zone) if shared.last else None
        last = f" (last shared {moment(met, session.today)})" if met else ""
        parts.append(f"Not shared yet: {shared.ahead} change{'' if shared.ahead == 1 else 's'}{last}.")
    return parts


def _other_rules(session: Session) -> list[str]:
    """That other rules ship than those copied here: nothing moves by itself, and somebody should look."""
    from ledger.store.held_rules import names_behind

    names = names_behind(session.library)
    return (
        wrapped(f"Other rules ship now: {', '.join(names)} (recoup rules diff says what would move).") if names else []
    )


def _signed_in(session: Session) -> str:
    person = session.person
    if person is None:
        return "nobody of people: in ledger.yaml"
    return person.title.lower() if person.title else person.name
