"""Whether a save may begin: each reason against it is one sentence, with what to do about it."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from ledger.store.git import BARE, FOREIGN, NONE
from ledger.store.git.state import locks_in
from ledger.store.refusal import Refused

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ledger.store.git import Git, Standing, State

ROOM_BYTES = 50 * 1024 * 1024
"""So much must be free on the disk before anything is begun."""
REMOVAL = "removal.json"
"""Names a removal that did not end, in our folder under git's."""
_LOCK_TRIES = 3
_LOCK_PAUSE_SECONDS = 0.7

_UNFINISHED = {
    "merge": ("joining two histories", "git merge --abort"),
    "rebase": ("replaying changes", "git rebase --abort"),
    "cherry-pick": ("taking over a change from elsewhere", "git cherry-pick --abort"),
    "revert": ("taking back a change", "git revert --abort"),
    "am": ("taking in changes from mail", "git am --abort"),
    "bisect": ("searching through old states", "git bisect reset"),
}


def require_repository(state: State) -> None:
    """Raise Refused unless the ledger is a repository of its own in which something can be saved at all."""
    if state.kind == NONE:
        raise Refused("this ledger's folder does not keep saved states yet", f"make it one: recoup init .{os.sep}")
    if state.kind == FOREIGN:
        raise Refused(
            "this ledger's folder belongs to another user of this computer",
            "sign in as that user, or get a copy of your own with recoup join",
        )
    if state.kind == BARE:
        raise Refused("this is the shared copy, which has no files to work in", "get a copy of your own: recoup join")
    if state.submodule:
        raise Refused(
            "this ledger lies inside another repository as a part of it", "give the ledger a folder of its own"
        )
    if state.grafted:
        raise Refused(
            "this copy's past was altered by hand (a grafts file), so it proves nothing",
            "get a fresh copy from your team with recoup join",
        )


def require_ready(git: Git, state: State) -> None:
    """Raise Refused unless a save may begin now: nothing else under way, on a branch, with a name, with room."""
    require_repository(state)
    if (state.common_dir / "recoup" / REMOVAL).exists():
        raise Refused(
            "a removal was interrupted; nothing was changed", "recoup remove --finish ends it, or takes it back"
        )
    if state.unfinished:
        doing, cure = _UNFINISHED[state.unfinished]
        if state.unfinished == "merge":
            raise Refused(
                f"this ledger is in the middle of {doing}; nothing was changed",
                f"recoup resolve ends that; or go back, which drops what was typed since: {cure}",
            )
        raise Refused(
            f"this ledger is in the middle of {doing}; nothing was changed",
            f"finish that first; or go back to the state before, which drops what was typed since: {cure}",
        )
    if state.branch is None:
        raise Refused(
            "this ledger shows an old state; what is saved now would belong nowhere",
            "go back to the newest one: git switch main",
        )
    _await_locks(state)
    if git.identity() is None:
        raise Refused("this computer does not know who you are", "recoup setup asks for your name and e-mail")
    _require_room(git.root)


def require_untouched(git: Git, paths: Sequence[str], *, edited: bool) -> tuple[str, ...]:
    """The paths that git does not know yet, of those about to be saved.

    Raises Refused for a path that git is kept from seeing and, unless they are what is being saved (``edited``), for
    edits by hand.
    """
    standings = git.status(paths)
    entries = {entry.path for entry in git.index_entries(paths)}
    for path, mark in git.hidden_from_git(paths).items():
        raise Refused(
            f"{path}: git was told to overlook changes here ({mark}); nothing was changed",
            f"git update-index --no-{mark} {path}",
        )
    for path in paths:
        _require_clean(path, standings.get(path), edited=edited)
    unknown = tuple(path for path in paths if path not in entries)
    for path, rule in git.ignored(unknown).items():
        raise Refused(
            f"{path}: a rule keeps this file out of the ledger ({rule})", "remove the rule, or rename the file"
        )
    return unknown


def _require_clean(path: str, standing: Standing | None, *, edited: bool) -> None:
    if standing is None:
        return
    if standing.conflicted:
        raise Refused(f"{path}: two versions of this file wait to be joined", "finish joining them first")
    if not edited:
        raise Refused(
            f"{path} has edits that are not saved yet; nothing was changed", "recoup save keeps them; then try again"
        )


def _await_locks(state: State) -> None:
    reference = f"refs/heads/{state.branch}"
    for _ in range(_LOCK_TRIES):
        locks = locks_in(state.git_dir, state.common_dir, reference)
        if not locks:
            return
        time.sleep(_LOCK_PAUSE_SECONDS)
    raise Refused(
        f"another program is writing to this ledger ({locks[0].name}); nothing was changed",
        f"close it and try again; if none is running, remove {locks[0]}",
    )


def _require_room(root: Path) -> None:
    import shutil

    try:
        free = shutil.disk_usage(root).free
    except OSError:
        return
    if free < ROOM_BYTES:
        raise Refused("the disk is nearly full; nothing was changed", "free at least 50 MB and try again")
