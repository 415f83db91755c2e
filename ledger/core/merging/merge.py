"""The merge itself: single fields three ways, lists by their entries' identity, fields that belong together as one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from ledger.core.comparison import empty
from ledger.core.edited import Tree
from ledger.core.growing import breaches
from ledger.core.merging.identity import (
    Rule,
    called,
    grows,
    rule_of,
    set_of_words,
    together,
)
from ledger.core.merging.lines import either
from ledger.core.merging.matching import Triple, clashing, triples
from ledger.core.merging.order import ordered, put_back
from ledger.core.merging.outcome import Broken, Clash, Format, Joined, Name, Spot
from ledger.core.merging.piece import (
    MAPPING,
    OURS,
    SCALAR,
    SEQUENCE,
    THEIRS,
    Part,
    Piece,
    Place,
    Undecided,
    part_text,
    settled,
)
from ledger.core.merging.saved import as_saved
from ledger.core.merging.shape import (
    Bodies,
    Versions,
    absent,
    aligned,
    container,
    on_whole_lines,
    opened,
    part_of,
    said,
    same_value,
    written_alike,
)


def merge(form: Format, base: Piece, ours: Piece, theirs: Piece, decided: Mapping[Name, str]) -> Joined:
    """Merge two versions of one file.

    ``decided`` names the side (ours, theirs, base) whose value stands at a place where the two disagree.
    """
    work = _Merge(form, decided)
    piece = work.mapping(Spot(), Bodies(base, ours, theirs))
    broken = [
        Broken(side, finding.message)
        for side, version in ((OURS, ours), (THEIRS, theirs))
        for finding in breaches(base.tree, version.tree)
    ]
    return Joined(piece, tuple(work.clashes), tuple(broken))


class _Merge:
    """One merge under way: it notes what the sides disagree about."""

    def __init__(self, form: Format, decided: Mapping[Name, str]) -> None:
        self._kind = form.kind
        self._decided = decided
        self._ranks = {key: rank for rank, key in enumerate(form.order)}
        self.clashes: list[Clash] = []

    # blocks of keys

    def mapping(self, spot: Spot, bodies: Bodies) -> Piece:
        """Merge the keys of a block, those that depend on each other together."""
        bodies = aligned(bodies)
        sides = tuple({part.key: part for part in settled(piece)} for piece in bodies)
        ranks = {} if spot.where else self._ranks
        old, one, other = (list(side) for side in sides)
        keys = ordered(old, one, other, lambda key: (ranks.get(key, len(ranks)), key))
        parts: list[Place] = []
        done: set[str] = set()
        for key in keys:
            if key in done:
                continue
            fields = self._at_odds(spot, key, sides)
            if key in fields and len(fields) > 1:
                parts += self._dependent(spot, fields, sides)
                done.update(fields)
            else:
                parts += self.part(spot.key(key), Versions(*(side.get(key) for side in sides)))
        return container(MAPPING, parts, bodies)

    def _at_odds(self, spot: Spot, key: str, sides: Sequence[Mapping[str, Part]]) -> tuple[str, ...]:
        """The differing fields that depend on ``key``, where both sides changed some and neither has all changes."""
        group = together(self._kind, spot.where, key)
        if len(group) == 1:
            return ()
        base, ours, theirs = ({field: said(side.get(field)) for field in group} for side in sides)
        differ = [field for field in group if ours[field] != theirs[field]]
        if all(ours[field] == base[field] for field in differ) or all(theirs[field] == base[field] for field in differ):
            return ()
        return tuple(field for field in group if not base[field] == ours[field] == theirs[field])

    def _dependent(self, spot: Spot, fields: tuple[str, ...], sides: Sequence[Mapping[str, Part]]) -> list[Place]:
        rows = [tuple(side[field] for field in fields if field in side) for side in sides]
        base, ours, theirs = ({part.key: part.value.tree for part in row} or None for row in rows)
        clash = Clash(spot.key(fields[0]).name, fields, ours, theirs, base)
        return self._undecided(clash, Undecided(rows[1], rows[0], rows[2]))

    def _undecided(self, clash: Clash, place: Undecided) -> list[Place]:
        side = self._decided.get(clash.name)
        if side is not None:
            return list(place.of(side))
        self.clashes.append(clash)
        return [place]

    def _disagree(self, spot: Spot, three: Versions) -> list[Place]:
        base, ours, theirs = (None if part is None else part.value.tree for part in three)
        rows = Undecided(*(() if part is None else (part,) for part in (three.ours, three.base, three.theirs)))
        return self._undecided(Clash(spot.name, spot.name[-1:], ours, theirs, base), rows)

    # one key or entry

    def part(self, spot: Spot, three: Versions) -> list[Place]:
        """What stands at one place: nothing, a part, or something to decide."""
        base, ours, theirs = three
        if ours is not None and theirs is not None:
            return self._both(spot, base, ours, theirs)
        here = ours or theirs
        if here is None or base is None:
            return [here] if here is not None else []
        if grows(self._kind, spot.where):  # a list that only grows is never taken out: the side lacks its entries
            bare = here._replace(value=absent(here.value))
            return self._combined(spot, base, ours or bare, theirs or bare)
        return [] if said(base) == said(here) else self._disagree(spot, three)

    def _both(self, spot: Spot, base: Part | None, ours: Part, theirs: Part) -> list[Place]:
        guarded = any(grows(self._kind, spot.where[:length]) for length in range(1, len(spot.where) + 1))
        return self._combined(spot, base, ours, theirs) if guarded else self._taken(spot, base, ours, theirs)

    def _taken(self, spot: Spot, base: Part | None, ours: Part, theirs: Part) -> list[Place]:
        """One side as it is where the other changed nothing; else both together."""
        if theirs in (ours, base):
            return [ours]
        return [theirs] if ours == base else self._combined(spot, base, ours, theirs)

    def _combined(self, spot: Spot, base: Part | None, ours: Part, theirs: Part) -> list[Place]:
        filled = [part.value for part in (ours, theirs, base) if part is not None and not empty(part.value.tree)]
        if not filled or filled[0].kind == SCALAR or not written_alike(filled):
            return self._whole(spot, base, ours, theirs)
        like = filled[0]
        old, one, other = base and opened(base, like), opened(ours, like), opened(theirs, like)
        bodies = Bodies(absent(like) if old is None else old.value, one.value, other.value)
        value = self.mapping(spot, bodies) if like.kind == MAPPING else self._listed(spot, bodies)
        if value is None:
            return self._whole(spot, base, ours, theirs)
        opening = either(old and old.open, one.open, other.open)
        return [on_whole_lines(part_of((old, one, other), opening, value))]

    def _whole(self, spot: Spot, base: Part | None, ours: Part, theirs: Part) -> list[Place]:
        """A value that is taken from one side as it is, its remarks from both."""
        if said(ours) == said(theirs):
            source = same_value(base, ours, theirs)
        elif base is not None and said(base) in (said(ours), said(theirs)):
            source = theirs if said(ours) == said(base) else ours
        else:
            return self._disagree(spot, Versions(base, ours, theirs))
        return [part_of((base, ours, theirs), source.open, source.value)]

    # lists

    def _listed(self, spot: Spot, bodies: Bodies) -> Piece | None:
        """Merge the entries of a list; None where they cannot be told apart."""
        bodies = aligned(bodies)
        sides = tuple(settled(piece) for piece in bodies)
        trees = [[part.value.tree for part in side] for side in sides]
        rule = rule_of(self._kind, spot.where)
        if rule is None:
            if not set_of_words(spot.where, [tree for side in trees for tree in side]):
                return None
            rule = Rule(())
        found = triples(rule, *trees)
        placed = {
            triple: self._entry(spot, rule, index, Versions(*map(_at, sides, triple)))
            for index, triple in enumerate(found)
        }
        if rule.stays:
            self._note_twins(spot, rule, found, trees)
        order = _order(rule, found, sides)
        return container(SEQUENCE, [place for triple in order for place in placed[triple]], bodies)

    def _entry(self, spot: Spot, rule: Rule, index: int, three: Versions) -> list[Place]:
        base = three.base
        if rule.stays and base is not None:
            three = Versions(base, as_saved(rule, base, three.ours), as_saved(rule, base, three.theirs))
        shown = three.ours or three.theirs or base
        below = spot.entry(called(shown.value.tree if shown is not None else None, rule, index))
        base, ours, theirs = three
        if ours is not None and theirs is not None:
            return self._taken(below, base, ours, theirs)
        here = ours or theirs
        if here is None or (base is not None and said(base) == said(here)):
            return []
        return [here] if base is None else self._disagree(below, three)

    def _note_twins(self, spot: Spot, rule: Rule, found: Sequence[Triple], trees: Sequence[Sequence[Tree]]) -> None:
        """Two new entries of one name that say different things both stay, and somebody must give one another name."""
        _, ours, theirs = trees
        one = [ours[at.ours] for at in found if at.ours is not None and at.base is None and at.theirs is None]
        other = [theirs[at.theirs] for at in found if at.theirs is not None and at.base is None and at.ours is None]
        for index, place in clashing(rule, one, other):
            name = spot.entry(called(one[index], rule, index)).name
            self.clashes.append(Clash(name, name[-1:], one[index], other[place], None, twins=True))


def _at(parts: Sequence[Part], index: int | None) -> Part | None:
    return None if index is None else parts[index]


def _order(rule: Rule, found: Sequence[Triple], sides: Sequence[Sequence[Part]]) -> list[Triple]:
    """The entries in the order of the sides; new ones at one place by when they were saved, else by their text."""
    base, ours, theirs = (
        sorted((triple for triple in found if triple[side] is not None), key=_place_in(side)) for side in range(3)
    )
    if rule.stays:
        ours, theirs = put_back(base, ours), put_back(base, theirs)
    ranks = {triple: _rank([_at(side, index) for side, index in zip(sides, triple, strict=True)]) for triple in found}
    return ordered(base, ours, theirs, ranks.__getitem__)


def _place_in(side: int) -> Callable[[Triple], int]:
    return lambda triple: triple[side] or 0


def _rank(three: Sequence[Part | None]) -> tuple[str, str]:
    present = [part for part in three if part is not None]
    return max(map(_moment, present)), min(part_text(part, part.column, {})[1] for part in present)


def _moment(part: Part) -> str:
    """When an entry was saved, as it says itself; one that does not say goes last."""
    tree = part.value.tree
    recorded = tree.get("recorded") if isinstance(tree, dict) else None
    return recorded if isinstance(recorded, str) else "~"
