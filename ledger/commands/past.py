"""The saved versions of cases, read as cases: what history, reports and the audit look back on."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from ledger.core.history import Saved
from ledger.core.names import id_of
from ledger.store.library import load_case

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.commands.session import Session
    from ledger.core.case import Case
    from ledger.store.git.past import Commit

_VERSIONS_HELD = 64
"""How many versions stay read: each is the later one of one save and the earlier one of the next."""


def saves_of(session: Session, file: str) -> list[Saved]:
    """Every save of one case, oldest first."""
    who = _people(session)
    return [
        _saved(file, version.commit, who, (version.before, *version.joined), version.after)
        for version in session.git.versions(file)
    ]


def saves_of_all(session: Session, newest: int | None) -> tuple[list[Saved], bool]:
    """The saves of all cases, newest first; at most so many, or all; and whether there are more."""
    who = _people(session)
    known = list(reversed(session.git.commits(["cases"])))
    commits = known[:newest]
    places = [(commit, change.path) for commit in commits for change in commit.files if change.path.endswith(".yaml")]
    names = [f"{rev}:{path}" for commit, path in places for rev in (*commit.parents, commit.commit)]
    found = iter(session.git.contents(names))
    saves = []
    for commit, path in places:
        before = tuple(next(found) for _ in commit.parents)
        saves.append(_saved(path, commit, who, before, next(found)))
    return saves, len(known) > len(commits)


def _saved(
    file: str, commit: Commit, who: dict[str, str], before: Sequence[bytes | None], after: bytes | None
) -> Saved:
    was, now = tuple(_case(data, file) for data in before), _case(after, file)
    return Saved(
        id_of(file),
        commit.commit,
        commit.committed_at,
        who.get(commit.author_email.casefold(), commit.author_name),
        was,
        now,
        unreadable=now is None and after is not None,
        mended=bool(before) and was[0] is None and before[0] is not None,
    )


def _people(session: Session) -> dict[str, str]:
    return {person.email.casefold(): person.id for person in session.settings.people if person.email}


@lru_cache(_VERSIONS_HELD)
def _case(data: bytes | None, file: str) -> Case | None:
    return None if data is None else load_case(data, file).case
