"""One thing that a letter lacks."""

from __future__ import annotations

from typing import NamedTuple

from ledger.core.finding import Path

SETTINGS = "ledger.yaml"
IDENTITIES = "identities.yaml"


class Lack(NamedTuple):
    """What is missing, what to do about it, and where it belongs; an empty ``file`` is the case."""

    what: str
    hint: str
    path: Path = ()
    file: str = ""
