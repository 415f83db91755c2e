"""How far a long job is, on a terminal only, and only when it takes longer than a second."""

from __future__ import annotations

import sys
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Item = TypeVar("Item")

PATIENCE = 1.0
"""Seconds before anything is shown."""


def shown(items: Iterable[Item], total: int, what: str) -> Iterator[Item]:
    """The items themselves; meanwhile a bar on the error stream, gone when the last one is done."""
    started = monotonic()
    bar = None
    try:
        for number, item in enumerate(items, 1):
            yield item
            if bar is not None:
                bar.update(bar.task_ids[0], completed=number)
            elif sys.stderr.isatty() and monotonic() - started > PATIENCE:
                from rich.console import Console
                from rich.progress import Progress

                bar = Progress(console=Console(stderr=True), transient=True)
                bar.start()
                bar.add_task(what, total=total, completed=number)
    finally:
        if bar is not None:
            bar.stop()
