"""``recoup attach``: a paper is kept in the private folder and noted in its case."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ledger.commands import arguments
from ledger.commands.choosing import one_of
from ledger.commands.keeping_papers import keep_paper, name_of_new
from ledger.commands.session import session_of
from ledger.commands.words import words_of
from ledger.core.acts.paper import attached
from ledger.store.refusal import UsageError


def attach(
    ctx: typer.Context,
    case: Annotated[str, arguments.case],
    file: Annotated[str, typer.Argument(metavar="FILE", help="The scan or download; it stays where it is.")],
    kind: Annotated[str, typer.Option(help="What it is: medical_record, contract, proof, decision ...")],
    dated_on: Annotated[str, arguments.day("The day the paper bears.")] = "",
    name: Annotated[str, typer.Option(help="The name to cite it by; else its kind.")] = "",
    title: Annotated[str, typer.Option(help="What stands in lists of exhibits; no names.")] = "",
) -> None:
    """Keep a document in the private folder and note it in the case."""
    session = session_of(ctx)
    opened = session.open_case(case)
    value = session.usable(opened)
    word = one_of(kind, words_of("document_kind"), "a kind of document")
    day = session.day_not_ahead(dated_on, "--dated-on") if dated_on else None
    if any(document.id == name for document in value.documents):
        raise UsageError(f"--name: {value.id} has a document {name!r} already", "leave --name out, or choose another")
    document = name or name_of_new(value, word)
    paper = keep_paper(session, value, Path(file), document)._replace(kind=word, dated_on=day, title=title)
    session.record(opened, attached(document, paper, session.stamp()))
