"""What the audit remembers in git's own folder: where it ended, the seals it saw, the signatures it checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.core.audit.seal import Remembered, kept_lines
from ledger.store.saving.place import folder, refusal

if TYPE_CHECKING:
    from pathlib import Path

    from ledger.store.git import Git

_WHERE = ("recoup",)
_TIP = "audited"
_SIGNATURES = "signatures"


def remembered(git: Git) -> Remembered | None:
    """What the audit before saw in this copy; None for the first one."""
    text = _read(git, _TIP)
    tip = text.partition("\n")[0].strip()
    return Remembered(tip, kept_lines(text)) if tip else None


def remember(git: Git, seen: Remembered) -> None:
    """Keep what this audit saw, for the next one. Raises Refused where the disk does not take it."""
    _write(git, _TIP, "\n".join([seen.tip, *seen.seals]) + "\n")


def signatures_kept(git: Git) -> str:
    """The answers about signatures that were kept; empty for none."""
    return _read(git, _SIGNATURES)


def keep_signatures(git: Git, text: str) -> None:
    """Keep answers about signatures. Raises Refused where the disk does not take them."""
    _write(git, _SIGNATURES, text)


def kept_file(git: Git, name: str) -> Path:
    """Where the audit keeps a file of that name."""
    return git.common_dir.joinpath(*_WHERE, name)


def _read(git: Git, name: str) -> str:
    try:
        with folder(git.common_dir, _WHERE) as place:
            return (place.read(name) or b"").decode("utf-8", "replace")
    except FileNotFoundError:
        return ""


def _write(git: Git, name: str, text: str) -> None:
    try:
        with folder(git.common_dir, _WHERE, make=True) as place:
            place.write(name, text.encode(), private=True)
    except OSError as error:
        raise refusal(error, f".git/recoup/{name}") from None
