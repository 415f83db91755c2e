"""``recoup patient``: names come into the private folder, never into the ledger."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ledger.commands import arguments
from ledger.commands.asking import ask
from ledger.commands.payer_named import payer_named
from ledger.commands.session import session_of
from ledger.core.acts.demand import counted
from ledger.core.finding import ERROR
from ledger.core.identity import Member, Patient
from ledger.core.patients_table import patients_from
from ledger.core.severity import severity_of
from ledger.store.refusal import Refused, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.commands.session import Session

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True, help="Add patients to the private folder.")


@app.command()
def add(
    ctx: typer.Context,
    key: Annotated[str, typer.Argument(metavar="KEY", help="Your own key: the account number of the billing system.")],
    name: Annotated[
        str, typer.Option(help="The name, as on letters. Leave it out to be asked: less is left behind.")
    ] = "",
    born_on: Annotated[str, arguments.day("The birth date.")] = "",
    mbi: Annotated[str, typer.Option(metavar="NUMBER", help="The Medicare number, as on the card.")] = "",
    payer: Annotated[str, typer.Option(help="Whose member the patient is.")] = "",
    member_id: Annotated[str, typer.Option(metavar="NUMBER", help="The member number with that payer.")] = "",
) -> None:
    """Add one patient, or facts about one that is known."""
    session = session_of(ctx)
    slug = payer_named(session, payer) if payer or member_id else ""
    known = session.identities.patient(key)
    patient = Patient(
        key,
        name.strip() or (None if known else ask("The patient's name") or None),
        born_on=session.day_not_ahead(text, "--born-on") if (text := born_on or _asked(known)) else None,
        mbi=mbi.strip() or None,
        members=(Member(slug, member_id.strip() or None),) if slug else (),
    )
    _add(session, [patient])


@app.command("import")
def import_(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="A spreadsheet with Patient account and Patient name.")],
    payer: Annotated[str, typer.Option(help="Whose member numbers the file holds.")] = "",
) -> None:
    """Add the patients of a spreadsheet, .xlsx or .csv: account, name, birth date, member number."""
    from ledger.store.spreadsheet import read_table

    session = session_of(ctx)
    slug = payer_named(session, payer) if payer else ""
    path = Path(file)
    table, findings = read_table(path)
    patients: tuple[Patient, ...] = ()
    if table is not None:
        patients, wrong = patients_from(table, slug)
        findings += [finding._replace(file=path.name) for finding in wrong]
    session.report(findings)
    if any(severity_of(finding) == ERROR for finding in findings):
        session.note(f"Nothing was written. Mend {path.name} and run the command again.")
        session.leave(1)
    _add(session, patients)


def _asked(known: Patient | None) -> str:
    return "" if known else ask("The birth date (3/6/1988, Enter for none)")


def _add(session: Session, patients: Sequence[Patient]) -> None:
    written, findings = session.private.add_patients(patients, dry_run=session.dry_run)
    if any(finding.code == "LED604" for finding in findings):
        session.report(findings)
        raise Refused("not saved: the private folder knows this key otherwise", "nothing was changed")
    if findings:
        session.report(findings)
        raise UsageError("not saved: the private folder cannot hold this", "nothing was changed")
    if not written:
        session.confirm(f"Nothing new: {session.private.path} knows all of it.")
    elif session.dry_run:
        session.confirm(f"Nothing was written. {counted(written, 'addition')} would go to {session.private.path}.")
    else:
        session.confirm(f"{counted(written, 'addition')} to {session.private.path}; the ledger holds no name.")
