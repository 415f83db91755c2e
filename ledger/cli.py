"""The command line: the app, the options that every command takes, and help by headings."""

from __future__ import annotations

import importlib
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from ledger import __version__
from ledger.commands.session import Asked, session_of
from ledger.commands.table import COMMANDS, Entry

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_PLAIN: dict[str, Any] = {"rich_markup_mode": None, "pretty_exceptions_enable": False, "add_completion": False}


def _asked_by_every_command(
    ledger: Annotated[str, typer.Option(metavar="PATH", help="The ledger's folder, if not the one you are in.")] = "",
    today: Annotated[str, typer.Option(metavar="DATE", help="Show dates as if this were today.")] = "",
    format: Annotated[str, typer.Option(metavar="NAME", help="text or json; some commands offer more.")] = "",  # noqa: A002 - the flag's name
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say only what is wrong.")] = False,  # noqa: FBT002 - a flag
) -> None:
    """Name the options that every command takes."""


def _asked_by_writers(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change; write nothing.")] = False,  # noqa: FBT002
    no_commit: Annotated[bool, typer.Option("--no-commit", help="Write the file, but leave saving to you.")] = False,  # noqa: FBT002
) -> None:
    """Name the options of every command that writes."""


def _options(of: Callable[..., None]) -> list[Any]:
    """Options that are kept on the context instead of being passed to each command."""

    def keep(ctx: Any, param: Any, value: Any) -> Any:  # noqa: ANN401 - typer's own callback form
        if value:  # before the command or behind it: what was typed stands
            ctx.ensure_object(Asked).set(param.name, value)
        return value

    source = typer.Typer(**_PLAIN)
    source.command()(of)
    kept = []
    for param in typer.main.get_command(source).params:
        if param.name != "help":
            param.expose_value = False
            param.callback = keep
            kept.append(param)
    return kept


class Commands(TyperGroup):
    """Commands that are imported when they are called, so that none pays for another."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002
        """Every command that help shows, in the order of the table."""
        return [name for name, entry in COMMANDS.items() if not entry.hidden]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401, ARG002
        """The command of that name, or None."""
        entry = COMMANDS.get(cmd_name)
        return None if entry is None else _command(cmd_name, entry)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401
        """Find the command; a misspelt name gets the nearest ones."""
        for name in COMMANDS:
            self.commands.setdefault(name, None)  # type: ignore[arg-type]  # only their names are read, for suggestions
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401, ARG002
        """List the commands under their headings without importing any."""
        groups: dict[str, list[tuple[str, str]]] = {}
        for name, entry in COMMANDS.items():
            if not entry.hidden:
                groups.setdefault(entry.group, []).append((name, entry.help))
        for group, rows in groups.items():
            with formatter.section(group):
                formatter.write_dl(rows)


def _command(name: str, entry: Entry) -> Any:  # noqa: ANN401 - typer's command type is private
    module = importlib.import_module(f"ledger.commands.{entry.module}")
    app = getattr(module, "app", None)
    if app is None:
        app = typer.Typer(**_PLAIN)
        app.command(name)(getattr(module, _function(name)))
    command = typer.main.get_command(app)
    command.name = name
    command.epilog = f"Example: {entry.example}"
    for leaf in getattr(command, "commands", {name: command}).values():
        _name_plainly(leaf.params)
        leaf.params.extend(_options(_asked_by_every_command))
        if entry.writes or leaf is not command:
            leaf.params.extend(_options(_asked_by_writers))
    return command


def _plain_word(word: str, *_: object, **__: object) -> str:
    """The word an argument is shown by, whatever typer asks about it."""
    return word


def _name_plainly(params: Sequence[Any]) -> None:
    """Arguments read as CASE and options as TEXT, not as the types of a programming language."""
    for param in params:
        if param.param_type_name == "argument":
            word = param.metavar or param.name.upper()
            named = word if param.required or word.startswith("[") else f"[{word}]"
            param.make_metavar = partial(_plain_word, named)
        elif param.metavar is None and getattr(param.type, "name", "") in {"text", "str"}:
            param.metavar = "TEXT"


def _function(name: str) -> str:
    """A command's function bears its name, with an underscore for a hyphen, and behind where Python has taken it."""
    return f"{name}_" if name in ("list", "pass") else name.replace("-", "_")


app = typer.Typer(
    cls=Commands, invoke_without_command=True, no_args_is_help=False, **{**_PLAIN, "add_completion": True}
)


def _say_version(value: bool) -> None:  # noqa: FBT001 - typer's own callback form
    if value:
        typer.echo(f"recoup {__version__}")
        raise typer.Exit


_VERSION = typer.Option("--version", callback=_say_version, is_eager=True, help="Say the version.")


@app.callback()
def recoup(ctx: typer.Context, *, version: Annotated[bool, _VERSION] = False) -> None:  # noqa: ARG001 - its callback answers
    """Keep every recoupment in one plain file: what must be done by when, why, and what it is worth.

    Without a command: the morning screen. Nothing leaves this computer until you share it.
    """
    if ctx.invoked_subcommand is None:
        from ledger.commands.morning import morning

        morning(session_of(ctx))


def main(arguments: Sequence[str]) -> None:
    """Run one command line through Typer; leaves by SystemExit with the exit code."""
    command = typer.main.get_command(app)
    command.params.extend(_options(_asked_by_every_command))
    command.main(args=list(arguments), prog_name="recoup")
