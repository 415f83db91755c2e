"""The merge itself: single fields three ways, lists by the identity of their entries, fields that belong together as one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ledger.core.comparison import empty, losses, meaning
from ledger.core.edited import Tree
from ledger.core.growing import breaches
from ledger.core.merging.identity import (
    CASE,
    Rule,
    Where,
    called,
    grows,
    rule_of,
    set_of_words,
    together,
)
from ledger.core.merging.lines import beside, both, either
from ledger.core.merging.matching import GAINED, Triple, clashing, triples
from ledger.core.merging.order import ordered, put_back
from ledger.core.merging.piece import (
    BASE,
    MAPPING,
    OURS,
    SCALAR,
    SEQUENCE,
    SIDES,
    THEIRS,
    Part,
    Piece,
    Place,
    Undecided,
    rebuilt,
    settled,
    sided,
    tree_of,
    undecided,
)

Name = tuple[str, ...]
"""A place in words: keys, and entries by what they are called, as ``("claims", "0026", "lines", "2", "answer")``."""


class Clash(NamedTuple):
    """A place where the two sides say different things. A missing value is None.

    ``fields`` are the keys that were weighed together, one unless they depend on each other. ``twins``: two entries of
    one name that both stay, instead of one value to choose.
    """

    name: Name
    fields: tuple[str, ...]
    ours: Tree
    theirs: Tree
    base: Tree
    twins: bool = False


class Broken(NamedTuple):
    """A saved entry that one side had changed or removed; the merge keeps it as it was saved."""

    side: str
    message: str


class Joined(NamedTuple):
    """What a merge came to: the pieces of the file, what is left to decide, what was put back."""

    piece: Piece
    clashes: tuple[Clash, ...]
    broken: tuple[Broken, ...]


class Format(NamedTuple):
    """What kind of file is merged, and its keys in the order in which the format has them."""

    kind: str
    order: Sequence[str]


def merge(form: Format, base: Piece, ours: Piece, theirs: Piece, decided: Mapping[Name, str]) -> Joined:
    """Merge two versions of one file.

    ``decided`` names the side (ours, theirs, base) whose value stands at a place where the two disagree.
    """
    work = _Merge(form.kind, decided, form.order)
    piece = work.mapping((), (), base, ours, theirs)
    broken = []
    if form.kind == CASE:
        for side, version in ((OURS, ours), (THEIRS, theirs)):
            broken += [Broken(side, finding.message) for finding in breaches(base.tree, version.tree)]
    return Joined(piece, tuple(work.clashes), tuple(broken))


class _Merge:
    """One merge under way: it notes what the sides disagree about."""

    def __init__(self, kind: str, decided: Mapping[Name, str], order: Sequence[str]) -> None:
        self._kind = kind
        self._decided = decided
        self._order = {key: rank for rank, key in enumerate(order)}
        self.clashes: list[Clash] = []

    # blocks of keys

    def mapping(self, where: Where, name: Name, base: Piece, ours: Piece, theirs: Piece) -> Piece:
        old, one, other = ({part.key: part for part in settled(piece)} for piece in (base, ours, theirs))
        rank = self._rank_of_key(where)
        keys = ordered(list(old), list(one), list(other), rank)
        keys = [*keys, *(key for key in old if key not in keys)]
        parts: list[Place] = []
        done: set[str] = set()
        for key in keys:
            if key not in done:
                group = [each for each in together(self._kind, where, key) if each in keys]
                placed, weighed = self._group(where, name, key, group, (old, one, other))
                parts += placed
                done.update(weighed)
        return _container(MAPPING, parts, base, ours, theirs)

    def _rank_of_key(self, where: Where):  # noqa: ANN202
        order = self._order if not where else {}
        return lambda key: (order.get(key, len(order)), key)

    def _group(
        self, where: Where, name: Name, key: str, group: Sequence[str], sides: tuple[dict[str, Part], ...]
    ) -> tuple[list[Place], list[str]]:
        """The places of one key, or of all that depend on each other where the two sides disagree about them."""
        old, one, other = sides
        clash = len(group) > 1 and _at_odds(group, old, one, other)
        if not clash:
            return self.part((*where, key), (*name, key), old.get(key), one.get(key), other.get(key)), [key]
        fields = tuple(each for each in group if len({_said(side, each) for side in sides}) > 1)
        if key not in fields:
            return self.part((*where, key), (*name, key), old.get(key), one.get(key), other.get(key)), [key]
        values = [{each: side[each].value.tree for each in fields if each in side} for side in sides]
        rows = [tuple(side[each] for each in fields if each in side) for side in sides]
        clash = Clash((*name, fields[0]), fields, values[1], values[2], values[0])
        return self._undecided(clash, Undecided(rows[1], rows[0], rows[2])), list(fields)

    def _undecided(self, clash: Clash, place: Undecided) -> list[Place]:
        side = self._decided.get(clash.name)
        if side is not None:
            return list(place.of(side))
        self.clashes.append(clash)
        return [place]

    def _disagree(self, name: Name, base: Part | None, ours: Part | None, theirs: Part | None) -> list[Place]:
        values = [None if part is None else part.value.tree for part in (ours, theirs, base)]
        rows = [() if part is None else (part,) for part in (ours, base, theirs)]
        return self._undecided(Clash(name, name[-1:], *values), Undecided(*rows))

    # one key or entry

    def part(self, where: Where, name: Name, base: Part | None, ours: Part | None, theirs: Part | None) -> list[Place]:
        """What stands at one place: nothing, a part, or something to decide."""
        if ours is None or theirs is None:
            here = ours or theirs
            if here is None or (base is not None and not grows(self._kind, where) and _same(base, here)):
                return []
            if base is None:
                return [here]
            if not grows(self._kind, where):
                return self._disagree(name, base, ours, theirs)
            bare = here._replace(value=_none(here.value))
            ours, theirs = ours or bare, theirs or bare
        if not self._guarded(where):
            if ours == theirs or (base is not None and theirs == base):
                return [ours]
            if base is not None and ours == base:
                return [theirs]
        return self._combined(where, name, base, ours, theirs)

    def _guarded(self, where: Where) -> bool:
        """Whether a list on the way here, or this one, keeps its entries whatever a side did to them."""
        return any(grows(self._kind, where[:length]) for length in range(1, len(where) + 1))

    def _combined(self, where: Where, name: Name, base: Part | None, ours: Part, theirs: Part) -> list[Place]:
        filled = [part.value for part in (ours, theirs, base) if part is not None and not empty(part.value.tree)]
        value = None
        if filled and filled[0].kind != SCALAR and _alike(filled):
            one, other = _opened(ours, filled[0]), _opened(theirs, filled[0])
            old = base and _opened(base, filled[0])
            below = _none(filled[0]) if old is None else old.value
            combine = self.mapping if filled[0].kind == MAPPING else self.listed
            value = combine(where, name, below, one.value, other.value)
        if value is None:
            return self._whole(name, base, ours, theirs)
        opening = either(old and old.open, one.open, other.open)
        placed = self._part_of(old, one, other, opening, value)
        if (value.flow and undecided(value)) or (value.inline and isinstance(value.parts[0], Undecided)):
            variants = [(placed._replace(value=sided(value, side)),) for side in SIDES]
            return [Undecided(*variants)]
        return [placed]

    def _whole(self, name: Name, base: Part | None, ours: Part, theirs: Part) -> list[Place]:
        """A value that is taken from one side as it is."""
        old = None if base is None else meaning(base.value.tree)
        one, other = meaning(ours.value.tree), meaning(theirs.value.tree)
        if one == other:
            texts = [part.open + "\0" + part.value.text for part in (ours, theirs)]
            chosen = either(base and base.open + "\0" + base.value.text, *texts)
            source = ours if chosen == texts[0] else theirs
        elif old is not None and old in (one, other):
            source = theirs if one == old else ours
        else:
            return self._disagree(name, base, ours, theirs)
        return [self._part_of(base, ours, theirs, source.open, source.value)]

    def _part_of(self, base: Part | None, ours: Part, theirs: Part, opening: str, value: Piece) -> Part:
        lead = both(base and base.lead, ours.lead, theirs.lead)
        tail = beside(base and base.tail, ours.tail, theirs.tail)
        return ours._replace(lead=lead, open=opening, value=value, tail=tail)

    # lists

    def listed(self, where: Where, name: Name, base: Piece, ours: Piece, theirs: Piece) -> Piece | None:
        rule = rule_of(self._kind, where)
        old, one, other = (list(settled(piece)) for piece in (base, ours, theirs))
        trees = [[part.value.tree for part in parts] for parts in (old, one, other)]
        if rule is None and not set_of_words(where, [tree for side in trees for tree in side]):
            return None
        found = triples(rule or Rule(()), *trees)
        stays = rule is not None and (rule.kept or rule.filled or rule.standing)
        placed: dict[Triple, list[Place]] = {}
        for index, triple in enumerate(found):
            mine = [_at(parts, place) for parts, place in zip((old, one, other), triple, strict=True)]
            if rule is not None and stays and mine[0] is not None:
                mine = [mine[0], _kept(rule, mine[0], mine[1]), _kept(rule, mine[0], mine[2])]
            shown = next(part for part in mine if part is not None)
            entry = (*name, called(shown.value.tree, rule or Rule(()), index))
            placed[triple] = self.part(where, entry, *mine) if rule is None else self._entry(where, entry, *mine)
        order = self._order_of(found, stays, (old, one, other), placed)
        if rule is not None and stays:
            self._note_twins(name, rule, found, one, other)
        parts = [place for triple in order for place in placed[triple]]
        return _container(SEQUENCE, parts, base, ours, theirs)

    def _entry(
        self, where: Where, name: Name, base: Part | None, ours: Part | None, theirs: Part | None
    ) -> list[Place]:
        """One entry: as a part, but that the list's own rule was applied to it already."""
        if ours is None or theirs is None:
            here = ours or theirs
            if here is None or (base is not None and _same(base, here)):
                return []
            return [here] if base is None else self._disagree(name, base, ours, theirs)
        if ours == theirs or theirs == base:
            return [ours]
        return [theirs] if ours == base else self._combined(where, name, base, ours, theirs)

    def _order_of(
        self,
        found: Sequence[Triple],
        stays: bool,
        sides: tuple[list[Part], list[Part], list[Part]],
        placed: Mapping[Triple, list[Place]],
    ) -> list[Triple]:
        columns = [
            [triple for triple in sorted(found, key=lambda each: each[which] or 0) if triple[which] is not None]
            for which in range(3)
        ]
        base, one, other = columns
        if stays:
            one, other = put_back(base, one), put_back(base, other)
        rest = [triple for triple in base if triple not in one and triple not in other]

        def rank(triple: Triple) -> tuple[str, str]:
            texts = [_written(_at(parts, place)) for parts, place in zip(sides, triple, strict=True)]
            moments = [_moment(_at(parts, place)) for parts, place in zip(sides, triple, strict=True)]
            return max(moments), min(text for text in texts if text) if any(texts) else ""

        return [*ordered(base, one, other, rank), *rest]

    def _note_twins(
        self, name: Name, rule: Rule, found: Sequence[Triple], one: Sequence[Part], other: Sequence[Part]
    ) -> None:
        """Two new entries of one name that say different things both stay, and somebody must give one another name."""
        mine = [triple.ours for triple in found if triple.base is None and triple.theirs is None]
        yours = [triple.theirs for triple in found if triple.base is None and triple.ours is None]
        first = [one[index].value.tree for index in mine if index is not None]
        second = [other[index].value.tree for index in yours if index is not None]
        for index, place in clashing(rule, first, second):
            called_by = called(first[index], rule, index)
            self.clashes.append(Clash((*name, called_by), (called_by,), first[index], second[place], None, twins=True))


# values


def _said(side: Mapping[str, Part], key: str) -> object:
    return meaning(side[key].value.tree) if key in side else ""


def _at_odds(group: Sequence[str], old: Mapping[str, Part], one: Mapping[str, Part], other: Mapping[str, Part]) -> bool:
    """Whether both sides changed fields that belong together, and neither has all that the other changed."""
    by_one = [key for key in group if _said(one, key) != _said(old, key)]
    by_other = [key for key in group if _said(other, key) != _said(old, key)]
    return any(_said(one, key) != _said(other, key) for key in by_one) and any(
        _said(one, key) != _said(other, key) for key in by_other
    )


def _same(one: Part, other: Part) -> bool:
    return meaning(one.value.tree) == meaning(other.value.tree)


def _at(parts: Sequence[Part], index: int | None) -> Part | None:
    return None if index is None else parts[index]


def _none(like: Piece) -> Piece:
    """An absent container, to stand as the base of one that both sides began."""
    return like._replace(tree=None, text="", parts=())


def _opened(part: Part, like: Piece) -> Part:
    """A key with nothing after it, or with empty brackets, as the container that it can become."""
    if not empty(part.value.tree) or part.value.parts:
        return part
    if like.flow or not like.parts:
        return part._replace(open=f"{part.open.rstrip()} ", value=_none(like))
    return part._replace(open=part.open.rstrip() + (part.tail or "\n"), value=_none(like), tail="")


def _alike(filled: Sequence[Piece]) -> bool:
    """Whether values are of one kind and written in one way: as blocks, or in braces."""
    return all(piece.parts for piece in filled) and len({(piece.kind, piece.flow) for piece in filled}) == 1


def _container(kind: str, parts: Sequence[Place], base: Piece, ours: Piece, theirs: Piece) -> Piece:
    filled = [piece for piece in (ours, theirs, base) if piece.parts]
    like = filled[0] if filled else ours
    columns = [piece.column for piece in (ours, theirs) if piece.parts] or [like.column]
    moved = [column for column in columns if column != base.column or not base.parts]
    column = min(moved or columns)
    return rebuilt(like._replace(kind=kind, column=column), parts)


def _written(part: Part | None) -> str:
    return "" if part is None else part.open + repr(meaning(part.value.tree)) + part.value.text


def _moment(part: Part | None) -> str:
    """When an entry was saved, as it says itself; an entry that does not say goes last."""
    tree = part.value.tree if part is not None else None
    recorded = tree.get("recorded") if isinstance(tree, dict) else None
    return recorded if isinstance(recorded, str) else "" if part is None else "~"


def _kept(rule: Rule, base: Part, side: Part | None) -> Part:
    """The side's entry as far as it may differ from the saved one; what was changed or removed stands as saved."""
    if side is None:
        return base
    if rule.standing:
        return side
    return _unaltered(base, side) if rule.kept else _filled(base, side)


def _unaltered(base: Part, side: Part) -> Part:
    old, new = base.value.tree, side.value.tree
    if not isinstance(old, dict) or not isinstance(new, dict):
        return side if meaning(old) == meaning(new) else base
    for field in {*old, *new}:
        gained = field in GAINED and empty(old.get(field))
        if not gained and meaning(old.get(field)) != meaning(new.get(field)):
            return base
    return side


def _filled(base: Part, side: Part) -> Part:
    """The side's entry with every field as it was saved that no longer holds all that was saved."""
    if not any(losses(base.value.tree, side.value.tree)):
        return side
    saved = {part.key: part for part in settled(base.value)}
    own = {part.key: part for part in settled(side.value)}
    if not saved or not own or side.value.flow != base.value.flow:
        return base
    lost = {
        key for key, part in saved.items() if any(losses(part.value.tree, own[key].value.tree if key in own else None))
    }
    keys = put_back(list(saved), list(own))
    parts = [saved[key] if key in lost else own[key] for key in keys if key in lost or key in own]
    return side._replace(value=rebuilt(side.value, parts))
