"""Write ``fields.md``, every field of every file, from the published schemas (``python -m docs.fields``)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ledger.core.definition import Schema, name_of
from ledger.store.schema import schema

HERE = Path(__file__).resolve().parent
PAGE = HERE / "fields.md"

FILES = {
    "case": "A case",
    "payer": "A payer",
    "ledger": "ledger.yaml",
    "regime": "Rules",
    "identities": "identities.yaml",
}
_HEAD = """\
# Every field

Made from the schemas in `schema/` by `python -m docs.fields`; a test keeps the two equal. How a file is written,
and two whole cases: [case-format.md](case-format.md).

A star marks what must stand. Where a closed list of words is asked for, the words stand at the end of each chapter.
"""
_KINDS = {
    "text": "text, on several lines where needed",
    "line": "text on one line",
    "day": "day: `2026-03-06`",
    "moment": "day, with the hour where known: `2026-03-20T17:32`",
    "money": "dollars: `1482.60`",
    "signed_money": "dollars, maybe negative: `-12.15`",
    "count": "whole number",
    "number": "number",
    "percent": "percent: `11.625`",
    "flag": "true or false",
    "id": "case id",
    "slug": "file name without .yaml",
    "recorded": "written by the tool",
    "sha256": "written by the tool",
}


def page() -> str:
    """The whole page as Markdown."""
    return "\n".join([_HEAD, *(line for kind, title in FILES.items() for line in _chapter(kind, title))])


def _chapter(kind: str, title: str) -> Iterator[str]:
    whole = schema(kind)
    definitions: dict[str, Schema] = whole["$defs"]
    yield f"## {title}\n"
    yield f"{whole['description']}\n"
    yield from _fields(kind, whole, definitions)
    for node in definitions.values():
        if "properties" in node:
            yield f"### {_heading(kind, node)}\n"
            yield f"{node['description']}\n"
            yield from _fields(kind, node, definitions)
    yield f"### {kind.capitalize()}: words\n"
    yield "| list | words |\n|---|---|"
    for node in definitions.values():
        words = [f"`{word}`" for word in node.get("enum", ()) if isinstance(word, str)]
        if words:
            yield f"| {node['title'].lower()} | {' '.join(words)} |"
    yield ""


def _heading(kind: str, node: Schema) -> str:
    return f"{kind.capitalize()}: {node['title'].lower()}"


def _fields(kind: str, node: Schema, definitions: dict[str, Schema]) -> Iterator[str]:
    required = node.get("required", ())
    yield "| key | what it holds | form |\n|---|---|---|"
    for key, field in node["properties"].items():
        star = "\\*" if key in required else ""
        yield f"| `{key}`{star} | {field['description']}{_example(field)} | {_form(kind, field, definitions)} |"
    yield ""


def _example(field: Schema) -> str:
    examples = [example for example in field.get("examples", ()) if isinstance(example, str | int | float)]
    return f" Example: `{json.dumps(examples[0]).strip(chr(34))}`" if examples else ""


def _form(kind: str, field: Schema, definitions: dict[str, Schema]) -> str:
    name = name_of(field)
    if name:
        node = definitions[name]
        if "properties" in node:
            anchor = _heading(kind, node).lower().replace(":", "").replace(" ", "-")
            return f"block: [{node['title'].lower()}](#{anchor})"
        if "enum" in node and name != "format_number":
            return f"one word of: [{node['title'].lower()}](#{kind}-words)"
        return _KINDS.get(name, str(node["title"]).lower())
    if "items" in field:
        return f"list of: {_form(kind, field['items'], definitions)}"
    inner: Any = field.get("additionalProperties") or next(iter(field["patternProperties"].values()))
    return f"key by key: {_form(kind, inner, definitions)}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
