"""Versions of cases as they can be read, by the names git keeps them under."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ledger.store.yaml.versions import Pieces

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from ledger.core.case import Case
    from ledger.store.git.blobs import Store

_VERSIONS_HELD = 256
"""How many versions stay read: each is the later one of one save and the earlier one of the next."""


class Version(NamedTuple):
    """One version of a file as it could be read; ``there`` is False where the save had no such file."""

    there: bool
    case: Case | None = None
    partly: bool = False
    tree: Mapping[str, object] | None = None


_ABSENT = Version(there=False)


class Reading:
    """Versions by the names git keeps them under, the last few of them held."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._pieces = Pieces()
        self._waiting: dict[str, bytes | None] = {}
        self._held: dict[str, Version] = {}
        self._newest: dict[str, Version] = {}
        self._times: dict[str, datetime | None] = {}

    def expect(self, names: Iterable[str]) -> None:
        """Ask for everything that the next few saves need at once: asking one by one takes longer than reading."""
        wanted = (name for name in names if name not in self._held and name not in self._times)
        self._waiting = self._store.several(list(dict.fromkeys(wanted)))

    def version(self, blob: str | None, file: str) -> Version:
        """The version kept under a hash."""
        if blob is None:
            return _ABSENT
        found = self._held.pop(blob, None)
        if found is None:
            found = self._read(self._get(blob), file)
        self._held[blob] = found
        if len(self._held) > _VERSIONS_HELD:
            del self._held[next(iter(self._held))]
        return found

    def at(self, save: str, file: str) -> Version:
        """The version that a save holds."""
        data = self.data(save, file)
        return _ABSENT if data is None else self._read(data, file)

    def data(self, save: str, file: str) -> bytes | None:
        """The bytes that a save holds; None where it has no such file."""
        return self._get(f"{save}:{file}")

    def time(self, save: str) -> datetime | None:
        """When a save was made; None where it is not in this copy."""
        from ledger.store.git.saves import made_at

        if save not in self._times:
            if len(self._times) > _VERSIONS_HELD:
                self._times.clear()
            self._times[save] = made_at(self._get(save))
        return self._times[save]

    def _get(self, name: str) -> bytes | None:
        return self._waiting.pop(name) if name in self._waiting else self._store.get(name)

    def _read(self, data: bytes | None, file: str) -> Version:
        """Only what a value needs: whether the file keeps every rule of the format is the affair of ``check``."""
        from ledger.core.typed import typed, typed_after
        from ledger.store.schema import schema

        tree = None if data is None else self._pieces.read(data)
        if tree is None:
            return Version(there=True)
        known = self._newest.pop(file, None)
        if known is not None and known.case is not None and known.tree is not None and not known.partly:
            case, wrong = typed_after(tree, schema("case"), "case", (known.tree, known.case))
        else:
            case, wrong = typed(tree, schema("case"), "case")
        found = Version(there=True, case=case._replace(file=file) if case else None, partly=bool(wrong), tree=tree)
        self._newest[file] = found
        if len(self._newest) > _VERSIONS_HELD:
            del self._newest[next(iter(self._newest))]
        return found
