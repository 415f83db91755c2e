"""A shared copy's own list: who brought what when, one line a time, each sealed with the digest of the one before."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import NamedTuple

FOUND = "found-here"
"""In the place of a person: what a shared copy held when its list began."""
ADMITTED = "admitted"
"""In the place of what was moved: a change that was let in by name, whatever is wrong with it."""
UNKNOWN = "unknown"
"""In the place of a person: nobody signed in, as in a shared folder."""
_COLUMNS = 8


class Received(NamedTuple):
    """One line. ``at`` is in UTC; ``old`` is empty for what is new; ``because`` stands only with what was admitted."""

    at: str
    who: str
    name: str
    old: str
    new: str
    changes: int
    because: str = ""


def sealed(entry: Received, before: str) -> str:
    """The line of an entry, without its line break; ``before`` is the line it follows, empty for the first."""
    words = (entry.at, entry.who, entry.name, entry.old or "-", entry.new, str(entry.changes), entry.because or "-")
    text = "\t".join(_one_word(word) for word in words)
    return f"{text}\t{_digest(before, text)}"


def read_list(text: str) -> tuple[tuple[Received, ...], tuple[str, ...]]:
    """The entries of a list, and a sentence for each line that is not as it was written."""
    entries: list[Received] = []
    wrong: list[str] = []
    before = ""
    for number, line in enumerate(text.splitlines(), 1):
        *words, digest = line.split("\t")
        if len(words) + 1 != _COLUMNS or not words[5].isdigit():
            wrong.append(f"line {number} cannot be read; the server may have stopped while it was written")
        else:
            at, who, name, old, new, changes, because = words
            entries.append(
                Received(at, who, name, "" if old == "-" else old, new, int(changes), "" if because == "-" else because)
            )
            if digest != _digest(before, "\t".join(words)):
                wrong.append(f"line {number} was changed after it was written, or one before it was taken out")
        before = line
    return tuple(entries), tuple(wrong)


def unaccounted(entries: Sequence[Received], tips: Mapping[str, str]) -> tuple[str, ...]:
    """A sentence for everything in the shared copy that stands elsewhere than where the list last saw it."""
    last = {entry.name: entry.new for entry in entries if entry.name != ADMITTED}
    said = []
    for name in sorted({*last, *tips}):
        was, now = last.get(name, ""), tips.get(name, "")
        if was != now:
            said.append(
                f"{short(name)} stands at {now[:10] or 'nothing'}, and the list has it at {was[:10] or 'nothing'}: "
                "something changed it without coming in by this door"
            )
    return tuple(said)


def short(name: str) -> str:
    """``refs/heads/main`` as people say it: ``main``."""
    return name.removeprefix("refs/heads/").removeprefix("refs/tags/")


def _digest(before: str, text: str) -> str:
    return hashlib.sha256(f"{before}\n{text}".encode()).hexdigest()


def _one_word(word: str) -> str:
    """What a line can hold: nothing that ends a line or a column, and nothing that a terminal would obey."""
    return "".join(char if char.isprintable() else " " for char in word).strip() or "-"
