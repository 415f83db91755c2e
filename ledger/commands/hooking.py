"""What the ledger's hooks do. They look and they speak; they never write to the ledger."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ledger.commands.session import Asked, Session
from ledger.core.finding import ERROR
from ledger.core.severity import severity_of
from ledger.store.refusal import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ledger.core.finding import Finding

_SCISSORS = b"------------------------ >8 ------------------------"
_NOTHING = "0"


def run_hook(name: str, arguments: Sequence[str]) -> int:
    """Run one hook as git would, in the top folder of the work tree; the exit code lets the save pass or stops it.

    Raises UsageError for a hook that is not ours.
    """
    if name not in _HOOKS:
        raise UsageError(f"there is no hook {name!r}", f"the hooks are {', '.join(_HOOKS)}")
    return _HOOKS[name](_session(), list(arguments))


def _session() -> Session:
    """A session that sees what git is about to save: git names the index to look at."""
    session = Session(Asked())
    index = os.environ.get("GIT_INDEX_FILE")
    session.index = str(Path(index).absolute()) if index else None
    return session


def _before_save(session: Session, _: list[str]) -> int:
    from ledger.commands.staged import check_staged

    return _judge(session, check_staged(session).findings, "NOT SAVED")


def _before_joining(session: Session, _: list[str]) -> int:
    """Two lines of work are being joined: everything is checked but the days, which neither side can help now."""
    from ledger.commands.staged import check_staged

    return _judge(session, check_staged(session, joining=True).findings, "NOT JOINED")


def _write_summary(session: Session, arguments: list[str]) -> int:
    """Put the sentences of what changed above what git has prepared, where the person gave no message of their own."""
    path, source = Path(arguments[0]), arguments[1] if len(arguments) > 1 else ""
    if source not in ("", "template"):
        return 0
    from ledger.commands.summarising import Changed, message_of

    staged = [one for one in session.git.staged(["cases"]) if one.path.endswith(".yaml")]
    names = [blob for one in staged for blob in (one.before, one.after) if blob]
    blobs = dict(zip(names, session.git.contents(names), strict=True))
    changed = [Changed(one.path, blobs.get(one.before or ""), blobs.get(one.after or "")) for one in staged]
    text = message_of(changed, session.version)
    if text:
        path.write_bytes(text.encode() + b"\n" + path.read_bytes().lstrip(b"\n"))
    return 0


def _read_message(session: Session, arguments: list[str]) -> int:
    from ledger.core.privacy import personal_data

    written = Path(arguments[0]).read_bytes().partition(_SCISSORS)[0]
    text = session.git.run("stripspace", "--strip-comments", stdin=written).decode("utf-8", "replace")
    found = personal_data(text, session.identities, in_message=True)
    code = _judge(session, [finding._replace(file="message") for finding in found], "NOT SAVED")
    if code:
        session.note(f"Your message is still in {arguments[0]}.")
    return code


def _before_sharing(session: Session, _: list[str]) -> int:
    """Check the cases between what the shared copy holds and what would be sent, as the hook before a save does."""
    from ledger.commands.staged import compare

    found: list[Finding] = []
    for line in sys.stdin.read().splitlines():
        _, ours, _, theirs = line.split(" ")
        if ours.strip(_NOTHING):
            found += compare(session, theirs if theirs.strip(_NOTHING) else None, ours)
    return _judge(session, found, "NOT SHARED")


def _judge(session: Session, findings: Sequence[Finding], stopped: str) -> int:
    """Say what was found; an error stops. The first line stands alone: editors and windows often show no more."""
    errors = [finding for finding in findings if severity_of(finding) == ERROR]
    if errors:
        first = errors[0]
        place = f"{first.file} line {first.line}" if first.line else first.file
        session.note(f"{stopped}: {place}: {first.message}")
        session.note("Nothing you typed is lost. Put right what is named below, then try again.")
    session.report(findings)
    return int(bool(errors))


_HOOKS: dict[str, Callable[[Session, list[str]], int]] = {
    "pre-commit": _before_save,
    "pre-merge-commit": _before_joining,
    "prepare-commit-msg": _write_summary,
    "commit-msg": _read_message,
    "pre-push": _before_sharing,
}
