"""In what condition this copy is: what it is in the middle of, what it holds, whether all of it can be read."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ledger.core.health.check import LOOK, OK, WRONG, Answer, named_few

LARGE_BYTES = 5 * 1024 * 1024
"""A file of this size in the ledger slows every copy for good; papers belong in the private folder."""

_DOING = {
    "merge": "joining two histories",
    "rebase": "replaying changes",
    "cherry-pick": "taking over a change from elsewhere",
    "revert": "taking back a change",
    "am": "taking in changes from mail",
    "bisect": "searching through old states",
}
_CURES = {
    "merge": "recoup resolve; or git merge --abort, which drops what was typed since",
    "bisect": "git bisect reset",
}


class Past(NamedTuple):
    """What can make a history other than it was: each named as git names it."""

    shallow: bool = False
    grafted: bool = False
    replaced: bool = False
    alternates: tuple[str, ...] = ()


class HeldLock(NamedTuple):
    """A lock file of git: its name, its age in seconds, and who holds it, where that can be told."""

    name: str
    age: int
    holder: str = ""


def under_way(unfinished: str, *, on_branch: bool) -> Answer:
    """Judge what git is in the middle of."""
    if unfinished:
        cure = _CURES.get(unfinished, f"finish it, or git {unfinished} --abort, which drops what was typed since")
        return Answer(WRONG, f"in the middle of {_DOING.get(unfinished, unfinished)}; nothing can be saved", cure)
    if not on_branch:
        return Answer(WRONG, "an old state is shown; what is saved now would belong nowhere", "git switch main")
    return Answer(OK, "nothing is left half done")


def whole_past(past: Past) -> Answer:
    """Judge whether the history here is the whole and the true one."""
    if past.grafted:
        cure = "recoup join ADDRESS DIR gets a fresh copy"
        return Answer(WRONG, "the history was altered by hand (a grafts file), so it proves nothing", cure)
    if past.replaced:
        cure = "git replace -l names them; git replace -d NAME takes one out"
        return Answer(WRONG, "some saved states pretend to be others (refs/replace); this program ignores it", cure)
    if past.alternates:
        cure = "git repack -a -d, then remove .git/objects/info/alternates"
        return Answer(LOOK, f"part of the history lies elsewhere: {named_few(list(past.alternates))}", cure)
    if past.shallow:
        return Answer(LOOK, "only the end of the history is here; audit and history cannot see the rest")
    return Answer(OK, "the whole history is here")


def overlooked(marked: Mapping[str, str], *, sparse: bool) -> Answer:
    """Judge files whose edits git was told not to see."""
    if marked:
        path, mark = next(iter(marked.items()))
        cure = f"git update-index --no-{mark} {path}"
        return Answer(WRONG, f"git was told to overlook edits of {named_few(list(marked))}", cure)
    if sparse:
        return Answer(LOOK, "some files of the ledger are kept out of this folder", "git sparse-checkout disable")
    return Answer(OK, "git sees every file")


def locks(held: Sequence[HeldLock], writer: str, *, journal: bool) -> Answer:
    """Judge the locks: our own (``writer`` is the process that holds it), and git's, which nobody here removes."""
    if writer:
        return Answer(LOOK, f"a command is writing now ({writer})", "wait until it has ended")
    if not held:
        return Answer(OK, "nobody holds the ledger")
    told = [f"{one.name}, {_aged(one.age)}, {one.holder or 'holder unknown'}" for one in held]
    if journal:
        return Answer(LOOK, f"left by an interrupted save: {named_few(told)}", "the next command clears it")
    cure = "close the program that holds it; only if none is running, remove the file by hand"
    return Answer(WRONG, f"another program holds the ledger: {named_few(told)}", cure)


def _aged(seconds: int) -> str:
    for size, word in ((86400, "days"), (3600, "hours"), (60, "minutes")):
        if seconds >= 2 * size:
            return f"{seconds // size} {word} old"
    return f"{seconds} seconds old"


def interrupted(subject: str, aside: Sequence[str]) -> Answer:
    """Judge what an earlier save left: one to be finished, or texts that were kept aside."""
    if subject:
        return Answer(LOOK, f"an interrupted save waits to be finished: {subject}")
    if aside:
        cure = "look whether the case has what they hold; then remove them by hand"
        return Answer(LOOK, f"texts of interrupted saves are kept: {named_few(list(aside))}", cure)
    return Answer(OK, "every save was brought to its end")


def kept_notes(cases: Sequence[str]) -> Answer:
    """Judge the notes that wait for their case file."""
    if cases:
        count = f"{len(cases)} kept note{'s' if len(cases) > 1 else ''}"
        return Answer(LOOK, f"{count} not filed yet: {named_few(sorted(set(cases)))}", "recoup save")
    return Answer(OK, "no note waits to be filed")


def objects(status: int, complaints: Sequence[str]) -> Answer:
    """Judge what git says of its own store."""
    if status or complaints:
        cure = "do not save here any more; recoup join ADDRESS DIR gets a fresh copy, then compare the files"
        return Answer(
            WRONG, f"git finds its store damaged: {complaints[0] if complaints else f'status {status}'}", cure
        )
    return Answer(OK, "git's store is whole")


def large(sizes: Mapping[str, int]) -> Answer:
    """Judge the sizes, in bytes, of the files of the last saved state."""
    found = sorted((path for path, size in sizes.items() if size > LARGE_BYTES), key=lambda path: -sizes[path])
    if found:
        told = [f"{path} ({sizes[path] // (1024 * 1024)} MB)" for path in found]
        return Answer(LOOK, f"large files in the ledger: {named_few(told)}")
    return Answer(OK, "no large files")


def alike(paths: Sequence[str]) -> Answer:
    """Find paths that are one and the same where a disk does not tell capitals or spellings of accents apart."""
    by_name: dict[str, list[str]] = {}
    for path in paths:
        by_name.setdefault(unicodedata.normalize("NFC", path).casefold(), []).append(path)
    twins = [" and ".join(sorted(same)) for same in by_name.values() if len(same) > 1]
    if twins:
        return Answer(WRONG, f"one file on some computers, two on others: {named_few(twins, 2)}")
    return Answer(OK, "every file's name is its own on every computer")


def ignored(paths: Sequence[str]) -> Answer:
    """Judge the files of the ledger that a rule keeps out of it."""
    if paths:
        return Answer(WRONG, f"a rule keeps files of the ledger from being saved: {named_few(list(paths))}")
    return Answer(OK, "no file of the ledger is kept out of it")


def waiting_breaches(sentences: Sequence[str]) -> Answer:
    """Judge what the checks say of changes that are saved and not shared: whether some save went past them."""
    if sentences:
        cure = "recoup check, then put it right before sharing; recoup audit names the save"
        return Answer(WRONG, f"a save went past the checks: {sentences[0]}", cure)
    return Answer(OK, "what waits to be shared has passed the checks")


def leftovers(files: Sequence[str]) -> Answer:
    """Judge the patches that the pre-commit program left in its cache."""
    if files:
        cure = f"look whether an edit is missing, then remove {files[0]}"
        count = f"{len(files)} patch{'es' if len(files) > 1 else ''}"
        return Answer(LOOK, f"the pre-commit program left {count} of this ledger's edits in its cache", cure)
    return Answer(OK, "the pre-commit program left nothing behind")
