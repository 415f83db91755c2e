"""One glance at the bytes of a file: nearly every file passes here, and only the others pay for more."""

from __future__ import annotations

import re

LONGEST_VALUE = 64 * 1024
"""Characters; a smaller file cannot hold a longer value, nor too many values."""
MOST_LINES = 20_000

_CONTROL_BYTES = bytes([*range(10), 11, 12, *range(14, 32), 127])
_HIDDEN = frozenset(
    map(
        chr,
        (
            *range(0x80, 0xA0),
            *(0x061C, 0x200E, 0x200F, 0xFEFF, 0xFFFE, 0xFFFF),
            *range(0x2028, 0x202F),
            *range(0x2066, 0x206A),
            *range(0xE0000, 0xE0080),
        ),
    )
)
# A comment close to its text may have swallowed a number; a backslash may write what may not stand in the file.
_SUSPECT = re.compile(rb" #[^ \r\n]|<<<<<<<|>>>>>>>|\\")


def unsuspicious(data: bytes) -> str | None:
    """The text of a file in which no character needs a second look; None where the slow examination must decide."""
    if not data or len(data) > LONGEST_VALUE or len(data.translate(None, _CONTROL_BYTES)) != len(data):
        return None
    if (
        data.count(b"\n") > MOST_LINES
        or _SUSPECT.search(data)
        or (b"\r" in data and data.count(b"\r") != data.count(b"\r\n"))
    ):
        return None
    if data.isascii():
        return data.decode("ascii")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return text if _HIDDEN.isdisjoint(text) else None
