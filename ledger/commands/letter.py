"""``recoup letter``: write a letter from a case; check one; list the kinds; take a template out to change it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ledger.commands import arguments
from ledger.commands.choosing import one_of
from ledger.commands.session import session_of
from ledger.core.acts.words import METHODS
from ledger.core.letter.kind import KINDS
from ledger.core.letter.matter import Wishes
from ledger.core.letter.selection import Selection
from ledger.store.refusal import UsageError

if TYPE_CHECKING:
    from ledger.commands.session import Session

FORMATS = ("md", "docx", "pdf")


def letter(
    ctx: typer.Context,
    case: Annotated[
        str,
        typer.Argument(metavar="CASE", help="A case by any of its names; or the word list, eject, verify or check."),
    ],
    kind: Annotated[
        str, typer.Argument(metavar="KIND", help="Which letter; recoup letter list names them. After check: a file.")
    ] = "",
    to: Annotated[str, typer.Option(metavar="FORMATS", help="md, docx, pdf; several with commas between.")] = "md,pdf",
    draft: Annotated[bool, typer.Option("--draft", help="Write it with its gaps marked; it is no letter yet.")] = False,
    claims: Annotated[str, typer.Option(help="Only these claims, with commas between.")] = "",
    plan: Annotated[str, typer.Option(help="Only the claims of this plan.")] = "",
    law: Annotated[str, typer.Option(metavar="RULES", help="Only the claims under these rules, or unknown.")] = "",
    addressee: Annotated[str, typer.Option(metavar="PAYER", help="To this payer file instead of the usual one.")] = "",
    method: Annotated[str, typer.Option(help="How it will go: certified_mail, fax, portal ...")] = "",
    proof: Annotated[str, typer.Option(help="The tracking number, if you have it already.")] = "",
    payment: Annotated[str, typer.Option(help="The check or transfer that goes with a refund.")] = "",
    reply_by: Annotated[str, arguments.day("Ask for the answer by this day.")] = "",
    state_receipt: Annotated[
        bool, typer.Option("--state-receipt", help="Say in the letter when the demand reached you.")
    ] = False,
    of_case: Annotated[str, typer.Option("--case", metavar="CASE", help="With check: the letter's case.")] = "",
    of_kind: Annotated[str, typer.Option("--kind", metavar="KIND", help="With check: which letter it is.")] = "",
    fail_on: Annotated[str, typer.Option(metavar="LEVEL", help="With check: fail on error, warning, never.")] = "error",
) -> None:
    """Write a letter from the case."""
    session = session_of(ctx)
    if case == "list":
        from ledger.commands.letter_list import list_kinds

        list_kinds(session, kind_named(kind) if kind else "")
        return
    if case == "eject":
        from ledger.commands.letter_eject import eject, ejected_name

        eject(session, ejected_name(kind))
        return
    if case == "verify":
        from ledger.commands.letter_verifying import verify

        verify(session, session.open_case(kind))
        return
    if case == "check":
        from ledger.commands.letter_check import check

        check(session, kind, of_case, kind_named(of_kind) if of_kind else "", fail_on)
        return
    from ledger.commands.letter_writing import write

    wishes = Wishes(
        state_receipt,
        session.day(reply_by, "--reply-by") if reply_by else None,
        one_of(method, METHODS, "a way of sending") if method else "",
        proof,
        payment,
        _payer(session, addressee),
        draft,
    )
    chosen = Selection(tuple(number.strip() for number in claims.split(",") if number.strip()), plan, law)
    write(session, session.open_case(case), KINDS[kind_named(kind)], chosen, wishes, _formats(to))


def kind_named(name: str) -> str:
    """The kind of letter that was meant. Raises UsageError naming them all."""
    if not name:
        message = "say which letter"
        raise UsageError(message, f"one of {', '.join(KINDS)}; recoup letter list says what each is for")
    return one_of(name.replace("-", "_"), tuple(KINDS), "a kind of letter")


def _payer(session: Session, slug: str) -> str:
    if slug and slug not in session.library.payers:
        message = f"there is no payer file {slug!r}"
        raise UsageError(message, "recoup payer list names them")
    return slug


def _formats(typed: str) -> tuple[str, ...]:
    wanted = tuple(dict.fromkeys(one.strip() for one in typed.split(",") if one.strip()))
    if not wanted:
        message = "--to names no format"
        raise UsageError(message, "--to md,docx,pdf")
    return tuple(one_of(one, FORMATS, "a format of letters") for one in wanted)
