"""Texts three ways: comments of both sides stay, and a file that cannot be understood is merged line by line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from ledger.core.merging.piece import BASE, OURS, THEIRS


def either(base: str | None, ours: str, theirs: str) -> str:
    """The text that changed; where both changed it, the one that sorts first: no side is the better one."""
    if theirs in (ours, base):
        return ours
    return theirs if ours == base else min(ours, theirs)


def both(base: str | None, ours: str, theirs: str) -> str:
    """As ``either`` for lines above a value; where both sides changed them, all lines of both."""
    if ours == theirs or base in (ours, theirs):
        return either(base, ours, theirs)
    first, second = sorted((ours, theirs))
    known = {line.strip() for line in (first + (base or "")).splitlines()}
    return first + "".join(line for line in second.splitlines(keepends=True) if line.strip() not in {"", *known})


def beside(base: str | None, ours: str, theirs: str) -> str:
    """As ``both`` for what follows a value: comments on the same line are put one after the other."""
    if ours == theirs or base in (ours, theirs):
        return either(base, ours, theirs)
    (first, below), (second, more) = (text.partition("\n")[::2] for text in sorted((ours, theirs)))
    remarks = [remark for remark in (first.strip(), second.strip()) if remark]
    if len(remarks) > 1 and remarks[0] != remarks[1]:
        line = f"{first.rstrip()}  {remarks[1]}"
    else:
        line = first if first.strip() else second
    return f"{line}\n" + both((base or "").partition("\n")[2], below, more)


def merged_lines(base: str, ours: str, theirs: str, titles: Mapping[str, str]) -> tuple[str, int]:
    """A merge of lines, for what is no YAML: the text, with markers round what both changed, and how many there are."""
    old, one, other = (_lines(text) for text in (base, ours, theirs))
    written: list[str] = []
    clashes = 0
    at = [0, 0, 0]
    for place in _shared(old, one, other):
        before, mine, yours = (lines[start:end] for lines, start, end in zip((old, one, other), at, place, strict=True))
        if yours in (mine, before):
            written += mine
        elif mine == before:
            written += yours
        else:
            clashes += 1
            written += [f"<<<<<<< {titles[OURS]}\n", *mine, f"||||||| {titles[BASE]}\n", *before]
            written += ["=======\n", *yours, f">>>>>>> {titles[THEIRS]}\n"]
        at = [start + 1 for start in place]
        written += old[place[0] : at[0]]
    return "".join(written), clashes


def _lines(text: str) -> list[str]:
    """The lines, each with a line break: a marker begins on a line of its own."""
    lines = text.splitlines(keepends=True)
    return [*lines[:-1], lines[-1] if lines[-1].endswith("\n") else lines[-1] + "\n"] if lines else []


def _shared(old: Sequence[str], one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int, int]]:
    """Where each line that all three have stands in them; last the ends of the three."""
    in_one, in_other = _kept(old, one), _kept(old, other)
    shared = [index for index in in_one if index in in_other]
    return [*((index, in_one[index], in_other[index]) for index in shared), (len(old), len(one), len(other))]


def _kept(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Where each line of the old text stands in the new one."""
    found: dict[int, int] = {}
    for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        for offset in range(block.size):
            found[block.a + offset] = block.b + offset
    return found
