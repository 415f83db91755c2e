"""What the ledger's hooks do. They look and they speak; they never write to the ledger."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ledger.commands.session import Asked, Session
from ledger.core.finding import ERROR
from ledger.core.severity import severity_of
from ledger.store.git import GitFailed
from ledger.store.refusal import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ledger.core.finding import Finding
    from ledger.store.git import Git, Staged

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
    """What is about to be saved. In a merge nobody is held to a day: neither side can help it now."""
    merging = session.index is not None and (Path(session.index).parent / "MERGE_HEAD").exists()
    changed = session.git.staged()
    if not changed:
        return 0
    from ledger.commands.staged import judge

    judged = judge(session.library, session.git, changed, deadlines=not merging)
    for stop in judged.stops:
        if severity_of(stop.finding) == ERROR and judged.today is not None:
            from ledger.report.door import stopped

            for line in stopped(stop, judged.today):
                session.note(line)
            return 1
    return _judge(session, judged.checked.findings, "NOT SAVED")


def _before_joining(session: Session, _: list[str]) -> int:
    from ledger.commands.staged import judge_staged

    judged = judge_staged(session.library, session.git, deadlines=False)
    return _judge(session, judged.checked.findings, "NOT JOINED")


def _write_summary(session: Session, arguments: list[str]) -> int:
    """Put the sentences of what changed above what git has prepared, where the person gave no message of their own."""
    path, source = Path(arguments[0]), "".join(arguments[1:2])
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
    """What the shared copy does not hold yet is checked as before a save, but for the days."""
    from ledger.commands.staged import judge

    found: list[Finding] = []
    for named in sys.stdin.read().splitlines():
        ours, theirs = named.split(" ")[1::2]
        if ours.strip(_NOTHING):
            entries = _not_shared_yet(session.git, theirs, ours)
            found += judge(session.library, session.git, entries, deadlines=False).checked.findings
    return _judge(session, found, "NOT SHARED")


def _not_shared_yet(git: Git, theirs: str, ours: str) -> list[Staged]:
    """The files that sharing would change; all of them where the shared copy has nothing, or nothing we know."""
    if theirs.strip(_NOTHING):
        with suppress(GitFailed):
            return git.between(theirs, ours)
    return git.between(None, ours)


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
