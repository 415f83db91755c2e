"""Every letter as a whole text, and every sentence of the attorney as a test over all of them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from ledger.commands.letter_eject import BLOCKS
from ledger.core.letter.check.ease import GRADE_MEMBER, ease_of
from ledger.core.letter.citable import CITABLE
from ledger.core.letter.content import letter_data
from ledger.core.letter.kind import KINDS
from ledger.core.letter.matter import Wishes
from ledger.core.letter.selection import Selection, chosen
from ledger.core.letter.tone import blocked_words
from ledger.store.letters.reading import letter_of as letter_read
from ledger.store.letters.rendering import render
from tests.conftest import ROOT
from tests.store.letters.letters_of_the_sample import (
    LIBRARY,
    MARK,
    SAMPLES,
    TEMPLATES,
    Sample,
    cases,
    letter_of,
    matter_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable

CITATION = re.compile(r"\d+ (?:CFR|TAC|U\.S\.C\.) [0-9a-z]+(?:[.-][0-9]+)*(?:\([0-9a-z]+\))*|Fla\. Stat\.|Ins\. Code")

every_letter = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
every_template = pytest.mark.parametrize("name", sorted(TEMPLATES.texts))


def test_there_is_a_letter_of_every_kind() -> None:
    assert {sample.kind for sample in SAMPLES} == set(KINDS)


@every_letter
def test_the_whole_letter(sample: Sample, golden: Callable[[str, str], None]) -> None:
    golden(f"letters/{sample.name}.md", letter_of(sample))


@every_letter
def test_no_letter_carries_the_line_of_the_screens_or_a_confidence(sample: Sample) -> None:
    text = letter_of(sample).lower()
    for words in (
        "substitute for",
        "advice of an attorney",
        "confidence",
        "as stated",
        "arguable",
        "missing:",
        "draft",
    ):
        assert words not in text


def read_in(regime: str) -> set[str]:
    """The citations of what a law gives with high confidence."""
    held = LIBRARY.regimes.get(regime)
    versions = [version for window in (held.windows if held else ()) for version in window.versions]
    return {version.counting.citation for version in versions if version.counting.confidence == "high"}


@every_letter
def test_a_letter_cites_only_rules_that_were_read(sample: Sample) -> None:
    matter = matter_of(sample)
    typed = " ".join((matter.case.demand.basis or "", *(ground.rule or "" for ground in matter.grounds)))
    known = {rule.citation for rule in CITABLE.values()}
    known |= {one for text in read_in(matter.group.regime) for one in CITATION.findall(text)}
    for citation in CITATION.findall(letter_of(sample)):
        assert citation in known or citation in typed


@every_template
def test_a_template_cites_only_rules_that_were_read(name: str) -> None:
    assert CITATION.findall(TEMPLATES.texts[name]) == []  # each is drawn from the table, by its name


def test_every_rule_says_where_it_was_read() -> None:
    assert all(rule.source.startswith("https://") for rule in CITABLE.values())


@every_letter
def test_our_day_of_receipt_stands_only_where_it_was_asked_for(sample: Sample) -> None:
    text = letter_of(sample)
    assert "Demand received" not in text
    assert "decision received" not in text
    told = matter_of(sample._replace(wishes=Wishes(state_receipt=True)))
    if told.case.demand.received_on is not None and told.kind.serves not in ("", "offer", "member"):
        assert any(row[1].startswith("Demand received") for row in letter_data(told, MARK)["facts"])


@every_letter
def test_a_letter_admits_and_waives_nothing(sample: Sample) -> None:
    text = letter_of(sample)
    reserved = "All rights and defenses are reserved, and nothing in this letter waives a right or admits a fact."
    assert (reserved in text) == (sample.kind not in ("appointment_of_rep", "fax_cover", "member_letter"))
    for words in ("we agree", "agreed", "admitted", "our mistake", "our error", "overpaid", "we owe", "settle"):
        assert words not in text.lower() or (words, sample.kind) == ("settle", "settlement_offer")


@every_letter
def test_no_letter_calls_the_payer_late_or_threatens(sample: Sample) -> None:
    own = _without_what_people_typed(sample).lower()
    for words in ("late", "untimely", "barred", "illegal", "unlawful", "violat", "sue", "complain", "failed", "must"):
        its_own = (words, sample.kind) in (("late", "good_cause"), ("complain", "regulator_complaint"))
        assert its_own or re.search(rf"\b{words}", own) is None


@every_letter
def test_no_letter_carries_words_that_are_blocked(sample: Sample) -> None:
    assert blocked_words(letter_of(sample)) == ()


@every_template
def test_no_template_carries_words_that_are_blocked_or_shouts(name: str) -> None:
    text = TEMPLATES.texts[name]
    assert blocked_words(text) == ()
    assert "!" not in text.replace("!=", "")


@every_letter
def test_the_amounts_tie_to_the_demand(sample: Sample) -> None:
    matter = matter_of(sample)
    if sample.kind == "medicare_rebuttal":
        return
    amounts = letter_data(matter, MARK)["amounts"]
    of_rows = sum(Decimal(row[2].replace(",", "")) for row in amounts["rows"])
    assert of_rows == Decimal(amounts["total"][2].replace(",", "")) == matter.amount
    parts = [Decimal(cell.replace(",", "")) for cell in amounts["total"][3:]]
    if sample.kind in ("contest", "partial_repayment"):
        assert sum(parts) == matter.amount


@every_letter
def test_notes_of_calls_and_reasons_of_ours_stay_inside(sample: Sample) -> None:
    text = letter_of(sample)
    case = matter_of(sample).case
    inside = [entry.summary for entry in case.communications]
    inside += [decision.because for decision in case.decisions if decision.because]
    assert not [words for words in inside if words in text]


@every_letter
def test_every_exhibit_that_is_cited_is_enclosed_and_the_other_way_round(sample: Sample) -> None:
    text = letter_of(sample)
    cited = set(re.findall(r"Exhibit ([A-Z]+)\b", text))
    enclosed = set(re.findall(r"^\| ([A-Z]+) \|", text, re.MULTILINE))
    assert cited == enclosed


def test_one_letter_never_mixes_laws() -> None:
    group, findings = chosen(cases()["7K4QXM"], Selection(), LIBRARY.law, KINDS["contest"])
    assert group is None
    assert {finding.code for finding in findings} == {"LED606"}


def test_the_page_of_letters_names_every_kind_and_every_block() -> None:
    page = (ROOT / "docs" / "letters.md").read_text(encoding="utf-8")
    assert [name for name in KINDS if f"| `{name}` |" not in page] == []
    assert [name for name in BLOCKS if name not in page or f"_{name}.md.j2" not in TEMPLATES.texts] == []


def test_a_patients_own_letter_reads_at_school_grade_eight_or_below() -> None:
    text = (ROOT / "tests" / "golden" / "letters" / "member_letter-made.md").read_text(encoding="utf-8")
    ease = ease_of(letter_read(text))
    assert ease.sentences > 10
    assert ease.grade <= GRADE_MEMBER


def test_court_filings_are_never_drafted() -> None:
    assert "court" not in {kind.serves for kind in KINDS.values()}
    assert not {name for name in KINDS if any(word in name for word in ("affidavit", "pleading", "petition"))}


def test_only_the_part_under_one_law_is_written_and_the_rest_is_named() -> None:
    matter = matter_of(Sample("7K4QXM", "records_request", law="texas"))
    text = render(TEMPLATES, matter.kind.template, letter_data(matter, MARK))
    assert "0026030217741" not in text
    assert "Other claims of this demand, answered by separate letter" in text


def _without_what_people_typed(sample: Sample) -> str:
    """The letter less the words that stand in the case: those are its author's, and checked where they are typed."""
    case = matter_of(sample).case
    typed = [ground.point for ground in case.grounds] + [ground.rule or "" for ground in case.grounds]
    typed += [case.demand.stated or "", case.demand.basis or ""]
    typed += [part for finding in case.findings for part in finding.says.split("[")[:1]]
    text = letter_of(sample)
    for words in typed:
        plain = words.partition("[")[0].strip()
        text = text.replace(plain, "") if plain else text
    return text
