"""What the ledger's hooks do. They look and they speak; they never write to the ledger."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ledger.commands.session import Asked, Session
from ledger.core.arrival import rewritten
from ledger.core.finding import ERROR
from ledger.core.severity import severity_of
from ledger.store.git.state import joining
from ledger.store.refusal import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ledger.core.finding import Finding

_SCISSORS = b"------------------------ >8 ------------------------"
_NOTHING = "0"
_PLAIN_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def run_hook(name: str, arguments: Sequence[str]) -> int:
    """Run one hook as git would, in the top folder of the work tree; the exit code lets the save pass or stops it.

    Raises UsageError for a hook that is not ours.
    """
    if name in ("pre-receive", "post-receive"):
        from ledger.commands.receiving import receive

        return receive(name)
    if name == "textconv":  # no hook, but started by git in the same way: it shows a case in a comparison
        from ledger.commands.in_diffs import show_for_diff

        return show_for_diff(arguments)
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
    joined = _joined(session)
    changed = session.git.staged()
    if not changed and not joined:
        return 0
    from ledger.commands.staged import judge

    others = [session.git.staged(against=rev) for rev in joined]
    judged = judge(session.library, session.git, changed, deadlines=not joined, others=others, joined=joined)
    for stop in judged.stops:
        if severity_of(stop.finding) == ERROR and judged.today is not None:
            from ledger.report.door import stopped

            for line in stopped(stop, judged.today):
                session.note(line)
            return 1
    return _judge(session, judged.checked.findings, "NOT JOINED" if joined else "NOT SAVED")


def _before_joining(session: Session, _: list[str]) -> int:
    """Both sides are looked at: an entry of either must stand in what they are joined to."""
    from ledger.commands.staged import judge_staged

    judged = judge_staged(session.library, session.git, deadlines=False, joined=_joined(session))
    return _judge(session, judged.checked.findings, "NOT JOINED")


def _joined(session: Session) -> list[str]:
    """The states that a merge under way joins to ours; without one, none."""
    return joining(Path(session.index).parent if session.index is not None else session.root / ".git")


def _write_summary(session: Session, arguments: list[str]) -> int:
    """Put the sentences of what changed above what git has prepared, where the person gave no message of their own."""
    path, source = Path(arguments[0]), "".join(arguments[1:2]) or os.environ.get("PRE_COMMIT_COMMIT_MSG_SOURCE", "")
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


def _before_sharing(session: Session, arguments: list[str]) -> int:
    """Every change that the shared copy does not hold yet, and what they come to; days are not held against anyone."""
    found: list[Finding] = []
    remote = arguments[0] if arguments else os.environ.get("PRE_COMMIT_REMOTE_NAME", "")
    beyond = f"--remotes={remote}" if _PLAIN_NAME.fullmatch(remote) else "--remotes"
    for ours, theirs in _about_to_be_shared():
        from ledger.commands.bringing import Bringing, judge_brought

        old = theirs if theirs.strip(_NOTHING) and session.git.knows(theirs) else None
        if old is not None and not session.git.follows(old, ours):
            found.append(rewritten(old))
        now = None if session.settings.frozen_on else int(session.now.timestamp())
        asked = Bringing(ours, old, beyond=beyond, now=now, identities=session.identities)
        found += judge_brought(session.git, asked).findings
    return _judge(session, list(dict.fromkeys(found)), "NOT SHARED")


def _about_to_be_shared() -> Iterator[tuple[str, str]]:
    """What is to be shared and what it follows, as git says on the standard input, or else the pre-commit program."""
    lines = sys.stdin.read().splitlines()
    for ours, theirs in (line.split(" ")[1::2] for line in lines):
        if ours.strip(_NOTHING):
            yield ours, theirs
    ours = os.environ.get("PRE_COMMIT_TO_REF") or os.environ.get("PRE_COMMIT_LOCAL_BRANCH", "")
    if not lines and ours:
        yield ours, os.environ.get("PRE_COMMIT_FROM_REF", "")


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


def _join_versions(session: Session, arguments: list[str]) -> int:
    from ledger.commands.merge_driver import merge_driver

    return merge_driver(session, arguments)


_HOOKS: dict[str, Callable[[Session, list[str]], int]] = {
    "pre-commit": _before_save,
    "pre-merge-commit": _before_joining,
    "prepare-commit-msg": _write_summary,
    "commit-msg": _read_message,
    "pre-push": _before_sharing,
    "merge-driver": _join_versions,
}
