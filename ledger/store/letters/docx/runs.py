"""Inline parts of a letter as runs of a paragraph: the one place where text enters a DOCX, always as text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ledger.store.letters.docx.plain import printed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_GAP = re.compile(r"(\[\[MISSING: [^\]]*\]\])")

Element = Any
"""An element of lxml, which has no types of its own."""


def child(parent: Element, name: str, **attributes: str) -> Element:
    """A new last child ``w:name`` with attributes ``w:...``; written by hand, since a letter may hold 50,000 cells."""
    made = parent.makeelement(f"{W}{name}", {f"{W}{key}": value for key, value in attributes.items()})
    parent.append(made)
    return made


def fill(paragraph: Element, parts: Sequence[Mapping[str, Any]], *, bold: bool = False, italic: bool = False) -> None:
    """Write inline parts at the end of a ``w:p``; gaps are bold and shaded."""
    for part, following in zip(parts, [*parts[1:], {"kind": ""}], strict=False):
        if part["kind"] == "break":
            child(child(paragraph, "r"), "br")
        elif part["kind"] == "text":
            text = part["text"].rstrip() if following["kind"] == "break" else part["text"]
            for number, piece in enumerate(_GAP.split(text)):
                if piece:
                    _run(paragraph, piece, bold=bold or number % 2 == 1, italic=italic, shaded=number % 2 == 1)
        else:
            strong, emphatic = bold or part["kind"] == "strong", italic or part["kind"] == "em"
            fill(paragraph, part["inline"], bold=strong, italic=emphatic)


def _run(paragraph: Element, text: str, *, bold: bool, italic: bool, shaded: bool) -> None:
    run = child(paragraph, "r")
    if bold or italic or shaded:
        properties = child(run, "rPr")
        for wanted, name in ((bold, "b"), (italic, "i")):
            if wanted:
                child(properties, name)
        if shaded:
            child(properties, "highlight", val="lightGray")
    said = child(run, "t")
    said.set(_SPACE, "preserve")
    said.text = printed(text)


def words(parts: Sequence[Mapping[str, Any]]) -> str:
    """What inline parts say, without their emphasis."""
    return "".join(part.get("text", "") or words(part.get("inline", ())) for part in parts)
