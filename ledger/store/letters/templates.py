"""Where letter templates come from: the shipped ones, and those a ledger took out to change (``letter eject``)."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from typing import TYPE_CHECKING, NamedTuple

from ledger.store.refusal import Refused

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

ENDING = ".md.j2"
FOLDER = ("templates", "letters")
LARGEST = 64 * 1024
_NAME = re.compile(r"[a-z_][a-z0-9_]{0,63}\.md\.j2")
_BASE = re.compile(r"\{#- base ([0-9a-f]{8}):")


class Templates(NamedTuple):
    """The texts by file name, which of them are the ledger's own, and those whose shipped words changed since."""

    texts: Mapping[str, str]
    own: frozenset[str]
    outdated: tuple[str, ...] = ()

    def base(self, name: str) -> str:
        """Eight characters that name the words of this one file."""
        return base_named(self.texts[name])

    def revision(self, name: str) -> str:
        """Eight characters that name this template together with everything it could have drawn in."""
        digest = hashlib.sha256()
        for file in sorted({name, *(other for other in self.texts if other.startswith("_"))}):
            digest.update(f"{file}\0{self.texts.get(file, '')}\0".encode())
        return digest.hexdigest()[:8]


def templates_of(shipped: Path, root: Path | None) -> Templates:
    """The templates for letters: the shipped ones, each replaced by the ledger's own of the same name.

    Raises Refused for a link anywhere on the way, for anything but a plain small file, and for text that is not UTF-8.
    """
    texts = _texts(shipped, ("letters",))
    own = _texts(root, FOLDER) if root is not None else {}
    changed = frozenset(name for name, text in own.items() if texts.get(name) != text)
    old = (name for name in changed if name in texts and base_of(own[name]) not in ("", base_named(texts[name])))
    return Templates({**texts, **own}, changed, tuple(sorted(old)))


def base_named(text: str) -> str:
    """Eight characters that name the words of a shipped file."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def base_of(text: str) -> str:
    """The revision that an ejected template was taken from; empty for any other."""
    match = _BASE.match(text)
    return match.group(1) if match else ""


def with_base(text: str, revision: str) -> str:
    """The text of an ejected template, its first line noting what it was taken from."""
    return f"{{#- base {revision}: the shipped template this copy was taken from; keep this line #}}\n{text}"


def _texts(start: Path, folders: tuple[str, ...]) -> dict[str, str]:
    folder = start
    for part in folders:
        folder = folder / part
        try:
            mode = folder.lstat().st_mode
        except FileNotFoundError:
            return {}
        if not stat.S_ISDIR(mode):
            message = f"{'/'.join(folders)}: this is a link or a file; templates are read from plain folders only"
            raise Refused(message, "put a plain folder there, or take it away to use the shipped letters")
    with os.scandir(folder) as entries:
        names = sorted(entry.name for entry in entries if entry.name.endswith(ENDING))
    return {name: _text(folder / name, f"{'/'.join(folders)}/{name}") for name in names}


def _text(path: Path, shown: str) -> str:
    if not _NAME.fullmatch(path.name):
        message = f"{shown}: a template's name has small letters, digits and _ only"
        raise Refused(message, "rename the file; recoup letter list names the letters")
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    before = path.lstat()
    if not stat.S_ISREG(before.st_mode) or before.st_size > LARGEST:
        message = f"{shown}: this is a link, no plain file, or larger than a letter's template"
        raise Refused(message, "put the file itself there")
    try:
        with os.fdopen(os.open(path, flags), "rb") as file:
            data = file.read(LARGEST + 1)
        return data.decode("utf-8").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError) as error:
        message = f"{shown}: cannot be read ({getattr(error, 'strerror', None) or 'it is not UTF-8 text'})"
        raise Refused(message, "save it as UTF-8 text that you may read") from None
