"""What the layout alone does, with stock git and nothing set up: double appends to each list that is busy."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from ledger.core.comparison import meaning
from ledger.core.edit import AppendEntry, Value
from ledger.store.merging import Names, merge_files
from ledger.store.schema import key_order
from ledger.store.yaml.reader import read
from ledger.store.yaml.splice import splice
from tests.depth import often

ROOT = Path(__file__).resolve().parent.parent.parent
FILE = "cases/2026-03/RC-2026-7K4QXM.yaml"
NAMES = Names("Jordan Lee", "Maria Ortiz", FILE)
LISTS = ("communications", "money", "documents")
PAIRS = often(20, 60)
_MARKERS = re.compile(r"^(?:<{7} .*|>{7} .*|={7})\n|^\|{7} (?:.*\n)*?(?=={7}\n)", re.MULTILINE)
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def entry(name: str, random: Random) -> dict[str, Value]:
    """One entry as a command would add it, with few words, so that two are often nearly equal."""
    tag = "".join(random.choices(_LETTERS, k=4))
    stamp = f"2026-03-09T{random.randrange(14, 20)}:{random.randrange(10, 60)}:{random.randrange(10, 60)}Z jlee {tag}"
    if name == "money":
        kind, amount = random.choice(["offset", "withheld"]), f"{random.randrange(1, 4)}.00"
        found = {"dated_on": "2026-03-09", "kind": kind, "amount": amount, "trace": f"EFT {random.randrange(3)}"}
    elif name == "documents":
        file = f"RC-2026-7K4QXM/{tag.lower()}.pdf"
        found = {"id": tag.lower(), "kind": "proof", "file": file, "sha256": tag.lower() * 16, "pages": "2"}
    else:
        said = random.choice(["Asked again.", "They will call back.", "Asked again.\nNobody knew.\n"])
        found = {"at": f"2026-03-09T1{random.randrange(3)}:20", "channel": "phone", "summary": said}
        found |= {"direction": "out", "contact": "Dana"} if random.random() < 0.5 else {}
    return {**found, "recorded": stamp}


def appended(text: str, name: str, random: Random, most: int = 2) -> str:
    """The file after one or two entries more."""
    for _ in range(random.randrange(1, most + 1)):
        text = splice(text, [AppendEntry((name,), entry(name, random))], key_order("case"))
    return text


def joined_by_git(folder: Path, base: str, ours: str, theirs: str) -> tuple[str, bool]:
    """What stock git makes of it, in the diff3 style, and whether it was sure."""
    for name, text in (("base", base), ("ours", ours), ("theirs", theirs)):
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    done = subprocess.run(
        ["git", "merge-file", "-p", "-q", "--diff3", "ours", "base", "theirs"],
        cwd=folder,
        capture_output=True,
        check=False,
    )
    return done.stdout.decode(), done.returncode == 0


def outcome(folder: Path, first: str, second: str, random: Random) -> str:
    """Append on both sides and say what a team without the driver meets."""
    base = appended((ROOT / FILE).read_text(encoding="utf-8"), first, random)
    base = base if first == second else appended(base, second, random)
    ours, theirs = appended(base, first, random), appended(base, second, random)
    right = merge_files(base.encode(), ours.encode(), theirs.encode(), NAMES)
    assert not right.conflicts
    text, sure = joined_by_git(folder, base, ours, theirs)
    by_hand, _ = read(_MARKERS.sub("", text).encode())
    whole = by_hand is not None and _entries(by_hand) == _entries(read(right.data)[0])
    return f"{'joined' if sure else 'stopped'}, {'whole' if whole else 'damaged'}"


def _entries(tree: object) -> object:
    """The case with its lists as sets: by hand, the order is whatever the markers left."""
    assert isinstance(tree, dict)
    return {
        key: frozenset(map(meaning, value)) if isinstance(value, list) else meaning(value)
        for key, value in tree.items()
    }


def _seeded(name: str, number: int) -> Random:
    return Random(f"{name} {number}")  # noqa: S311 - made up again the same


@pytest.mark.parametrize("name", LISTS)
def test_two_appends_to_one_list_stop_loudly_and_keeping_both_is_right(name: str, tmp_path: Path) -> None:
    ends = Counter(outcome(tmp_path, name, name, _seeded(name, number)) for number in range(PAIRS))
    assert ends == {"stopped, whole": PAIRS}


@pytest.mark.parametrize(("first", "second"), [("communications", "money"), ("money", "documents")])
def test_appends_to_two_lists_are_joined_by_stock_git(first: str, second: str, tmp_path: Path) -> None:
    ends = Counter(outcome(tmp_path, first, second, _seeded(first, number)) for number in range(PAIRS))
    assert ends == {"joined, whole": PAIRS}
