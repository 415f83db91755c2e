"""A seal: the text that binds a saved state to hashes which do not depend on git's own, and what is kept of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import NamedTuple

from ledger.core.audit.point import KEPT, Point
from ledger.core.finding import Finding

FOLDER = "seal/"
_NAME = re.compile(r"seal/([0-9]{4}-[0-9]{2}-[0-9]{2})(?:-([1-9][0-9]*))?")
_KEPT_LINE = re.compile(r"(seal/\S+)\s+([0-9a-f]{40,64})\s+([0-9a-f]{40,64})\s+([0-9a-f]{64})")


class Sealed(NamedTuple):
    """One seal. ``tag`` names the seal itself, ``save`` what it stands on; ``text`` is everything written in it."""

    name: str
    tag: str
    save: str
    text: str
    signed: bool = False

    def field(self, name: str) -> str:
        """Return what the seal says under a name; empty where it says nothing."""
        start = f"{name}: "
        lines = (line for line in self.text.splitlines() if line.startswith(start))
        return next(lines, start).removeprefix(start)

    @property
    def kept_line(self) -> str:
        """The line that somebody outside keeps."""
        return f"{self.name} {self.tag} {self.save} {self.field('files-sha256')}"

    @property
    def order(self) -> tuple[str, int]:
        """What puts seals in the order of their making."""
        found = _NAME.fullmatch(self.name)
        return (found.group(1), int(found.group(2) or 1)) if found else (self.name, 0)


class Manifest(NamedTuple):
    """The hashes of a state: a digest over all its files, one over the papers its cases name, and how many each."""

    files: str
    file_count: int
    documents: str
    document_count: int


def manifest(files: Mapping[str, str], documents: Mapping[str, str]) -> Manifest:
    """Return the digests of lines as ``sha256sum`` writes them, ``HASH  PATH``, sorted by the bytes of the path."""
    return Manifest(_digest(files), len(files), _digest(documents), len(documents))


def _digest(hashes: Mapping[str, str]) -> str:
    ordered = sorted((path.encode("utf-8", "surrogateescape"), value) for path, value in hashes.items())
    return sha256(b"".join(value.encode() + b"  " + path + b"\n" for path, value in ordered)).hexdigest()


def name_for(day: date, taken: Iterable[str]) -> str:
    """Return the first name of a day that no seal bears: ``seal/2026-03-09``, then ``seal/2026-03-09-2``."""
    known = set(taken)
    number = 1
    while (name := f"{FOLDER}{day}" if number == 1 else f"{FOLDER}{day}-{number}") in known:
        number += 1
    return name


def free_name(name: str, taken: Iterable[str]) -> str:
    """Return the next free name of the day that a seal was made on, where another copy has made one of that name."""
    found = _NAME.fullmatch(name)
    return name_for(date.fromisoformat(found.group(1)), taken) if found else name


def seal_text(
    name: str, found: Manifest, facts: Mapping[str, str], previous: Sealed | None, replaces: Sequence[str] = ()
) -> str:
    """Return what is written in a seal. ``replaces`` are the kept lines of seals whose history was replaced."""
    lines = [
        f"files-sha256: {found.files}",
        f"files: {found.file_count}",
        f"documents-sha256: {found.documents}",
        f"documents: {found.document_count}",
        *(f"{key}: {value}" for key, value in facts.items()),
        f"previous: {previous.kept_line if previous is not None else 'none'}",
        *(f"replaces: {line}" for line in replaces),
    ]
    return f"Seal of {name.removeprefix(FOLDER)}\n\n" + "\n".join(lines) + "\n"


def is_due(day: date, seals: Iterable[Sealed]) -> bool:
    """Whether this month has no seal yet."""
    return not any(seal.name.startswith(f"{FOLDER}{day:%Y-%m}-") for seal in seals)


class Remembered(NamedTuple):
    """What the audit before saw on this computer: the save it stood on, and the kept lines of the seals."""

    tip: str
    seals: tuple[str, ...] = ()


def rewritten(
    seals: Sequence[Sealed], remembered: Remembered | None, reached: frozenset[str], replaced: frozenset[str]
) -> Iterator[Point]:
    """Yield what was sealed or audited before and is no longer part of the history."""
    hint = "compare with a copy somebody else has: recoup audit --against OTHER"
    for seal in seals:
        if seal.save not in reached and not {seal.name, seal.tag, seal.save} & replaced:
            message = f"{seal.name} stands on {seal.save[:10]}, which is no longer part of the history"
            yield Point(KEPT, Finding("LED743", message, hint), seal.save)
    if remembered is None:
        return
    if remembered.tip not in reached and remembered.tip not in replaced:
        message = f"the audit before ended at {remembered.tip[:10]}, which is no longer part of the history"
        yield Point(KEPT, Finding("LED743", message, hint), remembered.tip)
    now = {seal.name: seal for seal in seals}
    for line in remembered.seals:
        yield from kept_otherwise(line, now, replaced)


def kept_otherwise(line: str, now: Mapping[str, Sealed], replaced: frozenset[str] = frozenset()) -> Iterator[Point]:
    """Yield how a seal that somebody kept a line of is another one now, or gone.

    The seal itself counts, not its name: where two copies each made one on one day, the second is called otherwise.
    """
    name, tag, save, digest = line.split(" ")
    seal = next((one for one in now.values() if one.tag == tag), now.get(name))
    hint = "a seal is never moved or removed; ask who did, and compare with a copy somebody else has"
    if seal is None:
        if name not in replaced:
            yield Point(KEPT, Finding("LED752", f"{name} is gone", hint), save)
    elif seal.tag != tag or seal.save != save or seal.field("files-sha256") != digest:
        yield Point(KEPT, Finding("LED752", f"{name} is another one than the one that was kept", hint), seal.save)


def kept_lines(text: str) -> tuple[str, ...]:
    """Return the lines of seals in a text that somebody kept; everything else in it is passed over.

    A mail may have broken such a line.
    """
    return tuple(" ".join(found.groups()) for found in _KEPT_LINE.finditer(text))
