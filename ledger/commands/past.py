"""The saved versions of cases, read as cases: what history and reports look back on."""

from __future__ import annotations

from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from ledger.core.history import BEFORE_THIS_COPY, NO_SHARED_COPY, NOT_SHARED_YET, SHARED, Saved
from ledger.core.names import id_of
from ledger.core.roster import Roster
from ledger.store.root import MARK
from ledger.store.yaml.versions import Pieces

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from ledger.commands.session import Session
    from ledger.core.case import Case
    from ledger.core.practice import Person
    from ledger.store.git import Git
    from ledger.store.git.blobs import Store
    from ledger.store.git.past import FileChange
    from ledger.store.git.saves import Save
    from ledger.store.git.seen import FirstSeen

_VERSIONS_HELD = 256
"""How many versions stay read: each is the later one of one save and the earlier one of the next."""
_ASKED_AT_ONCE = 64


class Version(NamedTuple):
    """One version of a file as it could be read; ``there`` is False where the save had no such file."""

    there: bool
    case: Case | None = None
    partly: bool = False
    tree: Mapping[str, object] | None = None


_ABSENT = Version(there=False)


class Past:
    """The past of one ledger: saves told one by one, so that no more than a few versions are ever held."""

    def __init__(self, session: Session, store: Store) -> None:
        self._git = session.git
        self._reading = _Reading(store)
        self.roster = Roster(session.settings.people, lambda: _earlier_people(session.git, store))
        self.seen = session.git.first_seen()

    def saves(self, paths: Sequence[str], *, oldest_first: bool = False) -> Iterator[Saved]:
        """Every save of the case files below some paths."""
        saves = self._git.saves(paths, oldest_first=oldest_first)
        steps = ((save, change) for save in saves for change in save.files if change.path.endswith(".yaml"))
        while group := list(islice(steps, _ASKED_AT_ONCE)):
            self._reading.expect(name for save, change in group for name in _needed(save, change))
            for save, change in group:
                yield _saved(save, change, self)

    def newest(self, file: str) -> Case | None:
        """The case as it was last saved; None where it is not there, or cannot be read."""
        return self._reading.at("HEAD", file).case

    def versions(self, save: Save, change: FileChange) -> tuple[Version, ...]:
        """The file in each version a save was made from, and then in the save itself."""
        before = (self._reading.version(change.before, change.path),) if save.parents else ()
        joined = tuple(self._reading.at(parent, change.path) for parent in save.parents[1:])
        return (*before, *joined, self._reading.version(change.after, change.path))

    def newest_parent(self, save: Save) -> datetime | None:
        """The newest time among the saves that one was made from."""
        times = [self._reading.time(parent) for parent in save.parents]
        return max(filter(None, times), default=None)


@contextmanager
def past_of(session: Session) -> Iterator[Past]:
    """The past of the ledger, to be asked inside the block."""
    with session.git.store() as store:
        yield Past(session, store)


class _Reading:
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
        data = self._get(f"{save}:{file}")
        return _ABSENT if data is None else self._read(data, file)

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


def _needed(save: Save, change: FileChange) -> Iterator[str]:
    """What must be fetched to tell one change: both versions, those of further lines, and the saves before it."""
    yield from (blob for blob in (change.before, change.after) if blob)
    yield from save.parents
    yield from (f"{parent}:{change.path}" for parent in save.parents[1:])


def _saved(save: Save, change: FileChange, past: Past) -> Saved:
    *before, after = past.versions(save, change)
    shared_at, shared = _sharing(save.commit, past.seen)
    return Saved(
        id_of(change.path),
        save.commit,
        save.committed_at,
        past.roster.handle(save.author_email, save.author_name),
        tuple(version.case for version in before),
        after.case,
        unreadable=after.there and after.case is None,
        mended=bool(before) and before[0].there and before[0].case is None,
        partly=after.partly,
        cut=save.commit in past.seen.cut,
        kept_by=past.roster.handle(save.committer_email, save.committer_name),
        written_at=save.authored_at,
        parent_at=past.newest_parent(save),
        shared_at=shared_at,
        shared=shared,
    )


def _sharing(save: str, seen: FirstSeen) -> tuple[datetime | None, str]:
    if not seen.shares:
        return None, NO_SHARED_COPY
    if save in seen.waiting:
        return None, NOT_SHARED_YET
    at = seen.met.get(save)
    return (at, SHARED) if at is not None else (None, BEFORE_THIS_COPY)


def _earlier_people(git: Git, store: Store) -> list[Person]:
    """Everybody whom an earlier version of ``ledger.yaml`` names, newest first."""
    from ledger.store.library import load

    found: list[Person] = []
    for save in git.saves([MARK]):
        for change in save.files:
            data = store.get(change.before) if change.before else None
            settings = load("ledger", data, MARK).value if data else None
            found.extend(settings.people if settings is not None else ())
    return list(dict.fromkeys(found))
