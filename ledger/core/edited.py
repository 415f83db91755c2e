"""What a document is to be after some edits: the intention that every written file is held against."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Union

from ledger.core.edit import AppendEntry, Edit, SetField, Value
from ledger.core.finding import Path

Tree = Union[dict[str, "Tree"], list["Tree"], str, None]  # noqa: UP007 - a name in quotes takes no |


class NoPlaceError(ValueError):
    """The edit does not fit the document; the message says why in one line."""


def edited(tree: Tree, edits: Sequence[Edit]) -> Tree:
    """A new document with the edits done in their order; the given one stays as it is. Raises ``NoPlaceError``."""
    for edit in edits:
        tree = _set(tree, edit.path, edit.value) if isinstance(edit, SetField) else _appended(tree, edit)
    return tree


def as_tree(value: Value) -> Tree:
    """The value as it will be read back: plain dictionaries and lists."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return {key: as_tree(inner) for key, inner in value.items()}
    return [as_tree(item) for item in value]


def value_at(tree: Tree, path: Path) -> Tree:
    """What stands at a path; None where nothing does."""
    for step in path:
        if isinstance(tree, dict) and isinstance(step, str):
            tree = tree.get(step)
        elif isinstance(tree, list) and isinstance(step, int) and 0 <= step < len(tree):
            tree = tree[step]
        else:
            return None
    return tree


def _appended(tree: Tree, edit: AppendEntry) -> Tree:
    entries = value_at(tree, edit.path)
    if entries is None:
        entries = []
    if not isinstance(entries, list):
        message = f"{_named(edit.path)} is not a list"
        raise NoPlaceError(message)
    return _set_tree(tree, edit.path, [*entries, as_tree(edit.entry)])


def _set(tree: Tree, path: Path, value: Value) -> Tree:
    return _set_tree(tree, path, as_tree(value))


def _set_tree(tree: Tree, path: Path, value: Tree) -> Tree:
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(step, str) and (tree is None or isinstance(tree, dict)):
        fields = tree or {}
        return {**fields, step: _set_tree(fields.get(step), rest, value)}
    if isinstance(step, int) and isinstance(tree, list) and 0 <= step < len(tree):
        return [*tree[:step], _set_tree(tree[step], rest, value), *tree[step + 1 :]]
    message = f"there is no {_named(path)} in the file"
    raise NoPlaceError(message)


def _named(path: Path) -> str:
    return ".".join(str(step) for step in path)
