from __future__ import annotations

import types
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest

from ledger.core.proof import Recorded
from ledger.core.scalar import READERS
from ledger.core.sending import Moment
from ledger.core.typed import BLOCKS, DOCUMENTS, RENAMED, typed, typed_after
from ledger.store.schema import schema

WHERE_FROM = {"file", "slug"}
"""Fields of a whole document that say which file it came from; no keys of that file."""


def minimal(**more: object) -> dict[str, Any]:
    return {
        "id": "RC-2026-7K4QXM",
        "title": "One visit",
        "payer": "lone-star-health",
        "demand": {"amount": "49.42", "reason": "other"},
        **more,
    }


def case_of(tree: dict[str, Any]) -> tuple[Any, list[Any]]:
    return typed(tree, schema("case"), "case")


def test_text_becomes_days_amounts_and_blocks() -> None:
    tree = minimal(
        demand={
            "amount": "49.42",
            "reason": "other",
            "dated_on": "2026-03-02",
            "received_on": "2026-03-06T09:30",
            "section_935": "true",
            "aliases": ["A-1", "A-2"],
        },
        claims=[{"number": "0026", "patient": "P-1", "lines": [{"served_on": "2025-07-14", "procedure": "90837"}]}],
        money=[
            {
                "dated_on": "2026-03-12",
                "kind": "refund",
                "amount": "49.42",
                "by_claim": {"0026/1": "49.42", "0027": None},
                "recorded": "2026-03-12T18:30:00Z mortiz 0G5R",
            }
        ],
    )
    case, findings = case_of(tree)
    assert findings == []
    assert case.demand.amount == Decimal("49.42")
    assert case.demand.dated_on == date(2026, 3, 2)
    assert case.demand.received_on == Moment(date(2026, 3, 6), "09:30")
    assert case.demand.section_935 is True
    assert case.demand.aliases == ("A-1", "A-2")
    assert case.claims[0].number == "0026"
    assert case.claims[0].lines[0].served_on == date(2025, 7, 14)
    assert case.money[0].by_claim == (("0026/1", Decimal("49.42")),)
    assert case.money[0].recorded.tag == "0G5R"


def test_keys_that_are_words_of_python_have_a_field() -> None:
    case, _ = case_of(
        minimal(
            notices=[{"kind": "statement", "dated_on": "2026-03-09", "from": "harborview-audit"}],
            related=[{"case": "RC-2026-3FD9HW", "as": "same_letter"}],
        )
    )
    assert case.notices[0].sender == "harborview-audit"
    assert case.related[0].link == "same_letter"
    tree = {
        "format": "1",
        "time_zone": "America/Chicago",
        "people": [{"id": "jlee", "name": "Jordan Lee", "from": "2024-01-02", "through": "2026-01-31"}],
        "deadlines": {"warn_days": ["7", "1"]},
    }
    settings, _ = typed(tree, schema("ledger"), "ledger")
    assert (settings.people[0].joined_on, settings.people[0].left_on) == (date(2024, 1, 2), date(2026, 1, 31))
    assert settings.deadlines.warn_days == (7, 1)
    assert settings.deadlines.block == "overdue"


def test_years_of_a_payer_become_pairs() -> None:
    payer, findings = typed({"name": "Gulf", "paid_by_year": {"2025": "268800.00"}}, schema("payer"), "payer")
    assert findings == []
    assert payer.paid_by_year == (("2025", Decimal("268800.00")),)


def test_every_wrong_value_is_named_in_one_run_with_its_path() -> None:
    tree = minimal(
        demand={"amount": "1,482.60", "reason": "other", "dated_on": "2026-02-30", "section_935": "yes"},
        documents=[{"id": "d", "kind": "proof", "file": "a.pdf", "pages": "three"}],
        money=[{"dated_on": "2026-03-12", "kind": "refund", "amount": "5", "by_claim": {"0026": "5.000"}}],
    )
    case, findings = case_of(tree)
    assert case.demand.amount is None
    assert {(finding.code, finding.path) for finding in findings} == {
        ("LED204", ("demand", "amount")),
        ("LED203", ("demand", "dated_on")),
        ("LED209", ("demand", "section_935")),
        ("LED207", ("documents", 0, "pages")),
        ("LED204", ("money", 0, "by_claim", "0026")),
    }
    assert {finding.message for finding in findings} >= {"2026-02-30", "1,482.60"}


def test_a_mistake_in_the_shape_hides_no_wrong_value_beside_it() -> None:
    tree = minimal(
        amout="5",
        grounds="none yet",
        extrapolation=["a list"],
        money={"dated_on": "2026-13-01"},
        communications=[{"at": "2026-02-30", "channel": "phon", "summary": ["a"]}, None, "text"],
        demand={"amount": ["5"], "reason": "other", "dated_on": "2026-02-31", "send_to": "PO Box 1", "has": ["wrong"]},
    )
    case, findings = case_of(tree)
    assert {finding.path for finding in findings} == {("communications", 0, "at"), ("demand", "dated_on")}
    assert case.grounds == ()
    assert case.communications == ()
    assert case.demand.has == ()


def test_an_empty_value_is_absent_and_named_only_where_it_must_stand() -> None:
    case, findings = case_of(minimal(owner=None, money=None, title=None))
    assert case is None
    assert [(finding.code, finding.path) for finding in findings] == [("LED202", ("title",))]
    case, findings = case_of(minimal(owner=None, money=None, documents=[None]))
    assert findings == []
    assert (case.owner, case.money, case.documents) == (None, (), ())


def test_an_entry_without_what_it_cannot_do_without_is_left_out() -> None:
    case, findings = case_of(minimal(decisions=[{"decided_on": "2026-02-30", "choice": "dispute"}]))
    assert case.decisions == ()
    assert len(findings) == 1


@pytest.mark.parametrize("tree", [None, [], "text", {}])
def test_what_is_no_document_has_no_value(tree: object) -> None:
    assert typed(tree, schema("case"), "case") == (None, [])


def blocks() -> list[tuple[str, Any, dict[str, Any]]]:
    found = []
    for kind, meaning in DOCUMENTS.items():
        whole = schema(kind)
        found.append((kind, meaning, whole))
        found += [(name, BLOCKS[name], node) for name, node in whole["$defs"].items() if "properties" in node]
    return found


@pytest.mark.parametrize(
    ("name", "meaning", "node"), blocks(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_schema_and_value_have_the_same_fields_of_the_same_kinds(
    name: str,
    meaning: type[Any],
    node: dict[str, Any],
) -> None:
    renamed = RENAMED.get(meaning, {})
    fields = {renamed.get(key, key): inner for key, inner in node["properties"].items()}
    assert set(fields) == set(meaning._fields) - (WHERE_FROM if meaning in DOCUMENTS.values() else set())
    hints = get_type_hints(meaning)
    for field, inner in fields.items():
        assert unwrapped(hints[field]) == becomes(inner), f"{name}.{field}"
    for field in set(meaning._fields) - set(meaning._field_defaults):
        assert field in {renamed.get(key, key) for key in node["required"]}, f"{name}.{field} can be absent in a file"


def unwrapped(hint: object) -> object:
    if get_origin(hint) in {Union, types.UnionType}:
        return next(arg for arg in get_args(hint) if arg is not type(None))
    return hint


VALUES: dict[str, Any] = {
    "day": date,
    "moment": Moment,
    "money": Decimal,
    "signed_money": Decimal,
    "number": Decimal,
    "percent": Decimal,
    "count": int,
    "flag": bool,
    "recorded": Recorded,
}


def becomes(node: dict[str, Any]) -> object:
    if "$ref" in node:
        name = node["$ref"].rpartition("/")[2]
        return BLOCKS.get(name, VALUES.get(name, str))
    if "items" in node:
        return types.GenericAlias(tuple, (becomes(node["items"]), ...))
    inner = node.get("additionalProperties") or next(iter(node["patternProperties"].values()))
    return types.GenericAlias(tuple, (types.GenericAlias(tuple, (str, becomes(inner))), ...))


def test_every_kind_of_value_has_its_reader() -> None:
    assert set(VALUES) == set(READERS)
    assert datetime in get_type_hints(Recorded).values()


LISTS = minimal(
    related=[{"case": "RC-2026-ZZZZZZ", "as": "same_letter"}],
    money=[{"dated_on": "2026-04-20", "kind": "offset"}, {"dated_on": "2026-04-21", "kind": "offset"}],
    claims=[{"number": "1", "lines": [{"served_on": "2026-01-02", "procedure": "90837"}]}],
)


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"title": "Two visits"},
        {"closed": {"closed_on": "2026-07-01", "outcome": "upheld"}},
        {"money": None},
        {"money": []},
        {"money": LISTS["money"][:1]},
        {"money": [*LISTS["money"], {"dated_on": "2026-04-22", "kind": "refund"}]},
        {"money": [*LISTS["money"], {"dated_on": "2026-02-30", "kind": "refund"}, None]},
        {"money": [LISTS["money"][0], {"dated_on": "2026-04-21", "kind": "refund"}]},
        {"money": "none"},
        {"demand": {"amount": "50.00", "aliases": ["A", "B"]}},
        {"claims": [{"number": "1", "lines": [{"served_on": "2026-01-03", "procedure": "90837"}]}]},
        {"related": [{"case": "RC-2026-ZZZZZZ", "as": "same_patient"}]},
    ],
    ids=str,
)
def test_a_version_read_after_another_is_the_version_read_alone(change: dict[str, Any]) -> None:
    before, wrong = case_of(LISTS)
    assert wrong == []
    tree = {**LISTS, **change}
    assert typed_after(tree, schema("case"), "case", (LISTS, before)) == case_of(tree)


def test_an_entry_that_was_left_out_before_does_not_move_the_others() -> None:
    tree = minimal(money=[{"kind": "offset"}, {"dated_on": "2026-04-21", "kind": "offset"}])
    before, _ = case_of(tree)
    assert len(before.money) == 1
    later = {**tree, "money": [*tree["money"], {"dated_on": "2026-04-22", "kind": "offset"}]}
    assert typed_after(later, schema("case"), "case", (tree, before)) == case_of(later)
