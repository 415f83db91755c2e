"""The review as a whole: order, counts, words that never stand there, and grounds that a person picks."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from ledger.core.case import Case, Coverage
from ledger.core.checks.wording import questioned
from ledger.core.edit import AppendEntry
from ledger.core.letter.tone import blocked_words
from ledger.core.proof import Approval, Document, Evidence, Ground
from ledger.core.review.checks import CHECKS, Review, reviewed
from ledger.core.review.picking import may_be_cited, picked, possible
from ledger.core.review.point import CANNOT_TELL, POSSIBLE, Point, Rule
from ledger.core.review.shown import shown_by
from ledger.core.review.subject import few
from tests.core.reckoned import HARBOR, TEXAS, a_law, day, shipped_regimes
from tests.core.review.reviews import a_claim, a_demand, a_line, dollars, filed, taken

SPLIT = (("C-1", dollars("100.00")),)
RICH = a_demand(
    TEXAS,
    a_claim("C-1", payment_received_on=day("2025-08-01"), approval="PA-1"),
    a_claim("C-2", a_line("30.00", "97110", minutes=30, units=Decimal(2)), reason="units"),
    a_claim("C-3", a_line("49.42", "90837", minutes=56, line="1"), reason="time_based_coding"),
    a_claim("C-4", a_line("10.00"), reason="eligibility", coverage=Coverage(day("2025-11-14"))),
    a_claim("C-5", a_line("60.00", paid=dollars("50.00"), should_have_paid=dollars("20.00")), reason="signature"),
    amount=dollars("300.00"),
    reason="medical_necessity",
    basis="Policy of December 2025",
    lacks=("appeal_right",),
    has=(),
    offset_from=day("2026-03-10"),
    approvals=(Approval("PA-1"),),
    money=(taken("2026-03-20", by_claim=SPLIT), taken("2026-03-21", "100.00", "refund", by_claim=SPLIT)),
    filings=(filed("contest", "2026-03-10"),),
)
NEVER = re.compile(r"\b(barred|you should|illegal|unlawful|win|strong case|overpaid by us|admit\w*)\b", re.IGNORECASE)
TODAY = day("2026-06-01")


@pytest.fixture(scope="module")
def rich() -> Review:
    return reviewed(RICH, a_law(), TODAY)


def test_the_most_at_stake_stands_first_and_the_sure_before_the_unsure(rich: Review) -> None:
    keys = [(-one.amount, one.verdict != POSSIBLE) for one in rich.points]
    assert keys == sorted(keys)
    assert len({one.check for one in rich.points}) > 10


def test_every_check_has_found_something_or_is_counted(rich: Review) -> None:
    assert set(rich.quiet) | {one.check for one in rich.points} == set(CHECKS)
    assert set(rich.quiet).isdisjoint(one.check for one in rich.points)


def test_the_page_of_the_manual_lists_every_check() -> None:
    page = (Path(__file__).resolve().parents[3] / "docs" / "review.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE) == list(CHECKS)


def test_no_point_says_what_a_screen_or_a_letter_never_says(rich: Review) -> None:
    for one in rich.points:
        text = " ".join((one.sentence, *one.arithmetic, one.paragraph, one.ask))
        assert not NEVER.search(text), text
        assert not blocked_words(one.paragraph)
        assert not questioned(one.paragraph)


def test_a_paragraph_asserts_only_what_is_possible_and_names_no_rule(rich: Review) -> None:
    for one in rich.points:
        assert one.verdict in (POSSIBLE, CANNOT_TELL)
        assert bool(one.paragraph) == (one.verdict == POSSIBLE), one
        assert one.ask, one
        assert one.rule is None or one.rule.citation not in one.paragraph


def test_many_numbers_are_counted() -> None:
    assert few(["1", "2", "3", "4", "5"]) == "1, 2, 3 and 2 more"
    assert few(["1", "2", "3"]) == "1, 2, 3"


# picking

RULE = Rule("28 TAC 21.2818", "high")
FIRST = Point("notice", POSSIBLE, "One.", rule=RULE, paragraph="The notice lacks it.", claims=("C-1",))
SECOND = FIRST._replace(rule=RULE._replace(citation="42 CFR 405.980(b)(1)", confidence="medium"), claims=())
UNSURE = FIRST._replace(verdict=CANNOT_TELL, paragraph="")
FOUND = Review((FIRST, SECOND, UNSURE), ())
CASE = a_demand(TEXAS, a_claim("C-1"), a_claim("C-2"))


def test_only_possible_grounds_are_picked() -> None:
    assert possible(FOUND, "notice") == (FIRST, SECOND)
    assert possible(FOUND, "lookback") == ()


def test_a_ground_bears_the_name_of_its_check_its_rule_only_where_a_letter_may_cite_it() -> None:
    change, there, bare, partly = picked(CASE, possible(FOUND, "notice"), shipped_regimes())
    assert (there, bare, partly) == ((), (), ())
    assert change is not None
    assert change.edits == (
        AppendEntry(
            ("grounds",),
            {"id": "notice", "point": "The notice lacks it.", "rule": "28 TAC 21.2818", "claims": ["C-1"]},
        ),
        AppendEntry(("grounds",), {"id": "notice-2", "point": "The notice lacks it."}),
    )
    assert change.subject == "grounds picked: notice, notice-2"
    whole = picked(a_demand(TEXAS), [FIRST], shipped_regimes())
    assert whole.change is not None
    assert whole.change.subject == "ground picked: notice"
    everywhere = FIRST._replace(paragraph="The claims named here were paid.")
    said = picked(a_demand(TEXAS), [everywhere], {}).change
    assert said is not None
    point = "The claims of this demand were paid."
    assert said.edits == (AppendEntry(("grounds",), {"id": "notice", "point": point, "rule": "28 TAC 21.2818"}),)
    [edit] = whole.change.edits
    assert isinstance(edit, AppendEntry)
    assert "claims" not in edit.entry


def test_picking_twice_is_no_double() -> None:
    once = CASE._replace(grounds=(Ground("notice", "My own words."),))
    change, there, *_ = picked(once, possible(FOUND, "notice"), shipped_regimes())
    assert there == ("notice",)
    assert change is not None
    assert len(change.edits) == 1
    both = once._replace(grounds=(*once.grounds, Ground("notice-2", "x")))
    assert picked(both, possible(FOUND, "notice"), shipped_regimes()) == (None, ("notice", "notice-2"), (), ())


def test_a_rule_that_the_ledger_holds_below_high_is_not_cited_whatever_its_own_word() -> None:
    assert may_be_cited(RULE, shipped_regimes())
    assert not may_be_cited(RULE._replace(confidence="medium"), shipped_regimes())
    assert may_be_cited(RULE._replace(confidence="medium", confirmed=True), shipped_regimes())
    held_medium = Rule("42 CFR 405.974", "high")
    assert not may_be_cited(held_medium, shipped_regimes())
    assert may_be_cited(held_medium, {})


def test_a_thousand_lines_are_added_up() -> None:
    lines = [a_line("1.00", "90837", minutes=55, line=str(n)) for n in range(50)]
    claims = [a_claim(f"C-{n}", *lines, patient=f"P-{n}") for n in range(20)]
    found = reviewed(a_demand(HARBOR, *claims, reason="time_based_coding"), a_law(), TODAY)
    assert any(one.check == "time_code" and one.amount == 1000 for one in found.points)


# papers


CHARTED = Point("time_code", POSSIBLE, "One.", paragraph="It lasted 56 minutes.", claims=("C-1/1",), ask="the record")
CHART = Document("chart", "medical_record", "x/chart.pdf", patients=("P-1",), pages=7)
EOB = Document("eob", "remittance", "x/eob.pdf", pages=1)
CHECK = Document("check", "proof", "x/check.pdf", pages=1)
WITH_PAPERS = a_demand(
    TEXAS,
    a_claim("C-1")._replace(patient="P-1"),
    a_claim("C-2")._replace(patient="P-2"),
    documents=(CHART, EOB, CHECK),
    evidence=(Evidence("minutes", document="chart"),),
    money=(taken("2026-03-21", "100.00", "refund")._replace(document="check"),),
)
BESIDE: dict[str, tuple[Case, Point, tuple[str, ...]]] = {
    "a record that was noted as evidence": (WITH_PAPERS, CHARTED, ("chart",)),
    "a record nobody looked at": (WITH_PAPERS._replace(evidence=()), CHARTED, ()),
    "a record of another patient": (WITH_PAPERS, CHARTED._replace(claims=("C-2",)), ()),
    "a paper that shows what it is called": (WITH_PAPERS, CHARTED._replace(check="more_than_paid"), ("eob",)),
    "the paper of the money": (WITH_PAPERS, CHARTED._replace(check="already_paid"), ("check", "eob")),
    "a paper its words name already": (WITH_PAPERS, CHARTED._replace(paragraph="So [chart p2]."), ()),
    "a check that rests on the letter": (WITH_PAPERS, CHARTED._replace(check="notice"), ()),
}


@pytest.mark.parametrize(("case", "point", "papers"), BESIDE.values(), ids=BESIDE)
def test_a_ground_names_the_papers_that_show_it(case: Case, point: Point, papers: tuple[str, ...]) -> None:
    assert shown_by(case, point) == papers
    change, _, bare, _ = picked(case, [point], {})
    assert change is not None
    [edit] = change.edits
    assert isinstance(edit, AppendEntry)
    named = "".join(f" [{paper}]" for paper in papers)
    assert edit.entry["point"] == f"{point.paragraph.removesuffix('.')}{named}."
    assert bare == (() if papers else (f"{point.check}: add the record",))


REACH = {
    "a part of a line": (("C-1/1",), "10.00", "is about 10.00 of the 60.00 demanded on its lines"),
    "a part of a claim": (("C-1",), "60.00", "is about 60.00 of the 90.00 demanded on its lines"),
    "the whole line": (("C-1/1",), "60.00", ""),
    "nothing at stake": (("C-1/1",), "0.00", ""),
    "no line of its own": ((), "10.00", ""),
}


@pytest.mark.parametrize(("claims", "amount", "said"), REACH.values(), ids=REACH)
def test_a_ground_for_a_part_of_its_lines_says_so(claims: tuple[str, ...], amount: str, said: str) -> None:
    case = a_demand(TEXAS, a_claim("C-1", a_line("60.00"), a_line("30.00")))
    point = CHARTED._replace(claims=claims, amount=dollars(amount))
    assert picked(case, [point], {}).partly == ((f"time_code {said}",) if said else ())
