"""``recoup evidence``: what must be gathered for a case, who has it, and what came of asking."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from ledger.commands import arguments
from ledger.commands.session import session_of
from ledger.core.acts.gathered import EXPLAINED, RECEIVED, REQUESTED, Gathered, gathered
from ledger.core.evidence.reason import UNIVERSAL
from ledger.core.evidence.standing import Known, reasons_of, standing
from ledger.report import table_csv
from ledger.report.evidence import COLUMNS, as_data, as_rows, screen, standards
from ledger.store.reasons import reason_names, reasons_named
from ledger.store.refusal import Refused, UsageError

if TYPE_CHECKING:
    from ledger.commands.session import Session
    from ledger.core.case import Case
    from ledger.core.evidence.standing import Stands

HOLDERS = ("practice", "patient", "payer", "vendor", "plan", "other_provider")


def _items_begun(incomplete: str) -> list[str]:
    """The items of all lists that a half-typed word can become."""
    names = {item.id for one in reasons_named(reason_names()) for item in one.gather}
    return sorted(name for name in names if name.startswith(incomplete.casefold()))


def _holders_begun(incomplete: str) -> list[str]:
    return [name for name in HOLDERS if name.startswith(incomplete.casefold())]


def _standards_begun(incomplete: str) -> list[str]:
    names = ["all", *(name for name in reason_names() if name != UNIVERSAL)]
    return [name for name in names if name.startswith(incomplete.casefold())]


def _noting(said: str) -> object:
    return typer.Option(metavar="ITEM", help=said, autocompletion=_items_begun)


_HOLDER: Any = typer.Option(
    "--from", help="Who was asked: payer, patient, other_provider ...", autocompletion=_holders_begun
)
_STANDARD: Any = typer.Option(
    "--standards",
    metavar="REASON",
    help="What a note must show; all shows every reason.",
    autocompletion=_standards_begun,
)


def evidence(
    ctx: typer.Context,
    case: Annotated[str, arguments.case] = "",
    request: Annotated[str, _noting("Note that this was asked for.")] = "",
    received: Annotated[str, _noting("Note that this came, or is on file.")] = "",
    explain: Annotated[str, _noting("Note why this cannot be had or is not needed.")] = "",
    holder: Annotated[str, _HOLDER] = "",
    promised_by: Annotated[str, arguments.day("The day by which it was promised.")] = "",
    document: Annotated[str, typer.Option(metavar="NAME", help="The document that shows it.")] = "",
    words: Annotated[str, typer.Option(metavar="TEXT", help="The explanation, as a letter may quote it.")] = "",
    on: Annotated[str, arguments.day("The day it happened; else today.")] = "",
    standard: Annotated[str, _STANDARD] = "",
) -> None:
    """Show what must be gathered, and note what came."""
    session = session_of(ctx)
    if standard:
        _standards(session, standard)
        return
    if not case:
        message = "say which case"
        raise UsageError(message, "recoup evidence CASE; recoup evidence --standards all needs none")
    opened = session.open_case(case)
    read = session.usable(opened)
    doings = [(REQUESTED, request), (RECEIVED, received), (EXPLAINED, explain)]
    done = [(what, item) for what, item in doings if item]
    if not done:
        _show(session, read)
        return
    if len(done) > 1:
        message = "one thing at a time: --request, --received or --explain"
        raise UsageError(message, "run it once for each")
    what, item = done[0]
    day = session.day_not_ahead(on, "--on") if on else session.today
    promised = session.day(promised_by, "--promised-by") if promised_by else None
    typed = Gathered(_item(session, read, item), what, day, _holder(holder), promised, document, words)
    _complete(read, typed)
    try:
        change = gathered(read, typed)
    except ValueError as error:
        raise Refused(str(error), f"recoup edit {read.id}") from None
    session.record(opened, change, document)


def _complete(case: Case, typed: Gathered) -> None:
    if typed.what == EXPLAINED and not typed.explanation:
        message = "an explanation needs its words"
        raise UsageError(message, "--words 'The reading physician returns on 11 March.'")
    if typed.document and typed.document not in {one.id for one in case.documents}:
        message = f"{case.id} has no document {typed.document!r}"
        raise UsageError(message, f"recoup attach {case.id} FILE --kind KIND takes it in first")


def _holder(typed: str) -> str:
    from ledger.commands.choosing import one_of

    return one_of(typed, HOLDERS, "somebody who holds evidence") if typed else ""


def _item(session: Session, case: Case, typed: str) -> str:
    """The item that was meant: one of the lists, one of the case, or a new word of the person's own."""
    from difflib import get_close_matches

    word = typed.strip().casefold().replace("-", "_").replace(" ", "_")
    known = [one.item.id for one in _standing(session, case)]
    near = get_close_matches(word, known, 1, 0.8)
    if word not in known and near:
        message = f"{typed!r} is on no list of {case.id}; did you mean {near[0]}?"
        raise UsageError(message, f"recoup evidence {case.id} names them all")
    return word


def _standing(session: Session, case: Case) -> tuple[Stands, ...]:
    known = Known(case, session.library.payers, session.today)
    return standing(known, reasons_named(reasons_of(case)))


def _show(session: Session, case: Case) -> None:
    items = _standing(session, case)
    if session.format == "json":
        session.json("evidence", {"case": case.id, "items": [as_data(case, one) for one in items]})
        return
    if session.format == "csv":
        for line in table_csv.as_csv(COLUMNS, as_rows(case, items)).splitlines():
            session.say(line)
        return
    here = session.private.here
    papers = {one.id: session.private.state_of(one).replace("_", " ") if here else "not here" for one in case.documents}
    for line in screen(case, reasons_named(reasons_of(case)), items, papers):
        session.say(line)


def _standards(session: Session, asked: str) -> None:
    from ledger.commands.choosing import one_of

    names = [name for name in reason_names() if name != UNIVERSAL]
    wanted = names if asked == "all" else [one_of(asked, names, "a reason with a standard")]
    for line in standards(reasons_named([UNIVERSAL, *wanted]), markdown=session.format == "markdown"):
        session.say(line)
