"""What tells the entries of a list apart, and which fields belong together, by their place in the file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ledger.core.comparison import Meaning, empty, meaning
from ledger.core.edited import Tree, value_at
from ledger.core.finding import Path
from ledger.core.growing import FILLED, KEPT, STANDING

CASE = "case"
PAYER = "payer"
LEDGER = "ledger"

Names = tuple[tuple[str, ...], ...]
"""Fields that name an entry together; the first that are filled serve, the later ones only when they are not."""

Where = tuple[str, ...]
"""The keys down to a block or list; the entries of lists on the way are left out."""


class Rule(NamedTuple):
    """How the entries of one list are told apart, and what may happen to saved ones."""

    names: Names
    kept: bool = False  # entries never change
    filled: bool = False  # entries are filled field by field
    standing: bool = False  # entries may change

    @property
    def stays(self) -> bool:
        """Whether no entry of the list may ever disappear."""
        return self.kept or self.filled or self.standing


_WINDOW: Names = (("deadline", "counted_from", "valid_from"),)
_DESK: Names = (("name",), ("use",))

_NAMED: dict[str, dict[Where, Names]] = {
    CASE: {
        ("related",): (("case",),),
        ("claims",): (("number",),),
        ("claims", "lines"): (("line",), ("served_on", "procedure", "modifiers")),
        ("extrapolation", "strata"): (("id",),),
        ("findings",): (("id",),),
        ("grounds",): (("id",),),
        ("evidence",): (("id",), ("item",)),
        ("approvals",): (("number",),),
        ("consents",): (("kind", "patient", "signed_on"),),
        ("notices",): (("id",), ("kind",)),
        ("documents",): (("id",),),
    },
    PAYER: {
        ("our_numbers",): (("npi", "valid_from"),),
        ("windows",): _WINDOW,
        ("patches",): (("window",),),
    },
    LEDGER: {
        ("providers",): (("npi",),),
        ("people",): (("id",),),
        ("channels",): (("id",),),
    },
}
_KEPT: dict[str, Sequence[str]] = {CASE: KEPT, LEDGER: ("holds",)}
_ANYWHERE: dict[str, Names] = {"printed": _WINDOW, "desks": _DESK, "copies": (("to",),)}

_IN_ORDER = {"modifiers", "diagnoses", "warn_days"}
"""Lists of words in which the order says something."""

_DEMAND = ("dated_on", "received_on", "received_evidence", "answer_by", "answer_by_source", "offset_from", "amount")
_REPLY = ("decided_on", "decided_by", "decision_received_on", "decision_evidence", "decision_document", "outcome")
_SENT = ("filings", "appeals", "repayment_plans")
_TOGETHER: dict[Where, tuple[tuple[str, ...], ...]] = {
    ("demand",): (_DEMAND,),
    ("closed",): (("closed_on", "outcome", "same_as", "root_cause", "contributing"),),
    **{(name,): ((*_REPLY, "amount_upheld", "by_claim"), ("arrived_on", "arrival_evidence")) for name in _SENT},
}


def rule_of(kind: str, where: Where) -> Rule | None:
    """How entries of the list at a place are told apart; None where the list is one value."""
    names = _NAMED.get(kind, {}).get(where) or (_ANYWHERE.get(where[-1]) if where else None)
    name = where[0] if len(where) == 1 else ""
    if name in _KEPT.get(kind, ()):
        return Rule(names or (), kept=True)
    if kind == CASE and name in FILLED:
        first, own = FILLED[name]
        return Rule(((own,), (first,)), filled=True)
    if kind == CASE and name in STANDING:
        return Rule((STANDING[name],), standing=True)
    return Rule(names) if names else None


def together(kind: str, where: Where, key: str) -> tuple[str, ...]:
    """The fields that are true or false together with ``key``; only itself where it stands alone."""
    groups = _TOGETHER.get(where, ()) if kind == CASE else ()
    return next((group for group in groups if key in group), (key,))


def set_of_words(where: Where, trees: Sequence[Tree]) -> bool:
    """Whether a list holds single words whose order says nothing."""
    return bool(where) and where[-1] not in _IN_ORDER and all(isinstance(word, str) for word in trees)


def grows(kind: str, where: Where) -> bool:
    """Whether a list at this place never loses an entry."""
    rule = rule_of(kind, where)
    return rule is not None and rule.stays


def name_of(entry: Tree, fields: Sequence[str]) -> Meaning | None:
    """What some fields call an entry; None where the first of them is empty."""
    if empty(value_at(entry, (fields[0],))):
        return None
    return tuple(meaning(value_at(entry, (field,))) for field in fields)


def place_of(kind: str, tree: Tree, name: Sequence[str]) -> Path | None:
    """The path in a document of a place in words; None where it does not stand there."""
    path: list[str | int] = []
    where: Where = ()
    for word in name:
        if isinstance(tree, list):
            rule = rule_of(kind, where) or Rule(())
            index = next((index for index, entry in enumerate(tree) if called(entry, rule, index) == word), None)
            if index is None:
                return None
            path.append(index)
            tree = tree[index]
        else:
            path.append(word)
            where = (*where, word)
            tree = value_at(tree, (word,))
    return tuple(path)


def called(entry: Tree, rule: Rule, index: int) -> str:
    """An entry's name as it stands in a path for people: its number, its id, its level; else which one it is."""
    for fields in rule.names:
        words = [value_at(entry, (field,)) for field in fields]
        if isinstance(words[0], str) and words[0]:
            return "/".join(word for word in words if isinstance(word, str) and word)
    return str(index + 1)
