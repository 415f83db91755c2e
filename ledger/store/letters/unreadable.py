"""A file that is no letter we can read."""

from __future__ import annotations


class Unreadable(Exception):
    """Why, as the end of a sentence about the file, and what to do."""

    def __init__(self, why: str, hint: str) -> None:
        super().__init__(why)
        self.hint = hint
