"""What a packet was bound from, as its case notes it: enough to know the same packet again."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from ledger.core.edit import AppendEntry, Change
from ledger.core.entries import effective
from ledger.core.packet.bates import note_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ledger.core.case import Case
    from ledger.core.edit import Value
    from ledger.core.packet.exhibit import Paged
    from ledger.core.proof import Document

KIND = "packet"


class Bound(NamedTuple):
    """One finished file of a packet: its path in the private folder, its hash, its pages."""

    file: str
    sha256: str
    pages: int


def made_from(letter: Document, exhibits: Sequence[Paged]) -> str:
    """``packet of contest 9f2c4b1a; exhibits 1 5d41402a; bates demand 1-6``: letter and exhibits by hash, numbers."""
    listed = "\n".join(
        f"{one.exhibit.letter} {one.exhibit.document.id} {one.exhibit.document.sha256}" for one in exhibits
    )
    parts = [f"packet of {letter.id} {(letter.sha256 or '')[:8]}"]
    if exhibits:
        parts += [f"exhibits {len(exhibits)} {sha256(listed.encode()).hexdigest()[:8]}", note_of(exhibits)]
    return "; ".join(parts)


def on_file(case: Case, hashes: Sequence[str]) -> tuple[Document, ...]:
    """The documents of a packet that the case has already, file by file; empty where one of them is new."""
    known = {one.sha256: one for one in effective(case.documents) if one.kind == KIND}
    return tuple(known[one] for one in hashes) if all(one in known for one in hashes) else ()


class Packet(NamedTuple):
    """A finished packet: the letter, its files, what it was bound from with the numbers it gave, its day."""

    letter: Document
    files: tuple[Bound, ...]
    made_with: str
    dated_on: date


def bound(case: Case, packet: Packet, stamps: Sequence[str]) -> Change:
    """Note the files of a packet among the case's documents. ``stamps`` end the entries, one for each."""
    letter, files, day = packet.letter, packet.files, packet.dated_on
    edits = []
    for number, (name, file, recorded) in enumerate(
        zip(document_names(case, packet), files, stamps, strict=True), start=1
    ):
        part = f"; file {number} of {len(files)}" if len(files) > 1 else ""
        entry: dict[str, Value] = {"id": name, "kind": KIND, "file": file.file, "sha256": file.sha256}
        entry |= {"pages": str(file.pages), "dated_on": str(day)}
        if letter.patients:
            entry["patients"] = list(letter.patients)
        entry |= {"made_with": f"{packet.made_with}{part}", "recorded": recorded}
        edits.append(AppendEntry(("documents",), entry))
    several = f" in {len(files)} files" if len(files) > 1 else ""
    return Change(tuple(edits), f"packet of {letter.id} bound{several} ({day})", "document")


def document_names(case: Case, packet: Packet) -> list[str]:
    """What the files of a packet are called among the case's documents.

    ``packet-contest``, ``packet-contest.2`` for a later one, ``packet-contest.part1`` for one of several files.

    Another letter may be called ``contest-2``: behind a point no name is taken for that of its packet.
    """
    taken, files, number = {document.id for document in case.documents}, len(packet.files), 1
    while True:
        base = f"packet-{packet.letter.id}" if number == 1 else f"packet-{packet.letter.id}.{number}"
        names = [base] if files == 1 else [f"{base}.part{part}" for part in range(1, files + 1)]
        if not any(one == base or one.startswith(f"{base}.part") or one in names for one in taken):
            return names
        number += 1
