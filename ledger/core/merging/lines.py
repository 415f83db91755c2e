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
    regions = _anchors(old, one, other)
    written: list[str] = []
    clashes = 0
    at = (0, 0, 0)
    for region in regions:
        before, mine, yours = (
            lines[start:end] for lines, start, end in zip((old, one, other), at, region[:3], strict=True)
        )
        if yours in (mine, before):
            written += mine
        elif mine == before:
            written += yours
        else:
            clashes += 1
            written += [f"<<<<<<< {titles[OURS]}\n", *mine, f"||||||| {titles[BASE]}\n", *before]
            written += ["=======\n", *yours, f">>>>>>> {titles[THEIRS]}\n"]
        length = region[3]
        written += old[region[0] : region[0] + length]
        at = (region[0] + length, region[1] + length, region[2] + length)
    return "".join(written), clashes


def _lines(text: str) -> list[str]:
    """The lines, each with a line break: a marker begins on a line of its own."""
    lines = text.splitlines(keepends=True)
    return [*lines[:-1], lines[-1] if lines[-1].endswith("\n") else lines[-1] + "\n"] if lines else []


def _anchors(old: Sequence[str], one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """Runs of lines that all three have: where each begins in the three, and its length; an empty run ends the list."""
    in_one, in_other = _kept(old, one), _kept(old, other)
    runs: list[tuple[int, int, int, int]] = []
    for index in range(len(old)):
        if index not in in_one or index not in in_other:
            continue
        here = (index, in_one[index], in_other[index])
        if runs and here == tuple(start + runs[-1][3] for start in runs[-1][:3]):
            runs[-1] = (*runs[-1][:3], runs[-1][3] + 1)
        else:
            runs.append((*here, 1))
    return [*runs, (len(old), len(one), len(other), 0)]


def _kept(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Where each line of the old text stands in the new one."""
    found: dict[int, int] = {}
    for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        for offset in range(block.size):
            found[block.a + offset] = block.b + offset
    return found
