"""How single paths stand: in the work tree, in the index and in the last saved state."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.store.git.program import Program

PLAIN_FILE = "100644"


class Standing(NamedTuple):
    """How one path stands. A path about which there is nothing to say has no standing.

    ``staged``: the index differs from the last saved state; ``edited``: the file differs from the index.
    """

    path: str
    staged: bool = False
    edited: bool = False
    untracked: bool = False
    conflicted: bool = False


class IndexEntry(NamedTuple):
    """One line of the index; ``stage`` is 0 outside a conflict."""

    mode: str
    blob: str
    stage: int
    path: str


class Staged(NamedTuple):
    """One path whose index entry differs from the last saved state; a blob is None where the path is absent."""

    path: str
    mode: str
    before: str | None
    after: str | None


def status(git: Program, paths: Sequence[str] = ()) -> dict[str, Standing]:
    """The standing of every path that is not clean, of all paths or of those named."""
    out = git.run("status", "--porcelain=v2", "-z", "--no-renames", "--untracked-files=all", "--", *paths)
    return {standing.path: standing for standing in _standings(out.decode("utf-8", "surrogateescape"))}


def _standings(text: str) -> Iterator[Standing]:
    for record in filter(None, text.split("\0")):
        kind = record[0]
        if kind == "?":
            yield Standing(record[2:], untracked=True)
        elif kind == "1":
            letters, path = record[2:4], record.split(" ", 8)[8]
            yield Standing(path, staged=letters[0] != ".", edited=letters[1] != ".")
        elif kind == "u":
            yield Standing(record.split(" ", 10)[10], conflicted=True)


def index_entries(git: Program, paths: Sequence[str] = ()) -> list[IndexEntry]:
    """The index, or its lines for the paths named."""
    entries = []
    for record in filter(None, git.run("ls-files", "-s", "-z", "--", *paths).split(b"\0")):
        facts, _, path = record.decode("utf-8", "surrogateescape").partition("\t")
        mode, blob, stage = facts.split(" ")
        entries.append(IndexEntry(mode, blob, int(stage), path))
    return entries


def hidden_from_git(git: Program, paths: Sequence[str]) -> dict[str, str]:
    """The paths whose edits git was told to overlook, and by which mark: ``skip-worktree`` or ``assume-unchanged``."""
    marked = {}
    for record in filter(None, git.run("ls-files", "-v", "-z", "--", *paths).split(b"\0")):
        letter, path = chr(record[0]), record[2:].decode("utf-8", "surrogateescape")
        if letter in "Ss":
            marked[path] = "skip-worktree"
        elif letter.islower():
            marked[path] = "assume-unchanged"
    return marked


def ignored(git: Program, paths: Sequence[str]) -> dict[str, str]:
    """The untracked paths that an ignore rule keeps out, each with that rule as ``.gitignore:3: *.tmp``."""
    # This one command refuses to take paths literally; a leading ./ keeps a colon from meaning anything.
    stdin = b"".join(b"./" + path.encode("utf-8", "surrogateescape") + b"\0" for path in paths)
    out = git.run("check-ignore", "-v", "-z", "--stdin", stdin=stdin, ok=(0, 1), literal=False)
    fields = out.decode("utf-8", "surrogateescape").split("\0")
    rows = zip(fields[0::4], fields[1::4], fields[2::4], fields[3::4], strict=False)
    return {
        path.removeprefix("./"): f"{source}:{line}: {rule}"
        for source, line, rule, path in rows
        if not rule.startswith("!")
    }


def staged(git: Program, paths: Sequence[str] = (), against: str = "HEAD") -> list[Staged]:
    """What the index holds that the last saved state does not, or another one; before the first one, everything."""
    words = ("diff-index", "--cached", "--raw", "-z", "--no-renames", "--no-abbrev")
    answer = git.ask(*words, against, "--", *paths)
    out = answer.out
    if answer.status:  # there is no saved state yet, or something is wrong, which is then said
        head = git.ask("rev-parse", "-q", "--verify", "HEAD^{commit}").out.decode().strip()
        base = head or git.run("hash-object", "-t", "tree", "--stdin").decode().strip()
        out = git.run(*words, base, "--", *paths)
    fields = out.decode("utf-8", "surrogateescape").split("\0")
    return [as_staged(facts, path) for facts, path in zip(fields[0::2], fields[1::2], strict=False)]


def between(git: Program, old: str | None, new: str) -> list[Staged]:
    """What one saved state holds that an older one does not, by path; ``None`` stands for no state at all."""
    base = old or git.run("hash-object", "-t", "tree", "--stdin").decode().strip()
    words = ("diff-tree", "-r", "--raw", "-z", "--no-renames", "--no-abbrev", "--end-of-options", base, new)
    fields = git.run(*words).decode("utf-8", "surrogateescape").split("\0")
    return [as_staged(facts, path) for facts, path in zip(fields[0::2], fields[1::2], strict=False)]


def as_staged(facts: str, path: str) -> Staged:
    """One line of git's own way to say how a path differs."""
    _, mode, before, after, _ = facts.removeprefix(":").split(" ")
    return Staged(path, mode, before if before.strip("0") else None, after if after.strip("0") else None)
