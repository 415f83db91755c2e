"""``recoup check --since``: what a server would refuse, found where none can: in CI, in a scheduled task."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ledger.commands.bringing import Bringing, judge_brought
from ledger.commands.checking import Checked
from ledger.core.arrival import rewritten
from ledger.store.refusal import Refused, UsageError

if TYPE_CHECKING:
    from ledger.commands.session import Session

_NOTHING = "0"


def check_since(session: Session, since: str, signers: str) -> Checked:
    """Judge every save after ``since``, up to the last one; zeros, as CI systems write them, stand for the beginning.

    Raises UsageError for a name of no save, Refused where the copy does not reach back far enough.
    """
    git = session.git
    state = git.state()
    if state.commit is None:
        raise Refused("nothing was saved here yet", "recoup save saves what was edited")
    old = None
    if since.strip(_NOTHING):
        answer = git.ask("rev-parse", "-q", "--verify", "--end-of-options", f"{since}^{{commit}}")
        old = answer.out.decode().strip()
        if answer.status and not state.shallow:
            raise UsageError(f"--since: no save is called {since!r}", "git log --oneline lists them by name")
    if state.shallow:
        message = "this copy leaves out the older part of the history, and cannot tell what became of it"
        raise Refused(message, "get all of it: git fetch --unshallow; on CI fetch-depth: 0")
    now = None if session.settings.frozen_on else int(session.now.timestamp())
    asked = Bringing(state.commit, old, now=now, signers=Path(signers).absolute() if signers else None)
    brought = judge_brought(git, asked._replace(identities=session.identities))
    lost = [rewritten(old)] if old is not None and not git.follows(old, state.commit) else []
    files = {finding.file for finding in brought.findings}
    findings = sorted(dict.fromkeys([*lost, *brought.findings]), key=lambda one: (one.file, one.line, one.column))
    return Checked(tuple(findings), len(files))
