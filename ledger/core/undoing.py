"""Taking back what one save did to a case: by entries that withdraw, by the old values, never by removing anything."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ledger.core.acts.withdrawn import withdrawal
from ledger.core.citation import citations
from ledger.core.comparison import Meaning, empty, meaning
from ledger.core.edit import AppendEntry, Edit, SetField, Value
from ledger.core.edited import Tree, value_at
from ledger.core.finding import Path
from ledger.core.growing import FILLED, KEPT, STANDING

Entry = Mapping[str, Tree]

_BECAUSE = "undone by the one who saved it"
_EMPTIED = {"appeals": "level", "filings": "kind"}
"""Lists that know no withdrawal: a new entry with ``corrects`` takes the place of a wrong one, filled or not."""
_GAINED = ("recorded", "sha256", "pages")
"""What the program itself adds to an entry later; it is no change of what the entry says."""
_MOST = 9


class TakenBack(NamedTuple):
    """What takes a save back: edits of the file as it is now, or the text of before as a whole.

    ``obstacle`` says why neither may be; it is the end of a sentence, and empty where one may.
    """

    edits: tuple[Edit, ...] = ()
    as_before: bool = False
    obstacle: str = ""


class Versions(NamedTuple):
    """A case before a save, after it, and as it is now; ``same`` says that nobody touched the file since."""

    before: Entry | None
    after: Entry
    now: Entry
    same: bool


class Marks(NamedTuple):
    """What new entries bear: ``stamp`` makes the end of one, ``at`` is the moment, ``today`` the day."""

    stamp: Callable[[], str]
    at: str
    today: date


class _ObstacleError(Exception):
    """Something stands against it; the message is the end of a sentence."""


def taken_back(versions: Versions, marks: Marks, *, shared: bool) -> TakenBack:
    """Say how one save of a case is taken back. ``shared`` says that others may have it already."""
    try:
        if versions.before is None:
            return TakenBack(_closed(versions, marks.today))
        edits = [edit for one in _in_lists(versions, marks) for edit in one]
        facts = list(_facts(dict(versions.before), dict(versions.after), ()))
        _may_be_emptied(facts, shared=shared)
        if not edits and versions.same:
            return TakenBack(as_before=bool(facts), obstacle="" if facts else "it changed nothing but the layout")
        edits += [_fact_back(fact, versions.now) for fact in facts]
    except _ObstacleError as obstacle:
        return TakenBack(obstacle=str(obstacle))
    return TakenBack(tuple(edits), obstacle="" if edits else "it changed nothing but the layout")


def _closed(versions: Versions, today: date) -> tuple[Edit, ...]:
    if not empty(versions.now.get("closed")):
        raise _ObstacleError("the case is closed already")
    if meaning(dict(versions.after)) != meaning(dict(versions.now)):
        raise _ObstacleError(
            "the case was worked on since; recoup close CASE entered_in_error --same-as CASE closes it"
        )
    return (SetField(("closed",), {"closed_on": str(today), "outcome": "entered_in_error"}),)


# lists


def _in_lists(versions: Versions, marks: Marks) -> Iterator[Sequence[Edit]]:
    before = versions.before or {}
    added = {name: _added(_entries(before, name), _entries(versions.after, name)) for name in KEPT}
    for name, entries in added.items():
        for entry in entries:
            yield _withdrawn(name, entry, versions.now, added, marks)
    for name, keys in FILLED.items():
        for entry in _entries(versions.after, name):
            earlier = next((one for one in _entries(before, name) if _same(keys, one, entry)), None)
            if earlier is None or meaning(dict(earlier)) != meaning(dict(entry)):
                yield (_emptied(name, keys, earlier, entry, versions.now),)
    for name in STANDING:
        if _added(_entries(before, name), _entries(versions.after, name)):
            raise _ObstacleError(f"{name} stay; mend the entry in the file, then recoup save")


def _withdrawn(
    name: str, entry: Entry, now: Entry, added: Mapping[str, Sequence[Entry]], marks: Marks
) -> Sequence[Edit]:
    called = _called(name, entry)
    if not called:
        raise _ObstacleError(f"the entry of {name} has no name to take it back by; recoup check --fix gives it one")
    there = [one for one in _entries(now, name) if _bare(one) == _bare(entry)]
    if not there:
        raise _ObstacleError(f"the entry of {name} was changed since")
    if any(called in (one.get("retracts"), one.get("corrects")) for one in _entries(now, name)):
        raise _ObstacleError(f"another entry of {name} answers {called} already")
    if name == "documents" and _still_cited(str(entry.get("id")), now, added):
        raise _ObstacleError(f"the case still names the document {entry.get('id')}")
    try:
        change = withdrawal(now, called, marks.at, _BECAUSE, (marks.stamp(), marks.stamp()))
    except ValueError as error:
        raise _ObstacleError(str(error)) from None
    return [edit for edit in change.edits if isinstance(edit, AppendEntry) and "retracts" in edit.entry]


def _emptied(name: str, keys: Sequence[str], earlier: Entry | None, entry: Entry, now: Entry) -> Edit:
    """An entry that takes the place of one that was filled: with what stood there before, or with its kind alone."""
    kind = _EMPTIED.get(name)
    if kind is None:
        raise _ObstacleError(f"an entry of {name} stays; add one that is right, with corrects")
    there = [one for one in _entries(now, name) if _same(keys, one, entry)]
    if not there or meaning(dict(there[0])) != meaning(dict(entry)):
        raise _ObstacleError(f"the entry of {name} was filled further since")
    called = str(entry.get("id") or entry.get(kind))
    if any(one.get("corrects") == called for one in _entries(now, name)):
        raise _ObstacleError(f"another entry of {name} answers {called} already")
    taken = {one.get("id") for one in _entries(now, name)}
    free = (f"{called}-{number}" for number in range(2, _MOST + 1))
    own = next((name_ for name_ in free if name_ not in taken), "")
    if not own:
        raise _ObstacleError(f"{called} was corrected many times; mend it in the file")
    kept = {
        key: _value(value) for key, value in (earlier or {}).items() if key not in ("id", kind) and not empty(value)
    }
    return AppendEntry((name,), {"id": own, kind: str(entry.get(kind)), **kept, "corrects": called})


def _still_cited(document: str, now: Entry, added: Mapping[str, Sequence[Entry]]) -> bool:
    """Whether anything names a document that is not taken back together with it."""
    going = {meaning(dict(entry)) for entries in added.values() for entry in entries}
    return any(_names(document, value, key) for key, value in now.items() for value in _staying(value, going))


def _staying(value: Tree, going: set[Meaning]) -> list[Tree]:
    return [one for one in value if meaning(one) not in going] if isinstance(value, list) else [value]


def _names(document: str, value: Tree, key: str = "") -> bool:
    if isinstance(value, dict):
        return any(_names(document, inner, name) for name, inner in value.items())
    if isinstance(value, list):
        return any(_names(document, inner, key) for inner in value)
    if value is None:
        return False
    return (key.endswith("document") and value == document) or any(one.name == document for one in citations(value))


# facts


class _Fact(NamedTuple):
    """One place outside the growing lists that a save changed."""

    path: Path
    before: Tree
    after: Tree


def _facts(before: Tree, after: Tree, path: Path) -> Iterator[_Fact]:
    if isinstance(before, dict) and isinstance(after, dict):
        for key in dict.fromkeys((*before, *after)):
            if path or key not in (*KEPT, *FILLED, *STANDING):
                yield from _facts(before.get(key), after.get(key), (*path, key))
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for index, (old, new) in enumerate(zip(before, after, strict=True)):
            yield from _facts(old, new, (*path, index))
    elif meaning(before) != meaning(after):
        yield _Fact(path, before, after)


def _may_be_emptied(facts: Sequence[_Fact], *, shared: bool) -> None:
    filled = next((fact for fact in facts if empty(fact.before)), None)
    if filled is not None and shared:
        raise _ObstacleError(
            f"{_dotted(filled.path)} was filled and shared: others may have acted on it; type what is right instead"
        )


def _fact_back(fact: _Fact, now: Entry) -> Edit:
    if meaning(value_at(dict(now), fact.path)) != meaning(fact.after):
        raise _ObstacleError(f"{_dotted(fact.path)} was changed since")
    if not isinstance(fact.after, str) and not empty(fact.after):
        raise _ObstacleError(f"{_dotted(fact.path)} cannot be put back beside what came later; change it in the file")
    return SetField(fact.path, _value(fact.before))


# small words


def _entries(tree: Entry, name: str) -> list[dict[str, Tree]]:
    listed = tree.get(name)
    return [entry for entry in listed if isinstance(entry, dict)] if isinstance(listed, list) else []


def _added(before: Sequence[Entry], after: Sequence[Entry]) -> list[Entry]:
    """The entries that only ``after`` has; one that only gained its stamp or its hash was there before."""
    left = [_bare(entry) for entry in before]
    found: list[Entry] = []
    for entry in after:
        if _bare(entry) in left:
            left.remove(_bare(entry))
        else:
            found.append(entry)
    return found


def _bare(entry: Entry) -> Meaning:
    return meaning({key: value for key, value in entry.items() if key not in _GAINED})


def _same(keys: Sequence[str], one: Entry, other: Entry) -> bool:
    return all(meaning(one.get(key)) == meaning(other.get(key)) for key in keys)


def _called(name: str, entry: Entry) -> str:
    """What a withdrawal can mean this entry by: its tag, else its id, else a notice's kind."""
    recorded = entry.get("recorded")
    if isinstance(recorded, str) and recorded:
        return recorded.rpartition(" ")[2]
    own = entry.get("id") or (entry.get("kind") if name == "notices" else None)
    return own if isinstance(own, str) else ""


def _value(tree: Tree) -> Value:
    if isinstance(tree, dict):
        return {key: _value(inner) for key, inner in tree.items()}
    return [_value(inner) for inner in tree] if isinstance(tree, list) else tree or ""


def _dotted(path: Path) -> str:
    return ".".join(str(step) for step in path)
