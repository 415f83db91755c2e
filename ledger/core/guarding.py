"""What may become of a ledger's files from one saved state to the next: asked by every hook, by CI and by the server.

A merge has two earlier states, and an entry of either must stand in the result. Reading YAML is the affair of whoever
asks; the reader comes in as an argument.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from ledger.core.comparison import empty, meaning
from ledger.core.edited import Tree, value_at
from ledger.core.entries_added import entries_added
from ledger.core.finding import Finding
from ledger.core.growing import FILLED, breaches, looks_lost
from ledger.core.names import id_of, is_case_id
from ledger.core.removal import record_changed

GONE = "000000"
RUNNABLE = "100755"
LINK = "120000"
REPOSITORY = "160000"

Read = Callable[[bytes], Tree]
"""Reads the bytes of a file; None where they cannot be read."""


class Change(NamedTuple):
    """What became of one file. ``mode`` is git's, ``GONE`` where the file is no longer there.

    ``befores`` has the bytes in each earlier state, None where it had no such file; a merge has two earlier states.
    """

    path: str
    mode: str
    befores: tuple[bytes | None, ...]
    after: bytes | None


def judged(changes: Sequence[Change], read: Read, *, quickly: bool = False) -> list[Finding]:
    """Find everything that may not become of a file; findings bear their file, and paths into its new text.

    ``quickly`` lets a comparison of text pass what only added entries. Text made for the purpose could deceive it, so
    that whoever asks quickly about every step asks by value about the first and the last state, too.
    """
    found: list[Finding] = []
    for change in changes:
        wrong = list(_no_plain_file(change)) or list(_lost(change, changes, read, quickly=quickly))
        found += [one._replace(file=one.file or change.path) for one in wrong]
    return found


def is_kept(path: str) -> bool:
    """Whether the file's lists only grow, so that its contents must be read: a case, who looked where, holds."""
    return path == "ledger.yaml" or (path.endswith(".yaml") and path.startswith(("cases/", "checked/", "removals/")))


# what may lie where

_MONTH = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])")
_AT_THE_TOP = frozenset(
    {
        "ledger.yaml",
        "phi-allow.yaml",
        ".gitattributes",
        ".gitignore",
        ".mailmap",
        ".editorconfig",
        ".pre-commit-config.yaml",
        ".gitlab-ci.yml",
        "CODEOWNERS",
    }
)
_WORDS = (".md", ".txt")
_FOLDERS = {
    "payers": (".yaml",),
    "rules": (".yaml",),
    "checked": (".yaml",),
    "removals": (".yaml", ".txt"),
    "schema": (".json",),
    "templates": (".j2", ".typ", ".yaml", *_WORDS),
    "docs": _WORDS,
    "prevention": (".yaml", ".csv", *_WORDS),
    ".vscode": (".json",),
    ".github": (".yml", ".yaml", "/CODEOWNERS", *_WORDS),
    ".gitlab": (".yml", ".yaml", "/CODEOWNERS", *_WORDS),
    ".forgejo": (".yml", ".yaml", *_WORDS),
}
_NEVER_IN_A_NAME = re.compile(r'[\\:*?"<>|\x00-\x1f\x7f]')
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[1-9]|lpt[1-9])(?:\..*)?", re.IGNORECASE)
"""Names that Windows keeps for itself, with any ending: whoever takes such a file over there cannot check out."""


def belongs(path: str) -> bool:
    """Whether a path is one of a ledger: its own files, and the few that hosts, editors and people keep beside them."""
    names = path.split("/")
    if any(_NEVER_IN_A_NAME.search(name) or name.casefold() in (".git", "git~1") for name in names):
        return False
    if any(_DEVICES.fullmatch(name) for name in names):
        return False
    if len(names) == 1:
        return path in _AT_THE_TOP or path.endswith(_WORDS)
    if names[0] == "cases":
        return is_case_path(path)
    return path.endswith(_FOLDERS.get(names[0], ()))


def is_case_path(path: str) -> bool:
    """Whether a path is that of a case: ``cases/2026-03/RC-2026-7K4QXM.yaml``."""
    folders, _, name = path.rpartition("/")
    top, _, month = folders.partition("/")
    return top == "cases" and bool(_MONTH.fullmatch(month)) and name.endswith(".yaml") and is_case_id(id_of(path))


def _no_plain_file(change: Change) -> Iterator[Finding]:
    path = change.path
    if change.mode == GONE:
        return
    if change.mode == LINK:
        yield Finding("LED116", f"{path} is a link", "put the file itself there")
    elif change.mode == REPOSITORY:
        message = f"{path} is a repository of its own"
        yield Finding("LED704", message, "move it out of the ledger; what lies below it is not saved")
    elif any(before is not None for before in change.befores):
        if change.mode == RUNNABLE:
            yield _runnable(path)
    elif path.startswith("cases/") and not is_case_path(path):
        hint = "documents belong in the private folder: recoup attach CASE FILE"
        yield Finding("LED703", f"{path.rpartition('/')[2]} is no case file", hint)
    elif not belongs(path):
        hint = "keep it elsewhere; words may lie in docs/ or prevention/, as .md or .txt"
        yield Finding("LED705", f"{path} is no file of a ledger", hint)
    elif change.mode == RUNNABLE:
        yield _runnable(path)


def _runnable(path: str) -> Finding:
    return Finding("LED706", f"{path} may be run as a program", f"take that right away: chmod -x {path}")


# what may not be lost


def _lost(change: Change, changes: Sequence[Change], read: Read, *, quickly: bool) -> Iterator[Finding]:
    if change.after is None:
        yield from _removed(change, changes)
    elif is_kept(change.path):
        after = change.after
        olds = [before for before in change.befores if before is not None]
        if any(before != after and not (quickly and entries_added(before, after)) for before in olds):
            yield from lost_entries(change.path, [read(before) for before in olds], read(after))


def lost_entries(path: str, befores: Sequence[Tree], after: Tree) -> list[Finding]:
    """Find entries of any earlier version of one file that do not stand in the new one as they were.

    What two sides of a merge filled in differently has to be decided for one of them, which loses no entry.
    """
    compared = {"checked": looks_lost, "removals": record_changed}.get(path.partition("/")[0], breaches)
    if after is None and any(compared(before, after) for before in befores):
        hint = "mend the file, so that what was saved in it can be read again"
        return [Finding("LED701", f"{path} can no longer be read, and with it its saved entries", hint)]
    found: list[Finding] = []
    for index, before in enumerate(befores):
        others = [other for place, other in enumerate(befores) if place != index]
        found += [one for one in compared(before, after) if not decided(one, after, others)]
    return list(dict.fromkeys(found))


def restores(one: Finding, befores: Sequence[Tree], after: Tree, earlier: Sequence[Tree]) -> bool:
    """Whether a changed entry went back to what it was before it was tampered with.

    ``earlier`` are versions of the file that were saved before. An entry of one of them counts where a version before
    had changed it, and nothing that it had honestly gained since is lost.
    """
    name = str(one.path[0]) if len(one.path) > 1 else ""
    entry = value_at(after, one.path[:2]) if name else None
    if empty(entry) or (name in FILLED and len(one.path) == 2):  # noqa: PLR2004 - list and index: a field was emptied
        return False
    listed = [value_at(tree, (name,)) for tree in earlier]
    known = [other for entries in listed if isinstance(entries, list) for other in entries]
    field = one.path[2:] if name in FILLED else ()
    first = [other for other in known if meaning(value_at(other, field)) == meaning(value_at(entry, field))]
    return any(
        _kept(name, other, after)
        and not all(_kept(name, other, before) for before in befores)
        and all(_kept(name, grown, after) for grown in known if _kept(name, other, {name: [grown]}))
        for other in first
    )


def _kept(name: str, entry: Tree, tree: Tree) -> bool:
    return not breaches({name: [entry]}, tree)


def _removed(change: Change, changes: Sequence[Change]) -> Iterator[Finding]:
    path = change.path
    if path.startswith("cases/") and path.endswith(".yaml"):
        name = path.rpartition("/")[2]
        there = [one for one in changes if one.after is not None and one.path.startswith("cases/")]
        moved = next((one.path for one in there if one.path.endswith(f"/{name}") or one.after in change.befores), "")
        message = f"{path} was renamed to {moved}" if moved else f"{path} was removed or renamed"
        hint = "bring the file back, then recoup close CASE entered_in_error if it was a mistake"
        yield Finding("LED702", f"{message}; no case file ever is", hint)
    elif path == "ledger.yaml" or (
        path.endswith(".yaml") and path.startswith(("payers/", "rules/", "checked/", "removals/"))
    ):
        hint = "bring the file back; one that is used no more does no harm"
        yield Finding("LED709", f"{path} was removed, and the ledger's cases stand on it", hint)


def decided(one: Finding, after: Tree, others: Sequence[Tree]) -> bool:
    """Whether the value found in the place of another is the one that the other side of the merge had filled in."""
    if len(one.path) <= 2 or one.path[0] not in FILLED or not isinstance(after, dict):  # noqa: PLR2004 - list and index
        return False
    name, index, *rest = one.path
    field = tuple(rest)
    keys = FILLED[str(name)]
    entry = value_at(after, (name, index))
    value = value_at(entry, field)
    theirs = [other for tree in others if isinstance(listed := value_at(tree, (name,)), list) for other in listed]
    return not empty(value) and any(
        meaning(value_at(other, field)) == meaning(value)
        and all(meaning(value_at(other, (key,))) == meaning(value_at(entry, (key,))) for key in keys)
        for other in theirs
    )
