"""A person's name as words: how it is folded, told from another, and recognised in a text."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "\u0131": "i"})
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "md", "do", "phd", "esq"})
_PARTICLES = frozenset(
    {"de", "la", "las", "los", "del", "della", "di", "da", "dos", "du", "van", "von", "der", "den", "bin"}
)
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr"})
_APOSTROPHES = "'\u2019\u2018\u02bc`\u00b4"
_ALIKE = dict.fromkeys(map(ord, _APOSTROPHES), "'")
_OPEN = dict.fromkeys(map(ord, _APOSTROPHES), " ")
_BLANKS = {point: " " for point in range(128) if not chr(point).isalnum()}
_FEW = 2


class NameWords(NamedTuple):
    """The words of one name, folded: the given name, every part of the family name, and all of them."""

    given: str
    family: frozenset[str]
    every: frozenset[str]


def fold(text: str) -> str:
    """Return a text in small plain letters: no accents, nothing hidden, ``O'Neil`` closed up, ``Neil's`` cut short."""
    if not text.isascii():
        parts = unicodedata.normalize("NFKD", text.casefold())
        text = "".join(letter for letter in parts if unicodedata.category(letter) not in ("Mn", "Cf"))
        text = text.casefold().translate(_LETTERS)
    first, *others = text.lower().translate(_ALIKE).split("'")
    return first + "".join(part[1:] if _possessive(part) else part for part in others)


def word_list(folded: str) -> list[str]:
    """Return the words of a folded text, in order."""
    spaced = folded.translate(_BLANKS)
    if not spaced.isascii():
        spaced = "".join(letter if letter.isalnum() else " " for letter in spaced)
    return spaced.split()


def name_words(name: str) -> NameWords | None:
    """Return what to look for of ``Ana Lopez-Diaz`` or ``Lopez-Diaz, Ana``; None for a name of less than two words.

    Before a comma stands the family name with all its parts; without one it is the last word, with what a hyphen ties
    to it.
    """
    folded = fold(name)
    before, comma, after = folded.partition(",")
    if comma and (behind := _bare(word_list(after))):
        given, family = behind[0], _bare(word_list(before))
        every = [*behind, *family]
    else:
        every = _bare(word_list(folded))
        given = every[0] if every else ""
        family = _last_words(folded)
    family += [word for word in word_list(fold(name.translate(_OPEN))) if family and family[-1].endswith(word)]
    parts = frozenset(word for word in family if word not in _PARTICLES and len(word) > 1)
    if len(every) < _FEW or not parts:
        return None
    return NameWords(given, parts, frozenset(every))


def same_name(one: str, other: str) -> bool:
    """Whether two spellings are one name: order, case, accents, titles and a middle initial aside."""
    ours, theirs = _core(one), _core(other)
    return ours == theirs


def spots(words: list[str], name: NameWords) -> list[int]:
    """Return the places in a list of words where the name begins: given and family side by side, in either order.

    Between them only further words of the name, initials and suffixes may stand.
    """
    found = []
    for index, word in enumerate(words):
        wanted = name.family if word == name.given else {name.given} if word in name.family else None
        if wanted is not None and _follows(words, index + 1, wanted, name):
            found.append(index)
    return found


def _follows(words: list[str], start: int, wanted: frozenset[str] | set[str], name: NameWords) -> bool:
    for word in words[start : start + 5]:
        if word in wanted:
            return True
        if not (len(word) == 1 or word in name.every or word in _SUFFIXES or word in _PARTICLES):
            return False
    return False


def _possessive(part: str) -> bool:
    """Whether what follows an apostrophe is the ``s`` of ``Doe's``."""
    return part[:1] == "s" and not part[1:2].isalnum()


def _last_words(folded: str) -> list[str]:
    """Return the last word of a name and the words that hyphens tie to it, suffixes left out."""
    groups = [group for group in folded.split() if _bare(word_list(group))]
    return _bare(word_list(groups[-1])) if len(groups) > 1 else []


def _bare(words: list[str]) -> list[str]:
    return [word for word in words if word not in _SUFFIXES and word not in _TITLES]


def _core(name: str) -> frozenset[str]:
    words = _bare(word_list(fold(name)))
    return frozenset(word for word in words if len(word) > 1) or frozenset(words)
