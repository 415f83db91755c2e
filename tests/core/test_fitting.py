from __future__ import annotations

from typing import Any

import pytest

from ledger.core.fitting import fits

SCHEMA: dict[str, Any] = {
    "$defs": {
        "day": {"type": ["string", "null"], "pattern": "^[0-9]{4}$"},
        "word": {"type": ["string", "null"], "enum": ["yes", "no", None], "title": "A word"},
        "must": {"type": "string", "enum": ["yes"]},
        "text": {"type": ["string", "number", "null"], "minLength": 2},
        "odd": {"type": ["string"], "maxLength": 3},
        "block": {
            "type": ["object", "null"],
            "additionalProperties": False,
            "required": ["day"],
            "properties": {"day": {"$ref": "#/$defs/day", "description": "A day."}},
        },
    },
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "day": {"$ref": "#/$defs/day"},
        "word": {"$ref": "#/$defs/word"},
        "must": {"$ref": "#/$defs/must"},
        "text": {"$ref": "#/$defs/text"},
        "odd": {"$ref": "#/$defs/odd"},
        "beside": {"$ref": "#/$defs/day", "maxLength": 1},
        "block": {"$ref": "#/$defs/block"},
        "list": {"type": ["array", "null"], "items": {"$ref": "#/$defs/day"}},
        "free": {"type": "object", "additionalProperties": {"$ref": "#/$defs/day"}},
        "years": {
            "type": "object",
            "additionalProperties": False,
            "properties": {"2020": {"type": "null"}},
            "patternProperties": {"^[0-9]+$": {"$ref": "#/$defs/day"}},
        },
    },
}


@pytest.mark.parametrize(
    ("tree", "verdict"),
    [
        ({}, True),
        ({"day": "2026", "word": "no", "must": "yes", "text": "ab"}, True),
        ({"day": None, "word": None, "text": None, "block": None, "list": None}, True),
        ({"day": "26"}, False),
        ({"day": ["2026"]}, False),
        ({"day": {"2026": "2026"}}, False),
        ({"word": "maybe"}, False),
        ({"must": None}, False),
        ({"text": "a"}, False),
        ({"list": ["2026", None]}, True),
        ({"list": ["26"]}, False),
        ({"list": "2026"}, False),
        ({"block": {"day": "2026"}}, True),
        ({"block": {}}, False),
        ({"block": {"day": "2026", "days": "2026"}}, False),
        ({"free": {"a": "2026", "b": None}}, True),
        ({"free": {"a": "26"}}, False),
        ({"years": {"2021": "2026", "2020": None}}, True),
        ({"years": {"2020": "2026"}}, False),
        ({"years": {"2021": "26"}}, False),
        ({"years": {"x": "2026"}}, False),
        ({"unknown": None}, False),
        ([], False),
        ("", False),
        (None, False),
    ],
)
def test_a_document_fits_or_does_not(tree: Any, verdict: bool) -> None:  # noqa: ANN401, FBT001
    assert fits(tree, SCHEMA) is verdict


@pytest.mark.parametrize("tree", [{"odd": "a"}, {"beside": "2026"}])
def test_a_word_of_the_schema_that_it_does_not_know_is_left_to_the_validator(tree: Any) -> None:  # noqa: ANN401
    assert not fits(tree, SCHEMA)
