"""What commands that look back need before they read: they never write, and work while files are half edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.commands.session import listed
from ledger.core.names import id_of, ids_meant
from ledger.store.refusal import Refused, UsageError

if TYPE_CHECKING:
    from ledger.commands.session import Session

SAVED_LAST = "HEAD"


def look_back(session: Session) -> None:
    """Where ``ledger.yaml`` cannot be read as it stands, let it count as it was last saved, and say so."""
    try:
        session.library.settings  # noqa: B018 - reading it is the question
    except Refused as refused:
        from ledger.store.library_at import LibraryAt

        session.library = LibraryAt(session.git, SAVED_LAST)
        session.note(f"{refused.message}; it is taken as it was last saved")


def case_file(session: Session, name: str) -> str:
    """The file of the case that ``name`` means, also where it was taken away from the folder.

    Raises UsageError where no case, or more than one, has that name.
    """
    files = session.files_named(name) or _saved_once(session, name)
    if not files:
        raise UsageError(f"no case is called {name!r}", "recoup list shows them all")
    if len(files) > 1:
        message = f"{name!r} can mean {listed([id_of(file) for file in files])}"
        raise UsageError(message, "type the id of the one you mean")
    return files[0]


def _saved_once(session: Session, name: str) -> list[str]:
    """The files that the last state, or any state before it, holds under that name."""
    by_id = {id_of(path): path for path in session.git.paths_at(SAVED_LAST, "cases") if path.endswith(".yaml")}
    meant = ids_meant(name, by_id)
    if not meant:
        changed = (change.path for save in session.git.saves(["cases"]) for change in save.files)
        by_id = {id_of(path): path for path in changed if path.endswith(".yaml")}
        meant = ids_meant(name, by_id)
    return [by_id[case_id] for case_id in meant]
