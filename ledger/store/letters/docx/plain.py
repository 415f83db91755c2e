"""Text that a DOCX may hold: XML 1.0 forbids some characters, and some turn the direction of what follows."""

from __future__ import annotations

import re

_FORBIDDEN = re.compile(
    "[^\\x20-\\x7e\\xa0-\\u200d\\u2010-\\u2027\\u202f-\\u2065\\u206a-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]"
)
_APART = re.compile(r"[\t\r\n\u2028\u2029]+")
_HOLDS_TOGETHER = re.compile(r"\b(Exhibit|pages?) (?=[0-9A-Z])")


def plain(text: str) -> str:
    """The text on one line, without controls and marks of direction."""
    return _FORBIDDEN.sub("", _APART.sub(" ", text))


def printed(text: str) -> str:
    """The same, with exhibits and pages held to their number at the end of a line."""
    return _HOLDS_TOGETHER.sub("\\1\u00a0", plain(text))
