"""How the checks of a doctor look: a line for each, what to do below it, and how many there were of each."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ledger.core.health.check import LOOK, OK, UNKNOWN, WRONG
from ledger.report.columns import WIDTH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.core.health.check import Answer, Check

_WORDS = {OK: "ok", LOOK: "look at", WRONG: "WRONG", UNKNOWN: "?"}
_INDENT = 24


def as_lines(check: Check, answer: Answer, fixed: str) -> Iterator[str]:
    """Yield a check's lines: how it stands, what was put right, what to do."""
    yield from _wrapped(f"{_WORDS[answer.state]:<8} {check.name:<14} ", answer.said)
    if fixed:
        yield from _wrapped(" " * _INDENT + "put right: ", fixed)
    cure = answer.cure or check.cure
    if answer.state in (LOOK, WRONG) and cure:
        yield from _wrapped(" " * _INDENT + "-> ", cure)


def as_row(check: Check, answer: Answer, fixed: str) -> dict[str, str]:
    """Return a check for programs; ``cure`` and ``fixed`` are empty where there is nothing to do or was done."""
    cure = (answer.cure or check.cure) if answer.state in (LOOK, WRONG) else ""
    row = {"name": check.name, "question": check.question, "state": answer.state, "said": answer.said}
    return {**row, "cure": cure, "fixed": fixed}


def total(answers: Sequence[Answer]) -> str:
    """Return how many checks there were of each kind, in one line."""
    counts = Counter(answer.state for answer in answers)
    parts = [f"{counts[OK]} ok", f"{counts[LOOK]} to look at", f"{counts[WRONG]} wrong"]
    if counts[UNKNOWN]:
        parts.append(f"{counts[UNKNOWN]} cannot be told")
    return ", ".join(parts) + "."


def _wrapped(head: str, text: str) -> list[str]:
    from textwrap import wrap

    return wrap(
        text,
        WIDTH,
        initial_indent=head,
        subsequent_indent=" " * _INDENT,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [head.rstrip()]
