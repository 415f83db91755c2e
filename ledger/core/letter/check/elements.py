"""What a letter lacks of the elements of its kind, and what it says that its case does not know."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ledger.core.finding import NOTE, WARNING, Finding
from ledger.core.letter.check.fact import Fact
from ledger.core.letter.check.facts import SAID, facts_for, is_looked_for
from ledger.core.letter.check.passage import CELL, FRAME, QUOTE, at, same_marks
from ledger.core.letter.check.persons import runs, squeeze
from ledger.core.letter.check.sums import AMOUNT
from ledger.core.letter.content import letter_data
from ledger.core.letter.element import CONDITIONAL, FORBIDDEN, RECOMMENDED
from ledger.core.personal_name import fold, word_list

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.core.letter.check.passage import Letter
    from ledger.core.letter.matter import Matter

LACKS = "LED612"
STRANGE = "LED613"

_ENOUGH = 0.5
_LONG = 4
_MOST_NAMED = 4


def element_findings(letter: Letter, matter: Matter) -> Iterator[Finding]:
    """LED612 for each element whose fact stands nowhere in the letter, with the rule that asks for it.

    A ground that is not found in like words is a warning: a person may have put it otherwise.
    """
    text = " ".join(letter.text.casefold().split())
    held = runs(letter.text)
    laid = letter_data(matter, "")
    told: set[str] = set()
    for element in matter.kind.elements:
        if element.level == FORBIDDEN or (element.level == CONDITIONAL and element.key in SAID):
            continue
        facts = [one for one in facts_for(matter, element.key, laid) if one.what not in told]
        gone = list(dict.fromkeys(fact for fact in facts if not _stands(fact, text, held, letter)))
        told |= {fact.what for fact in gone}
        in_like_words = [fact for fact in gone if fact.words]
        for fact in in_like_words:
            message = f"{matter.kind.name} lacks {fact.what} ({element.citation})"
            hint = "no passage says it in like words; look whether it is still there"
            yield Finding(LACKS, message, hint, line=1, severity=WARNING)
        exact = [fact.what for fact in gone if not fact.words]
        if exact:
            more = f", and {len(exact) - _MOST_NAMED} more" if len(exact) > _MOST_NAMED else ""
            message = f"{matter.kind.name} lacks {'; '.join(exact[:_MOST_NAMED])}{more} ({element.citation})"
            hint = "put it back, or correct the case where the case is wrong"
            yield Finding(LACKS, message, hint, line=1, severity=NOTE if element.level == RECOMMENDED else "")


def not_looked_for(matter: Matter) -> list[str]:
    """The elements of a kind that no words can be held against."""
    unseen = [one for one in matter.kind.elements if not is_looked_for(one.key)]
    return [one.key.replace("_", " ") for one in unseen if one.level != FORBIDDEN]


def _stands(fact: Fact, text: str, held: set[str], letter: Letter) -> bool:
    if fact.words:
        return any(_alike(spelling, letter) for spelling in fact.spellings)
    if fact.bare:
        return any(squeeze(spelling) in held for spelling in fact.spellings)
    folded = (" ".join(same_marks(spelling).casefold().split()) for spelling in fact.spellings)
    return any(_holds(text, spelling) for spelling in folded)


def _holds(text: str, spelling: str) -> bool:
    """Whether it stands there on its own: ``9.42`` is not in ``49.42``, nor ``3/2/2026`` in ``13/2/2026``."""
    start = text.find(spelling)
    while start >= 0:
        after = text[start + len(spelling) : start + len(spelling) + 1]
        if not text[start - 1 : start].isalnum() and not (spelling[-1].isdigit() and after.isdigit()):
            return True
        start = text.find(spelling, start + 1)
    return False


def _alike(said: str, letter: Letter) -> bool:
    """Whether one passage holds half of the longer words of a text."""
    wanted = _longer(said)
    return not wanted or any(
        len(wanted & _longer(passage.text)) >= _ENOUGH * len(wanted)
        for passage in letter.passages
        if passage.kind != FRAME
    )


def _longer(text: str) -> set[str]:
    return {word for word in word_list(fold(text)) if len(word) >= _LONG or word.isdigit()}


def strange_amounts(letter: Letter, matter: Matter) -> Iterator[Finding]:
    """LED613 for each amount that neither the case nor a letter made from it knows, outside of quotations."""
    known = {_cents(match) for match in AMOUNT.finditer(" ".join(_texts(letter_data(matter, ""))))}
    known |= {_cents(match) for match in AMOUNT.finditer(repr(matter.case))}
    for passage in letter.passages:
        if passage.kind in (QUOTE, FRAME):
            continue
        for match in AMOUNT.finditer(passage.text):
            alone = passage.kind == CELL and match.group() == passage.text.strip()
            if (alone or "$" in match.group()) and _cents(match) not in known:
                message = f"the case knows no amount of {match.group(1)}"
                hint = "compare it with the case; amounts, days and names come from there alone"
                yield at(passage, match.start(), STRANGE, message, hint)


def _cents(match: re.Match[str]) -> str:
    whole, _, cents = match.group(1).replace(",", "").partition(".")
    return f"{whole}.{cents or '00'}"


def _texts(data: Any) -> Iterator[str]:  # noqa: ANN401 - data of any shape
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from _texts(value)
    elif isinstance(data, list):
        for value in data:
            yield from _texts(value)
