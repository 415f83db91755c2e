"""``recoup payer``: payers are added from a profile or from nothing, listed and shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from ledger.commands.asking import ask
from ledger.commands.payer_facts import Facts, facts_asked, facts_typed
from ledger.commands.payer_file import Made, made
from ledger.commands.payer_named import payer_named
from ledger.commands.session import session_of
from ledger.core.payer_law import lacks_a_day, law_brought
from ledger.report.columns import DISCLAIMER
from ledger.report.payers import as_json, law_lines, listed, shown
from ledger.store.profiles import profile_text, profiles, shipped_regimes
from ledger.store.refusal import Refused, UsageError

if TYPE_CHECKING:
    from ledger.commands.session import Session

_PLAIN: dict[str, Any] = {"rich_markup_mode": None, "pretty_exceptions_enable": False, "add_completion": False}
NO_WINDOW = "No window for an answer is known: type the answer-by date of each letter."

app = typer.Typer(**_PLAIN, help="Add, list or show payers.")

_SLUG = typer.Argument(metavar="SLUG", help="The name of its file: small letters, digits, dashes.")


@app.command()
def add(
    ctx: typer.Context,
    slug: Annotated[str, _SLUG],
    name: Annotated[str, typer.Option(metavar="NAME", help="As letters print it.")] = "",
    profile: Annotated[str, typer.Option(metavar="PROFILE", help="What is known of a payer: uhc, aetna ...")] = "",
    line_of_business: Annotated[str, typer.Option(metavar="KIND", help="commercial, medicare_advantage ...")] = "",
    funding: Annotated[str, typer.Option(help="Who pays the claims: fully_insured, self_funded ...")] = "",
    issued_in: Annotated[str, typer.Option(metavar="STATE", help="Where the policy was issued: OH.")] = "",
    sponsor: Annotated[str, typer.Option(help="Who the employer is: private_employer, union ...")] = "",
    network: Annotated[str, typer.Option(help="contracted or not_contracted.")] = "",
    regime: Annotated[str, typer.Option(metavar="RULES", help="Rules to begin with; the facts find them, too.")] = "",
) -> None:
    """Add a payer file, from a profile that ships or from nothing, with the rules that its facts bring.

    At a terminal it asks for the facts that only you can know; which law follows from them is found by itself.
    """
    session = session_of(ctx)
    _require_free(session, slug)
    body = _body(profile)
    if regime and regime not in (*shipped_regimes(), *session.library.regimes):
        raise UsageError(f"there are no rules called {regime!r}", f"one of: {', '.join(shipped_regimes())}")
    facts = facts_typed(Facts(line_of_business, funding, sponsor, issued_in, network))
    full_name = name or ask("The payer's name, as letters print it")
    if not full_name:
        raise UsageError("--name is missing", f'recoup payer add {slug} --name "NAME"')
    file = made(session, slug, full_name, body, regime, lambda known: facts_asked(session, facts, known))
    if file.payer is None:
        session.report(file.findings)
        raise Refused("not saved: the payer file would have the mistakes above", "nothing was changed")
    session.keep(file.writes, f"Add payer {slug}\n\nEvent: payer\nRecoup: {session.version}\n")
    if not session.dry_run:
        _say(session, file)


def _require_free(session: Session, slug: str) -> None:
    good = slug and all(part and part.isascii() and part.isalnum() and part == part.lower() for part in slug.split("-"))
    if not good:
        raise UsageError(f"{slug!r} cannot name a payer file", "small letters, digits and dashes, as lone-star-health")
    if f"payers/{slug}.yaml" in session.library.files_in("payers"):
        raise UsageError(f"payers/{slug}.yaml is there already", f"recoup payer show {slug}")


def _body(profile: str) -> str:
    if not profile:
        return ""
    if profile not in profiles():
        raise UsageError(f"no profile is called {profile!r}", f"one of: {', '.join(profiles())}")
    return profile_text(profile)


def _say(session: Session, file: Made) -> None:
    """What was made: the file, the rules that came along, the law and what is not known of it, the next step."""
    payer, law = file.payer, file.law
    if payer is None:
        return
    session.confirm(f"payers/{payer.slug}.yaml: {payer.name}")
    for line in file.rules:
        session.confirm(line)
    if payer.role == "vendor":
        session.confirm(f"Next: in a case whose letter it wrote, vendor: {payer.slug} (recoup edit CASE)")
        return
    for line in law_lines(law_brought(payer, law), law, "Law: ", "     "):
        session.confirm(line)
    if lacks_a_day(payer, law, session.today):
        session.confirm(NO_WINDOW)
    session.confirm(f"Next: recoup new --payer {payer.slug}")
    session.confirm(DISCLAIMER)


@app.command(name="list")
def list_(ctx: typer.Context) -> None:
    """List the payers."""
    session = session_of(ctx)
    payers = [session.library.payers[slug] for slug in sorted(session.library.payers)]
    if session.format == "json":
        session.json("payers", {"payers": [as_json(one, session.today) for one in payers]})
        return
    for line in listed(payers):
        session.say(line)


@app.command()
def show(ctx: typer.Context, slug: Annotated[str, _SLUG]) -> None:
    """Show one payer: its law, its windows and their source, where to write."""
    session = session_of(ctx)
    payer = session.library.payers[payer_named(session, slug)]
    law = session.library.law
    group = law_brought(payer, law)
    if session.format == "json":
        session.json("payer", as_json(payer, session.today, group))
        return
    for line in shown(payer, group, law, session.today, lacks=lacks_a_day(payer, law, session.today)):
        session.say(line)
