"""What one copy's repository holds and hides, asked of git without changing anything."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from ledger.core.health.copy import Past
from ledger.store.git.program import NETWORK_SECONDS
from ledger.store.health.settings import text_of

if TYPE_CHECKING:
    from ledger.store.git import Git, State

_OWN_FOLDERS = ("cases", "payers", "rules", "checked", "templates", "ledger.yaml")


def past(git: Git, state: State) -> Past:
    """What can make the history here other than the true one."""
    elsewhere = text_of(state.common_dir / "objects" / "info" / "alternates").split()
    return Past(state.shallow, state.grafted, git.replaced(), tuple(elsewhere))


def sparse(git: Git) -> bool:
    """Whether part of the files is kept out of the folder."""
    return git.setting("core.sparseCheckout") == "true"


def checked_objects(git: Git, *, deep: bool) -> tuple[int, list[str]]:
    """What git says when it looks at its own store: its status, and its complaints one a line.

    Quick looks at what hangs together; ``deep`` reads every object.
    """
    words = ("--full", "--strict") if deep else ("--connectivity-only",)
    answer = git.ask("fsck", "--no-dangling", "--no-progress", *words, seconds=NETWORK_SECONDS)
    told = [*answer.out.decode("utf-8", "replace").splitlines(), *answer.complaint.splitlines()]
    return answer.status, [line for line in told if not line.startswith(("notice:", "warning:", "hint:", "Checking"))]


def index_complaint(git: Git) -> str:
    """Why git cannot read its list of files; empty where it can."""
    answer = git.ask("ls-files", "-s", "-z")
    return answer.complaint.partition("\n")[0] or f"status {answer.status}" if answer.status else ""


def sizes(git: Git) -> dict[str, int]:
    """The size in bytes of every file of the last saved state, by path."""
    found = {}
    answer = git.ask("ls-tree", "-r", "-l", "-z", "--full-tree", "HEAD")
    for record in filter(None, answer.out.decode("utf-8", "surrogateescape").split("\0")):
        facts, _, path = record.partition("\t")
        size = facts.split()[-1]
        found[path] = int(size) if size.isdigit() else 0
    return found


def paths(git: Git) -> list[str]:
    """Every path that git knows or would take."""
    out = git.ask("ls-files", "-z", "--cached", "--others", "--exclude-standard").out
    return sorted(set(filter(None, out.decode("utf-8", "surrogateescape").split("\0"))))


def ignored_files(git: Git) -> list[str]:
    """The YAML files in the ledger's own folders that an ignore rule keeps from being saved."""
    words = ("ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--", *_OWN_FOLDERS)
    out = git.run(*words).decode("utf-8", "surrogateescape")
    return sorted(path for path in out.split("\0") if path.endswith(".yaml"))


def has_graph(state: State) -> bool:
    """Whether the index of saved changes is written that makes the history of one case quick."""
    info = state.common_dir / "objects" / "info"
    return (info / "commit-graph").exists() or (info / "commit-graphs").exists()


def saved_at(git: Git, name: str) -> datetime | None:
    """When a state was saved, by its own word; None where there is none."""
    answer = git.ask("log", "-1", "--no-show-signature", "--format=%cI", name, "--")
    text = answer.out.decode("ascii", "replace").strip()
    return datetime.fromisoformat(text) if text and not answer.status else None


def saved_by(git: Git) -> list[tuple[str, str]]:
    """The names and e-mails under which saves were made, most saves first."""
    out = git.ask("shortlog", "-s", "-n", "-e", "HEAD").out.decode("utf-8", "replace")
    rows = (line.partition("\t")[2].rpartition(" <") for line in out.splitlines())
    return [(name, email.removesuffix(">")) for name, _, email in rows if name]


def complaint_of_shared(git: Git) -> str | None:
    """Why the shared copy does not answer, in one line; None where it does. Asks the network."""
    answer = git.ask("ls-remote", "--quiet", "--exit-code", "--", "origin", "HEAD", seconds=NETWORK_SECONDS)
    if not answer.status:
        return None
    return answer.complaint.partition("\n")[0].removeprefix("fatal: ") or f"status {answer.status}"
