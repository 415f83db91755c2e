"""What comes from outside: hostile files, harmed ones, afternoons of two people, and hostile pushes."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path
from random import Random

from ledger.store.library import load
from ledger.store.merging import Names, merge_files
from ledger.store.yaml.reader import read, salvaged
from tests.commands.shared_copy import founded
from tests.commands.team import CASE, OTHER, Team
from tests.commands.test_server_hook import HONEST, HOSTILE
from tests.store.test_merging_properties import holds
from tests.store.triples import afternoon
from tests.torture.outcome import LOST, TORN, WRONG, Asked, Fault, Outcome
from tests.torture.outcome import OTHER as OTHERWISE

_EXAMPLES = Path(__file__).parents[1] / "examples"
_FILES = sorted((_EXAMPLES / "hostile").glob("*.yaml"))
_CASES = sorted((Path(__file__).parents[2] / "cases").glob("*/*.yaml"))
_PIECES: tuple[bytes, ...] = (
    b"\t",
    b"&a ",
    b"*a",
    b"<<: ",
    b"!!python/object ",
    b"\x00",
    b"\xff",
    b"- ",
    b": ",
    b"[",
    b"{",
    b'"',
    b"\r",
)
_PIECES += (
    b"<<<<<<< ",
    b"\xef\xbb\xbf",
    b"---\n",
    b"|\n",
    b"%YAML 1.1\n",
    b"#",
    b"\xe2\x80\xae",
    b"  ",
    b"\n",
    b"=======\n",
)
_SLOW_SECONDS = 2
_HARMED, _TRIPLES = 200, 200
_NAMES = Names("Jordan Lee", "Maria Ortiz", CASE)


def hostile(asked: Asked) -> Outcome:
    """A hostile file lies in a ledger: it is refused by name, nothing is changed; then many harmed ones are read."""
    faults: list[Fault] = []
    tried: Counter[str] = Counter()
    for file in _FILES if asked.number == 0 else ():
        faults += _in_a_ledger(file, asked.place / file.stem)
        tried["hostile files"] += 1
    chance = Random(asked.name)  # noqa: S311 - the same again
    for _ in range(_HARMED):
        data = harmed(chance)
        begun = time.monotonic()
        try:
            read(data)
            salvaged(data)
            load("case", data, CASE)
            merged = merge_files(data, harmed(chance), data, _NAMES)
            assert isinstance(merged.data, bytes)
        except Exception as error:  # noqa: BLE001 - that is what is looked for
            faults.append(Fault(OTHERWISE, f"{error!r} with {data[:2000]!r}"))
        if time.monotonic() - begun > _SLOW_SECONDS * 5:
            faults.append(Fault(OTHERWISE, f"took {time.monotonic() - begun:.1f} s with {data[:500]!r}"))
    tried["harmed files read"] = _HARMED
    return Outcome(tried, tuple(faults))


def harmed(chance: Random) -> bytes:
    """A file that something happened to."""
    data = bytearray(chance.choice(_FILES + _CASES * 3).read_bytes()[:20_000])
    for _ in range(chance.randrange(1, 5)):
        at = chance.randrange(len(data) + 1)
        if chance.random() < 0.5:
            data[at:at] = chance.choice(_PIECES)
        else:
            del data[at : at + chance.randrange(1, 40)]
    return bytes(data)


def _in_a_ledger(file: Path, place: Path) -> list[Fault]:
    place.mkdir()
    here = Team(place).first
    here.write("", OTHER)
    (here.root / OTHER).write_bytes(file.read_bytes())
    before = (here.head, here.status, {path: path.read_bytes() for path in here.root.rglob("*.yaml")})
    begun = time.monotonic()
    faults: list[Fault] = []
    taken = file.name.startswith("taken-")
    for words in (("check",), ("save",), ("log", Path(OTHER).stem, "A call.", "--channel", "phone")):
        ran = here.recoup(*words)
        if ran.code >= 64 or (ran.code == 0 and words[0] == "save" and not taken):
            faults.append(Fault(WRONG, f"{file.name}: {words[0]} ended with {ran.code}: {ran.err[-300:]!r}"))
    after = (here.head, here.status, {path: path.read_bytes() for path in here.root.rglob("*.yaml")})
    if before != after:
        faults.append(Fault(TORN, f"{file.name}: the ledger was changed by it"))
    if time.monotonic() - begun > 3 * _SLOW_SECONDS * 5:
        faults.append(Fault(OTHERWISE, f"{file.name} took {time.monotonic() - begun:.1f} s"))
    return faults


def triples(asked: Asked) -> Outcome:
    """What must hold of every merge, whichever side merges."""
    faults: list[Fault] = []
    many = 20 if asked.number == 0 else _TRIPLES
    for number in range(many):
        name = f"{asked.name}/{number}"
        try:
            holds(Random(name))  # noqa: S311
        except AssertionError as wrong:
            base = afternoon(Random(name)).base  # noqa: S311
            faults.append(Fault(LOST, f"triple {name}: {str(wrong)[:300]!r}, from {base[:80]!r}"))
    return Outcome(Counter({"merge triples": many}), tuple(faults))


def pushes(asked: Asked) -> Outcome:
    """After an honest push comes a hostile one, which is refused and changes nothing."""
    chance = Random(asked.name)  # noqa: S311
    shared, here = founded(asked.place)
    faults: list[Fault] = []
    push = list(HOSTILE)[asked.number % len(HOSTILE)]
    honest = chance.choice(HONEST)
    (asked.place / "honest").mkdir()
    _, clone = founded(asked.place / "honest")
    if any(sent.refused for sent in honest(clone, asked.place / "honest")):
        faults.append(Fault(LOST, f"the honest push {honest.__name__} was refused"))
    before = shared.tips().get("refs/heads/main")
    for number in range(chance.randrange(3)):
        here.append(f"An honest call {number}.", tag=f"H0N{number}")
        here.save()
        if here.push().refused:
            faults.append(Fault(LOST, "an honest call was refused"))
        before = shared.tips().get("refs/heads/main")
    sent = push(here, asked.place)
    if not sent.refused:
        faults.append(Fault(WRONG, f"the hostile push {push.__name__} was taken over"))
    if shared.tips().get("refs/heads/main") != before:
        faults.append(Fault(TORN, f"the hostile push {push.__name__} moved the shared copy"))
    return Outcome(Counter({"hostile pushes": 1, "honest pushes": 1}), tuple(faults))
