"""What a letter may cite: rules of high confidence, or rules whose text a named person read. One gate for them all."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ledger.core.law.rule import CONFIDENCES, HIGH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ledger.core.law.rule import Regime


class Citable(NamedTuple):
    """A rule as letters cite it. ``source`` is the text that was read."""

    citation: str
    source: str


CITABLE = {
    "rebuttal": Citable(
        "42 CFR 405.374",
        "https://lexbuild.dev/ecfr/title-42/chapter-IV/part-405/section-405.374",
    ),
    "redetermination": Citable(
        "42 CFR 405.944",
        "https://law.lawstack.com/laws/42-cfr_s_405-944_place-and-method-of-filing-a-request-for-a-redetermination",
    ),
    "reconsideration": Citable("42 CFR 405.964", "https://law.lawstack.com/cfr/42/405.964/"),
    "no_recoupment": Citable("42 U.S.C. 1395ddd(f)(2)", "https://revassurance.com/reva-laws/42-usc-%C2%A7-1395ddd-f2/"),
    "texas_refund": Citable(
        "28 TAC 21.2818",
        "https://regulations.justia.com/states/texas/title-28/part-1/chapter-21/subchapter-t/section-21-2818",
    ),
    "reopening": Citable("42 CFR 405.980", "https://www.law.cornell.edu/cfr/text/42/405.980"),
    "hearing": Citable("42 CFR 405.1002", "https://law.lawstack.com/cfr/42/405.1002/"),
    "council": Citable(
        "42 CFR 405.1112",
        "https://www.govregs.com/regulations/title42_chapterIV_part405_subpartI_subjgrp32_section405.1112",
    ),
    "late_redetermination": Citable("42 CFR 405.942(b)", "https://law.lawstack.com/cfr/42/405.942/"),
    "late_reconsideration": Citable("42 CFR 405.962(b)", "https://law.lawstack.com/cfr/42/405.962/"),
    "appointment": Citable("42 CFR 405.910", "https://compliancecosmos.org/appointed-representatives"),
    "schedule": Citable(
        "42 U.S.C. 1395ddd(f)(1)",
        "https://github.com/codexstanford/markdonw-chunck-of-the-usa-code/blob/"
        "66d0b20a5e0521c0ffa33fe40368e4148bff046b/chuncks/title-42/chunck-8198.md",
    ),
    "washington": Citable("WAC 182-502A-0801", "https://lawfilesext.leg.wa.gov/Law/WACArchive/2022/"),
}
"""By the names that templates use (``letter.rules.redetermination``).

Missing on purpose: 42 CFR 405.379 (its preamble was read, its section text was not), 405.1014 (its list of contents
stands in articles alone), 422.582 (the text now in force was not seen), 29 CFR 2560.503-1 and 45 CFR 147.136 (whether
and how they reach a recoupment is argued).
"""

_SHORTEST = 6
"""``405.374`` names a section; shorter pieces of a citation, such as a year or a part, name none."""
_TEXAS: dict[str, tuple[str, ...]] = {"texas": ("texas_refund",)}
_BY_LETTER: dict[str, dict[str, tuple[str, ...]]] = {
    "contest": _TEXAS,
    "partial_repayment": _TEXAS,
    "first_appeal": _TEXAS,
    "second_appeal": _TEXAS,
    "hold_request": {**_TEXAS, "medicare-ffs": ("no_recoupment",)},
    "medicare_redetermination": {"medicare-ffs": ("redetermination",)},
    "medicare_reconsideration": {"medicare-ffs": ("reconsideration", "no_recoupment")},
    "medicare_rebuttal": {"medicare-ffs": ("rebuttal",)},
    "medicare_alj": {"medicare-ffs": ("hearing",)},
    "medicare_council": {"medicare-ffs": ("council",)},
    "reopening_request": {"medicare-ffs": ("reopening",)},
    "medicare_ers": {"medicare-ffs": ("schedule",)},
    "good_cause": {"medicare-ffs": ("late_redetermination", "late_reconsideration")},
    "appointment_of_rep": {"medicare-ffs": ("appointment",)},
    "medicaid_prelim_WA": {"medicaid": ("washington",)},
}
"""Which rules the template of a letter cites under which law; a test holds it against the templates."""


def cited_by(kind: str, regime: str) -> tuple[str, ...]:
    """The citations that stand in the template of a kind of letter under a law."""
    return tuple(CITABLE[name].citation for name in _BY_LETTER.get(kind, {}).get(regime, ()))


class Doubt(NamedTuple):
    """A citation that no letter may carry yet: the regime that holds its rule, and with which confidence."""

    citation: str
    regime: str
    confidence: str


def doubts(texts: Iterable[str], regimes: Mapping[str, Regime]) -> list[Doubt]:
    """The rules of a ledger that some texts cite and that are below high confidence and confirmed by nobody.

    A rule that stands several times counts as the best of them: its text was read. A citation that no rule file holds
    is not judged here.
    """
    best: dict[str, Doubt] = {}
    for held in _held(regimes):
        known = best.get(held.citation)
        if known is None or CONFIDENCES.index(held.confidence) < CONFIDENCES.index(known.confidence):
            best[held.citation] = held
    read = {one.citation for one in best.values() if one.confidence == HIGH}
    listed = list(texts)
    return [
        one
        for one in best.values()
        if one.confidence != HIGH
        and any(_cites(text, one.citation) for text in listed)
        and not any(_cites(citation, one.citation) for citation in read)
    ]


def _held(regimes: Mapping[str, Regime]) -> Iterator[Doubt]:
    """Every citation of every rule file, with the confidence it is held with; a person's word makes it high."""
    for regime in regimes.values():
        own = _own(regime, regimes)
        word = HIGH if regime.is_confirmed else ""
        for citations, confidence in own:
            for citation in citations.replace(",", ";").split(";"):
                bare = citation.partition("(")[0].strip()
                if len(bare) >= _SHORTEST and any(letter.isdigit() for letter in bare):
                    yield Doubt(bare, regime.name, word or confidence)


def _own(regime: Regime, regimes: Mapping[str, Regime]) -> Iterator[tuple[str, str]]:
    """Citation and confidence of what a rule file says itself: who confirmed it read nothing of what it extends."""
    base = regimes.get(regime.extends)
    for window in regime.windows:
        if base is None or window not in base.windows:
            for version in window.versions:
                for counting in (version.counting, *version.also):
                    yield counting.citation, counting.confidence
    for said in regime.statements:
        if base is None or said not in base.statements:
            yield said.citation, said.confidence
    for interest in regime.interest:
        if base is None or interest not in base.interest:
            for one in interest.versions:
                yield one.charging.citation, one.charging.confidence


def _cites(text: str, citation: str) -> bool:
    """Whether a text names a rule: ``28 TAC 21.2818(e)`` names 28 TAC 21.2818, and 28 TAC 21.28 is another rule."""
    start = text.find(citation)
    while start >= 0:
        before, after = text[start - 1 : start], text[start + len(citation) :]
        if not before.isalnum() and not (after[:1].isalnum() or (after[:1] in ".-" and after[1:2].isalnum())):
            return True
        start = text.find(citation, start + 1)
    return False
