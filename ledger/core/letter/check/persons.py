"""Persons a letter must not show: other patients, social security numbers, a name and its birth date in the subject."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ledger.core.letter.check.passage import at
from ledger.core.personal_name import fold, name_words, spots, word_list
from ledger.core.personal_number import BIRTH_DATE, SOCIAL_SECURITY, labelled, numbers

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ledger.core.finding import Finding
    from ledger.core.identity import Identities, Patient
    from ledger.core.letter.check.passage import Letter, Passage

OTHER = "LED616"
NUMBER = "LED617"
_SHORTEST_NUMBER = 6
_LONGEST_RUN = 5
_PATIENT_LINE = re.compile(r"\b(?:patient|beneficiary|member)(?: name)?: *[A-Z][\w'-]+,? [A-Z]", re.IGNORECASE)


def person_findings(
    letter: Letter, identities: Identities, own: Collection[str] | None, ours: str
) -> Iterator[Finding]:
    """LED616 and LED617.

    ``own`` are the patients' keys of the letter's case, None where no case is known: then nobody can be called another
    patient. ``ours`` holds the names of the practice's own people.
    """
    if own is not None:
        yield from _others(letter, identities, own, ours)
    for passage in letter.passages:
        for hit in {*numbers(passage.text), *labelled(passage.text)}:
            if hit.code == SOCIAL_SECURITY:
                hint = "take it out; a claim and a member number identify a patient"
                yield at(passage, 0, NUMBER, "a social security number stands here", hint)
    yield from _in_subject(letter, identities)


def _others(letter: Letter, identities: Identities, own: Collection[str], ours: str) -> Iterator[Finding]:
    text = letter.text
    words = word_list(fold(text))
    held = runs(text)
    known = set(words)
    mine = [one for one in identities.patients if one.key in own]
    same = {word for patient in mine for name in _names(patient) for word in [" ".join(sorted(word_list(fold(name))))]}
    our_words = word_list(fold(ours))
    for patient in identities.patients:
        if patient.key in own:
            continue
        for name in _names(patient):
            parts = name_words(name)
            if parts is None or parts.given not in known or " ".join(sorted(word_list(fold(name)))) in same:
                continue
            if spots(words, parts) and not spots(our_words, parts):
                yield _other(
                    _where(letter, name), f"the name of {patient.key}, who is no patient of this case, stands here"
                )
                break
        else:
            if theirs := _numbers(patient, mine) & held:
                passage = next((one for one in letter.passages if theirs & runs(one.text)), letter.passages[0])
                yield _other(passage, f"a number of {patient.key}, who is no patient of this case, stands here")


def _other(passage: Passage, message: str) -> Finding:
    return at(passage, 0, OTHER, message, "take it out; a letter holds the patients of its own case only")


def _where(letter: Letter, name: str) -> Passage:
    """The passage that holds a name; the first of the letter where the name runs over two."""
    parts = name_words(name)
    found = (one for one in letter.passages if parts is not None and spots(word_list(fold(one.text)), parts))
    return next(found, letter.passages[0])


def _names(patient: Patient) -> list[str]:
    return [name for name in (patient.name, patient.name_on_remit) if name]


def _numbers(patient: Patient, mine: list[Patient]) -> set[str]:
    """The numbers of one patient that no patient of the case shares, as a family shares a member number."""
    shared = {squeeze(number) for one in mine for number in _all_numbers(one)}
    return {squeeze(number) for number in _all_numbers(patient) if len(squeeze(number)) >= _SHORTEST_NUMBER} - shared


def _all_numbers(patient: Patient) -> list[str]:
    return [number for number in (patient.mbi, *(member.id for member in patient.members)) if number]


def squeeze(text: str) -> str:
    """Letters and digits alone, in small letters: how numbers are compared."""
    return re.sub(r"[\W_]+", "", text).lower()


def runs(text: str) -> set[str]:
    """Every number a text may hold, squeezed: each word, and up to five that follow each other."""
    words = re.findall(r"[^\W_]+", text.lower())
    found = set(words)
    for length in range(2, _LONGEST_RUN + 1):
        found.update("".join(words[start : start + length]) for start in range(len(words) - length + 1))
    return found


def _in_subject(letter: Letter, identities: Identities) -> Iterator[Finding]:
    about = letter.about
    text = " ".join(passage.text for passage in about)
    births = [hit for hit in labelled(text) if hit.code == BIRTH_DATE]
    if not births:
        return
    words = word_list(fold(text))
    parts = [name_words(name) for patient in identities.patients for name in _names(patient)]
    if _PATIENT_LINE.search(text) or any(part is not None and spots(words, part) for part in parts):
        hint = "one of the two identifies enough; the subject is read by many"
        yield at(about[0], 0, NUMBER, "the subject shows a full name with its birth date", hint)
