"""A shared copy: a repository without files, which others send their saved changes to."""

from __future__ import annotations

import os
from pathlib import Path

from ledger.store.git import Git, find_git
from ledger.store.refusal import UsageError

# While a push is being judged, its objects lie apart from the repository; git says where in these variables.
_INCOMING = ("GIT_QUARANTINE_PATH", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES")

# Constant keys and values, written into the repository's own settings, which win over those of the computer. Hooks are
# named from the repository's own folder, so that no other setting turns them off and a moved repository keeps them.
PROTECTION = {
    "receive.denyNonFastForwards": "true",
    "receive.denyDeletes": "true",
    "receive.fsckObjects": "true",
    "transfer.fsckObjects": "true",
    "transfer.hideRefs": "refs/replace",
    "receive.maxInputSize": "104857600",
    "core.logAllRefUpdates": "always",
    "core.hooksPath": "hooks",
}


class Bare(Git):
    """Git, bound to one shared copy; it sees what is being pushed where git has put that apart."""

    def __init__(self, folder: Path) -> None:
        """Bind to the repository in ``folder``. Raises UsageError where that is none without files."""
        self.root = folder.resolve()
        self._index = None
        if not self.root.is_dir():
            raise UsageError(f"there is no folder {folder}", f"recoup init DIR --team {folder} makes a shared copy")
        self.program = find_git(self.root)
        answer = self.ask("rev-parse", "--is-bare-repository", "--path-format=absolute", "--git-dir")
        bare, _, found = answer.out.decode("utf-8", "surrogateescape").rstrip("\n").partition("\n")
        if answer.status or bare != "true" or Path(found).resolve() != self.root:
            raise UsageError(f"{folder} is no shared copy", "name the folder that colleagues share to, on the server")

    def environment(self, *, writes: bool = False, literal: bool = True, hooks: bool = False) -> dict[str, str]:
        """The variables of one call, with where git is to look and where it has put what is being pushed."""
        kept = super().environment(writes=writes, literal=literal, hooks=hooks)
        incoming = {name: os.environ[name] for name in _INCOMING if name in os.environ}
        return {**kept, "GIT_DIR": str(self.root), **incoming}

    def protect(self) -> list[str]:
        """Write the settings that refuse rewriting and removing; returns the ones that were not so before."""
        changed = self.unprotected()
        for key in changed:
            self.run("config", "--local", "--replace-all", "--", key, PROTECTION[key], writes=True)
        return changed

    def unprotected(self) -> list[str]:
        """The protecting settings that are missing, or say something else."""
        return [key for key, value in PROTECTION.items() if self._setting(key) != value]

    def branch(self) -> str:
        """The full name of the branch that a new copy begins with."""
        return self.run("symbolic-ref", "HEAD").decode().strip()

    def tips(self) -> dict[str, str]:
        """Every branch and tag with what it stands at."""
        out = self.run("for-each-ref", "--format=%(refname) %(objectname)").decode("utf-8", "surrogateescape")
        return dict(line.split(" ", 1) for line in out.splitlines())

    def count(self, new: str, old: str = "", name: str = "") -> int:
        """How many saved changes lead from the old state to the new; without one, how many only ``name`` holds."""
        beyond = (f"^{old}",) if old else ("--not", f"--exclude={name}", "--glob=refs/*") if name else ()
        return int(self.run("rev-list", "--count", new, *beyond))

    def _setting(self, key: str) -> str | None:
        answer = self.ask("config", "--local", "--get", "--", key)
        return None if answer.status else answer.out.decode("utf-8", "surrogateescape").rstrip("\n")
