"""How much of what chance and counting draw is tried: a sample in every run, all of it with RECOUP_DEEP=1."""

from __future__ import annotations

import os

DEEP = "RECOUP_DEEP" in os.environ


def often(few: int, many: int) -> int:
    """How often something is tried: ``few`` times in ``make test``, ``many`` times where there is time."""
    return many if DEEP else few
