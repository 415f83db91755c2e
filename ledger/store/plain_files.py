"""What lies in the folders of a ledger beside plain files: links, hidden repositories, things of another kind."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ledger.core.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOLDERS = ("cases", "payers", "rules")
_DEEPEST = 8


def strange_files(root: Path) -> list[Finding]:
    """Everything below the ledger's folders that is no plain file in its place; no folder is entered by a link."""
    return [finding for folder in FOLDERS for finding in _below(root, folder, 1)]


def _below(root: Path, folder: str, depth: int) -> Iterator[Finding]:
    try:
        with os.scandir(root / folder) as entries:
            listed = sorted(entries, key=lambda entry: entry.name)
    except (FileNotFoundError, NotADirectoryError):
        return
    for entry in listed:
        path = f"{folder}/{entry.name}"
        if entry.is_symlink():
            yield linked(path)
        elif entry.name.casefold() == ".git":
            message = f"{path} makes git take {folder} for a repository of its own"
            yield Finding("LED704", message, "move it out of the ledger; what lies below it is not saved", file=path)
        elif entry.is_dir(follow_symlinks=False):
            if depth < _DEEPEST:
                yield from _below(root, path, depth + 1)
        elif folder.split("/", 1)[0] == "cases" and not _is_case(path, entry):
            hint = "documents belong in the private folder: recoup attach CASE FILE"
            yield Finding("LED703", f"{entry.name} is no case file", hint, file=path)


def _is_case(path: str, entry: os.DirEntry[str]) -> bool:
    return entry.is_file(follow_symlinks=False) and entry.name.endswith(".yaml") and path.count("/") == 2  # noqa: PLR2004


def linked(path: str) -> Finding:
    """The finding for a link in the place of a file."""
    return Finding("LED116", f"{path} is a link", "put the file itself there", file=path)
