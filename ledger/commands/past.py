"""The saved versions of cases, read as cases: what history and reports look back on."""

from __future__ import annotations

from contextlib import contextmanager
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from ledger.commands.past_versions import Reading
from ledger.core.history import BEFORE_THIS_COPY, NO_SHARED_COPY, NOT_SHARED_YET, SHARED, Saved
from ledger.core.names import id_of
from ledger.core.roster import Roster
from ledger.store.root import MARK

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from ledger.commands.past_joined import Joinings
    from ledger.commands.past_versions import Version
    from ledger.commands.session import Session
    from ledger.core.case import Case
    from ledger.core.event import Event
    from ledger.core.practice import Person
    from ledger.store.git import Git
    from ledger.store.git.blobs import Store
    from ledger.store.git.saves import FileChange, Save
    from ledger.store.git.seen import FirstSeen

_ASKED_AT_ONCE = 64


class Past:
    """The past of one ledger: saves told one by one, so that no more than a few versions are ever held."""

    def __init__(self, session: Session, store: Store) -> None:
        self._git = session.git
        self._reading = Reading(store)
        self._zone = session.clock.zone
        self.roster = Roster(session.settings.people, lambda: _earlier_people(session.git, store))
        self.seen = session.git.first_seen()

    def saves(self, paths: Sequence[str], *, oldest_first: bool = False) -> Iterator[Saved]:
        """Every save of the case files below some paths."""
        saves = self._git.saves(paths, oldest_first=oldest_first)
        steps = (
            (save, change)
            for save in saves
            for change in (*save.files, *(self._joinings.dropped(save, paths) if save.parents[1:] else ()))
            if change.path.endswith(".yaml")
        )
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

    @cached_property
    def _joinings(self) -> Joinings:
        """Made where the first joining is met: most cases have none."""
        from ledger.commands.past_joined import Joinings

        return Joinings(self._git, self._reading)

    def decided(self, save: Save, change: FileChange) -> tuple[Event, ...]:
        """What somebody had to choose in a file where two lines of work were joined."""
        if not save.parents[1:]:
            return ()
        on = save.committed_at.astimezone(self._zone).date()
        return self._joinings.decided(save, change.path, on, lambda one: self.roster.handle(*_author(one)))

    def newest_parent(self, save: Save) -> datetime | None:
        """The newest time among the saves that one was made from."""
        times = [self._reading.time(parent) for parent in save.parents]
        return max(filter(None, times), default=None)


@contextmanager
def past_of(session: Session) -> Iterator[Past]:
    """The past of the ledger, to be asked inside the block."""
    with session.git.store() as store:
        yield Past(session, store)


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
        past.roster.handle(*_author(save)),
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
        decided=past.decided(save, change),
    )


def _author(save: Save) -> tuple[str, str]:
    return save.author_email, save.author_name


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
