"""What the rules lack in a case is a finding, and what they say in words is found for a deadline."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from ledger.core.case import Claim, Closed
from ledger.core.finding import Finding
from ledger.core.law.rule import Condition, Counting, Figure, Gap, Point, Regime, Statement, Window, WindowVersion
from ledger.core.reckoning import deadlines_for
from ledger.core.reckoning.silence import gap_findings, said_of
from ledger.core.sending import Appeal, Filing, Notice
from tests.core.reckoned import HARBOR, MAC, TEXAS, a_law, a_letter, day, moment, reckoned

OWN = HARBOR._replace(regime="own", line_of_business="commercial", network="contracted")
TODAY = day("2026-03-09")
HINT = "no day is reckoned for it: type the day that your papers print, or ask your attorney what applies"


def version(**fields: Any) -> WindowVersion:
    return WindowVersion(
        day("2020-01-01"), Counting("dated", 30, "calendar_days", citation="Sec. 1", source="book")
    )._replace(**fields)


FIRST = Window("first", "first appeal", "First appeal", "must", "first", met_by=("first",), versions=(version(),))
FIGURE = Figure(
    "least",
    "amount in controversy",
    "dollars",
    (Point(day("2026-01-01"), day("2026-12-31"), Decimal("200.00"), "notice", "high"),),
)


def regime(**fields: Any) -> Regime:
    return Regime("own", "own law", (FIRST,))._replace(**fields)


def found(rules: Regime, **fields: Any) -> list[Finding]:
    case = a_letter(OWN, "2026-03-02", reason="units", section_935=False)._replace(**fields)
    return gap_findings(case, a_law(OWN, regimes={"own": rules}))


class TestOfGaps:
    @pytest.mark.parametrize(
        ("condition", "place"),
        [
            (Condition("reason", ("units", "modifier")), ("demand", "reason")),
            (Condition("section_935", ("false",)), ("demand", "section_935")),
            (Condition("network", ("contracted",)), ("demand",)),
            (Condition("notice", ("intent_to_refer",)), ("notices",)),
            (Condition("level", ("first",)), ("appeals",)),
            (Condition("filing", ("rebuttal",)), ("filings",)),
            (Condition("filed_in", ("2026",)), ("appeals",)),
            (Condition("notice", ("default",), excluded=True), ("notices",)),
            (Condition("plan_type", ("hmo",), excluded=True), ("demand",)),
        ],
    )
    def test_a_case_that_falls_into_one_is_told(self, condition: Condition, place: tuple[str, ...]) -> None:
        rules = regime(gaps=(Gap("days of a thing", "No text was read.", when=(condition,)),))
        case = {
            "notices": (Notice("intent_to_refer", dated_on=day("2026-03-02")), Notice("other")),
            "appeals": (Appeal("first", sent_on=moment("2026-03-04")),),
            "filings": (Filing("rebuttal"),),
        }
        message = "own law has no rule for this: days of a thing. No text was read."
        assert found(rules, **case) == [Finding("LED503", message, HINT, place)]
        assert found(rules, **case, closed=Closed(TODAY, "repaid")) == []

    @pytest.mark.parametrize(
        "condition",
        [
            Condition("reason", ("modifier",)),
            Condition("sponsor", ("union",)),
            Condition("notice", ("default",)),
            Condition("notice", ("other",), excluded=True),
            Condition("filed_in", ("2026",)),
        ],
    )
    def test_any_other_case_is_not(self, condition: Condition) -> None:
        rules = regime(gaps=(Gap("a thing", "not read", when=(condition,)), Gap("another", "not read")))
        assert found(rules, notices=(Notice("other"),)) == []

    def test_one_claim_is_enough(self) -> None:
        rules = regime(gaps=(Gap("a thing", "not read", when=(Condition("reason", ("modifier",)),)),))
        assert len(found(rules, claims=(Claim("1"), Claim("2", reason="modifier")))) == 1

    def test_while_the_law_is_unknown_nothing_is_said_of_it(self) -> None:
        payer = TEXAS._replace(funding=None)
        assert gap_findings(a_letter(payer, "2026-03-02"), a_law(payer)) == []


class TestOfRulesNotInForce:
    message = "no text of own for first appeal was seen for Mon 2 Mar 2026"

    def test_an_act_that_waits_has_no_rule(self) -> None:
        later = regime(windows=(FIRST._replace(versions=(version(effective_from=day("2026-06-01")),)),))
        assert found(later) == [Finding("LED503", self.message, HINT, ("demand",))]
        ended = regime(windows=(FIRST._replace(versions=(version(through=day("2026-01-31")),)),))
        assert found(ended) == [Finding("LED503", self.message, HINT, ("demand",))]
        assert found(regime()) == []
        assert found(regime(windows=(FIRST._replace(versions=(version(through=day("2026-12-31")),)),))) == []

    def test_what_is_answered_excluded_or_printed_needs_none(self) -> None:
        window = FIRST._replace(versions=(version(effective_from=day("2026-06-01")),), prints=True)
        rules = regime(windows=(window,))
        sent = moment("2026-03-10")
        assert found(rules, appeals=(Appeal("first", sent_on=sent, arrived_on=sent),)) == []
        case = a_letter(OWN, "2026-03-02", answer_by=day("2026-04-01"))
        assert gap_findings(case, a_law(OWN, regimes={"own": rules})) == []
        excluded = window._replace(when=(Condition("reason", ("modifier",)),))
        assert found(regime(windows=(excluded, FIRST._replace(name="x", versions=())))) == []
        assert found(regime(windows=(window._replace(kind="theirs"),))) == []
        reported = window._replace(versions=(version(counting=Counting("identified", 60, "calendar_days")),))
        assert found(regime(windows=(reported,))) == []

    def test_of_a_later_level_it_stands_at_the_appeals(self) -> None:
        second = FIRST._replace(name="second", level="second", after="first", met_by=("second",))
        counting = Counting("decision_dated", 30, "calendar_days", citation="Sec. 2", source="book")
        rules = regime(windows=(second._replace(versions=(version(counting=counting),)),))
        upheld = Appeal("first", decided_on=day("2019-04-01"), outcome="upheld")
        assert [one.path for one in found(rules, appeals=(upheld,))] == [("appeals",)]


class TestOfTheAmountThatIsNeeded:
    least = FIRST._replace(minimum="least")

    def noted(self, amount: str | None, dated: str = "2026-03-02", **fields: Any) -> str:
        rules = regime(windows=(self.least,), figures=(FIGURE._replace(**fields),))
        case = a_letter(OWN, dated, amount=Decimal(amount) if amount else None)
        return reckoned(case, "first", law=a_law(OWN, regimes={"own": rules})).note

    def test_is_that_of_the_year_of_the_safe_day(self) -> None:
        said = "amount in controversy in 2026: 200.00; this case: "
        assert self.noted("61.18") == f"{said}61.18, below it; related cases may be joined"
        assert self.noted("200.00") == f"{said}200.00"
        assert self.noted(None) == f"{said}no amount typed"
        assert self.noted("61.18", title="").startswith("least in 2026: 200.00")

    def test_of_another_year_is_never_used(self) -> None:
        assert self.noted("61.18", "2026-12-15") == "amount in controversy in 2027: not found in the texts read"
        rules = regime(windows=(self.least,), figures=(FIGURE,))
        late = a_letter(OWN, "2026-12-15")
        assert gap_findings(late, a_law(OWN, regimes={"own": rules})) == [
            Finding(
                "LED502",
                "own law: amount in controversy in 2027 was not found in the texts read",
                "look the figure up before filing; no figure of another year is used",
                ("appeals",),
            )
        ]
        assert gap_findings(a_letter(OWN, "2026-03-02"), a_law(OWN, regimes={"own": rules})) == []
        assert gap_findings(a_letter(OWN), a_law(OWN, regimes={"own": rules})) == []


class TestOfWords:
    always = Statement("always", "It holds.", "Sec. 3", "book", "high", ("first",))
    once = always._replace(name="once", effective_from=day("2026-03-03"))
    ended = always._replace(name="ended", through=day("2026-03-01"))
    others = always._replace(name="others", when=(Condition("reason", ("modifier",)),))
    elsewhere = always._replace(name="elsewhere", windows=("second",))
    everywhere = always._replace(name="everywhere", windows=())
    gap = Gap("kind of day", "not stated", ("first",))

    def said(self, dated: str | None = "2026-03-02") -> tuple[list[str], list[str]]:
        statements = (self.always, self.once, self.ended, self.others, self.elsewhere, self.everywhere)
        gaps = (
            self.gap,
            self.gap._replace(what="else", windows=("second",)),
            self.gap._replace(what="all", windows=()),
        )
        law = a_law(OWN, regimes={"own": regime(statements=statements, gaps=gaps)})
        case = a_letter(OWN, dated, reason="units")
        deadline = next(one for one in deadlines_for(case, law, TODAY) if one.name == "first")
        words, lacks = said_of(deadline, case, law, TODAY)
        return [one.name for one in words], [one.what for one in lacks]

    def test_are_those_of_the_window_on_the_day_of_the_letter(self) -> None:
        assert self.said() == (["always"], ["kind of day"])
        assert self.said(None) == (["always", "once"], ["kind of day"])

    def test_a_day_of_no_law_has_none(self) -> None:
        case = a_letter(MAC, "2026-03-02", offset_from=day("2026-04-14"))
        announced = reckoned(case, "taking_announced")
        assert said_of(announced, case, a_law(), TODAY) == ((), ())
