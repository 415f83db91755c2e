"""Reading a published schema: which definition stands behind a place of a document, and its keys in order."""

# No deferred annotations here: NamedTuple compiles each one that is text, which doubles the time these classes take.

from collections.abc import Sequence
from typing import Any, NamedTuple

from ledger.core.finding import Path

Schema = dict[str, Any]
"""A JSON Schema, or one of its nodes. Ours name every scalar kind and every block under ``$defs``."""

_REF = len("#/$defs/")


class Definition(NamedTuple):
    """What may stand at a place. ``name`` is its name under ``$defs``, empty for the document, a list or a table.

    ``title`` and ``description`` are those of the place; ``node`` holds the rest.
    """

    name: str
    node: Schema
    title: str = ""
    description: str = ""
    examples: tuple[Any, ...] = ()


def name_of(node: Schema) -> str:
    """The name under ``$defs`` that a node refers to; empty where it refers to none."""
    ref: str = node.get("$ref", "")
    return ref[_REF:]


def definition_at(schema: Schema, path: Path) -> Definition | None:
    """What the schema says of a place; None where it knows no such place."""
    node = schema
    for step in path:
        below = _below(_referred(schema, node), step)
        if below is None:
            return None
        node = below
    meant = _referred(schema, node)
    spoken = {key: node.get(key, meant.get(key)) for key in ("title", "description", "examples")}
    return Definition(
        name_of(node), meant, spoken["title"] or "", spoken["description"] or "", tuple(spoken["examples"] or ())
    )


def keys_at(schema: Schema, path: Path) -> Sequence[str]:
    """The keys of the block at a place in the order in which the format keeps them; none where no block can stand."""
    found = definition_at(schema, path)
    return () if found is None else tuple(found.node.get("properties", ()))


def homes_of(schema: Schema, key: str) -> tuple[str, ...]:
    """The top-level blocks that know a key: ``("demand",)`` for ``answer_by``."""
    return tuple(
        block
        for block, node in schema.get("properties", {}).items()
        if key in _referred(schema, node.get("items", node)).get("properties", ())
    )


def _referred(schema: Schema, node: Schema) -> Schema:
    name = name_of(node)
    meant: Schema = schema["$defs"][name] if name else node
    return meant


def _below(node: Schema, step: str | int) -> Schema | None:
    """The node for one step: an index goes into a list, a key into a block or into a table of free keys."""
    found: Any
    if isinstance(step, int):
        found = node.get("items")
    else:
        found = node.get("properties", {}).get(step)
        if found is None:
            found = next(iter(node.get("patternProperties", {}).values()), node.get("additionalProperties"))
    return found if isinstance(found, dict) else None
