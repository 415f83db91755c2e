from __future__ import annotations

from typing import Any

import pytest

from ledger.core.finding import Finding
from ledger.core.misfit import Misfit, explained
from ledger.store.schema import check_shape, schema

MINIMAL = {
    "id": "RC-2026-7K4QXM",
    "title": "One visit",
    "payer": "lone-star-health",
    "demand": {"amount": "49.42", "reason": "other"},
}


def case(**more: object) -> dict[str, Any]:
    return {**MINIMAL, **more}


def demand(**more: object) -> dict[str, Any]:
    return case(demand={"amount": "49.42", "reason": "other", **more})


ONE_FINDING: list[tuple[dict[str, Any], str, tuple[str | int, ...], str, str]] = [
    (demand(amout="5"), "LED201", ("demand", "amout"), "amout is no key of demand", "did you mean amount?"),
    (
        case(answer_by="2026-04-01"),
        "LED201",
        ("answer_by",),
        "answer_by is no key of a case",
        "answer_by belongs under demand or notices",
    ),
    (
        demand(owner="jlee"),
        "LED201",
        ("demand", "owner"),
        "owner is no key of demand",
        "owner belongs under the case itself, without indentation",
    ),
    (case(xyzzy="1"), "LED201", ("xyzzy",), "xyzzy is no key of a case", "the keys here are id, title"),
    (demand(proof="1"), "LED201", ("demand", "proof"), "proof is no key of demand", "the keys here are reference"),
    (
        case(decisions=[{"decided_on": "2026-03-08"}]),
        "LED202",
        ("decisions", 0, "choice"),
        "choice is missing in a decision",
        "What was decided. For example: dispute",
    ),
    (
        {"id": "RC-2026-7K4QXM", "title": "x", "payer": "a"},
        "LED202",
        ("demand",),
        "demand is missing in a case",
        "The letter in your hand, top to bottom.",
    ),
    (
        case(funding="fully_inshured"),
        "LED205",
        ("funding",),
        "fully_inshured is not a word for funding",
        "did you mean fully_insured? the words are",
    ),
    (case(funding="zzz"), "LED205", ("funding",), "zzz is not a word for funding", "the words are fully_insured"),
    (
        demand(has=["claim_numbr"]),
        "LED205",
        ("demand", "has", 0),
        "claim_numbr is not a word for has",
        "did you mean claim_number?",
    ),
    (
        demand(aliases="A-1"),
        "LED206",
        ("demand", "aliases"),
        "aliases holds a single value, where a list belongs",
        "begin each entry",
    ),
    (
        case(demand="2026-0331"),
        "LED206",
        ("demand",),
        "demand holds a single value, where a block of keys belongs",
        "indent its keys",
    ),
    (
        demand(dated_on=["2026-03-02"]),
        "LED206",
        ("demand", "dated_on"),
        "dated_on holds a list, where a single value belongs",
        "write one value",
    ),
    (
        demand(dated_on={"on": "x"}),
        "LED206",
        ("demand", "dated_on"),
        "dated_on holds a block of keys, where",
        "write one value",
    ),
    (demand(reason=["other"]), "LED206", ("demand", "reason"), "reason holds a list, where", "write one value"),
    (
        case(payer="Lone Star"),
        "LED208",
        ("payer",),
        "Lone Star has not the form of payer",
        "For example: lone-star-health",
    ),
    (case(payer="lone-star\n"), "LED208", ("payer",), "payer holds several lines, where one belongs", "For example"),
    (case(title=""), "LED208", ("title",), "an empty text stands after title:", "leave the value out"),
    (case(title="a\nb"), "LED208", ("title",), "title holds several lines, where one belongs", "What it is about"),
    (demand(stated=""), "LED208", ("demand", "stated"), "an empty text stands after stated:", "leave the value out"),
]


@pytest.mark.parametrize(("tree", "code", "path", "message", "hint"), ONE_FINDING, ids=lambda value: str(value)[:12])
def test_each_mistake_has_its_finding(
    tree: dict[str, Any], code: str, path: tuple[str | int, ...], message: str, hint: str
) -> None:
    findings = check_shape("case", tree)
    assert [(finding.code, finding.path) for finding in findings] == [(code, path)]
    assert findings[0].message.startswith(message)
    assert hint in findings[0].hint


def test_a_document_that_is_no_block_is_named() -> None:
    assert check_shape("case", ["a"]) == [
        Finding(
            "LED206",
            "the file holds a list, where a block of keys belongs",
            "below the file: indent its keys by two spaces more, each as key: value",
        )
    ]


def test_nothing_is_said_twice_and_nothing_hidden() -> None:
    tree = case(amout="1", closd="2", funding="x", demand={"amount": "1", "dated": "2", "reason": "oter"})
    findings = check_shape("case", tree)
    assert {finding.path for finding in findings} == {
        ("amout",),
        ("closd",),
        ("funding",),
        ("demand", "dated"),
        ("demand", "reason"),
    }
    assert len(findings) == 5


def test_values_are_left_to_the_typed_reading_of_a_case() -> None:
    assert check_shape("case", demand(dated_on="3/6/2026", amount="$5")) == []


def test_values_of_rules_are_named_here() -> None:
    rules = {
        "name": "texas",
        "verified_on": "3/6/2026",
        "windows": [{"name": "first", "prints": "yes"}],
        "values": [{"name": "rate", "points": [{"effective_from": "2026-01-01", "value": "x" * 100}]}],
    }
    found = {(finding.code, finding.path) for finding in check_shape("regime", rules)}
    assert found == {
        ("LED203", ("verified_on",)),
        ("LED209", ("windows", 0, "prints")),
        ("LED207", ("values", 0, "points", 0, "value")),
    }


def test_a_year_that_is_none_is_named_with_its_key() -> None:
    findings = check_shape("payer", {"name": "Gulf", "paid_by_year": {"2o25": "5", "2025": "5"}})
    assert [(finding.code, finding.path) for finding in findings] == [("LED208", ("paid_by_year", "2o25"))]
    assert findings[0].message == "2o25 is no key of paid_by_year"


def test_what_lies_inside_the_unknown_is_passed_over() -> None:
    assert explained([Misfit(("nothing", "below"), "pattern", "x")], schema("case"), values=True) == []
