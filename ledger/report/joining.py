"""How two versions that wait for a person look: the place, both values with their authors, and what to type."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import NamedTuple

_WIDTH = 80


class Question(NamedTuple):
    """One place to decide. ``values`` are the ways to decide it, each a word to type, a value and whose it is.

    Where nothing can simply be chosen there are no values, and ``said`` tells what to do.
    """

    field: str
    place: str
    values: tuple[tuple[str, str, str], ...]
    said: str


def asked(question: Question) -> list[str]:
    """One question on a few lines."""
    if not question.values:
        return wrap(question.said, _WIDTH, initial_indent="  ", subsequent_indent="    ", break_long_words=False)
    widest = max(len(value) for _, value, _ in question.values)
    wide = widest > _WIDTH // 2
    lines = [f"  {question.place}"]
    for word, value, whose in question.values:
        if wide:
            lines += [f"    {word:<6}  {whose}".rstrip(), *(f"      {line}" for line in wrap(value or "nothing", 72))]
        else:
            lines.append(f"    {word:<6}  {value or 'nothing':<{widest}}  {whose}".rstrip())
    return lines


def waiting(called: str, questions: Sequence[Question]) -> list[str]:
    """What is left to decide in one file, and how to decide it."""
    places = "one place needs you" if len(questions) == 1 else f"{len(questions)} places need you"
    lines = [f"{called}: {places}; nothing is lost"]
    for question in questions:
        lines += asked(question)
    short = called.rpartition("-")[2][:4] if called.startswith("RC-") else ""
    command = f"recoup resolve {short}".rstrip()
    if any(question.values for question in questions):
        field = next(question.field for question in questions if question.values)
        lines += [
            f"Keep one side:  {command} --keep mine      (or theirs, or before)",
            f"Keep by field:  {command} --keep {field}=theirs",
        ]
    return [*lines, f"Or mend the file, take out the marker lines, then {command}"]
