"""Giving a value that stands in the text another one in its place."""

from __future__ import annotations

from ledger.core.edit import Value
from ledger.core.finding import Path
from ledger.store.yaml.fragment import block, block_text, fits_one_line, inline
from ledger.store.yaml.insertion import opened
from ledger.store.yaml.page import CannotSplice, Page, Replacement, named
from ledger.store.yaml.positions import SCALAR, Node

_BLOCK_SIGNS = ("|", ">")


def value_replaced(page: Page, path: Path, value: Value) -> list[Replacement]:
    """Replace the value at a path; comments beside it stay, and a value that holds comments is refused."""
    node = page.node(path)
    if node.kind != SCALAR and page.comments_within(path):
        by_hand = f"change {named(path)} with an editor, and decide where the comment goes"
        raise CannotSplice(f"a comment stands inside {named(path)} and would be lost", by_hand)
    if page.in_flow(path):
        return _on_the_line(page, node, inline(value, within_flow=True, quotes=_quotes(node)))
    if isinstance(value, str):
        return _text(page, path, node, value)
    if node.kind != SCALAR and not node.flow:
        return _block(page, node, value)
    if (node.flow and node.children) or fits_one_line(value):
        return _on_the_line(page, node, inline(value, within_flow=False))
    if node.kind == SCALAR and node.start != node.end:
        raise CannotSplice(
            f"{named(path)} is a single value", f"make {named(path)} a list or block with an editor, then save"
        )
    return opened(page, path, value)


def _quotes(node: Node) -> str:
    return node.style if node.style in ("'", '"') else ""


def _text(page: Page, path: Path, node: Node, value: str) -> list[Replacement]:
    if node.kind != SCALAR and not node.flow:
        raise CannotSplice(f"{named(path)} is a list or block", f"replace {named(path)} with an editor, then save")
    several = block_text(value) if "\n" in value and isinstance(path[-1], str) else None
    if several is None:
        return _on_the_line(page, node, inline(value, within_flow=False, quotes=_quotes(node)))
    sign, lines = several
    indent = node.key_column + 1
    if node.style in _BLOCK_SIGNS:
        written = page.text[node.start : node.end]
        old = [line for line in written.split("\n")[1:] if line.strip()]
        indent = len(old[0]) - len(old[0].lstrip(" ")) if old else indent
    return _on_the_line(page, node, sign, page.lines(lines, indent))


def _on_the_line(page: Page, node: Node, written: str, below: str = "") -> list[Replacement]:
    """Put the new value where the old one began, keep the comment of that line, replace the lines below it."""
    if node.start == node.end:
        before = page.text[node.start - 1]
        if before not in ":- ":
            raise CannotSplice(
                "a key without a colon stands in braces", "write the key with a colon and its value, then save"
            )
        start, end, written = node.start, node.start, written if before == " " else f" {written}"
    elif node.style in _BLOCK_SIGNS:
        header_end = page.line_end(node.start)
        header = page.text[node.start : header_end].split(" ", 1)[0]
        return [
            Replacement(node.start, node.start + len(header), written),
            Replacement(header_end, max(header_end, page.line_end(node.end)), below),
        ]
    else:
        start, end = node.start, node.end
    if not below:
        return [Replacement(start, end, written)]
    line_end = page.line_end(end)
    return [Replacement(start, end, written), Replacement(line_end, line_end, below)]


def _block(page: Page, node: Node, value: Value) -> list[Replacement]:
    indent = node.column - 1
    new = page.lines(block(value), indent).removeprefix(page.newline).removeprefix(" " * indent)
    return [Replacement(node.start, node.end, new)]
