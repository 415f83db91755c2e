"""What the pre-commit program left in its cache: patches of unsaved edits, which others may be able to read."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ledger.store.git import Git

_INDEX = re.compile(rb"^index ([0-9a-f]{7,64})\.\.", re.MULTILINE)
_LONGEST = 64 * 1024 * 1024
"""Bytes; no patch of edits in a ledger comes near it."""


def cache_folder() -> Path:
    """Where the pre-commit program keeps its things."""
    chosen = os.environ.get("PRE_COMMIT_HOME")
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(chosen) if chosen else Path(base, "pre-commit")


def patches(git: Git) -> list[str]:
    """The patches whose edits begin at files that this repository keeps."""
    found = []
    for path in sorted(cache_folder().glob("patch*")):
        try:
            data = path.read_bytes() if path.stat().st_size < _LONGEST else b""
        except OSError:
            continue
        if _begins_here(git, {name.decode() for name in _INDEX.findall(data)}):
            found.append(str(path))
    return found


def _begins_here(git: Git, names: set[str]) -> bool:
    if not names:
        return False
    stdin = "".join(f"{name}\n" for name in sorted(names)).encode()
    answer = git.ask("cat-file", "--batch-check=%(objecttype)", stdin=stdin)
    return any(line == b"blob" for line in answer.out.splitlines())
