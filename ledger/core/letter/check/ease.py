"""Length and readability of a letter, against limits of our own (no rule asks for them)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ledger.core.finding import NOTE, WARNING
from ledger.core.letter.check.passage import HEADING, TEXT, at, without_short_dots

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.core.finding import Finding
    from ledger.core.letter.check.passage import Letter, Passage

LONG = "LED624"
HARD = "LED625"

PAGES_NOTED, PAGES_WARNED = 2, 4
MEAN_NOTED, MEAN_WARNED = 20, 35
PASSIVE_NOTED = 25
GRADE_PAYER, GRADE_MEMBER = 12, 8
"""Pages of body text, words in the mean sentence, per cent of sentences in the passive, Flesch-Kincaid grade."""

_WORDS_PER_PAGE = 450
_FEWEST_SENTENCES = 3
_FEWEST_WORDS = 60
_FEWEST_FOR_A_SHARE = 12
"""A share of a handful of sentences says nothing about how somebody writes."""
_END = re.compile(r'(?<=[.?!])["\u201d)]*\s+(?=["\u201c(]?[A-Z])')
_WORD = re.compile(r"[A-Za-z][A-Za-z'-]*")
_IRREGULAR = (
    "made paid sent shown taken given found held kept met known written read put set seen drawn brought built chosen"
    " done heard laid led left lost said sold told thought understood withdrawn"
)
_PASSIVE = re.compile(
    rf"\b(?:is|are|was|were|be|been|being)\s+(?:not\s+)?(?:\w+ly\s+)?(?:\w{{3,}}ed|{'|'.join(_IRREGULAR.split())})\b",
    re.IGNORECASE,
)


class Ease(NamedTuple):
    """What is counted: body words, sentences, words in the mean and in the longest sentence, passive share, grade."""

    words: int
    sentences: int
    mean: float
    longest: int
    passive: float
    grade: float

    @property
    def pages(self) -> float:
        """About how many pages the body fills, tables and address left out."""
        return self.words / _WORDS_PER_PAGE


def ease_of(letter: Letter) -> Ease:
    """Measure the sentences after the greeting; addresses, tables, headings and quotations are not counted."""
    counted = [sentence for passage in _body(letter) for sentence in _sentences(passage.text)]
    lengths = [len(_WORD.findall(sentence)) for sentence in counted]
    words = sum(lengths)
    body = words + sum(len(_WORD.findall(one.text)) for one in letter.prose if one.kind == HEADING)
    if not words:
        return Ease(body, 0, 0, 0, 0, 0)
    syllables = sum(syllables_in(word) for sentence in counted for word in _WORD.findall(sentence))
    passive = sum(bool(_PASSIVE.search(sentence)) for sentence in counted)
    mean = words / len(counted)
    grade = 0.39 * mean + 11.8 * syllables / words - 15.59
    return Ease(body, len(counted), mean, max(lengths), 100 * passive / len(counted), grade)


def ease_findings(letter: Letter, *, to_member: bool = False) -> Iterator[Finding]:
    """LED624 for length, LED625 for readability; each says what was measured and the limit."""
    body = _body(letter)
    ease = ease_of(letter)
    if not body:
        return
    first = body[0]
    if ease.pages > PAGES_NOTED:
        severity = WARNING if ease.pages > PAGES_WARNED else NOTE
        message = f"the words fill about {ease.pages:.1f} pages without tables; {PAGES_NOTED} is our own limit"
        yield at(first, 0, LONG, message, "move what a table or an exhibit shows out of the words")._replace(
            severity=severity
        )
    if ease.sentences < _FEWEST_SENTENCES or ease.words < _FEWEST_WORDS:
        return
    if ease.mean > MEAN_NOTED:
        severity = WARNING if ease.mean > MEAN_WARNED else NOTE
        lengths = f"{ease.mean:.0f} words in the mean, the longest {ease.longest}"
        message = f"a sentence has {lengths}; {MEAN_NOTED} is our own limit"
        yield at(first, 0, HARD, message, "one thought in each sentence")._replace(severity=severity)
    if ease.passive > PASSIVE_NOTED and ease.sentences >= _FEWEST_FOR_A_SHARE:
        message = f"{ease.passive:.0f} % of the sentences are in the passive; {PASSIVE_NOTED} is our own limit"
        yield at(first, 0, HARD, message, "say who does it")
    limit = GRADE_MEMBER if to_member else GRADE_PAYER
    if ease.grade > limit:
        message = f"the words read at grade {ease.grade:.0f} (Flesch-Kincaid); {limit} is our own limit"
        yield at(first, 0, HARD, message, "shorter sentences and shorter words")


def _body(letter: Letter) -> list[Passage]:
    """Paragraphs and list items; blocks of short lines, as addresses and signatures are, hold no sentences."""
    return [one for one in letter.prose if one.kind == TEXT and re.search(r"[a-z]{2}[.?]", one.text)]


def _sentences(text: str) -> list[str]:
    joined = without_short_dots(text.replace("\n", " "))
    return [sentence for sentence in _END.split(joined) if len(_WORD.findall(sentence)) > 1]


def syllables_in(word: str) -> int:
    """About how many syllables an English word has: its groups of vowels, less a silent e."""
    low = re.sub(r"[^a-z]", "", word.lower())
    groups = len(re.findall(r"[aeiouy]+", low))
    silent = groups > 1 and re.search(r"(?:[^aeiouyl]|[aeiouy]l)e$|[^aeiouytd]ed$|[^aeiouyscxz]es$", low) is not None
    return max(groups - silent, 1)
