"""Which law governs: facts decide, an unknown fact blocks, a patch fits or is a finding."""

from __future__ import annotations

import pytest

from ledger.core.case import Claim
from ledger.core.law.governing import QUESTIONS, Known, governing, law_findings
from ledger.core.law.patch import patched
from ledger.core.law.rule import Condition
from ledger.core.payer import Patch, Payer
from ledger.core.proof import Consent
from tests.core.reckoned import HARBOR, MAC, PLAN, TEXAS, a_law, a_letter, shipped_regimes

SILENT = Payer("Bayou Blue", line_of_business="commercial", slug="bayou")
ASSIGNED = (Consent("assignment"),)
FUNDING = QUESTIONS["funding"]
OHIO = {
    "ohio": Known(
        "Ohio law",
        (
            Condition("line_of_business", ("commercial",)),
            Condition("funding", ("fully_insured",)),
            Condition("issued_in", ("OH",)),
        ),
    )
}


def test_the_facts_bring_the_law() -> None:
    assert [one.regime for one in governing(a_letter(MAC), a_law())] == ["medicare-ffs"]
    group = governing(a_letter(TEXAS), a_law())[0]
    assert (group.regime, group.because) == ("texas", ("commercial", "insured", "issued in TX"))


def test_claims_under_two_plans_stand_in_two_groups() -> None:
    claims = (Claim("1"), Claim("2", plan="northfield"), Claim("3"))
    case = a_letter(TEXAS)._replace(claims=claims, consents=ASSIGNED)
    groups = governing(case, a_law())
    assert [(one.regime, one.claims) for one in groups] == [("texas", ("1", "3")), ("erisa", ("2",))]


def test_unknown_funding_blocks_and_never_picks() -> None:
    claims = (Claim("1"), Claim("2", funding="unknown"))
    groups = governing(a_letter(TEXAS)._replace(claims=claims), a_law())
    assert [(one.regime, one.claims) for one in groups] == [("texas", ("1",)), ("", ("2",))]
    assert groups[1].ask == (FUNDING,)
    findings = law_findings(a_letter(TEXAS)._replace(claims=claims), a_law())
    assert [one.code for one in findings] == ["LED405"]
    assert f"1 claim: law unknown; ask {FUNDING}" in findings[0].message


def test_a_payer_file_without_rules_asks_before_it_decides() -> None:
    group = governing(a_letter(SILENT), a_law(SILENT))[0]
    assert group.regime == ""
    assert group.ask == (FUNDING,), "which further facts matter depends on the answer"
    assert {"erisa", "texas"} <= set(group.candidates)


def test_a_law_is_set_aside_with_its_reason_and_the_next_is_weighed() -> None:
    claim = Claim("1", funding="self_funded", sponsor="church")
    held = {name: shipped_regimes()[name] for name in ("contract", "texas", "erisa")}
    case = a_letter(TEXAS)._replace(claims=(claim,))
    group = governing(case, a_law(TEXAS, regimes=held))[0]
    assert group.regime == "contract"
    assert "texas set aside: self-funded" in group.set_aside
    assert "erisa set aside: sponsor church" in group.set_aside
    many = next(one for one in governing(case, a_law())[0].set_aside if one.endswith(" self-funded"))
    assert many.startswith("texas, alabama, "), "the payer file's own stands first"
    assert " more set aside" in many, "fifty states are counted, not listed"


def test_erisa_asks_for_network_and_assignment_first() -> None:
    bare = PLAN._replace(network=None)
    group = governing(a_letter(bare), a_law(bare))[0]
    assert group.ask == (QUESTIONS["network"], "a signed assignment of benefits")
    patient = (Consent("assignment", patient="P-1"),)
    case = a_letter(PLAN)._replace(claims=(Claim("1", "P-1"), Claim("2", "P-2")), consents=patient)
    assert [one.regime for one in governing(case, a_law())] == ["erisa", ""]


def test_in_the_network_erisa_is_set_aside_unless_the_payer_file_proposes_it() -> None:
    silent = SILENT._replace(funding="self_funded", sponsor="union", network="contracted")
    group = governing(a_letter(silent)._replace(consents=ASSIGNED), a_law(silent))[0]
    assert group.regime == "contract"
    assert "erisa set aside: in the network, where the contract may govern alone" in group.set_aside
    proposed = silent._replace(regime="erisa")
    assert governing(a_letter(proposed)._replace(consents=ASSIGNED), a_law(proposed))[0].regime == "erisa"


def test_a_contract_that_the_payer_file_names_is_taken_as_it_is() -> None:
    only = {"contract": shipped_regimes()["contract"]}
    group = governing(a_letter(HARBOR), a_law(HARBOR, regimes=only))[0]
    assert (group.regime, group.because, group.ask) == ("contract", ("the payer file says so",), ())
    undecided = governing(a_letter(HARBOR), a_law())[0]
    assert undecided.because == ("no law is decided yet; the letter and the contract count",)
    assert undecided.ask == (FUNDING,), "law may govern beside it"


def test_rules_that_the_ledger_does_not_hold_are_a_finding() -> None:
    stranger = HARBOR._replace(regime="ohio-of-old")
    findings = law_findings(a_letter(stranger), a_law(stranger))
    assert [one.code for one in findings] == ["LED501"]
    only_texas = {"texas": shipped_regimes()["texas"]}
    group = governing(a_letter(MAC._replace(regime=None)), a_law(MAC._replace(regime=None), regimes=only_texas))[0]
    assert (group.regime, group.ask) == ("", ("the rules for these claims, none of this ledger's fit",))


def test_a_payer_without_a_file_leaves_everything_to_ask() -> None:
    nobody = Payer("Nobody", slug="nobody")
    group = governing(a_letter(nobody), a_law(MAC))[0]
    assert group.regime == ""


def test_rules_that_ship_and_are_not_held_are_named_and_never_used() -> None:
    insured = SILENT._replace(funding="fully_insured", issued_in="OH")
    held = {name: shipped_regimes()[name] for name in ("contract", "texas", "erisa")}
    law = a_law(insured, regimes=held)._replace(shipped=OHIO)
    group = governing(a_letter(insured), law)[0]
    assert (group.regime, group.candidates) == ("", ("ohio",))
    assert group.ask == ("Ohio law, not in this ledger yet: recoup rules update --add ohio",)
    broken = law._replace(unreadable=frozenset({"ohio"}))
    assert governing(a_letter(insured), broken)[0].ask == (
        "Ohio law, whose file here cannot be read: recoup rules check ohio",
    )
    by_contract = insured._replace(regime="contract")
    group = governing(a_letter(by_contract), a_law(by_contract, regimes=held)._replace(shipped=OHIO))[0]
    assert (group.regime, group.candidates) == ("contract", ("ohio",))
    found = law_findings(a_letter(by_contract), a_law(by_contract, regimes=held)._replace(shipped=OHIO))
    assert "only the letter and the contract count; ask Ohio law" in found[0].message
    elsewhere = insured._replace(issued_in="ID")
    assert governing(a_letter(elsewhere), a_law(elsewhere, regimes=held)._replace(shipped=OHIO))[0].ask == ()
    unknown = insured._replace(issued_in=None)
    only_contract = {"contract": held["contract"]}
    group = governing(a_letter(unknown), a_law(unknown, regimes=only_contract)._replace(shipped=OHIO))[0]
    assert (group.regime, group.ask) == ("", (QUESTIONS["issued_in"],))


def test_the_law_comes_before_a_contract_that_the_payer_file_names() -> None:
    insured = HARBOR._replace(funding="fully_insured", issued_in="TX")
    assert governing(a_letter(insured), a_law(insured))[0].regime == "texas"


def test_a_rule_file_with_mistakes_is_no_law() -> None:
    law = a_law(TEXAS, regimes={"contract": shipped_regimes()["contract"]})._replace(unreadable=frozenset({"texas"}))
    assert governing(a_letter(TEXAS), law)[0].ask == ("the rules 'texas', whose file cannot be read",)
    found = law_findings(a_letter(TEXAS), law)
    assert [(one.code, "cannot be read" in one.message) for one in found] == [("LED501", True)]


def test_facts_that_bring_rules_with_mistakes_leave_no_calm_day_of_the_contract() -> None:
    insured = HARBOR._replace(funding="fully_insured", issued_in="OH")
    law = a_law(insured, regimes={"contract": shipped_regimes()["contract"]})
    law = law._replace(shipped=OHIO, unreadable=frozenset({"ohio"}))
    group = governing(a_letter(insured), law)[0]
    assert (group.regime, group.ask) == ("", ("Ohio law, whose file here cannot be read: recoup rules check ohio",))
    assert [one.code for one in law_findings(a_letter(insured), law)] == ["LED501"]


@pytest.mark.parametrize(
    ("window", "was", "now"),
    [
        ("medicare-ffs/redetermination/count", "120", "90"),
        ("medicare-ffs/redetermination/presumption_days", "5", "3"),
        ("medicare-ffs/redetermination/roll", "next", "none"),
        ("medicare-ffs/redetermination/unit", "calendar_days", "business_days"),
    ],
)
def test_a_patch_changes_what_it_says_it_changes(window: str, was: str, now: str) -> None:
    payer = MAC._replace(
        patches=(Patch(window, was, now, "the contract"), Patch("texas/first_stop/count", "1", "2", "x"))
    )
    regime, findings = patched(shipped_regimes()["medicare-ffs"], payer)
    assert findings == []
    changed = regime.window("redetermination")
    assert changed is not None
    law = shipped_regimes()["medicare-ffs"].window("redetermination")
    assert law is not None
    assert changed.versions[0].counting == law.versions[0].counting, "the law's own count stays"
    counting = changed.versions[0].also[-1]
    values = {str(value) for value in (counting.number, counting.unit, counting.presumption_days, counting.roll)}
    assert now in values
    assert counting.stated == "the payer file's change of 42 CFR 405.942(a): the contract"
    assert f"{now} instead of {was}" in counting.because


@pytest.mark.parametrize(
    ("window", "was", "now"),
    [
        ("medicare-ffs/redetermination/count", "100", "90"),  # no longer so
        ("medicare-ffs/redetermination/count", "120", "soon"),
        ("medicare-ffs/redetermination/unit", "calendar_days", "moons"),
        ("medicare-ffs/redetermination/kind", "must", "option"),
        ("medicare-ffs/nothing/count", "1", "2"),
        ("texas/first/count", "60", "90"),  # a window without versions
    ],
)
def test_a_patch_that_does_not_fit_is_a_finding(window: str, was: str, now: str) -> None:
    payer = MAC._replace(patches=(Patch(window, was, now, "x"),), file="payers/mac.yaml")
    found = law_findings(a_letter(payer), a_law(payer))
    assert [(one.code, one.path, one.file) for one in found] == [("LED505", ("patches", 0), "payers/mac.yaml")]
