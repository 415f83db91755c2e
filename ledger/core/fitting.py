"""Whether a document surely fits its schema: the quick yes for a few files, which loads no library.

It knows the words that the published schemas use and no others, and it may say no where a whole validator says yes;
then the validator decides. It never says yes where the validator says no (``tests/store/test_damage.py`` compares the
two on thousands of damaged files).
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from ledger.core.definition import Schema, name_of

_SPOKEN = frozenset({"$schema", "$defs", "title", "description", "examples", "patternErrorMessage"})
_OF_BLOCKS = frozenset({"type", "properties", "patternProperties", "additionalProperties", "required"})
_OF_LISTS = frozenset({"type", "items"})
_OF_TEXTS = frozenset({"type", "minLength", "pattern", "enum"})

_compiled = cache(re.compile)


def fits(tree: Any, schema: Schema) -> bool:  # noqa: ANN401 - a tree of any shape
    """Whether the document fits for certain. Scalars are the texts of the file; an empty value is None."""
    return _fits(tree, schema, schema["$defs"])


def _fits(tree: Any, node: Schema, definitions: dict[str, Schema]) -> bool:  # noqa: ANN401
    name = name_of(node)
    if name:
        if not _knows(node, frozenset({"$ref"})):
            return False
        node = definitions[name]
    types = node.get("type", ())  # one name or a list of them; no name is part of another
    if tree is None:
        return "null" in types and None in node.get("enum", (None,))
    if isinstance(tree, str):
        return "string" in types and _knows(node, _OF_TEXTS) and _text_fits(tree, node)
    if isinstance(tree, list):
        return (
            "array" in types
            and _knows(node, _OF_LISTS)
            and all(_fits(entry, node["items"], definitions) for entry in tree)
        )
    return "object" in types and _knows(node, _OF_BLOCKS) and _block_fits(tree, node, definitions)


def _knows(node: Schema, words: frozenset[str]) -> bool:
    return node.keys() <= words | _SPOKEN


def _text_fits(text: str, node: Schema) -> bool:
    if "enum" in node and text not in node["enum"]:
        return False
    if "pattern" in node and not _compiled(node["pattern"]).search(text):
        return False
    return len(text) >= int(node.get("minLength", 0))


def _block_fits(tree: dict[str, Any], node: Schema, definitions: dict[str, Schema]) -> bool:
    return all(key in tree for key in node.get("required", ())) and all(
        isinstance(below, dict) and _fits(inner, below, definitions)
        for key, inner in tree.items()
        for below in _behind(key, node)
    )


def _behind(key: str, node: Schema) -> list[Any]:
    """Every node that a key's value must fit; False stands for a key that may not be there."""
    known = [node["properties"][key]] if key in node.get("properties", ()) else []
    known += [below for pattern, below in node.get("patternProperties", {}).items() if _compiled(pattern).search(key)]
    return known or [node.get("additionalProperties", False)]
