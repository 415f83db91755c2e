"""What a side may do to an entry that was saved: fill it where the list allows that, and nothing else."""

from __future__ import annotations

from ledger.core.comparison import empty, losses, meaning
from ledger.core.edited import Tree
from ledger.core.merging.identity import Rule
from ledger.core.merging.matching import GAINED
from ledger.core.merging.order import put_back
from ledger.core.merging.piece import Part, rebuilt, settled


def as_saved(rule: Rule, base: Part, side: Part | None) -> Part:
    """The side's entry as far as it may differ from the saved one; what it changed or removed stands as saved."""
    if side is None:
        return base
    if rule.standing:
        return side
    if rule.kept:
        return side if _unaltered(base.value.tree, side.value.tree) else base
    return _filled(base, side)


def _unaltered(old: Tree, new: Tree) -> bool:
    if not isinstance(old, dict) or not isinstance(new, dict):
        return meaning(old) == meaning(new)
    same = {field for field in {*old, *new} if meaning(old.get(field)) == meaning(new.get(field))}
    return all(field in same or (field in GAINED and empty(old.get(field))) for field in {*old, *new})


def _filled(base: Part, side: Part) -> Part:
    """The side's entry with every field as it was saved that no longer holds all that was saved."""
    if not any(losses(base.value.tree, side.value.tree)):
        return side
    saved = {part.key: part for part in settled(base.value)}
    own = {part.key: part for part in settled(side.value)}
    if not saved or not own or side.value.flow != base.value.flow:
        return base
    kept = {key: part.value.tree for key, part in own.items()}
    lost = [key for key, part in saved.items() if any(losses(part.value.tree, kept.get(key)))]
    keys = [key for key in put_back(list(saved), list(own)) if key in lost or key in own]
    return side._replace(value=rebuilt(side.value, [saved[key] if key in lost else own[key] for key in keys]))
