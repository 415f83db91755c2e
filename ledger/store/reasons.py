"""The shipped reasons: what each asks for, by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from ledger.core.evidence.reason import Reason, reason_of
from ledger.store.shipped import shipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def reason_names() -> tuple[str, ...]:
    """The names of the reasons that have a list of their own."""
    return tuple(sorted(path.stem for path in (shipped("rules") / "reasons").glob("*.yaml")))


def reasons_named(names: Iterable[str]) -> tuple[Reason, ...]:
    """The reasons of these names that have a list, in the order asked for."""
    from ledger.store.yaml.reader import read

    found = []
    for name in names:
        path = shipped("rules") / "reasons" / f"{name}.yaml"
        if path.is_file():
            tree, _ = read(path.read_bytes())
            found.append(reason_of(name, cast("Mapping[str, Any]", tree)))
    return tuple(found)
