"""Versions of case files as the audit reckons them: read, typed and reckoned no more often than they differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ledger.core.reckoning import deadlines_for
from ledger.core.stopping import Version
from ledger.core.typed import typed, typed_after
from ledger.store.schema import schema
from ledger.store.yaml.reader import read

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ledger.core.audit.saves import Step
    from ledger.core.case import Case
    from ledger.core.deadline import Deadline
    from ledger.core.edited import Tree
    from ledger.core.law.governing import Law

_HELD = 64
"""Versions of one file whose days are kept: as many as lines of work may run side by side."""


class _Days(NamedTuple):
    law: Law
    deadlines: Sequence[Deadline]


class Versions:
    """The versions of one file after the other; what is known of a file is dropped when the next one comes."""

    def __init__(self) -> None:
        self._path = ""
        self._forget()

    def _forget(self) -> None:
        self._last: tuple[dict[str, Tree], Case] | None = None
        self._read: dict[str, tuple[dict[str, Tree], Case] | None] = {}
        self._days: dict[str, _Days] = {}

    def at(self, path: str, name: str, data: bytes, law: Law | None, day: date) -> Version | None:
        """One version with its deadlines; None where it cannot be read, or the law of that time cannot.

        Days that were reckoned before, for this version or for one that differs in nothing any day is reckoned from,
        stand: only whether a deadline is open or overdue may be of another day.
        """
        self._begin(path)
        if name not in self._read:
            self._read = {**dict([*self._read.items()][-1:]), name: self._typed(path, data)}
        found = self._read[name]
        if found is None or law is None:
            return None
        tree, case = found
        known = self._days.get(name)
        if known is None or known.law is not law:
            known = self._days[name] = _Days(law, deadlines_for(case, law, day))
            self._trim()
        return Version(tree, case, known.deadlines)

    def as_quiet(self, step: Step) -> None:
        """Note that a version differs from the one before in nothing that a day is reckoned from."""
        self._begin(step.path)
        known = self._days.get(step.before)
        if known is not None:
            self._days.setdefault(step.after, known)
            self._trim()

    def _begin(self, path: str) -> None:
        if path != self._path:
            self._forget()
            self._path = path

    def _trim(self) -> None:
        while len(self._days) > _HELD:
            self._days.pop(next(iter(self._days)))

    def _typed(self, path: str, data: bytes) -> tuple[dict[str, Tree], Case] | None:
        tree, _ = read(data)
        if tree is None:
            return None
        shape, known = schema("case"), self._last
        value, _ = typed(tree, shape, "case") if known is None else typed_after(tree, shape, "case", known)
        if value is None:
            return None
        self._last = (tree, value._replace(file=path))
        return self._last
