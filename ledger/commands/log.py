"""``recoup log``: a call, a message or anything else that was said about a case; never lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ledger.commands import arguments
from ledger.commands.asking import ask, at_terminal
from ledger.commands.choosing import one_of
from ledger.commands.kept import keep_for_later, never_lost, why_it_must_wait
from ledger.commands.session import session_of
from ledger.core.acts.contact import CHANNELS, DIRECTIONS, Contact, contact, moment_text
from ledger.core.acts.withdrawn import withdrawal
from ledger.core.checks.wording import HINT, questioned
from ledger.core.sending import Moment
from ledger.store.refusal import Refused, UsageError

if TYPE_CHECKING:
    from ledger.commands.session import Session
    from ledger.store.library import Loaded

_AT = "When it was, as 3/9/2026 or '3/9/2026 10:20'; now if left out."


def log(
    ctx: typer.Context,
    case: Annotated[str, arguments.case],
    text: Annotated[str, typer.Argument(help="What was said or done, in your own words.")],
    channel: Annotated[
        str, typer.Option(help="phone, voicemail, email, portal, fax, mail, in_person, note ...")
    ] = "note",
    direction: Annotated[str, typer.Option(help="in: they came to you; out: you went to them.")] = "",
    contact_: Annotated[str, typer.Option("--contact", help="Whom you spoke to, as 'Dana, provider relations'.")] = "",
    reference: Annotated[str, typer.Option(help="Their number of the call or message.")] = "",
    at: Annotated[str, typer.Option(metavar="MOMENT", help=_AT)] = "",
    promised_by: Annotated[str, arguments.day("The day by which they promised something.")] = "",
    follow_up: Annotated[str, arguments.day("The day on which to ask again.", "--follow-up")] = "",
    document: Annotated[str, typer.Option(metavar="NAME", help="The document that goes with it.")] = "",
    corrects: Annotated[str, arguments.corrects] = "",
    retracts: Annotated[
        str,
        typer.Option(metavar="TAG", help="Take back an entry of any list, named in the same way; the text says why."),
    ] = "",
) -> None:
    """Note a call, a message or anything said about a case."""
    session = session_of(ctx)
    opened = session.open_case(case)
    if not text.strip():
        raise UsageError("there is nothing to note", "write what was said: recoup log CASE 'Asked for ...'")
    typed = Contact(
        at=(_moment_of(opened, corrects) if not at else None) or _moment(session, at),
        summary=text.strip(),
        channel=one_of(channel, CHANNELS, "a channel"),
        direction=one_of(direction, DIRECTIONS, "a direction") if direction else "",
        contact=contact_,
        reference=reference,
        promised_by=session.day(promised_by, "--promised-by") if promised_by else None,
        follow_up_on=session.day(follow_up, "--follow-up") if follow_up else None,
        document=document,
        corrects=corrects,
    )
    with never_lost(session, typed.summary):
        _question(session, typed.summary)
        if retracts:
            _take_back(session, opened, retracts, typed)
        else:
            _note(session, opened, typed)


def _take_back(session: Session, opened: Loaded, name: str, typed: Contact) -> None:
    """Withdraw an entry of any list; what was typed says why."""
    session.usable(opened)
    try:
        change = withdrawal(
            opened.tree or {}, name, moment_text(typed.at), typed.summary, (session.stamp(), session.stamp())
        )
    except ValueError as error:
        raise Refused(str(error), "recoup show CASE --format json shows every entry; nothing was changed") from None
    session.record(opened, change)


def _note(session: Session, opened: Loaded, typed: Contact) -> None:
    """File the contact, or keep it where the case file cannot take it now."""
    change = contact(typed, session.stamp())
    because = "" if session.dry_run else why_it_must_wait(session, opened)
    if because:
        keep_for_later(session, opened, change, because)
    else:
        session.record(opened, change)


def _moment(session: Session, text: str) -> Moment:
    """The moment that was typed; without one now, in the ledger's time zone."""
    if not text:
        now = session.now.astimezone(session.clock.zone)
        return Moment(session.today, f"{now:%H:%M}" if now.date() == session.today else "")
    day, _, clock = text.strip().replace("T", " ").partition(" ")
    return Moment(session.day_not_ahead(day, "--at"), _clock(clock.strip()))


def _moment_of(opened: Loaded, corrected: str) -> Moment | None:
    """When the corrected contact was: a correction of what was said does not move the call; None for no correction."""
    if not corrected:
        return None
    talks = opened.case.communications if opened.case is not None else ()
    return next((one.at for one in talks if corrected in (one.id, one.recorded.tag if one.recorded else None)), None)


def _clock(text: str) -> str:
    """``9:05`` as ``09:05``; empty for none."""
    hour, colon, minute = text.partition(":")
    if not text:
        return ""
    if not (colon and hour.isdigit() and minute.isdigit() and len(minute) == 2 and int(hour) < 24 and int(minute) < 60):  # noqa: PLR2004
        raise UsageError(f"--at: {text!r} is not an hour", "write it as '3/9/2026 10:20'")
    return f"{int(hour):02}:{minute}"


def _question(session: Session, text: str) -> None:
    """Words that lawyers would question are named before they are saved; at a terminal the person decides."""
    words = questioned(text)
    if not words:
        return
    session.note(f"The text says {', '.join(words)}. What is saved stays, and others may be entitled to read it.")
    session.note(f"  hint: {HINT}")
    if at_terminal() and ask("Save it as typed? y or n", "n").casefold() not in ("y", "yes"):
        raise Refused("nothing was saved", "say it in other words and log it again")
