"""``recoup report``: the one page for the owner."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ledger.commands.session import session_of
from ledger.core.owner import owner_page
from ledger.report.holds import hold_lines
from ledger.report.owner import as_json, printed, text
from ledger.store.refusal import Refused, UsageError

if TYPE_CHECKING:
    from ledger.commands.session import Session
    from ledger.core.owner import Page


def report(
    ctx: typer.Context,
    owner: Annotated[bool, typer.Option("--owner", help="The page for the owner: one page, no patients.")] = False,
    pdf: Annotated[str, typer.Option(metavar="FILE", help="Write it as a PDF as well, to this new file.")] = "",
) -> None:
    """Make the one page for the owner."""
    session = session_of(ctx)
    if not owner:
        message = "say which report"
        raise UsageError(message, "recoup report --owner is the one there is")
    from ledger.commands.morning import outlooks

    rows = outlooks(session)
    page = owner_page(rows, session.settings, session.library.payers, session.today)
    held = hold_lines([row.case for row in rows if row.case.closed is None], session.settings)
    practice = session.settings.practice
    name = practice.name if practice is not None else session.root.name
    if session.format == "json":
        session.json("owner", as_json(page))
    else:
        *lines, closing = text(page, name, frozen=session.settings.frozen_on is not None)
        for line in (*lines, *held, *([""] if held else []), closing):
            session.say(line)
    if pdf:
        _write(session, Path(pdf), page, name)


def _write(session: Session, target: Path, page: Page, name: str) -> None:
    from ledger.store.letters.page import laid_out
    from ledger.store.shipped import shipped

    laid = laid_out(shipped("templates") / "report" / "owner.typ", "page", printed(page, name), page.today)
    try:
        with target.open("xb") as file:
            file.write(laid.data)
    except FileExistsError:
        message = f"{target} is already there"
        raise Refused(message, "give the page another name; nothing was overwritten") from None
    except OSError as error:
        message = f"{target} cannot be written ({error.strerror})"
        raise Refused(message, "choose another folder") from None
    session.note(f"Written: {target}. No patient stands on it.")
