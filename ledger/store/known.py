"""The rules that ship, by name and by the facts that bring them: a ledger holds only those it needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from ledger.core.law.governing import Known
from ledger.core.law.rule import Condition
from ledger.store.shipped import shipped

INDEX = "index.json"
"""Beside the rule files; ``python -m docs.laws`` makes it anew from them, and a test holds it against them."""


class KnownRules(Mapping[str, Known]):
    """All rules that ship, read when the first is asked for: most ledgers never ask."""

    def __getitem__(self, name: str) -> Known:
        return self._listed[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._listed)

    def __len__(self) -> int:
        return len(self._listed)

    @cached_property
    def _listed(self) -> dict[str, Known]:
        return {name: Known(one["title"], _conditions(one["applies_when"])) for name, one in _index().items()}


def shipped_fingerprints() -> dict[str, str]:
    """The fingerprint of each text that ships, of all rules that facts bring."""
    return {name: one["rules"] for name, one in _index().items()}


def _index() -> dict[str, dict[str, Any]]:
    import json

    tree: dict[str, dict[str, Any]] = json.loads((shipped("rules") / INDEX).read_bytes())
    return tree


def _conditions(facts: dict[str, list[str]]) -> tuple[Condition, ...]:
    return tuple(Condition(fact, tuple(values)) for fact, values in facts.items())
