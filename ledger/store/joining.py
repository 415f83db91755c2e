"""Two saved states joined into a third: each file by what it says, and the whole without touching the work tree."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ledger.core.acts.looked import FIRST_LINES, FOLDER
from ledger.core.growing import looks_lost
from ledger.core.guarding import Change, judged
from ledger.core.merging.piece import BASE
from ledger.store.git.arriving import changes_of
from ledger.store.git.blobs import contents
from ledger.store.git.standing import PLAIN_FILE, between
from ledger.store.git.syncing import bases
from ledger.store.git.trees import Entry, Sided, keep_bytes, sides, tree_with
from ledger.store.merging import Conflict, Deciding, Judge, Merged, Names, merge_files
from ledger.store.putting_back import earlier_of, puts_back

if TYPE_CHECKING:
    from ledger.core.edited import Tree
    from ledger.core.finding import Finding
    from ledger.store.git import Git


class Way(NamedTuple):
    """How to join.

    ``where`` is a folder of ours; ``named`` tells who wrote the versions of a file, ``judging`` what is wrong with one.
    ``decided``: what both changed goes back to what it was, and nobody is asked.
    """

    where: Path
    named: Callable[[Sided], Names]
    judging: Callable[[str], Judge | None]
    decided: bool = False


class Open(NamedTuple):
    """A file that a person must decide about: its three versions, what both changed, and the names of the two."""

    sided: Sided
    names: Names
    conflicts: tuple[Conflict, ...]


class Joined(NamedTuple):
    """Two states as one.

    ``tree``: the whole; where something is ``open``, the file has both versions, with markers. ``entries``: the paths
    that differ from our state. ``findings``: entries that one side had changed and that were put back.
    """

    tree: str
    entries: tuple[Entry, ...]
    open: tuple[Open, ...] = ()
    findings: tuple[Finding, ...] = ()


def join(git: Git, ours: str, theirs: str, way: Way) -> Joined | None:
    """Join two saved states; None where they have nothing in common.

    Nothing but git's objects is written. Raises GitFailed where git refuses.
    """
    base = _base(git, ours, theirs, way)
    return None if base is None else _joined(git, (base, ours, theirs), way)


def lost_by(git: Git, ours: str, theirs: str, joined: Joined) -> list[Finding]:
    """What of either state the joined one lacks or has otherwise: nothing, unless something here is wrong."""
    from ledger.store.yaml.reader import read

    waiting = {one.sided.path for one in joined.open}
    differing = [between(git, state, joined.tree) for state in (ours, theirs)]
    compared = [[one for one in found if one.path not in waiting] for found in differing]
    changes: list[Change] = changes_of(git, compared)
    found = judged(changes, lambda data: read(data)[0])
    return [one for one in found if not _put_back(git, one, changes, [ours, theirs])]


def _put_back(git: Git, one: Finding, changes: Sequence[Change], heads: Sequence[str]) -> bool:
    from ledger.store.yaml.reader import read

    change = next(change for change in changes if change.path == one.file)
    befores = [before for before in change.befores if before is not None]
    return puts_back(git, one, befores, read(change.after or b"")[0], heads)


def _base(git: Git, ours: str, theirs: str, way: Way) -> str | None:
    """The state that both come from; where there are several, all of them joined, and what they disagree on as before.

    Two people who took over from each other crosswise leave two such states, and neither alone says what was changed.
    """
    found = bases(git, ours, theirs)
    if not found:
        return None
    base = found[0]
    for other in found[1:]:
        below = _base(git, found[0], other, way)
        if below is not None:
            base = _joined(git, (below, base, other), way._replace(decided=True)).tree
    return base


def _joined(git: Git, states: tuple[str, str, str], way: Way) -> Joined:
    found = sides(git, *states)
    entries = list(found.theirs)
    waiting: list[Open] = []
    findings: list[Finding] = []
    blobs = sorted({name for sided in found.both for name in sided[1:] if name})
    data = dict(zip(blobs, contents(git, blobs), strict=True))
    for sided in found.both:
        if sided.ours is None or sided.theirs is None:  # what one side took out and the other changed stays
            entries += [Entry(sided.path, PLAIN_FILE, sided.theirs)] if sided.ours is None else []
            continue
        versions = [data[name] if name else None for name in sided[1:]]
        judge = None if way.decided else way.judging(sided.path)
        deciding = Deciding(judge=judge, earlier=partial(earlier_of, git, sided.path, versions[0], states[1:]))
        merged = _looks(versions, sided.path) or _merged(versions, Names(file=sided.path), deciding)
        if way.decided and merged.conflicts:
            merged = _as_before(versions, sided, merged)
        elif merged.conflicts or merged.findings:  # only now it is worth asking who wrote what
            names = way.named(sided)
            merged = _merged(versions, names, deciding)
            waiting += [Open(sided, names, merged.conflicts)] if merged.conflicts else []
        blob = keep_bytes(git, merged.data)
        if blob != sided.ours or merged.conflicts:
            entries.append(Entry(sided.path, PLAIN_FILE, blob))
        findings += merged.findings
    tree = tree_with(git, states[1], entries, way.where / "joining-index")
    return Joined(tree, tuple(entries), tuple(waiting), tuple(findings))


def _merged(versions: list[bytes | None], names: Names, deciding: Deciding) -> Merged:
    base, ours, theirs = versions
    return merge_files(base, ours or b"", theirs or b"", names, deciding)


def _as_before(versions: list[bytes | None], sided: Sided, merged: Merged) -> Merged:
    """What two earlier states disagree about, as it was before both: whoever decided since shows as a change."""
    base, ours, theirs = versions
    chosen = {one.path: BASE for one in merged.conflicts if one.choice}
    again = merge_files(base, ours or b"", theirs or b"", Names(file=sided.path), Deciding(chosen))
    return Merged(base or b"", (), ()) if again.conflicts else again


def _looks(versions: list[bytes | None], path: str) -> Merged | None:
    """A list of looks that two computers of one person added to: all lines of both, each once; None for other files."""
    base, ours, theirs = (version or FIRST_LINES.encode() for version in versions)
    if not path.startswith(f"{FOLDER}/") or not (ours.startswith(base) and theirs.startswith(base)):
        return None
    from ledger.store.yaml.reader import read

    both = ours + (b"" if ours.endswith(b"\n") else b"\n") + theirs[len(base) :]
    tree: Tree = read(both)[0]
    kept = tree is not None and not any(looks_lost(read(side)[0], tree) for side in (ours, theirs))
    return Merged(both, (), ()) if kept else None
