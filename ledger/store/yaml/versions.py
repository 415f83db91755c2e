"""Reading many versions of one file: what stood in an earlier version letter by letter is not parsed again.

A file is cut where a line begins a key at the margin, and a list where a line begins an entry two columns in. Neither
can be the inside of a value: a block of text is indented further, and a quote or a bracket that runs on leaves the
piece before it unfinished. Such a piece is refused, and the whole file is then read in the ordinary way.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ledger.store.yaml.events import BROKEN
from ledger.store.yaml.glance import unsuspicious
from ledger.store.yaml.reader import OddError, document, read

if TYPE_CHECKING:
    from ledger.store.yaml.reader import Tree

_KEY = re.compile(r"^(?=[A-Za-z_][A-Za-z0-9_]*:)", re.MULTILINE)
_ENTRY = re.compile(r"^(?=  - )", re.MULTILINE)
_HEAD = re.compile(r"([A-Za-z_][A-Za-z0-9_]*):[ ]*(#[^\n]*)?\n(?:[ ]*(?:#[^\n]*)?\n)*")
_MARKER = re.compile(r"^(?:---|\.\.\.|%)", re.MULTILINE)
"""What begins or ends a document, or speaks to the parser: it concerns the file as a whole."""
_HELD = 50_000
"""Pieces kept at most; then all are forgotten."""


class Pieces:
    """A reader that remembers the pieces it has read."""

    def __init__(self) -> None:
        self._known: dict[str, dict[str, Tree]] = {}

    def read(self, data: bytes) -> dict[str, Tree] | None:
        """The document in a file's bytes, as ``read`` has it; None where there is none."""
        text = unsuspicious(data)
        if text is not None and "\r" not in text and not _MARKER.search(text):
            try:
                return self._whole(text)
            except (OddError, *BROKEN):
                pass
        return read(data)[0]

    def _whole(self, text: str) -> dict[str, Tree]:
        found: dict[str, Tree] = {}
        before, *pieces = _KEY.split(text)
        for piece in [before + pieces[0], *pieces[1:]] if pieces else [text]:
            part = self._listed(piece) if piece.count("\n  - ") > 1 else self._parsed(piece)
            if not found.keys().isdisjoint(part):
                raise OddError
            found.update(part)
        return found

    def _listed(self, piece: str) -> dict[str, Tree]:
        """A list, entry by entry; a piece that turns out to be something else as a whole."""
        head, *entries = _ENTRY.split(piece)
        key = _HEAD.fullmatch(head)
        if key is None:
            return self._parsed(piece)
        listed: list[Tree] = []
        for entry in entries:
            one = self._parsed(f"{key[1]}:\n{entry}")[key[1]]
            if not isinstance(one, list) or len(one) != 1:
                raise OddError
            listed += one
        return {key[1]: listed}

    def _parsed(self, piece: str) -> dict[str, Tree]:
        part = self._known.get(piece)
        if part is None:
            part = document(piece)
            if len(self._known) >= _HELD:
                self._known.clear()
            self._known[piece] = part
        return part
