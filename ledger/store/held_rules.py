"""The rules that a ledger holds, each held against what ships: as shipped, behind it, or changed by hand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from ledger.core.law.fingerprint import fingerprint
from ledger.core.names import id_of
from ledger.store.profiles import regime_text, shipped_regimes
from ledger.store.yaml.reader import read

if TYPE_CHECKING:
    from ledger.core.finding import Finding
    from ledger.core.law.rule import Regime
    from ledger.store.library import Library

AS_SHIPPED = "as shipped"
NEWER_SHIPS = "newer ships"
OLDER_SHIPS = "older ships"
CHANGED_HERE = "changed here"
OWN = "ships with no such rules"
UNREADABLE = "cannot be read"
_NOTED = re.compile(rb"^as_shipped: *([0-9a-f]{16})\s*$", re.MULTILINE)


class Held(NamedTuple):
    """One rule file of a ledger.

    ``regime`` holds what it extends too and is None where the rules cannot be used; ``tree`` is the file itself.
    ``rules`` is the fingerprint of the file, ``standing`` how it stands to what ships.
    """

    name: str
    file: str
    data: bytes
    tree: dict[str, Any] | None
    regime: Regime | None
    findings: tuple[Finding, ...]
    rules: str
    standing: str


def held_rules(library: Library, names: tuple[str, ...] = ()) -> dict[str, Held]:
    """The rules of a ledger by the names of their files: those named, or all. Only what ships for these is read."""
    ships = set(shipped_regimes())
    found = {}
    for file, regime, findings in library.regime_files:
        name = id_of(file)
        if names and name not in names:
            continue
        data = library.bytes_of(file)
        tree: dict[str, Any] | None = read(data)[0]
        rules = fingerprint(tree) if tree is not None else ""
        standing = UNREADABLE if tree is None else _standing(name, tree, rules) if name in ships else OWN
        found[name] = Held(name, file, data, tree, regime, findings, rules, standing)
    return found


def names_behind(library: Library) -> list[str]:
    """The rules here whose copied text is another than the one that ships now, told without reading either as rules."""
    from ledger.store.known import shipped_fingerprints

    noted = {id_of(file): _NOTED.search(library.bytes_of(file)) for file in library.files_in("rules")}
    copies = {name: found[1].decode() for name, found in noted.items() if found is not None}
    ships = shipped_fingerprints() if copies else {}
    return [name for name, rules in copies.items() if ships.get(name, rules) != rules]


def _standing(name: str, tree: dict[str, Any], rules: str) -> str:
    """How a file that could be read stands to the shipped one of its name.

    A file that does not say how it once shipped counts as changed by hand: nothing of a person's is overwritten.
    """
    shipped, _ = read(regime_text(name))
    if shipped is None or rules == fingerprint(shipped):
        return AS_SHIPPED
    if tree.get("as_shipped") != rules:
        return CHANGED_HERE
    return OLDER_SHIPS if str(shipped.get("verified_on")) < str(tree.get("verified_on")) else NEWER_SHIPS
