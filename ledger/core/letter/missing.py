"""How a draft shows a gap."""

from __future__ import annotations


def missing(what: str) -> str:
    """The gap in the text itself, so that it cannot be overlooked; a letter that is no draft never holds one."""
    return f"[[MISSING: {what}]]"
