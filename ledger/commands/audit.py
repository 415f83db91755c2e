"""``recoup audit``: proves what the history can prove, and says what it cannot."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ledger.commands.session import session_of
from ledger.report.audit import as_data, as_text, printed, verdict
from ledger.store.refusal import UsageError

if TYPE_CHECKING:
    from ledger.commands.session import Session
    from ledger.core.audit.page import Page


def audit(
    ctx: typer.Context,
    case: Annotated[str, typer.Option("--case", metavar="CASE", help="Only this case, by any of its names.")] = "",
    against: Annotated[
        str, typer.Option(metavar="OTHER", help="Compare with another copy: a folder, or a bundle somebody kept.")
    ] = "",
    allowed_signers: Annotated[
        str, typer.Option(metavar="FILE", help="The list of keys that is kept outside the ledger.")
    ] = "",
    pdf: Annotated[str, typer.Option(metavar="FILE", help="Write the page as a PDF as well, to this new file.")] = "",
) -> None:
    """Prove the trail: entries only added, nothing rewritten, papers and letters as recorded, who moved which date."""
    session = session_of(ctx)
    if session.format not in ("text", "json"):
        raise UsageError(f"--format takes text or json, not {session.format!r}")
    from ledger.commands.auditing import Asked, audit

    file = session.open_case(case).file if case else ""
    page = audit(session, Asked(file, Path(allowed_signers).expanduser() if allowed_signers else None, against))
    if session.format == "json":
        session.json("audit", as_data(page))
    elif session.quiet:
        session.say(verdict(page))
    else:
        for line in as_text(page):
            session.say(line)
    if pdf:
        _print(session, Path(pdf), page)
    if page.found:
        session.leave(1)


def _print(session: Session, target: Path, page: Page) -> None:
    from ledger.store.letters.keeping import write_new
    from ledger.store.letters.page import laid_out
    from ledger.store.shipped import shipped

    laid = laid_out(shipped("templates") / "report" / "audit.typ", "page", printed(page), page.made_at.date())
    write_new(target, laid.data)
    session.note(f"Written: {target}.")
