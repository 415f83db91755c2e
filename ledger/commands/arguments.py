"""Arguments that several commands share, with their help and their completion."""

from __future__ import annotations

from typing import Any

import typer

from ledger.core.names import id_of
from ledger.store.library import Library
from ledger.store.refusal import LedgerError
from ledger.store.root import find_root


def _case_names(incomplete: str) -> list[str]:
    """The case ids that a half-typed name can become."""
    from pathlib import Path

    try:
        ids = [id_of(file) for file in Library(find_root(Path.cwd())).case_files()]
    except LedgerError:
        return []
    start = incomplete.upper()
    return [name for name in ids if name.startswith(start) or name.rpartition("-")[2].startswith(start)]


case: Any = typer.Argument(
    metavar="CASE",
    help="A case: its id, the first letters of the id's random part, the payer's number, or a path.",
    autocompletion=_case_names,
)
"""One case, by any of its names."""

cases: Any = typer.Argument(
    metavar="[CASE]...", help="Cases, by any of their names; none means all.", autocompletion=_case_names
)
"""Some cases, or all."""


def day(help: str, name: str = "") -> Any:  # noqa: A002, ANN401 - typer's word; an option of any type
    """An option that takes a day: ``3/6/2026`` or ``2026-03-06``."""
    return typer.Option(*([name] if name else []), metavar="DATE", help=help)


def amount(help: str, name: str = "") -> Any:  # noqa: A002, ANN401
    """An option that takes dollars: ``$1,482.60`` or ``1482.60``."""
    return typer.Option(*([name] if name else []), metavar="AMOUNT", help=help)


corrects: Any = typer.Option(
    metavar="TAG",
    help="The entry that this one replaces: its id, or the four letters that recoup history CASE shows behind it.",
)
"""An option that names a wrong entry."""

corrects_sending: Any = typer.Option(
    "--corrects",
    metavar="NAME",
    help="Put right the entry of this id, level or kind: a new entry takes its place, and both stay in the file.",
)
"""An option that names an appeal or a filing that was saved with a wrong value."""
