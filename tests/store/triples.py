"""Three versions of one case, made up at random: what two people may have done to it on one afternoon."""

from __future__ import annotations

import copy
from collections.abc import Callable
from random import Random
from typing import NamedTuple

Fields = dict[str, str]

_CHANNELS = ("phone", "fax", "portal")
_FIELDS = {
    "title": ("Knee injection", "Knee injection, note unsigned", "Note unsigned"),
    "owner": ("jlee", "mortiz"),
    "funding": ("unknown", "fully_insured", "self_funded"),
}
_DEMAND = {
    "reference": ("26-0302", "26-0303"),
    "dated_on": ("2026-03-02", "2026-03-03"),
    "received_on": ("2026-03-06", "2026-03-07"),
    "received_evidence": ("date stamp", "envelope"),
    "amount": ("61.18", "70.00", "12400.00"),
    "reason": ("signature", "documentation"),
    "stated": ("No signature.", '"Quoted: no signature"'),
    "method": ("mail", "fax"),
}
_GROWING = ("documents", "money", "communications")


class Version:
    """One version of a case as lists of fields; ``written`` is its text."""

    def __init__(self) -> None:
        self.head: Fields = {"title": "Knee injection", "payer": "gulf-mac-part-b", "owner": "jlee"}
        self.demand: Fields = {"reference": "26-0302", "dated_on": "2026-03-02", "amount": "61.18"}
        self.demand["reason"] = "signature"
        self.words: dict[str, list[str]] = {"aliases": ["A-1"], "has": []}
        self.closed: Fields = {}
        self.claims: dict[str, dict[str, Fields]] = {}
        self.entries: dict[str, list[Fields]] = {name: [] for name in _GROWING}
        self.appeals: list[Fields] = []
        self.remarks: dict[str, str] = {}
        self.flow: dict[str, bool] = {}
        self.dash = 2
        self.altered = False

    def written(self) -> str:
        """The text of this version."""
        text = "# One case, made up.\nid: RC-2026-GKH1MB\n"
        text += "".join(self._line("", key, value) for key, value in self.head.items())
        if self.closed:
            text += "\nclosed:\n" + "".join(self._line("  ", key, value) for key, value in self.closed.items())
        text += "\ndemand:" + self._remark("demand") + "\n"
        text += "".join(self._line("  ", key, value) for key, value in self.demand.items())
        text += "".join(f"  {key}: [{', '.join(words)}]\n" for key, words in self.words.items() if words)
        text += "\nclaims:\n" if self.claims else ""
        for number, lines in self.claims.items():
            text += self._above(number) + self._dash() + f"number: {number}\n"
            inner = " " * (self.dash + 2)
            text += f"{inner}patient: P-1042\n" + (f"{inner}lines:\n" if lines else f"{inner}demanded: 1.00\n")
            for line, fields in lines.items():
                pairs = {"line": line, "served_on": "2026-01-08", "procedure": "20610", "demanded": "1.00", **fields}
                text += f"{inner}  - {{{', '.join(f'{key}: {value}' for key, value in pairs.items())}}}\n"
        text += self._listed("documents") + self._appeals() + self._listed("money") + self._listed("communications")
        return text

    def _listed(self, name: str) -> str:
        text = f"\n{name}:\n"
        for entry in self.entries[name]:
            text += self._above(entry["recorded"]) + self._entry(entry)
        return text

    def _appeals(self) -> str:
        return ("\nappeals:\n" if self.appeals else "") + "".join(map(self._entry, self.appeals))

    def _entry(self, entry: Fields) -> str:
        name = entry.get("recorded", entry.get("level", ""))
        if self.flow.get(name):
            return self._dash() + "{" + ", ".join(f"{key}: {value}" for key, value in entry.items()) + "}\n"
        first, *rest = (f"{key}: {value}" for key, value in entry.items())
        return self._dash() + first + "\n" + "".join(f"{' ' * (self.dash + 2)}{line}\n" for line in rest)

    def _dash(self) -> str:
        return " " * self.dash + "- "

    def _line(self, margin: str, key: str, value: str) -> str:
        return f"{margin}{key}: {value}{self._remark(key)}\n"

    def _remark(self, key: str) -> str:
        return f"   # {self.remarks[key]}" if key in self.remarks else ""

    def _above(self, name: str) -> str:
        return f"{' ' * self.dash}# {self.remarks[name]}\n" if name in self.remarks else ""


class Afternoon(NamedTuple):
    """Three texts, the tags that each side added, and whether a side changed what was saved."""

    base: bytes
    ours: bytes
    theirs: bytes
    tags: tuple[str, ...]
    altered: bool


def afternoon(random: Random, *, alter: bool = True) -> Afternoon:
    """Make a case and let two people work on it."""
    base = Version()
    tags = [f"B{number:03}" for number in range(random.randrange(4))]
    for tag in tags:
        _grow(base, random, tag, 1)
    for _ in range(random.randrange(4)):
        random.choice(_BEGINNINGS)(base, random)
    sides = []
    for letter in "MT":
        side = copy.deepcopy(base)
        for number in range(random.randrange(4)):
            _grow(side, random, f"{letter}{number:03}", 2)
            tags.append(f"{letter}{number:03}")
        for _ in range(random.randrange(5)):
            random.choice(_EDITS)(side, random)
        if alter and random.random() < 0.1:
            _alter(side, random)
        sides.append(side)
    old, ours, theirs = (version.written().encode() for version in (base, *sides))
    return Afternoon(old, ours, theirs, tuple(tags), any(side.altered for side in sides))


def _grow(version: Version, random: Random, tag: str, day: int) -> None:
    """Add an entry to a list that only grows."""
    name = random.choice(_GROWING)
    recorded = f"2026-03-{day:02}T1{random.randrange(10)}:22:07Z jlee {tag}"
    entry = {
        "documents": {"id": tag.lower(), "kind": "proof", "file": f"RC-2026-GKH1MB/{tag}.pdf"},
        "money": {"dated_on": "2026-03-04", "kind": "offset", "amount": f"{random.randrange(1, 9)}.00"},
        "communications": {"at": "2026-03-04T10:20", "channel": random.choice(_CHANNELS), "summary": "A call."},
    }[name]
    version.entries[name].append({**entry, "recorded": recorded})
    version.flow[recorded] = random.random() < 0.3
    if random.random() < 0.2:
        version.remarks[recorded] = f"{tag} was a long call"


def _set_head(version: Version, random: Random) -> None:
    key = random.choice(list(_FIELDS))
    version.head[key] = random.choice(_FIELDS[key])


def _set_demand(version: Version, random: Random) -> None:
    key = random.choice(list(_DEMAND))
    version.demand[key] = random.choice(_DEMAND[key])


def _drop_demand(version: Version, random: Random) -> None:
    key = random.choice(list(_DEMAND))
    if key not in ("amount", "reason"):
        version.demand.pop(key, None)


def _close(version: Version, random: Random) -> None:
    version.closed = {"closed_on": f"2026-07-0{random.randrange(1, 3)}", "outcome": random.choice(("repaid", "upheld"))}


def _remark(version: Version, random: Random) -> None:
    version.remarks[random.choice(["amount", "title", "demand", "reason"])] = random.choice(["seen", "to ask", "ok"])


def _word(version: Version, random: Random) -> None:
    words = version.words[random.choice(list(version.words))]
    word = random.choice(["A-1", "B-2", "C-3", "in_writing"])
    if word in words:
        words.remove(word)
    elif (word == "in_writing") == (words is version.words["has"]):
        words.append(word)


def _claim(version: Version, random: Random) -> None:
    version.claims.setdefault(str(random.randrange(1, 5)), {})


def _drop_claim(version: Version, random: Random) -> None:
    version.claims.pop(str(random.randrange(1, 5)), None)


def _line(version: Version, random: Random) -> None:
    if version.claims:
        lines = version.claims[random.choice(list(version.claims))]
        lines.setdefault(str(random.randrange(1, 4)), {})["answer"] = random.choice(["dispute", "repay", "open"])


def _reorder(version: Version, random: Random) -> None:
    numbers = list(version.claims)
    random.shuffle(numbers)
    version.claims = {number: version.claims[number] for number in numbers}


def _reorder_fields(version: Version, random: Random) -> None:
    keys = list(version.demand)
    random.shuffle(keys)
    version.demand = {key: version.demand[key] for key in keys}


def _dashes(version: Version, random: Random) -> None:
    version.dash = random.choice((0, 2, 4))


def _appeal(version: Version, random: Random) -> None:
    level = random.choice(("first", "second"))
    if not any(appeal["level"] == level for appeal in version.appeals):
        version.appeals.append({"level": level, "sent_on": f"2026-03-2{random.randrange(2)}"})


def _reply(version: Version, random: Random) -> None:
    if version.appeals:
        appeal = random.choice(version.appeals)
        appeal.setdefault("decided_on", f"2026-05-1{random.randrange(2)}")
        appeal.setdefault("outcome", random.choice(("upheld", "overturned")))


def _alter(version: Version, random: Random) -> None:
    """Do what nobody may: change or remove a saved entry."""
    entries = version.entries[random.choice(_GROWING)]
    if entries and entries[0]["recorded"].endswith(("B000", "B001", "B002", "B003")):
        version.altered = True
        if random.random() < 0.5:
            del entries[0]
        else:
            entries[0] = {**entries[0], "kind" if "kind" in entries[0] else "summary": "order"}
            if entries[0].get("file") is None and "amount" in entries[0]:
                entries[0]["kind"] = "refund"


_Edit = Callable[[Version, Random], None]
_BEGINNINGS: tuple[_Edit, ...] = (_claim, _claim, _line, _line, _set_demand, _remark, _appeal)
_EDITS: tuple[_Edit, ...] = (
    *(_set_head, _set_demand, _set_demand, _drop_demand, _close, _remark, _word, _claim, _drop_claim, _line, _line),
    *(_reorder, _reorder_fields, _dashes, _appeal, _reply),
)
