"""The parts of a case one after the other, each with its path as the file spells it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ledger.core.case import Case
from ledger.core.finding import Path
from ledger.core.proof import Recorded
from ledger.core.sending import Moment
from ledger.core.spelling import key

Part = tuple[Path, Any]
"""Where a part stands, and the part: a demand, a claim, a line, a notice ..."""

__all__ = ["Part", "key", "parts"]

_VALUES = (Moment, Recorded)


def parts(case: Case) -> tuple[Part, ...]:
    """Return every block and every entry of a case, the case itself first."""
    return tuple(_below(case, ()))


def _below(part: Any, path: Path) -> Iterator[Part]:  # noqa: ANN401 - any named tuple of a case
    yield path, part
    for field, value in zip(part._fields, part, strict=True):
        if not isinstance(value, tuple) or isinstance(value, _VALUES) or not value:
            continue
        if hasattr(value, "_fields"):
            yield from _below(value, (*path, field))
        elif hasattr(value[0], "_fields"):
            for index, entry in enumerate(value):
                yield from _below(entry, (*path, field, index))
