"""Folders that a service copies file by file to its own computers: a repository there breaks sooner or later."""

from __future__ import annotations

import os
from pathlib import Path

# git's own FAQ names file-by-file syncing as a cause of damage (reliability standard 2.4).
_SERVICES = (
    ("onedrive", "OneDrive"),
    ("dropbox", "Dropbox"),
    ("icloud", "iCloud"),
    ("mobile documents", "iCloud"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("box sync", "Box"),
)
_MAC = ("library", "cloudstorage")


def synced_by(path: Path) -> str | None:
    """The service that copies this folder away, where one is recognised by the path; else None."""
    real = Path(os.path.realpath(path))
    for parts in (_folded(path.absolute()), _folded(real)):
        for part in parts:
            for mark, service in _SERVICES:
                if part.startswith(mark) or part.endswith(f" {mark}"):
                    return service
        if any(parts[at : at + 2] == _MAC for at in range(len(parts))):
            return "a cloud service"
    for name in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer"):
        root = os.environ.get(name)
        if root and Path(os.path.realpath(root)) in (real, *real.parents):
            return "OneDrive"
    return None


def place_not_synced(name: str) -> Path:
    """A folder of that name which no service copies away: in the home folder, else at the root of its disk."""
    home = Path.home() / name
    return home if synced_by(home) is None else Path(home.anchor) / "recoup" / name


def _folded(path: Path) -> tuple[str, ...]:
    return tuple(part.casefold() for part in path.parts)
