"""The audit's look at the private folder: papers against their hashes, and letters made again from their inputs."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from ledger.commands.checking import kind_of
from ledger.core.audit.blocks import blocks_of
from ledger.core.audit.page import Papers
from ledger.core.audit.point import KEPT, Point
from ledger.core.finding import Finding
from ledger.core.names import id_of
from ledger.core.proof import Document, Recorded
from ledger.core.scalar import day as read_day
from ledger.core.scalar import recorded as read_recorded
from ledger.store.git.walk import contents
from ledger.store.private import CHANGED, INTACT, NO_HASH, NOT_HERE
from ledger.store.yaml.reader import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledger.commands.session import Session
    from ledger.core.edited import Tree
    from ledger.store.git import Git


class Named(NamedTuple):
    """One paper that a case names, with the case's id and file."""

    case: str
    file: str
    document: Document


def named_papers(git: Git, only: str = "", rev: str = "HEAD") -> Iterator[Named]:
    """Every paper that a saved state names. Of each case no more is read than its list of papers."""
    entries = [one for one in git.entries_at(rev, "cases") if not only or one.path == only]
    entries = [one for one in entries if kind_of(one.path) == "case"]
    for entry, data in zip(entries, contents(git, [one.blob for one in entries]), strict=True):
        block = (blocks_of(data or b"") or {"documents": data or b""}).get("documents", b"")
        listed = (read(block)[0] or {}).get("documents") if block.count(b"\n") > 1 else None
        for one in listed if isinstance(listed, list) else ():
            document = _document(one)
            if document is not None:
                yield Named(id_of(entry.path), entry.path, document)


def _document(tree: Tree) -> Document | None:
    """A paper as far as the audit asks; None for what names no file."""
    fields = {key: value for key, value in tree.items() if isinstance(value, str)} if isinstance(tree, dict) else {}
    if not fields.get("file"):
        return None
    day = read_day(fields.get("dated_on", ""))
    return Document(
        fields.get("id", "?"),
        fields.get("kind", ""),
        fields["file"],
        sha256=fields.get("sha256"),
        dated_on=day if isinstance(day, date) else None,
        made_with=fields.get("made_with"),
        recorded=recorded if isinstance(recorded := read_recorded(fields.get("recorded", "")), Recorded) else None,
    )


def papers_of(session: Session, named: Iterable[Named]) -> tuple[Papers, list[Point]]:
    """How every paper that a case names stands here; one that differs from its hash is a finding."""
    states: dict[str, list[str]] = {INTACT: [], CHANGED: [], NOT_HERE: [], NO_HASH: []}
    points = []
    here = session.private.here
    for case, file, document in named:
        state = session.private.state_of(document) if here else NOT_HERE
        states[state].append(f"{case} {document.id}")
        if state == CHANGED:
            message = f"{document.id} of {case} is not the paper that was recorded"
            hint = "find the paper as it was; a new version is a new document"
            points.append(Point(KEPT, Finding("LED602", message, hint, file=file)))
    found = Papers(*(tuple(states[state]) for state in (INTACT, CHANGED, NOT_HERE, NO_HASH)))
    return found, points
