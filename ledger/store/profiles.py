"""What ships for new payer files: profiles of payers, and the regimes a ledger can copy in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.store.refusal import Refused
from ledger.store.shipped import shipped

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from ledger.core.edit import Edit, Value
    from ledger.core.law.rule import Regime

_NO_RULES = ("reasons", "index")
"""Files beside the rules that are none."""


def profiles() -> tuple[str, ...]:
    """The names of the shipped profiles."""
    return tuple(sorted(path.stem for path in (shipped("rules") / "profiles").glob("*.yaml")))


def profile_text(name: str) -> str:
    """A profile as it ships: a payer file without its name."""
    return (shipped("rules") / "profiles" / f"{name}.yaml").read_text(encoding="utf-8")


def regime_files() -> tuple[Path, ...]:
    """The shipped rule files, by name: federal and contract rules beside each other, the states in a folder."""
    rules = shipped("rules")
    found = [path for path in rules.glob("*.yaml") if path.stem not in _NO_RULES]
    return tuple(sorted((*found, *(rules / "states").glob("*.yaml")), key=lambda path: path.stem))


def shipped_regimes() -> tuple[str, ...]:
    """The names of the shipped regimes."""
    return tuple(path.stem for path in regime_files())


def shipped_regime(name: str) -> Regime:
    """A regime as it ships, with what it extends. Raises Refused where the file cannot be read."""
    regimes = {one.name: one for one in (_alone(name), *(_alone(base) for base in bases(name)))}
    from ledger.core.law.extending import extended

    whole, wrong = extended(regimes)
    if name not in whole:
        raise Refused(f"rules/{name}.yaml, as shipped, cannot be read", wrong[name][0].message)
    return whole[name]


def bases(name: str) -> tuple[str, ...]:
    """The shipped regimes that one rests on, nearest first."""
    found: list[str] = []
    while name := _alone(name).extends:
        found.append(name)
    return tuple(found)


def _alone(name: str) -> Regime:
    from ledger.core.law.regime import regime_of
    from ledger.store.yaml.reader import read

    tree, findings = read(regime_text(name))
    regime, more = regime_of(tree)
    if regime is None:
        raise Refused(f"rules/{name}.yaml, as shipped, cannot be read", (more or findings)[0].message)
    return regime


def regime_text(name: str) -> bytes:
    """A regime as it ships."""
    return next(path for path in regime_files() if path.stem == name).read_bytes()


def regime_copy(name: str, confirmed: Sequence[Mapping[str, Value]] = ()) -> bytes:
    """A regime as it goes into a ledger's rules/: as it ships, with its fingerprint, and with what was confirmed there.

    The fingerprint tells later whether the file was changed by hand since.
    """
    from ledger.core.edit import AppendEntry, SetField
    from ledger.core.law.fingerprint import fingerprint
    from ledger.store.schema import key_order
    from ledger.store.yaml.reader import read
    from ledger.store.yaml.splice import splice

    text = regime_text(name)
    edits: list[Edit] = [
        SetField(("as_shipped",), fingerprint(read(text)[0])),
        *(AppendEntry(("confirmed",), entry) for entry in confirmed),
    ]
    return f"{splice(text.decode('utf-8'), edits, key_order('regime')).rstrip()}\n".encode()
