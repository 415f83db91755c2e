"""Lists that only grow: what was saved stays as it was; a wrong entry is answered by a new one.

One function serves the hook, ``save``, the server and the audit. Entries are compared by value, so a formatter, another
order or other quotes do no harm. What may happen to a saved entry:

* entries of lists (``KEPT``) may gain ``recorded``; documents also their ``sha256`` and ``pages``;
* appeals, filings and plans (``FILLED``) may have empty fields filled and lists inside them lengthened;
* offers may be mended, having no way to be corrected, but none may disappear.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ledger.core.comparison import Loss, Meaning, differences, empty, losses, meaning
from ledger.core.edited import Tree
from ledger.core.finding import Finding

KEPT = ("counsel", "notices", "documents", "decisions", "extensions", "passed", "holds", "money", "communications")
"""Lists whose entries never change."""

FILLED: dict[str, tuple[str, ...]] = {
    "filings": ("kind", "id"),
    "appeals": ("level", "id"),
    "repayment_plans": ("kind", "id"),
}
"""Lists whose entries are filled field by field, and what tells their entries apart."""

STANDING = {"offers": ("dated_on", "made_by")}
"""Lists whose entries stay, and what tells them apart."""

_NAMED = {**FILLED, "notices": ("kind", "id")}
_GAINED = {"documents": ("recorded", "sha256", "pages")}
_GAINED_ELSEWHERE = ("recorded",)
_LONGEST = 60

_Entry = dict[str, Tree]


def breaches(before: Tree, after: Tree) -> list[Finding]:
    """Find what was saved and is gone or different, between two versions of one case file.

    Findings have paths into ``after``. A version that is not a mapping holds no entries.
    """
    old = before if isinstance(before, dict) else {}
    new = after if isinstance(after, dict) else {}
    found: list[Finding] = []
    for name in KEPT:
        if name in old:
            found.extend(_changed_in(name, _entries(old, name), _entries(new, name)))
    for name, keys in FILLED.items():
        if name in old:
            found.extend(_unfilled_in(name, keys, _entries(old, name), _entries(new, name)))
    for name, keys in STANDING.items():
        if name in old:
            found.extend(_gone_from(name, keys, _entries(old, name), _entries(new, name)))
    return found


def looks_lost(before: Tree, after: Tree) -> list[Finding]:
    """Find what was saved and is gone or different, between two versions of a file that says who looked where."""
    old = before if isinstance(before, dict) else {}
    new = after if isinstance(after, dict) else {}
    return list(_changed_in("checked", _entries(old, "checked"), _entries(new, "checked")))


def _entries(tree: _Entry, name: str) -> list[_Entry]:
    """Return the entries of one list without their empty fields; what is no entry is none."""
    listed = tree.get(name)
    if not isinstance(listed, list):
        return []
    return [
        {key: value for key, value in entry.items() if not empty(value)} for entry in listed if isinstance(entry, dict)
    ]


# lists whose entries never change


def _changed_in(name: str, old: Sequence[_Entry], new: Sequence[_Entry]) -> Iterator[Finding]:
    if new[: len(old)] == old:  # nearly always: nothing but new entries at the end
        return
    gained = _GAINED.get(name, _GAINED_ELSEWHERE)
    left = dict(enumerate(new))
    for entry in _without_their_match(old, left, gained):
        index = _changed_into(entry, left, gained)
        if index is None:
            yield _gone(name, entry)
        else:
            yield _changed(name, index, entry, next(differences(entry, left.pop(index), gained)))


def _without_their_match(old: Sequence[_Entry], left: dict[int, _Entry], gained: Sequence[str]) -> list[_Entry]:
    """Take from ``left`` the match of each old entry and return the old ones that have none; equals go first."""
    places: dict[Meaning, list[int]] = {}
    for index in reversed(left):
        places.setdefault(meaning(left[index]), []).append(index)
    unequal = []
    for entry in old:
        same = places.get(meaning(entry))
        if same:
            del left[same.pop()]
        else:
            unequal.append(entry)
    cores: dict[Meaning, list[int]] = {}
    for index, other in left.items():
        cores.setdefault(_core(other, gained), []).append(index)
    unmatched = []
    for entry in unequal:
        alike = cores.get(_core(entry, gained), [])
        grown = next((index for index in alike if not any(differences(entry, left[index], gained))), None)
        if grown is None:
            unmatched.append(entry)
        else:
            del left[grown]
            alike.remove(grown)
    return unmatched


def _core(entry: _Entry, gained: Sequence[str]) -> Meaning:
    return meaning({field: value for field, value in entry.items() if field not in gained})


def _changed_into(entry: _Entry, left: Mapping[int, _Entry], gained: Sequence[str]) -> int | None:
    """Return which entry this one probably became: the one with its tag or id, else one that differs in one field."""
    for name in ("recorded", "id"):
        if name in entry:
            return next((index for index, other in left.items() if other.get(name) == entry[name]), None)
    return next((index for index, other in left.items() if len(list(differences(entry, other, gained))) == 1), None)


# lists whose entries are filled


def _unfilled_in(name: str, keys: Sequence[str], old: Sequence[_Entry], new: Sequence[_Entry]) -> Iterator[Finding]:
    left = dict(enumerate(new))
    unnamed = []
    for entry in old:
        index = next((index for index, other in left.items() if _same(keys, entry, other)), None)
        if index is None:
            unnamed.append(entry)
            continue
        for loss in losses(entry, left.pop(index)):
            yield _changed(name, index, entry, loss)
    for entry in unnamed:  # an id may be added later, when a second one of the kind appears
        grown = next((index for index, other in left.items() if not any(losses(entry, other))), None)
        if grown is None:
            yield _gone(name, entry)
        else:
            del left[grown]


# lists whose entries stay


def _gone_from(name: str, keys: Sequence[str], old: Sequence[_Entry], new: Sequence[_Entry]) -> Iterator[Finding]:
    left = list(new)
    for entry in old:
        same = next((other for other in left if _same(keys, entry, other)), None)
        if same is None:
            yield _gone(name, entry)
        else:
            left.remove(same)


# values


def _same(keys: Sequence[str], one: _Entry, other: _Entry) -> bool:
    return all(meaning(one.get(key)) == meaning(other.get(key)) for key in keys)


# what is said


def _gone(name: str, entry: _Entry) -> Finding:
    called = _called(name, entry)
    way = f"add a new entry with corrects: {called}" if called else "add a new entry with the right values"
    if called and name in KEPT:
        way = f"take it back: recoup log CASE WHY --retracts {called}"
    return Finding(
        "LED701",
        f"a saved entry is no longer in {name}: {_told(entry)}",
        f"put it back as it was; if it is wrong, {way}",
        (name,),
    )


def _changed(name: str, index: int, entry: _Entry, loss: Loss) -> Finding:
    path, before, now = loss
    field = ".".join(str(step) for step in path)
    called = _called(name, entry)
    way = f"corrects: {called}" if called else "the right values"
    first = "take it out" if empty(before) else "put it back"
    return Finding(
        "LED701",
        f"{field} of a saved entry in {name} went from {_short(before)} to {_short(now)} ({_told(entry)})",
        f"{first} and add a new entry with {way}",
        (name, index) if empty(now) else (name, index, *path),
    )


def _called(name: str, entry: _Entry) -> str:
    """Return what ``corrects`` or ``retracts`` can mean this entry by: tag, id, level or kind; empty for none."""
    recorded = entry.get("recorded")
    if isinstance(recorded, str):
        return recorded.rpartition(" ")[2]
    named = next((entry[key] for key in reversed(_NAMED.get(name, ("id",))) if key in entry), None)
    return named if isinstance(named, str) else ""


def _told(entry: _Entry) -> str:
    """Return an entry in a few words: its first fields as they stand."""
    texts = [value for value in entry.values() if isinstance(value, str)][:3]
    return _short(" ".join(texts))


def _short(value: Tree) -> str:
    if empty(value):
        return "nothing"
    if isinstance(value, list):
        return _short(", ".join(_short(item) for item in value))
    if isinstance(value, dict):
        return _short(" ".join(_short(item) for item in value.values()))
    words = " ".join(str(value).split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 3]}..."
