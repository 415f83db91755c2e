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

    from ledger.core.audit.between import Between
    from ledger.core.audit.blocks import Blocks
    from ledger.core.audit.saves import Step
    from ledger.core.case import Case
    from ledger.core.deadline import Deadline
    from ledger.core.edited import Tree
    from ledger.core.law.governing import Law

    Fields = dict[str, Tree]

_HELD = 64
"""Versions of one file whose days are kept: as many as lines of work may run side by side."""
_ALWAYS_READ = "documents"
"""Papers move no day, but one may be named as the reason for another."""


class Text(NamedTuple):
    """The bytes of a version, and its blocks where they are known to be its keys."""

    data: bytes
    blocks: Blocks | None = None


class _Known(NamedTuple):
    """A version as it was reckoned. It stands for every later one that differs in nothing a day is reckoned from."""

    tree: Fields
    case: Case
    law: Law
    deadlines: Sequence[Deadline]


class Versions:
    """The versions of one file after the other; what is known of a file is dropped when the next one comes."""

    def __init__(self) -> None:
        self._path = ""
        self._known: dict[str, _Known] = {}

    def quiet(self, step: Step) -> None:
        """Note that a version differs from the one before in nothing that a day is reckoned from."""
        self._begin(step.path)
        known = self._known.get(step.before)
        if known is not None:
            self._keep(step.after, known)

    def reckoned(
        self, step: Step, found: Between, texts: tuple[Text, Text], laws: tuple[Law | None, Law | None], day: date
    ) -> tuple[Version, Version] | None:
        """The versions before and after one step, under the law as it stood at each, with their deadlines.

        In keys that the step did not touch, both may be as an earlier version had them that no day differs from: only
        whether a deadline is open or overdue may be of another day. None where a version or a law cannot be read.
        """
        self._begin(step.path)
        (before, after), (old_law, new_law) = texts, laws
        if old_law is None or new_law is None:
            return None
        old = self._known.get(step.before) or self._whole(step.path, before, old_law, day)
        if old is None:
            return None
        if old.law is not old_law:
            old = old._replace(law=old_law, deadlines=deadlines_for(old.case, old_law, day))
        self._keep(step.before, old)
        tree = read(after.data)[0] if after.blocks is None else _changed(old.tree, found, after.blocks)
        value = None if tree is None else typed_after(tree, schema("case"), "case", (old.tree, old.case))[0]
        if tree is None or value is None:
            return None
        case = value._replace(file=step.path)
        new = _Known(tree, case, new_law, deadlines_for(case, new_law, day))
        self._keep(step.after, new)
        return Version(_as_before(old.tree, tree, found), old.case, old.deadlines), Version(tree, case, new.deadlines)

    def _whole(self, path: str, text: Text, law: Law, day: date) -> _Known | None:
        tree = read(text.data)[0]
        value = None if tree is None else typed(tree, schema("case"), "case")[0]
        if tree is None or value is None:
            return None
        case = value._replace(file=path)
        return _Known(tree, case, law, deadlines_for(case, law, day))

    def _begin(self, path: str) -> None:
        if path != self._path:
            self._path = path
            self._known = {}

    def _keep(self, name: str, known: _Known) -> None:
        self._known.pop(name, None)
        self._known[name] = known
        if len(self._known) > _HELD:
            self._known.pop(next(iter(self._known)))


def _changed(known: Fields, found: Between, blocks: Blocks) -> Fields | None:
    """The keys of a version: those of a known one, but for what was touched; None where a block cannot be read."""
    tree: Fields = {}
    for key, block in blocks.items():
        if key in known and key not in found.touched and key != _ALWAYS_READ:
            tree[key] = known[key]
        else:
            tree |= read(block)[0] or {}
    return tree if list(tree) == list(blocks) else None


def _as_before(known: Fields, tree: Fields, found: Between) -> Fields:
    """The keys of the version before: as after, but for what the step touched."""
    before = {**tree, **{key: value for key, value in known.items() if key not in tree}}
    for key in found.touched:
        listed, added = tree.get(key), [entry for name, entry in found.added if name == key]
        if key in found.was:
            before[key] = found.was[key]  # type: ignore[assignment]  # a tree, as it was read
        elif key in found.now and added and isinstance(listed, list):
            before[key] = listed[: len(listed) - len(added)]
        else:
            before.pop(key, None)
    return before
