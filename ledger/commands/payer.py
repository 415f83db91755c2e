"""``recoup payer``: payers are added from a profile or from nothing, listed and shown."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ledger.commands.asking import ask
from ledger.commands.payer_named import payer_named
from ledger.commands.session import session_of
from ledger.report.payers import as_json, listed, shown
from ledger.store.library import load
from ledger.store.profiles import bases, profile_text, profiles, regime_copy, shipped_regime, shipped_regimes
from ledger.store.refusal import Refused, UsageError

if TYPE_CHECKING:
    from ledger.commands.session import Session

_PLAIN: dict[str, Any] = {"rich_markup_mode": None, "pretty_exceptions_enable": False, "add_completion": False}
_HEAD = "# yaml-language-server: $schema=../schema/payer.schema.json\n"

app = typer.Typer(**_PLAIN, help="Add, list or show payers.")

_SLUG = typer.Argument(metavar="SLUG", help="The name of its file: small letters, digits, dashes.")


@app.command()
def add(
    ctx: typer.Context,
    slug: Annotated[str, _SLUG],
    name: Annotated[str, typer.Option(metavar="NAME", help="As letters print it.")] = "",
    regime: Annotated[str, typer.Option(metavar="RULES", help="texas, erisa, medicare-ffs, contract ...")] = "",
    profile: Annotated[str, typer.Option(metavar="PROFILE", help="What is known of a payer: uhc, aetna ...")] = "",
) -> None:
    """Add a payer file, from a profile that ships or from nothing, with the rules it needs."""
    session = session_of(ctx)
    _require_free(session, slug)
    body = _body(profile)
    rules = regime or _regime_in(body) or "contract"
    if rules not in (*shipped_regimes(), *session.library.regimes):
        raise UsageError(f"there are no rules called {rules!r}", f"one of: {', '.join(shipped_regimes())}")
    full_name = name or ask("The payer's name, as letters print it")
    if not full_name:
        raise UsageError("--name is missing", f'recoup payer add {slug} --name "NAME"')
    data = _file(full_name, rules, _facts_of(session, rules, body) + body)
    loaded = load("payer", data, f"payers/{slug}.yaml")
    if loaded.broken:
        session.report(loaded.findings)
        raise Refused("not saved: the payer file would have the mistakes above", "nothing was changed")
    _keep(session, slug, data, rules)
    if not session.dry_run:
        session.confirm(f"payers/{slug}.yaml: {full_name}, rules {rules}")
        if "windows:" not in body and rules == "contract":
            session.confirm("No window is known for it: type the answer-by date of each letter.")
        session.confirm(f"Next: recoup new --payer {slug}")


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


def _regime_in(body: str) -> str:
    lines = [line for line in body.splitlines() if line.startswith("regime:")]
    return lines[0].partition(":")[2].strip() if lines else ""


def _facts_of(session: Session, rules: str, body: str) -> str:
    """The facts that choosing these rules states of the payer; who funds a plan is never taken for granted."""
    regime = session.library.regimes.get(rules) or shipped_regime(rules)
    stated = {one.fact: one.values[0] for one in regime.applies_when if len(one.values) == 1 and one.fact != "funding"}
    said = {line.partition(":")[0] for line in body.splitlines()}
    return "".join(f"{fact}: {value}\n" for fact, value in stated.items() if fact not in said)


def _file(name: str, rules: str, body: str) -> bytes:
    """The bytes of a new payer file: the name, the rules, and what the profile says."""
    rest = "".join(line for line in body.splitlines(keepends=True) if not line.startswith("regime:"))
    comments = "".join(line for line in rest.splitlines(keepends=True) if line.startswith("#"))
    facts = "".join(line for line in rest.splitlines(keepends=True) if not line.startswith("#"))
    quoted = json.dumps(name, ensure_ascii=False)
    return f"{_HEAD}{comments}name: {quoted}\nrole: payer\nregime: {rules}\n{facts}".encode()


def _keep(session: Session, slug: str, data: bytes, rules: str) -> None:
    from ledger.store.saving import Write

    writes = [Write(f"payers/{slug}.yaml", None, data)]
    held = session.library.files_in("rules")
    missing = [name for name in (rules, *_bases(session, rules)) if f"rules/{name}.yaml" not in held]
    writes += [Write(f"rules/{name}.yaml", None, regime_copy(name)) for name in missing]
    session.keep(writes, f"Add payer {slug}\n\nEvent: payer\nRecoup: {session.version}\n")


def _bases(session: Session, rules: str) -> tuple[str, ...]:
    return () if rules in session.library.regimes else bases(rules)


@app.command(name="list")
def list_(ctx: typer.Context) -> None:
    """List the payers."""
    session = session_of(ctx)
    payers = [session.library.payers[slug] for slug in sorted(session.library.payers)]
    if session.format == "json":
        session.json("payers", {"payers": [as_json(one) for one in payers]})
        return
    for line in listed(payers):
        session.say(line)


@app.command()
def show(ctx: typer.Context, slug: Annotated[str, _SLUG]) -> None:
    """Show one payer: its law, its windows and their source, where to write."""
    session = session_of(ctx)
    payer = session.library.payers[payer_named(session, slug)]
    if session.format == "json":
        session.json("payer", as_json(payer))
        return
    for line in shown(payer):
        session.say(line)
