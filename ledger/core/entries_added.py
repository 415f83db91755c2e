"""A quick yes for the commonest change: whole entries were put into one list of a file, and nothing else was touched.

It compares text and parses nothing. No is no verdict: whoever hears it compares by value (``core.growing``).
"""

from __future__ import annotations

import re

_AT_THE_MARGIN = re.compile(rb"^ ?[^ \n#].*$", re.MULTILINE)
_LIST = re.compile(rb"[a-z_]+: *")
_ENTRY = b"  - "
_INSIDE = b"   "


def entries_added(before: bytes, after: bytes) -> bool:
    """Whether ``after`` is ``before`` with whole new entries in one list at the tool's own indentation, and no more."""
    if len(after) <= len(before) or not before.endswith(b"\n") or b"\r" in after or b"\t" in after:
        return False
    start = before.rfind(b"\n", 0, _shared_length(before, after)) + 1
    rest = before[start:]
    if not after.endswith(rest):
        return False
    added = after[start : len(after) - len(rest)]
    return _whole_entries(added) and _within_a_list(before[:start]) and _outside_an_entry(rest)


def _shared_length(one: bytes, other: bytes) -> int:
    """How many bytes both begin with, found by halving: comparing slices is quick, comparing bytes is not."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _whole_entries(added: bytes) -> bool:
    lines = added.split(b"\n")
    return (
        lines[0].startswith(_ENTRY)
        and not lines[-1]
        and all(not line or line.startswith((_ENTRY, _INSIDE)) for line in lines)
    )


def _within_a_list(text: bytes) -> bool:
    """Whether the text ends in a top-level list, outside of any quoted text that runs over lines."""
    margins = list(_AT_THE_MARGIN.finditer(text))
    if not margins or _LIST.fullmatch(margins[-1].group()) is None:
        return False
    section = text[margins[-1].end() :]
    return b"\\" not in section and all(_quotes_are_closed(line) for line in section.split(b"\n"))


def _quotes_are_closed(line: bytes) -> bool:
    if line.count(b'"') % 2 or line.count(b"'") % 2:
        return False
    return not (b"'" in line and (b"{" in line or b"[" in line))


def _outside_an_entry(rest: bytes) -> bool:
    """Whether what follows is another entry, another key or nothing: it would end whatever was put before it."""
    line = next((line for line in rest.split(b"\n") if line.strip() and not line.lstrip().startswith(b"#")), b"")
    return not line or line.startswith(_ENTRY) or line[:1].isalpha()
