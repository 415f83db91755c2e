"""A made-up history of any length for measuring the audit: many small saves of many cases, the same on every run."""

from __future__ import annotations

import argparse
import os
import re
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from bench.synthetic import ALPHABET, git, make

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = 400
SAVES = 20_000
# How often each kind of save comes, of a hundred: what a practice types most are calls. The last three change what is
# reckoned: a sum that was mistyped, a later day by a letter of theirs, an answer to one line.
_CALLS = ("communications",) * 79 + ("money",) * 7 + ("documents",) * 6 + ("decisions",) * 3 + ("stated",) * 2
_KINDS: tuple[str, ...] = (*_CALLS, "amount", "answer_by", "demanded")
_BARE = "documents:\ndecisions:\nmoney:\ncommunications:\n"
_BEGAN = datetime(2026, 9, 1, 14, tzinfo=UTC)


class _Save(NamedTuple):
    """One save: the file, what it holds then, when, and its message."""

    path: str
    text: str
    at: datetime
    message: str


def saves(folder: Path, cases: int = CASES, count: int = SAVES) -> Path:
    """Make a ledger in a new folder and give it so many saves; each adds to one case or changes a word of it."""
    at = f"{_BEGAN - timedelta(days=1):%Y-%m-%dT%H:%M:%SZ}"
    os.environ |= {"GIT_AUTHOR_DATE": at, "GIT_COMMITTER_DATE": at}
    files = make(folder, cases)
    texts = {}
    for file in files:
        head, _, calls = file.read_text(encoding="utf-8").partition("communications:\n")
        texts[file.relative_to(folder).as_posix()] = head + _BARE + calls
    with subprocess.Popen(["git", "fast-import", "--quiet"], cwd=folder, stdin=subprocess.PIPE) as child:
        stream = child.stdin
        if stream is None:
            raise RuntimeError("git fast-import takes no input")
        for number, save in enumerate(_saves(texts, count)):
            stream.write(_as_import(save, first=number == 0))
        stream.close()
    git(folder, "reset", "--quiet", "--hard", "main")
    git(folder, "repack", "-a", "-d", "-f", "-q")  # as git packs what was saved one by one; an import is packed badly
    return folder


def _saves(texts: dict[str, str], count: int) -> Iterator[_Save]:
    chance = Random(2)  # noqa: S311 - the same history on every run
    paths = sorted(texts)
    at = _BEGAN
    for number in range(count):
        at += timedelta(seconds=chance.randrange(60, 400))
        path = chance.choice(paths)
        case_id = path.rpartition("/")[2].removesuffix(".yaml")
        kind = chance.choice(_KINDS)
        texts[path] = _changed(texts[path], kind, at, number, chance)
        trailers = f"Case: {case_id}\nEvent: {kind}\nRecoup: 1.0.0\n"
        yield _Save(path, texts[path], at, f"{case_id}: {kind} ({at:%Y-%m-%d})\n\n{trailers}")


def _changed(text: str, kind: str, at: datetime, number: int, chance: Random) -> str:
    if kind in _FIELDS:
        return _edited(text, kind, at, number)
    tag = "".join(chance.choice(ALPHABET) for _ in range(4))
    entry = _ENTRIES[kind].format(day=at.date(), at=f"{at:%Y-%m-%dT%H:%M}", number=number)
    entry += f"    recorded: {at:%Y-%m-%dT%H:%M:%SZ} jlee {tag}\n"
    if kind == "communications":
        return text + entry
    following = {"documents": "decisions:\n", "decisions": "money:\n", "money": "communications:\n"}[kind]
    head, _, rest = text.partition(f"\n{following}")
    return f"{head}\n{entry}{following}{rest}"


def _edited(text: str, kind: str, at: datetime, number: int) -> str:
    """Another value for one field; a later day to answer names the paper that gives it."""
    papers = re.findall("  - id: (paper-[0-9]+)", text)
    if kind == "answer_by" and not papers:
        kind = "stated"
    head, _, rest = text.partition(f" {kind}: ")
    _, _, below = rest.partition("\n")
    value = _FIELDS[kind].format(day=at.date() + timedelta(days=number % 40), sum=number % 90 + 10, number=number)
    if kind == "answer_by":
        below = re.sub("^  answer_by_source: .*\n", "", below)
        value += f'\n  answer_by_source: "[{papers[-1]} p1]"'
    return f"{head} {kind}: {value}\n{below}"


_FIELDS = {
    "stated": "Wording {number} of the reason.",
    "amount": "{sum}00.00",
    "answer_by": "{day}",
    "demanded": "{sum}.00",
}
_ENTRIES = {
    "communications": (
        "  - at: {at}\n    by: jlee\n    channel: phone\n    summary: |\n"
        "      Asked where the worksheet stands, call {number}.\n      They will write within ten days.\n"
    ),
    "money": "  - dated_on: {day}\n    kind: offset\n    amount: 10.00\n    trace: EFT {number:07d}\n",
    "documents": (
        "  - id: paper-{number}\n    kind: other\n    file: papers/paper-{number}.pdf\n"
        "    sha256: {number:064x}\n    pages: 2\n"
    ),
    "decisions": "  - decided_on: {day}\n    choice: hold\n",
}


def _as_import(save: _Save, *, first: bool) -> bytes:
    who = f"Jordan Lee <jlee@bluestem.example> {save.at.timestamp():.0f} +0000"
    message, data = save.message.encode(), save.text.encode()
    after = "from refs/heads/main^0\n" if first else ""
    head = f"commit refs/heads/main\nauthor {who}\ncommitter {who}\ndata {len(message)}\n".encode()
    return head + message + f"{after}M 100644 inline {save.path}\ndata {len(data)}\n".encode() + data + b"\n"


if __name__ == "__main__":
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("folder", type=Path)
    words.add_argument("--cases", type=int, default=CASES)
    words.add_argument("--saves", type=int, default=SAVES)
    asked = words.parse_args()
    print(saves(asked.folder, asked.cases, asked.saves))
