"""After a removal: ending an interrupted one, the key of its digest, what is left on this computer, the check list."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from ledger.core.edit import AppendEntry, Flow
from ledger.core.removal import PLACES, open_places
from ledger.report.columns import wrapped
from ledger.store.git import rewriting
from ledger.store.git.whole import names_of
from ledger.store.refusal import LedgerError, Refused, UsageError
from ledger.store.removals import record_files, tree_of
from ledger.store.saving import turn
from ledger.store.saving.place import folder
from ledger.store.saving.ready import REMOVAL

if TYPE_CHECKING:
    import re

    from ledger.commands.session import Session

_LARGEST = 50_000_000
"""Bytes; larger files of git's own folder hold packed states, which were looked through already."""


def finish_removal(session: Session) -> None:
    """End a removal whose states were swapped already; take back one that had not come so far."""
    git = session.git
    with turn(git) as home:
        with folder(home) as place:
            data = place.read(REMOVAL)
        shutil.rmtree(home / rewriting.FOLDER, ignore_errors=True)
        if data is None:
            session.say("No removal waits to be finished.")
            return
        after = f"refs/tags/{json.loads(data)['after']}"
        swapped = after in names_of(git).tags
        if swapped:
            rewriting.settle(git)
        with folder(home) as place:
            place.remove(REMOVAL)
    session.say("The removal is finished." if swapped else "The removal was taken back; the ledger is as it was.")
    if swapped:
        session.say("Look again with the same text: recoup remove --text-file FILE")
        show_places(session)


def keep_key(session: Session, removal: str, key: str) -> str:
    """Keep the key of the digest in the private folder; where that is not here, the line shows it this once."""
    private = session.private
    try:
        path = private.inside(f"removals/{removal}.key")
        if private.here:
            path.parent.mkdir(mode=0o700, exist_ok=True)
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(f"{key}\n")
            return f"Key of its digest: removals/{removal}.key in the private folder"
    except (LedgerError, OSError):
        pass
    return f"Key of its digest, shown this once; keep it outside the ledger: {key}"


def left_in_files(session: Session, pattern: re.Pattern[bytes]) -> list[str]:
    """The plain files of this ledger's folder, git's own among them, that still hold the text."""
    root = session.root
    found = []
    for above, folders, names in os.walk(root):
        if above == str(session.git.common_dir / "objects"):
            folders.clear()
            continue
        for name in names:
            path = Path(above, name)
            try:
                if path.stat().st_size < _LARGEST and pattern.search(path.read_bytes()):
                    found.append(str(path.relative_to(root)))
            except OSError:
                continue
    return sorted(found)


def show_places(session: Session) -> None:
    """List what every removal left to be done elsewhere."""
    files = record_files(session.library)
    listed = {file: open_places(tree_of(session.library, file)) for file in files}
    if session.format == "json":
        session.json("removals", {"removals": [{"record": file, "open": places} for file, places in listed.items()]})
        return
    for file, places in listed.items():
        session.say(f"{file}: {'all places are ticked' if not places else 'still to be done'}")
        for place in places:
            for line in wrapped(f"  {place:<13} {PLACES[place]}", " " * 16):
                session.say(line)
    if not files:
        session.say("Nothing was ever removed from this ledger.")


def tick_place(session: Session, typed: str) -> None:
    """Note in the newest record that still waits for it that a place was seen to."""
    from ledger.store.saving import Write
    from ledger.store.yaml.splice import splice

    place = typed.strip().casefold().replace("-", "_")
    if place not in PLACES:
        raise UsageError(f"--tick: {typed!r} is no place", f"one of: {', '.join(PLACES)}")
    waiting = [file for file in record_files(session.library) if place in open_places(tree_of(session.library, file))]
    if not waiting:
        raise Refused(f"no removal waits for {place}", "recoup remove lists what is still to be done")
    file = waiting[-1]
    data = session.library.bytes_of(file)
    entry = Flow(place=place, done_on=str(session.today), recorded=session.stamp())
    text = splice(data.decode("utf-8"), [AppendEntry(("done",), entry)], lambda _: ())
    subject = f"{file}: {place} seen to ({session.today})"
    session.keep([Write(file, data, text.encode())], f"{subject}\n\nEvent: removal\nRecoup: {session.version}\n")
    session.confirm(f"Noted: {place}, seen to.")
