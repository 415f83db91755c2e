"""A check as a value: its name, its question, what to do; and the answer it gets."""

from __future__ import annotations

from typing import NamedTuple

OK = "ok"
LOOK = "look"
WRONG = "wrong"
UNKNOWN = "unknown"
STATES = (OK, LOOK, WRONG, UNKNOWN)
"""In order; ``unknown`` is an honest answer where a computer does not tell."""


class Check(NamedTuple):
    """One thing that is looked at. ``cure`` is what to do unless the answer knows better."""

    name: str
    question: str
    cure: str = ""


class Answer(NamedTuple):
    """What was found, in one line. ``cure`` is empty where the check's own serves."""

    state: str
    said: str
    cure: str = ""


def named_few(names: list[str], most: int = 3) -> str:
    """Some names in one line: the first few, and how many more there are."""
    rest = len(names) - most
    return ", ".join(names[:most]) + (f" and {rest} more" if rest > 0 else "")
