"""Personal data where it does not belong: names, social security and Medicare numbers, birth dates.

The rules are those of the reliability standard, 4.3. A finding names the line and never repeats the value.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ledger.core.finding import ERROR, Finding
from ledger.core.identity import Identities
from ledger.core.personal_name import NameWords, fold, name_words, spots, word_list
from ledger.core.personal_number import BIRTH_DATE, MEDICARE, SOCIAL_SECURITY, Hit, labelled, numbers, spellings

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Allowance", "Allowances", "Identities", "personal_data"]

NAME = "LED710"

_MESSAGES = {
    NAME: "a patient's name stands here",
    SOCIAL_SECURITY: "a social security number stands here",
    MEDICARE: "a Medicare number stands here",
    BIRTH_DATE: "a birth date stands here",
}
_HINT = "write the patient key; if it is something else, end the line with  # phi-ok: and the reason"
_INLINE = "# phi-ok:"


class Allowance(NamedTuple):
    """One look-alike that a person has let through: digest of salt, path and value; why; who."""

    digest: str
    path: str
    reason: str
    person: str


class Allowances(NamedTuple):
    """All of ``phi-allow.yaml``. Without a salt nothing is allowed by it."""

    salt: str = ""
    entries: tuple[Allowance, ...] = ()

    def allow(self, path: str, value: str) -> bool:
        """Whether the value was let through in this file."""
        wanted = self.digest(path, value)
        return any(one.digest == wanted and one.path == path and one.reason and one.person for one in self.entries)

    def digest(self, path: str, value: str) -> str:
        """Return what stands for the value in ``phi-allow.yaml``."""
        from hashlib import sha256  # costs more than the whole search, and only a team with allowances needs it

        return sha256(f"{self.salt}\0{path}\0{value}".encode()).hexdigest()[:32]


NOTHING_ALLOWED = Allowances()


def personal_data(
    text: str,
    identities: Identities,
    allowances: Allowances = NOTHING_ALLOWED,
    path: str = "",
    *,
    in_message: bool = False,
) -> list[Finding]:
    """Return one finding for each line and kind of personal data in a text, in the order of the lines.

    ``path`` is the file's, from the ledger's root; in a message that goes with a save a birth date is an error too.
    A line that ends ``# phi-ok: reason`` is let through, and so is what ``allowances`` lists.
    """
    hits = {*numbers(text), *labelled(text), *_names(text, identities)}
    if not hits:
        return []
    lines = text.split("\n")
    left = [hit for hit in sorted(hits) if not (_excused(lines[hit.line - 1]) or allowances.allow(path, hit.value))]
    severity = ERROR if in_message else ""
    found = {(hit.line, hit.code): _hint(allowances, path, hit) for hit in left}
    return [
        Finding(code, _MESSAGES[code], hint, file=path, line=line, column=1, severity=severity)
        for (line, code), hint in sorted(found.items())
    ]


def _excused(line: str) -> bool:
    _, mark, reason = line.partition(_INLINE)
    return bool(mark and reason.strip())


def _hint(allowances: Allowances, path: str, hit: Hit) -> str:
    if not allowances.salt:
        return _HINT
    return f"{_HINT}, or list it in phi-allow.yaml under digest {allowances.digest(path, hit.value)}"


def _names(text: str, identities: Identities) -> Iterator[Hit]:
    """Find the names of patients, and their birth dates on the same line."""
    index = _index(identities)
    folded = fold(text)
    here = set(word_list(folded))
    wanted = [known for given in here.intersection(index) for known in index[given] if known.words.family & here]
    if not wanted:
        return
    words: list[str] = []
    places: list[int] = []
    lines = folded.split("\n")
    for number, line in enumerate(lines, 1):
        found = word_list(line)
        words += found
        places += [number] * len(found)
    for known in wanted:
        for spot in spots(words, known.words):
            yield Hit(places[spot], NAME, " ".join(sorted(known.words.every)))
            for spelling in known.births:
                if spelling in lines[places[spot] - 1]:
                    yield Hit(places[spot], BIRTH_DATE, spelling)


class _Known(NamedTuple):
    words: NameWords
    births: tuple[str, ...]


@lru_cache(maxsize=4)
def _index(identities: Identities) -> dict[str, list[_Known]]:
    """Return the names to look for by their given name."""
    index: dict[str, list[_Known]] = {}
    for patient in identities.patients:
        births = spellings(patient.born_on) if patient.born_on else ()
        for name in {patient.name, patient.name_on_remit} - {None}:
            for words in _both_ways(name or "", on_remit=name == patient.name_on_remit):
                index.setdefault(words.given, []).append(_Known(words, births))
    return index


def _both_ways(name: str, *, on_remit: bool) -> list[NameWords]:
    """Return a name's words; a remittance writes the family name first, often without the comma."""
    words = name_words(name)
    if words is None:
        return []
    if not on_remit or "," in name:
        return [words]
    family, *given = name.split()
    turned = name_words(f"{family}, {' '.join(given)}")
    return [words, turned] if turned else [words]
