"""What is about to be shared, or has been: every saved change by itself, and what all of them together come to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ledger.commands.checking import Facts
from ledger.core.arrival import clock_findings, signature_findings
from ledger.core.finding import WARNING, Finding
from ledger.core.guarding import judged, lost_entries
from ledger.core.identity import Identities
from ledger.core.removal import FOLDER as REMOVALS
from ledger.core.removal import coming_back, names_in
from ledger.core.typed import typed
from ledger.store.allowances import FILE as ALLOWANCES
from ledger.store.allowances import allowances_in
from ledger.store.git.arriving import arriving, steps, times_of
from ledger.store.library_at import LibraryAt
from ledger.store.putting_back import puts_back
from ledger.store.root import MARK
from ledger.store.schema import schema
from ledger.store.yaml.positions import place
from ledger.store.yaml.reader import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from ledger.core.arrival import Arrived, Signature
    from ledger.core.edited import Tree
    from ledger.core.guarding import Change
    from ledger.store.git import Git

_PUT_RIGHT = frozenset({"LED701", "LED702", "LED709"})
"""What a later change can put right: everything is there again. What lies in the past as a file lies there for good."""
_OF_FILES = _PUT_RIGHT | {"LED116", "LED703", "LED704", "LED705", "LED706"}
"""What each change is asked by itself, so that of one that was let in it is not asked again of the end."""
_READ_AT_ONCE = 256


class Bringing(NamedTuple):
    """What is asked about: the new state, the one it follows (None for none), and all that is known already.

    ``beyond`` names more that is known, as git takes it after ``--not``. ``now`` is in seconds since 1970, None where
    times are not held against it. ``signers`` is the list of keys where signatures are demanded. ``admitted`` are
    changes that somebody let in by name.
    """

    new: str
    old: str | None = None
    known: tuple[str, ...] = ()
    beyond: str = ""
    now: int | None = None
    signers: Path | None = None
    identities: Identities = Identities()
    admitted: frozenset[str] = frozenset()


class Brought(NamedTuple):
    """What was found, and the changes that were looked at, oldest first."""

    findings: tuple[Finding, ...]
    arrived: tuple[Arrived, ...]


def judge_brought(git: Git, asked: Bringing) -> Brought:
    """Judge every saved change that is new, and the state they end in against the one before them all.

    What a later change put right again is a warning: it stays in the history, and the audit names it.
    """
    known = [*asked.known, *((asked.old,) if asked.old else ())]
    arrived = arriving(git, [asked.new], known, beyond=asked.beyond)
    if not arrived:
        return Brought((), ())
    fresh = [one for one in arrived if one.commit not in asked.admitted]
    found = [*_of_themselves(git, fresh, asked), *_of_files(git, fresh, asked.new)]
    found += coming_back((one.commit for one in fresh), _renamed(git, asked))
    said = {(one.file, one.message.rpartition("; saved as ")[0]) for one in found}
    admitted = len(fresh) < len(arrived)
    old = asked.old or next((parent for parent in _bases(arrived)), None)
    found += [
        one
        for one in _of_state(git, old, asked)
        if (one.file, one.message) not in said and not (admitted and one.code in _OF_FILES)
    ]
    return Brought(tuple(found), tuple(arrived))


def _renamed(git: Git, asked: Bringing) -> dict[str, str]:
    """The states that a removal renamed, by the records of both states that are held against each other."""
    states = [state for state in (asked.old, asked.new) if state is not None]
    entries = [entry for state in states for entry in git.entries_at(state, REMOVALS)]
    lists = {entry.blob for entry in entries if entry.path.endswith("-names.txt")}
    texts = [data.decode("ascii", "replace") for data in git.contents(sorted(lists)) if data is not None]
    return {old: new for text in texts for old, new in names_in(text)[0].items()}


def _bases(arrived: Sequence[Arrived]) -> Iterator[str]:
    """The states that the new changes build on and that are known already, the latest first."""
    news = {one.commit for one in arrived}
    return (parent for one in reversed(arrived) for parent in one.parents if parent not in news)


# each change


def _of_themselves(git: Git, arrived: Sequence[Arrived], asked: Bringing) -> Iterator[Finding]:
    """Times, and signatures where they are demanded."""
    times = {one.commit: one.saved_at for one in arrived}
    times |= times_of(git, sorted({parent for one in arrived for parent in one.parents} - set(times)))
    signed: Mapping[str, Signature] | None = None
    if asked.signers is not None:
        from ledger.store.git.signed import signatures

        signed = signatures(git, [one.commit for one in arrived], asked.signers)
    for one in arrived:
        for finding in clock_findings(one, times, asked.now):
            yield _told(finding, one)._replace(file=MARK)
        for finding in signature_findings(one, signed[one.commit]) if signed is not None else ():
            yield _told(finding, one)._replace(file=MARK)


def _of_files(git: Git, arrived: Sequence[Arrived], tip: str) -> Iterator[Finding]:
    trees = _Trees()
    for step in steps(git, arrived):
        for finding in judged(step.changes, trees.of, quickly=True):
            change = next(one for one in step.changes if one.path == finding.file)
            after = change.after or b""
            placed = place([finding], after.decode("utf-8", "replace"), finding.file)[0] if finding.path else finding
            told = _told(placed, step.arrived)
            if finding.code in _PUT_RIGHT and _put_right(git, tip, change, trees):
                told = told._replace(severity=WARNING, hint="a later change put it right again")
            elif puts_back(git, finding, _befores(change), trees.of(after), step.arrived.parents):
                told = told._replace(severity=WARNING, hint="this puts right again what an earlier change did")
            yield told


def _befores(change: Change) -> list[bytes]:
    return [before for before in change.befores if before is not None]


def _put_right(git: Git, tip: str, change: Change, trees: _Trees) -> bool:
    """Whether everything that one change lost stands in the last state."""
    last = git.blob_at(tip, change.path)
    befores = [trees.of(before) for before in _befores(change)]
    return last is not None and not lost_entries(change.path, befores, trees.of(last))


def _told(finding: Finding, arrived: Arrived) -> Finding:
    return finding._replace(message=f"{finding.message}; {arrived.told}")


class _Trees:
    """Files as they were read, the latest ones kept: what one change leaves is what the next one begins with."""

    def __init__(self) -> None:
        self._read: dict[bytes, Tree] = {}

    def of(self, data: bytes) -> Tree:
        if data not in self._read:
            if len(self._read) >= _READ_AT_ONCE:
                self._read.pop(next(iter(self._read)))
            self._read[data] = read(data)[0]
        return self._read[data]


# all of them together


def _of_state(git: Git, old: str | None, asked: Bringing) -> Iterable[Finding]:
    """What is wrong with the files that the new state changed, held against the rules that it brings along itself."""
    from ledger.commands.staged import judge

    marked, allowed = git.contents([f"{asked.new}:{MARK}", f"{asked.new}:{ALLOWANCES}"])
    settings = None
    if marked is not None:
        tree, _ = read(marked)
        settings = None if tree is None else typed(tree, schema("ledger"), "ledger")[0]
    facts = Facts(settings, asked.identities, None, allowances_in(allowed))
    changed = git.between(old, asked.new)
    library = LibraryAt(git, asked.new)
    return judge(library, git, changed, deadlines=False, facts=facts, heads=[asked.new]).checked.findings
