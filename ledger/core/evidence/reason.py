"""A reason for recoupment as data: what to gather, what has won, what to look for, what a note must show."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

UNIVERSAL = "universal"
"""The list that every recoupment has, beside that of its reason."""
PROJECTION = "extrapolation"
"""The list that a case has where its demand is projected from a sample."""


class Only(NamedTuple):
    """Where something applies; empty: everywhere."""

    line_of_business: tuple[str, ...] = ()
    network: tuple[str, ...] = ()
    served_from: date | None = None

    @property
    def told(self) -> str:
        """``Medicare ffs, services from 2025-01-01``."""
        words = [word.replace("_", " ") for word in (*self.line_of_business, *self.network)]
        days = [f"services from {self.served_from}"] if self.served_from is not None else []
        return ", ".join((" or ".join(words), *days) if words else days)


class Item(NamedTuple):
    """Something to gather: its name in the case, who usually has it, and the kinds of paper that show it."""

    id: str
    what: str
    holder: str
    shown_by: tuple[str, ...]
    confidence: str
    source: str
    criterion: str = ""
    only: Only = Only()


class Saying(NamedTuple):
    """One sentence with its confidence and source."""

    says: str
    confidence: str
    source: str
    only: Only = Only()


class Way(NamedTuple):
    """A letter that a reason asks for instead of the usual one, and why."""

    kind: str
    says: str
    confidence: str
    only: Only = Only()


class Source(NamedTuple):
    """Where a fact was read; no address where nothing was."""

    title: str
    address: str = ""


class Reason(NamedTuple):
    """Everything that is known of one reason."""

    name: str
    title: str
    about: str
    gather: tuple[Item, ...] = ()
    wins: tuple[Saying, ...] = ()
    look_for: tuple[Saying, ...] = ()
    note_shows: tuple[Saying, ...] = ()
    letters: tuple[Way, ...] = ()
    gaps: tuple[str, ...] = ()
    sources: tuple[tuple[str, Source], ...] = ()


def reason_of(name: str, tree: Mapping[str, Any]) -> Reason:
    """The reason that a shipped file describes; the file follows ``reason.schema.json``."""
    return Reason(
        name,
        tree["title"],
        tree["about"],
        tuple(_item(one) for one in tree.get("gather") or ()),
        _sayings(tree, "wins"),
        _sayings(tree, "look_for"),
        _sayings(tree, "note_shows"),
        tuple(Way(one["kind"], one["says"], one["confidence"], _only(one)) for one in tree.get("letters") or ()),
        tuple(tree.get("gaps") or ()),
        tuple((key, Source(one["title"], one["address"] or "")) for key, one in (tree.get("sources") or {}).items()),
    )


def _item(one: Mapping[str, Any]) -> Item:
    shown_by = tuple(one["shown_by"])
    start = (one["id"], one["what"], one["holder"], shown_by, one["confidence"], one["source"])
    return Item(*start, one.get("criterion") or "", _only(one))


def _sayings(tree: Mapping[str, Any], key: str) -> tuple[Saying, ...]:
    return tuple(Saying(one["says"], one["confidence"], one["source"], _only(one)) for one in tree.get(key) or ())


def _only(one: Mapping[str, Any]) -> Only:
    told = one.get("only") or {}
    start = told.get("served_from")
    day = date.fromisoformat(start) if start else None
    return Only(tuple(told.get("line_of_business") or ()), tuple(told.get("network") or ()), day)
