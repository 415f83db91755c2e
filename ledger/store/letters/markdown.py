"""Markdown for letters: data is escaped into it, and the finished text is read back as blocks for the page.

Letters use a small Markdown: headings, paragraphs with hard breaks, bold and italic, lists, quotations, tables. Links,
images, raw HTML and code are not read as such, so no value can become one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

_SPACE = re.compile(r"\s+")
_ALWAYS = re.compile(r"([\\`*<>|~])")
_UNDERSCORE = re.compile(r"(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")
_LINK = re.compile(r"\](?=[(\[:])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_AT_START = re.compile(r"^(#{1,6}(?=\s|$)|[-+=](?=\s|$|[-=])|\d{1,9}(?=[.)](\s|$)))")

Block = dict[str, Any]


def escaped(value: Any) -> Any:  # noqa: ANN401 - JSON data of any shape
    """The same plain data, with every text made literal for Markdown and laid on one line."""
    if isinstance(value, str):
        return _literal(value)
    if isinstance(value, dict):
        return {key: escaped(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [escaped(entry) for entry in value]
    return value


def _literal(text: str) -> str:
    line = _SPACE.sub(" ", text).strip()
    line = _ALWAYS.sub(r"\\\1", line)
    line = _UNDERSCORE.sub(r"\\_", line)
    line = _LINK.sub(r"\\]", line)
    line = _ENTITY.sub(r"\\&", line)
    return _AT_START.sub(_guarded, line)


def _guarded(match: re.Match[str]) -> str:
    mark = match.group(1)
    return f"{mark}\\" if mark[0].isdigit() else f"\\{mark}"


def tidy(text: str) -> str:
    """The rendered letter without trailing blanks and with never more than one empty line between blocks."""
    lines = [line.rstrip() for line in text.splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def blocks(text: str) -> list[Block]:
    """The blocks of a letter as plain data.

    ``{"kind": "paragraph", "inline": [...]}``, ``heading`` with ``level``, ``list`` with ``ordered``, ``start`` and
    ``items`` (each a list of blocks), ``quote`` with ``blocks``, ``table`` with ``align``, ``head`` and ``rows`` (cells
    are inline lists), ``rule``. Inline parts are ``{"kind": "text", "text": ...}``, ``strong``, ``em``, ``break``.
    """
    from markdown_it import MarkdownIt

    reader = MarkdownIt("zero").enable(
        ["heading", "list", "blockquote", "table", "hr", "emphasis", "newline", "escape"],
    )
    return list(_blocks(iter(reader.parse(text))))


def _blocks(tokens: Iterator[Token], until: str = "") -> Iterator[Block]:
    for token in tokens:
        if token.type == until:
            return
        if token.type == "heading_open":
            yield {"kind": "heading", "level": int(token.tag[1:]), "inline": _inline_of(tokens)}
        elif token.type == "paragraph_open":
            yield {"kind": "paragraph", "inline": _inline_of(tokens)}
        elif token.type == "blockquote_open":
            yield {"kind": "quote", "blocks": list(_blocks(tokens, "blockquote_close"))}
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            yield _list(token, tokens)
        elif token.type == "table_open":
            yield _table(tokens)
        elif token.type == "hr":
            yield {"kind": "rule"}


def _inline_of(tokens: Iterator[Token]) -> list[Block]:
    return _inline(next(tokens).children or [])


def _list(opening: Token, tokens: Iterator[Token]) -> Block:
    closing = opening.type.replace("open", "close")
    items = []
    for token in tokens:
        if token.type == closing:
            break
        items.append(list(_blocks(tokens, "list_item_close")))
    return {
        "kind": "list",
        "ordered": opening.type == "ordered_list_open",
        "start": int(opening.attrs.get("start", 1)),
        "items": items,
    }


def _table(tokens: Iterator[Token]) -> Block:
    rows: list[list[list[Block]]] = []
    align: list[str] = []
    for token in tokens:
        if token.type == "table_close":
            break
        if token.type == "tr_open":
            rows.append([])
        elif token.type in ("th_open", "td_open"):
            if len(rows) == 1:
                align.append(str(token.attrs.get("style", "")).rpartition(":")[2] or "left")
            rows[-1].append(_inline_of(tokens))
    return {"kind": "table", "align": align, "head": rows[0], "rows": rows[1:]}


def _inline(children: Sequence[Token]) -> list[Block]:
    stack: list[list[Block]] = [[]]
    for token in children:
        if (token.type == "text" and token.content) or token.type == "text_special":
            stack[-1].append({"kind": "text", "text": token.content})
        elif token.type == "softbreak":
            stack[-1].append({"kind": "text", "text": " "})
        elif token.type == "hardbreak":
            stack[-1].append({"kind": "break"})
        elif token.type in ("strong_open", "em_open"):
            stack.append([])
        elif token.type in ("strong_close", "em_close"):
            inner = stack.pop()
            stack[-1].append({"kind": token.type.removesuffix("_close"), "inline": inner})
    return stack[0]
