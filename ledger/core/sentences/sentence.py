"""One thing that happened, in words."""

# No deferred annotations here: NamedTuple compiles each one that is text, which doubles the time these classes take.

from datetime import date
from typing import NamedTuple


class Sentence(NamedTuple):
    """One thing that happened: its kind for programs, its words, the day it happened, the fields that it tells."""

    kind: str
    words: str
    when: date | None = None
    tells: tuple[str, ...] = ()
