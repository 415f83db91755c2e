from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import jsonschema_rs
import pytest
from ruamel.yaml import YAML

from ledger.core.typed import DOCUMENTS, typed
from ledger.store.profiles import regime_text
from ledger.store.schema import KINDS, check_shape, key_order, schema, schema_text
from ledger.store.shipped import shipped
from ledger.store.yaml.reader import read

SAMPLE = shipped("sample")
FILES = [
    *(("case", file) for file in sorted(SAMPLE.glob("cases/*/*.yaml"))),
    *(("payer", file) for file in sorted(SAMPLE.glob("payers/*.yaml"))),
    *(("regime", file) for file in sorted(SAMPLE.glob("rules/*.yaml"))),
    ("ledger", SAMPLE / "ledger.yaml"),
]
NUMERIC = {"money", "signed_money", "count", "number", "percent"}
SENDING = ("filing", "appeal", "repayment_plan")


def nodes(tree: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:  # noqa: ANN401
    """Every block of a schema that describes something, with the keys that lead to it."""
    if isinstance(tree, dict):
        if "$ref" in tree or "type" in tree:
            yield path, tree
        for key, inner in tree.items():
            if key != "examples":
                yield from nodes(inner, (*path, key))


@pytest.mark.parametrize(("kind", "file"), FILES, ids=lambda value: value.stem if isinstance(value, Path) else value)
def test_every_file_of_the_sample_is_accepted_as_text_and_as_an_editor_sees_it(kind: str, file: Path) -> None:
    tree, findings = read(file.read_bytes())
    assert findings == []
    assert check_shape(kind, tree) == []
    if kind in DOCUMENTS:
        value, findings = typed(tree, schema(kind), kind)
        assert findings == []
        assert value is not None
    seen = YAML(typ="safe", pure=True)
    seen.Constructor.add_constructor("tag:yaml.org,2002:timestamp", seen.Constructor.construct_yaml_str)
    as_json = json.loads(json.dumps(seen.load(file.read_text(encoding="utf-8")), default=str))
    jsonschema.Draft202012Validator(schema(kind)).validate(as_json)
    jsonschema_rs.Draft202012Validator(schema(kind)).validate(as_json)


@pytest.mark.parametrize("kind", KINDS)
def test_the_published_schema_is_one(kind: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema(kind))
    assert schema_text(kind).endswith(b"}\n")
    assert json.loads(schema_text(kind)) == schema(kind)


@pytest.mark.parametrize("kind", KINDS)
def test_every_place_teaches(kind: str) -> None:
    for path, node in nodes(schema(kind)):
        if path[-1:] != ("items",) and path[-2:-1] != ("patternProperties",) and path[-1:] != ("additionalProperties",):
            assert node.get("title"), path
            assert str(node.get("description", "")).endswith((".", "1.")), path


@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_stays_within_what_all_readers_understand_alike(kind: str) -> None:
    words = {
        "$schema", "$ref", "$defs", "title", "description", "examples", "type", "enum", "pattern", "minLength",
        "properties", "required", "items", "additionalProperties", "patternProperties",
        "patternErrorMessage",  # read by the YAML extension of editors alone
    }  # fmt: skip
    for path, node in [*nodes(schema(kind)), ((), schema(kind))]:
        assert set(node) <= words, path
        assert node.get("$ref", "#/$defs/x").startswith("#/$defs/"), path
        if "properties" in node:
            assert node["additionalProperties"] is False, path
        assert ("pattern" in node) == ("patternErrorMessage" in node), path
        pattern = node.get("pattern", "^$(?!\\n)")
        assert pattern.startswith("^"), path
        assert pattern.endswith("$(?!\\n)"), path
        assert "\\d" not in pattern, path
        assert "\\w" not in pattern, path
        assert {"null"} <= set(node.get("type", ["null"])) or path == (), path


def test_examples_are_what_may_stand_there() -> None:
    for kind in KINDS:
        whole = schema(kind)
        for path, node in nodes(whole):
            checked = jsonschema.Draft202012Validator({**node, "$defs": whole["$defs"]})
            for example in node.get("examples", ()):
                assert checked.is_valid(example), (path, example)
                if node.get("$ref", "").rpartition("/")[2] in NUMERIC:
                    assert isinstance(example, int | float), path  # an editor would insert it with quotes


@pytest.mark.parametrize("kind", KINDS)
def test_no_key_is_a_yes_or_no_of_an_older_yaml(kind: str) -> None:
    for path, node in nodes(schema(kind)):
        assert not {"on", "off", "yes", "no", "y", "n"} & set(node.get("properties", ())), path


def test_all_that_is_sent_is_told_with_the_same_keys_in_the_same_words() -> None:
    blocks = [schema("case")["$defs"][name]["properties"] for name in SENDING]
    shared = set.intersection(*map(set, blocks))
    assert {"to", "sent_on", "proof", "arrived_on", "decision_received_on", "held_through"} <= shared
    for key in shared - {"id", "outcome"}:
        described = {json.dumps(block[key]) for block in blocks}
        assert len(described) == 1, key


def test_the_order_of_keys_is_given_by_place() -> None:
    order = key_order("case")
    assert list(order(("demand",)))[:3] == ["reference", "aliases", "dated_on"]
    assert next(iter(order(("money", 3)))) == "dated_on"
    assert list(order(("nothing",))) == []


def test_rules_in_the_sample_are_those_that_were_shipped() -> None:
    for file in sorted((SAMPLE / "rules").glob("*.yaml")):
        assert file.read_bytes() == regime_text(file.stem), file.name


def test_every_letter_made_here_is_a_kind_of_document() -> None:
    kinds = schema("case")["$defs"]["document_kind"]["enum"]
    letters = [file.name.partition(".")[0] for file in shipped("templates").glob("letters/[a-z]*.md.j2")]
    assert letters
    # Template files are named in small letters: two names that differ in a letter's size are one file elsewhere.
    assert set(letters) <= {kind.lower() for kind in kinds if kind is not None}


def test_editors_find_the_schemas_here_as_in_every_new_ledger() -> None:
    here = (SAMPLE / ".vscode" / "settings.json").read_text(encoding="utf-8")
    assert here == (shipped("templates") / "ledger" / "dot-vscode" / "settings.json").read_text(encoding="utf-8")
    for name in json.loads(here)["yaml.schemas"]:
        assert (SAMPLE / name).is_file()


def test_a_file_that_only_one_validator_refuses_is_still_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ledger.store.schema._refused", lambda *_: iter(()))
    findings = check_shape("case", {"id": "RC-2026-7K4QXM"})
    assert {finding.code for finding in findings} == {"LED206"}
    assert "title" in findings[0].message


def test_five_planted_mistakes_give_five_findings_in_one_run() -> None:
    text = b"""\
id: RC-2026-NPDMXC
title: 90837 re-priced as 90834
payer: lone-star-health
funding: fully_inshured
demand:
  dated_on: 2026-02-30
  amount: 98.845
  reason: time_based_coding
  anser_by: 2026-04-01
documents: demand.pdf
"""
    tree, findings = read(text)
    assert findings == []
    findings = check_shape("case", tree) + typed(tree, schema("case"), "case")[1]
    assert {(finding.code, finding.path) for finding in findings} == {
        ("LED205", ("funding",)),
        ("LED203", ("demand", "dated_on")),
        ("LED204", ("demand", "amount")),
        ("LED201", ("demand", "anser_by")),
        ("LED206", ("documents",)),
    }
    assert len(findings) == 5
