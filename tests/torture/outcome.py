"""What a trial of the torture says: how much was tried, and whatever was not as promised."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

LOST, DOUBLED, TORN, WRONG, OTHER = "lost", "doubled", "torn", "wrong", "other"
KINDS = (LOST, DOUBLED, TORN, WRONG, OTHER)


class Fault(NamedTuple):
    """One thing that was not as promised: ``kind`` is one of KINDS, ``said`` one line for whoever looks for it."""

    kind: str
    said: str


class Outcome(NamedTuple):
    """What one trial came to: how many of each thing were tried, by name, and the faults."""

    tried: Counter[str]
    faults: tuple[Fault, ...] = ()


class Asked(NamedTuple):
    """Which trial of its family this is, the seed of the whole run, a folder of its own, and one that workers keep."""

    number: int
    seed: str
    place: Path
    kept: Path

    @property
    def name(self) -> str:
        """What chance is begun with."""
        return f"{self.seed}/{self.number}"


class Family(NamedTuple):
    """A kind of torture; ``nightly`` is how many trials of it make the nightly figures of the standard."""

    name: str
    nightly: int
    trial: Callable[[Asked], Outcome]


def counted(wanted: dict[str, int], text: str) -> list[Fault]:
    """Hold that each entry stands in the text as often as it should; -1 stands for at most once."""
    faults = []
    for entry, times in wanted.items():
        found = text.count(entry)
        if found > abs(times):
            faults.append(Fault(DOUBLED, f"{entry!r} stands {found} times"))
        elif found < times:
            faults.append(Fault(LOST, f"{entry!r} stands {found} times"))
    return faults
