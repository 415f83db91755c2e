"""What moved a date: recomputed from the versions, and held against what the save itself says of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from ledger.core.audit.point import DATES, Point, point
from ledger.core.audit.saves import Save
from ledger.core.citation import citations
from ledger.core.deadline import Deadline
from ledger.core.edited import Tree
from ledger.core.finding import Finding

NO_DAY = "none"
_QUIET = frozenset({"counsel", "decisions", "title", "owner", "closed"})
"""Blocks of a case that no date is reckoned from."""
_SUMS = frozenset(
    {"amount", "letter_total", "interest", "penalty", "billed", "allowed", "paid", "should_have_paid", "demanded"}
)
"""What something is worth: it changes what a day is for, and never the day."""
_QUIET_IN_DEMAND = _SUMS | {"stated", "reference", "aliases", "send_to"}


class Move(NamedTuple):
    """One deadline whose day to act by one save moved. ``because`` names the document, or the rules."""

    save: str
    at: datetime
    by: str
    case: str
    deadline: str
    before: str
    after: str
    because: str = ""
    told: bool = False


def may_move(touched: Iterable[str], added: Sequence[tuple[str, Mapping[str, str]]], before: bytes) -> bool:
    """Whether a change can move a date at all. ``touched`` without ``added`` means changes beside new entries.

    Most saves add a call, a paper nobody cites yet or a further taking, and need not be reckoned.
    """
    for name in touched:
        entries = [entry for listed, entry in added if listed == name]
        if name not in _QUIET and not (entries and all(_is_quiet(name, entry, before) for entry in entries)):
            return True
    return False


def _is_quiet(name: str, entry: Mapping[str, str], before: bytes) -> bool:
    if "corrects" in entry or "retracts" in entry:
        return False
    if name == "documents":
        return not _is_named(entry.get("id", "").encode(), before)
    if name == "money":  # the first day of a taking counts, and every instalment
        return entry.get("kind") != "instalment" and b"\nmoney:\n  - " in before
    return name == "communications"


def _is_named(name: bytes, text: bytes) -> bool:
    """Whether a text holds a name that is not part of a longer one."""
    return name in text and re.search(rb"(?<![\w.-])%s(?![\w.-])" % re.escape(name), text) is not None


def quiet_in_demand(old: object, new: object) -> bool:
    """Whether two versions of ``demand`` differ only in words that no date is reckoned from."""
    was, now = (one if isinstance(one, dict) else {} for one in (old, new))
    return all(key in _QUIET_IN_DEMAND for key in {*was, *now} if was.get(key) != now.get(key))


def quiet_in_claims(old: object, new: object) -> bool:
    """Whether two versions of ``claims`` differ only in sums, claim by claim and line by line."""
    return _without_sums(old) == _without_sums(new)


def _without_sums(tree: object) -> object:
    if isinstance(tree, list):
        return [_without_sums(one) for one in tree]
    if isinstance(tree, dict):
        return {key: _without_sums(value) for key, value in tree.items() if key not in _SUMS}
    return tree


def moves(save: Save, case: str, before: Sequence[Deadline], after: Sequence[Deadline]) -> list[Move]:
    """Return the deadlines of a case that a save moved, why as far as it says so itself; who saved is left open."""
    said = {(one.deadline, one.before, one.after): one.because for one in told_moves(save, case)}
    found = []
    for now in after:
        was = _earlier(now, before)
        if was is not None and was.act_by != now.act_by:
            days = (now.name, str(was.act_by or NO_DAY), str(now.act_by or NO_DAY))
            found.append(Move(save.version, save.committer.at, "", case, *days, said.get(days, ""), told=days in said))
    return found


def _earlier(now: Deadline, before: Sequence[Deadline]) -> Deadline | None:
    """The same act before: for the same claims, else for some of them; claims that part all moved from one day."""
    named = [one for one in before if one.name == now.name]
    exact = (one for one in named if one.claims == now.claims)
    sharing = (one for one in named if not one.claims or not now.claims or set(one.claims) & set(now.claims))
    return next(iter((*exact, *sharing)), None)


def told_moves(save: Save, case: str) -> list[Move]:
    """Return what the trailers ``Moved:`` of a save say of one case."""
    alone = len(set(save.trailers("Case"))) == 1
    found = []
    for line in save.trailers("Moved"):
        words, _, named = line.partition(" [")
        left, arrow, after = words.partition(" -> ")
        parts = left.split(" ")
        if not arrow or "arguable" in parts:
            continue
        *of_case, deadline, before = parts if len(parts) > 1 else ("", *parts)
        if of_case == [case] or (not of_case and alone and case in save.trailers("Case")):
            because = named.rstrip("]")
            found.append(Move(save.version, save.committer.at, "", case, deadline, before, after, because, told=True))
    return found


def contradicted(save: Save, case: str, found: Iterable[Move]) -> Iterator[Point]:
    """Yield what a save says it moved, and the versions do not show."""
    shown = {(one.deadline, one.before, one.after) for one in found}
    for one in told_moves(save, case):
        if (one.deadline, one.before, one.after) not in shown:
            went = f"{one.deadline} of {case} went from {one.before} to {one.after}"
            message = f"the save says that {went}; reckoned again, it did not"
            hint = "the save's program and rules stand on the page; another program may reckon otherwise"
            yield point(DATES, save, Finding("LED754", message, hint, file=case))


def receipt_moved(save: Save, path: str, old: object, new: object) -> Iterator[Point]:
    """Yield where a save gave the demand another day of receipt, and the evidence beside it stayed the same."""
    was, now = (one if isinstance(one, dict) else {} for one in (old, new))
    before, after = was.get("received_on"), now.get("received_on")
    same = all(was.get(key) == now.get(key) for key in ("received_evidence", "document"))
    if before and before != after and same:
        message = f"the day of receipt went from {before} to {after or 'nothing'}, on the same evidence"
        hint = "ask what shows the other day; name it in received_evidence"
        yield point(DATES, save, Finding("LED758", message, hint, ("demand", "received_on"), path))


def documents_named(old: Mapping[str, Tree], new: Mapping[str, Tree], known: Iterable[str]) -> str:
    """Return the documents that the new version names more often than the old one, with a comma between."""
    was, now = _named(dict(old)), _named(dict(new))
    return ", ".join(one for one in known if now.count(one) > was.count(one))


def _named(tree: Tree, key: str = "") -> list[str]:
    if isinstance(tree, dict):
        return [one for name, value in tree.items() if name != "documents" for one in _named(value, name)]
    if isinstance(tree, list):
        return [one for value in tree for one in _named(value, key)]
    if not isinstance(tree, str):
        return []
    cited = [citation.name for citation in citations(tree)]
    return [*cited, tree] if key == "document" or key.endswith("_document") else cited
