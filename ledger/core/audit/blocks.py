"""A case file as text in blocks, one for each key: how the audit sees without reading a file that it only grew.

Twenty thousand versions cannot all be read as YAML. A file whose blocks were proved to be its keys once stays proved as
long as every block that changes is proved by itself: whole blocks laid one after the other mean what each means alone.
What cannot be proved here is ``None``, and the whole file is read.
"""

from __future__ import annotations

import re
from itertools import pairwise

Blocks = dict[str, bytes]
Entry = dict[str, str]

_START = re.compile(rb"\n[^\s#]")
_KEY = re.compile(rb"[a-z][a-z0-9_]*(?=:[ \n])")

# One entry as this program and most people write it: simple values on a line, and blocks of text below a bar. Every
# line of it says by itself what it is, so no line can hide another.
_PLAIN = rb"[A-Za-z0-9](?:[ -\"$-9;-~]|:(?! )|#(?<! #)){0,500}(?<![ :])"
_TEXT = rb"[|>][-+]?\n      [!-~][ -~]*\n(?:      [ -~]*\n|\n)*"
_FIELD = rb"[a-z][a-z0-9_]*:(?: (?:" + _PLAIN + rb"\n|" + _TEXT + rb"))"
_ENTRIES = re.compile(rb"(?:  - " + _FIELD + rb"(?:    " + _FIELD + rb")*)+\n*")
_ONE_LINE = re.compile(r"^(  - |    )([a-z][a-z0-9_]*): (.*)$", re.MULTILINE)
_LIST = re.compile(rb"[a-z0-9_]+:[ ]*(?:#[^\n]*)?\n(?:[ ]*(?:#[^\n]*)?\n)*(?:  - |\Z)")
"""A block whose value is a list below its key, or nothing at all."""


def blocks_of(data: bytes) -> Blocks | None:
    """Return the text of each top-level key in its order; None where the text is not laid out so.

    Each block ends in a line break. Comments before the first key belong to none.
    """
    starts = [match.start() + 1 for match in _START.finditer(data)]
    if data[:1] not in (b"", b"#", b" ", b"\n"):
        starts.insert(0, 0)
    found: Blocks = {}
    for start, end in pairwise([*starts, len(data)]):
        match = _KEY.match(data, start)
        key = match.group().decode("ascii") if match is not None else ""
        if not key or key in found or data[end - 1 : end] != b"\n":
            return None
        found[key] = data[start:end]
    return found


def blocks_after(before: Blocks, old: bytes, new: bytes) -> Blocks | None:
    """Return the blocks of a text that differs in few places from one whose blocks are known.

    The same as ``blocks_of``, but only the text between the first and the last difference is looked through.
    """
    known = list(before.items())
    start = len(old) - sum(len(block) for _, block in known)
    if new[:start] != old[:start]:
        return blocks_of(new)
    first = 0
    while first < len(known) and new.startswith(known[first][1], start):
        start += len(known[first][1])
        first += 1
    if first:  # what follows may still belong to the last one
        first -= 1
        start -= len(known[first][1])
    end, last = len(new), len(known)
    while last > first:
        begin = end - len(known[last - 1][1])
        if begin <= start or new[begin - 1 : begin] != b"\n" or not new.startswith(known[last - 1][1], begin):
            break
        end, last = begin, last - 1
    between = blocks_of(new[start:end])
    if not between or not _KEY.match(new, start):
        return blocks_of(new)
    found = {**dict(known[:first]), **between, **dict(known[last:])}
    return found if len(found) == first + len(between) + len(known) - last else None


def grown(before: bytes, added: bytes) -> list[Entry] | None:
    """Return the entries that ``added`` appends to a block; None where it is not known to append entries.

    ``before`` is proved to be one whole block. A text of several lines reads as the bar that opens it.
    """
    if not _LIST.match(before) or not _ENTRIES.fullmatch(added):
        return None
    found: list[Entry] = []
    for start, key, value in _ONE_LINE.findall(added.decode("ascii")):
        if start == "  - ":
            found.append({})
        if key in found[-1]:
            return None
        found[-1][key] = value
    return found
