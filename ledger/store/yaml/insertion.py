"""Adding to a text: a key where the schema has it, an entry where the list keeps its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from ledger.core.edit import Value
from ledger.core.finding import Path
from ledger.store.yaml.fragment import block, field, inline
from ledger.store.yaml.page import CannotSplice, Page, Replacement, named
from ledger.store.yaml.positions import MAPPING, SCALAR, SEQUENCE, Node

KeyOrder = Callable[[Path], Sequence[str]]
"""The keys of the mapping at a path, in the schema's order."""


def key_added(page: Page, path: Path, value: Value, order: KeyOrder) -> list[Replacement]:
    """Add a missing key, and the missing blocks above it."""
    parent, key = path[:-1], path[-1]
    node = page.places.node(parent)
    if not isinstance(key, str):
        raise CannotSplice(f"{named(path)} is not in the file", "add the entry with an editor, then save")
    if node is None:
        return key_added(page, parent, {key: value}, order)
    if node.kind == SCALAR and node.start == node.end:
        return opened(page, parent, {key: value})
    if node.kind != MAPPING:
        raise CannotSplice(
            f"{named(parent)} is not a block of keys", f"give {named(parent)} the key {key} with an editor, then save"
        )
    before = _predecessor(node, key, order(parent))
    if node.flow:
        return [_into_braces(page, parent, before, f"{key}: {inline(value, within_flow=True)}")]
    return [_into_block(page, parent, before, key, value)]


def _predecessor(node: Node, key: str, order: Sequence[str]) -> str | int | None:
    """The key after which a new one belongs: the nearest before it in the schema's order; an unknown one goes last."""
    if key not in order:
        return node.children[-1] if node.children else None
    ranks = {name: rank for rank, name in enumerate(order)}
    earlier = [child for child in node.children if isinstance(child, str) and ranks.get(child, len(order)) < ranks[key]]
    return max(earlier, key=lambda child: ranks[child], default=None)


def _into_braces(page: Page, parent: Path, before: str | int | None, written: str) -> Replacement:
    node = page.node(parent)
    if before is not None:
        end = page.node((*parent, before)).end
        return Replacement(end, end, f", {written}")
    opening = node.start + 1
    return Replacement(opening, opening, f"{written}, " if node.children else written)


def _into_block(page: Page, parent: Path, before: str | int | None, key: str, value: Value) -> Replacement:
    node = page.node(parent)
    indent = node.column - 1
    lines = field(key, value)
    if before is None:
        new = page.lines(lines, indent).removeprefix(page.newline).removeprefix(" " * indent)
        return Replacement(node.start, node.start, new + page.newline + " " * indent)
    end = page.after(page.node((*parent, before)))
    new = page.lines(lines, indent)
    if not parent and not isinstance(value, str):
        new = page.newline + new + ("" if page.blank_line_follows(end) else page.newline)
    return Replacement(end, end, new)


def entry_added(page: Page, path: Path, entry: Mapping[str, Value], order: KeyOrder) -> list[Replacement]:
    """Add an entry at the end of a list, opening the list where it is empty or missing."""
    node = page.places.node(path)
    if node is None:
        return key_added(page, path, [entry], order)
    if node.start == node.end or (node.kind == SEQUENCE and not node.children and not page.in_flow(path)):
        return opened(page, path, [entry])
    if node.kind != SEQUENCE:
        raise CannotSplice(f"{named(path)} is not a list", f"make {named(path)} a list with an editor, then save")
    if node.flow:
        written = inline(entry, within_flow=True)
        end = page.node((*path, len(node.children) - 1)).end if node.children else node.start + 1
        return [Replacement(end, end, f", {written}" if node.children else written)]
    return [_below_last(page, path, node, entry)]


def _below_last(page: Page, path: Path, node: Node, entry: Value) -> Replacement:
    """The entry's lines below the last entry, with the blank line that this list puts between its entries."""
    dash = node.column - 1
    last = page.node((*path, len(node.children) - 1))
    gap = last.column - node.column
    within = last.kind == MAPPING and not last.flow and gap > 1 and page.text[last.start - gap] == "-"
    lines = _as_entry(entry, gap if within else 2)
    end = page.after(last._replace(key_column=node.column))
    spaced = len(node.children) > 1 and _blank_line_above(page, last)
    return Replacement(end, end, (page.newline if spaced else "") + page.lines(lines, dash))


def _blank_line_above(page: Page, node: Node) -> bool:
    line_start = page.text.rfind("\n", 0, node.start)
    above = page.text[:line_start].removesuffix("\r") if line_start >= 0 else "x"
    return above.endswith("\n")


def _as_entry(entry: Value, gap: int) -> list[str]:
    """The lines of an entry with its dash, the text ``gap`` columns right of it."""
    lines = block([entry])
    if gap == 2:  # noqa: PLR2004 - what the emitter writes
        return lines
    return [
        (f"-{' ' * (gap - 1)}{line[2:]}" if number == 0 else f"{' ' * gap}{line[2:]}") if line else ""
        for number, line in enumerate(lines)
    ]


def opened(page: Page, path: Path, value: Value) -> list[Replacement]:
    """Give an empty value (``key:``, ``key: []``, ``key: {}``) its content as a block below the key."""
    node = page.node(path)
    if page.in_flow(path):
        return [Replacement(node.start, node.end, _after_colon(page, node, inline(value, within_flow=True)))]
    if not path or not isinstance(path[-1], str):
        raise CannotSplice(f"{named(path)} is empty", "fill the entry with an editor, then save")
    indent = node.key_column - 1
    offset = page.dash_offset() if isinstance(value, list) else 2
    end = page.after(node)
    new = page.lines(block(value), indent + offset)
    if len(path) == 1 and page.key_follows(end):
        new += page.newline
    colon = len(page.text[: node.start].rstrip(" "))
    return [Replacement(colon, node.end, ""), Replacement(end, end, new)]


def _after_colon(page: Page, node: Node, written: str) -> str:
    if node.start != node.end:
        return written
    if page.text[node.start - 1] not in ":-":
        if page.text[node.start - 1] == " ":
            return written
        raise CannotSplice(
            "a key without a colon stands in braces", "write the key with a colon and its value, then save"
        )
    return f" {written}"
