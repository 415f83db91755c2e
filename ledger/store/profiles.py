"""What ships for new payer files: profiles of payers, and the regimes a ledger can copy in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.store.refusal import Refused
from ledger.store.shipped import shipped

if TYPE_CHECKING:
    from ledger.core.law.rule import Regime


def profiles() -> tuple[str, ...]:
    """The names of the shipped profiles."""
    return tuple(sorted(path.stem for path in (shipped("rules") / "profiles").glob("*.yaml")))


def profile_text(name: str) -> str:
    """A profile as it ships: a payer file without its name."""
    return (shipped("rules") / "profiles" / f"{name}.yaml").read_text(encoding="utf-8")


def shipped_regimes() -> tuple[str, ...]:
    """The names of the shipped regimes."""
    from ledger.store.yaml.reader import read

    found = []
    for path in sorted(shipped("rules").glob("*.yaml")):
        tree, _ = read(path.read_bytes())
        if tree is not None and "windows" in tree:
            found.append(path.stem)
    return tuple(found)


def shipped_regime(name: str) -> Regime:
    """A regime as it ships. Raises Refused where the file cannot be read."""
    from ledger.core.law.regime import regime_of
    from ledger.store.yaml.reader import read

    tree, findings = read(regime_text(name))
    regime, more = regime_of(tree)
    if regime is None:
        raise Refused(f"rules/{name}.yaml, as shipped, cannot be read", (more or findings)[0].message)
    return regime


def regime_text(name: str) -> bytes:
    """A regime as it ships, for the ledger's own rules/."""
    return (shipped("rules") / f"{name}.yaml").read_bytes().replace(b"../../schema/", b"../schema/")
