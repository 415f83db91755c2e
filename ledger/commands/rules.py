"""``recoup rules``: the law this ledger reckons by, shown, checked, held against what ships, confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from ledger.commands import arguments
from ledger.commands.rules_listing import list_held, list_shipped, standing_said
from ledger.commands.session import session_of
from ledger.core.finding import ERROR
from ledger.core.names import id_of
from ledger.core.severity import FAIL_ON
from ledger.report import rules as screen
from ledger.report.rules_update import as_data, changed, left, moves
from ledger.store.held_rules import CHANGED_HERE, OLDER_SHIPS, held_rules
from ledger.store.profiles import shipped_regime, shipped_regimes
from ledger.store.refusal import UsageError

if TYPE_CHECKING:
    from ledger.commands.rules_updating import Update
    from ledger.commands.session import Session
    from ledger.store.held_rules import Held

_PLAIN: dict[str, Any] = {"rich_markup_mode": None, "pretty_exceptions_enable": False, "add_completion": False}

app = typer.Typer(**_PLAIN, help="Show, check, update and confirm the rules that days come from.")


def _held_names(incomplete: str) -> list[str]:
    """The rules of this ledger that a half-typed name can become."""
    from pathlib import Path

    from ledger.store.library import Library
    from ledger.store.refusal import LedgerError
    from ledger.store.root import find_root

    try:
        names = [id_of(file) for file in Library(find_root(Path.cwd())).files_in("rules")]
    except LedgerError:
        return []
    return [name for name in names if name.startswith(incomplete)]


def _all_names(incomplete: str) -> list[str]:
    """The rules, held or shipped, that a half-typed name can become."""
    known = sorted({*_held_names(incomplete), *shipped_regimes()})
    return [name for name in known if name.startswith(incomplete)]


_HELD: Any = typer.Argument(metavar="NAME", help="Rules of this ledger: texas, erisa ...", autocompletion=_held_names)
_ANY: Any = typer.Argument(metavar="NAME", help="Rules held here or shipped.", autocompletion=_all_names)
_SOME: Any = typer.Argument(metavar="[NAME]...", help="Rules of this ledger; none: all.", autocompletion=_held_names)
_ADD: Any = typer.Option(
    "--add", metavar="NAME", help="Copy rules that ship into this ledger.", autocompletion=_all_names
)
_REPLACE: Any = typer.Option("--replace", help="The shipped text takes the place of a file that was changed here.")


@app.command(name="list")
def list_(
    ctx: typer.Context,
    every: Annotated[bool, typer.Option("--all", help="Name everything that ships.")] = False,
) -> None:
    """List the rules of this ledger, who read them, and how many open cases go by each."""
    session = session_of(ctx)
    (list_shipped if every else list_held)(session)


@app.command()
def show(ctx: typer.Context, name: Annotated[str, _ANY]) -> None:
    """Show one set of rules: whom it covers, its days in words, what is not known, who read it."""
    session = session_of(ctx)
    held = held_rules(session.library, (name,)).get(name)
    if held is not None and held.regime is None:
        session.report(held.findings)
        raise UsageError(f"{held.file} cannot be used", "mend the lines named above")
    if held is None and name not in shipped_regimes():
        raise UsageError(f"no rules are called {name!r}", "recoup rules list --all names them")
    regime = held.regime if held is not None and held.regime is not None else shipped_regime(name)
    standing = standing_said(held) if held is not None else ""
    if session.format == "json":
        data = screen.as_data(regime)
        session.json("regime", {"held": held is not None, "standing": held.standing if held else None, "rules": data})
        return
    for line in screen.shown(screen.Shown(regime, held is not None, standing, session.today)):
        session.say(line)


@app.command()
def check(
    ctx: typer.Context,
    names: Annotated[list[str] | None, _SOME] = None,
    fail_on: Annotated[str, typer.Option("--fail-on", metavar="LEVEL", help="error, warning or never.")] = ERROR,
) -> None:
    """Check the rules of this ledger and the patches of its payer files."""
    from ledger.commands.checking import FORMATS
    from ledger.commands.checking import show as show_findings
    from ledger.commands.rules_checking import check_rules

    session = session_of(ctx)
    for option, word, words in (("--fail-on", fail_on, FAIL_ON), ("--format", session.format, FORMATS)):
        if word not in words:
            raise UsageError(f"{option} takes {', '.join(words)}, not {word!r}")
    found = check_rules(session.library, names or (), session.today)
    status = show_findings(found, fail_on, session.format, quiet=session.quiet)
    if session.format == "text":
        _say_way_out(session)
    session.leave(status)


def _say_way_out(session: Session) -> None:
    """How a rule file that cannot be used comes right again, where the same rules ship."""
    for name in sorted(session.library.law.unreadable):
        if name in session.library.law.shipped:
            session.note(f"To put back {name} as it ships: recoup rules update {name} --replace")


@app.command()
def diff(ctx: typer.Context, names: Annotated[list[str] | None, _SOME] = None) -> None:
    """Say what an update would change and which open days it would move; write nothing.

    Rules that an update would leave as they are, because they were changed here, are compared too.
    """
    from ledger.commands.rules_updating import Wanted, update_of

    session = session_of(ctx)
    asked = tuple(names or map(id_of, session.library.files_in("rules")))
    _show(session, update_of(session, Wanted(asked, (), replace=bool(asked))))


@app.command()
def update(
    ctx: typer.Context,
    names: Annotated[list[str] | None, _SOME] = None,
    add: Annotated[list[str] | None, _ADD] = None,
    replace: Annotated[bool, _REPLACE] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask at the terminal.")] = False,
) -> None:
    """Bring the rules of this ledger to what ships, after showing which open days that moves."""
    from ledger.commands.rules_updating import Wanted, message_of, update_of
    from ledger.store.saving import Write

    session = session_of(ctx)
    planned = update_of(session, Wanted(tuple(names or ()), tuple(add or ()), replace))
    _show(session, planned)
    as_json = session.format == "json"
    if not planned.fresh or (session.dry_run and as_json) or not (yes or session.dry_run or _agreed()):
        return
    writes = [Write(one.file, one.before, one.after) for one in planned.fresh]
    session.keep(writes, message_of(planned, session.version))
    if not session.dry_run and not as_json:
        kept = "Saved" if session.commit else "Written, not yet saved"
        session.confirm(f"{kept}: {', '.join(one.file for one in planned.fresh)}.")


def _agreed() -> bool:
    """Whether the person at the terminal wants it; without a terminal what was typed is the word."""
    from ledger.commands.asking import ask, at_terminal

    return not at_terminal() or ask("Take these rules? yes or no", "no").casefold() in ("y", "yes")


def _show(session: Session, planned: Update) -> None:
    """What would change, file by file, what stays as it is, and the days."""
    if session.format == "json":
        files = [
            {"name": one.name, "new": one.before is None, "note": one.note or None, "changes": list(one.said)}
            for one in planned.fresh
        ]
        kept = [{"name": one.name, "standing": one.standing} for one in planned.kept]
        days = [as_data(one) for one in planned.moved]
        session.json("rules-update", {"rules": files, "kept": kept, "moved": days, "cases": planned.cases})
        return
    for one in planned.fresh:
        for line in changed(one.name, one.title, (*([f"({one.note})"] if one.note else []), *one.said)):
            session.say(line)
    for held in planned.kept:
        for line in left(held.file, _why(held), f"recoup rules update {held.name} --replace"):
            session.say(line)
    session.report(planned.misfits)
    if planned.fresh:
        for line in moves(planned.moved, planned.cases):
            session.say(line)
    elif not planned.kept:
        session.say("Every rule here is as it ships.")


def _why(held: Held) -> str:
    if held.standing == CHANGED_HERE:
        return (
            "changed here, or it does not say how it shipped. What a contract changes belongs under patches: of a payer"
            " file"
        )
    return "newer than what ships with this program" if held.standing == OLDER_SHIPS else "it cannot be read"


@app.command()
def confirm(
    ctx: typer.Context,
    name: Annotated[str, _HELD],
    by: Annotated[str, typer.Option(metavar="HANDLE", help="Who read the text, as ledger.yaml names them.")],
    read_on: Annotated[str, typer.Option(metavar="SOURCE", help="Where: the address, or the book and its edition.")],
    on: Annotated[str, arguments.day("The day it was read; today if left out.")] = "",
) -> None:
    """Note that a named person read the text of these rules; letters may cite them then."""
    from ledger.commands.rules_confirming import Word
    from ledger.commands.rules_confirming import confirm as keep_word
    from ledger.core.day import in_words

    session = session_of(ctx)
    day = session.day_not_ahead(on, "--on") if on else session.today
    if not keep_word(session, name, Word(by, read_on, day)):
        session.confirm(f"Noted already: {by} read {read_on.strip()}, and the rules have not changed since.")
    elif not session.dry_run:
        session.confirm(f"Noted: {by} read the text of {name} on {in_words(day)}. A later change needs a new reading.")
