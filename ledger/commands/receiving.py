"""What a shared copy's hooks do: judge what is being brought before it is taken over, and note who brought it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ledger.commands.bringing import Bringing, judge_brought
from ledger.core.arrival import rewritten
from ledger.core.finding import ERROR, Finding
from ledger.core.received import short
from ledger.core.severity import severity_of
from ledger.report.clean import clean
from ledger.report.receiving import not_taken_over
from ledger.store.clock import clock_of
from ledger.store.git.bare import Bare
from ledger.store.receiving import admitted, note, received, signers_file
from ledger.store.refusal import Refused
from ledger.store.root import MARK

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_NOTHING = "0"
_BRANCHES = "refs/heads/"
_TAGS = "refs/tags/"


class Update(NamedTuple):
    """What somebody wants to move: old and new state, empty for none, and the name that is to stand for it."""

    old: str
    new: str
    name: str


def receive(hook: str) -> int:
    """Run one of the two hooks of a shared copy; git hands over what is being brought on the standard input."""
    git = Bare(Path(os.environ.get("GIT_DIR", ".")))
    updates = [_update(line) for line in sys.stdin.read().splitlines()]
    if hook == "post-receive":
        note(git, updates)
        return 0
    sentences, findings = judge_push(git, updates)
    if not sentences and not findings:
        return 0
    for line in not_taken_over(sentences, findings):
        sys.stderr.write(f"{clean(line)}\n")
    return 1


def judge_push(git: Bare, updates: Sequence[Update]) -> tuple[list[str], list[Finding]]:
    """What forbids to take over what is being brought: sentences about names that may not move so, and findings.

    Raises Refused where the copy's own list is not there, and where signatures are demanded but no keys are listed.
    """
    received(git)
    sentences = [said for update in updates for said in _forbidden(update)]
    if sentences:
        return sentences, []
    let_in = admitted(git)
    now = int(clock_of("UTC", None, None).now.timestamp())
    found: list[Finding] = []
    judged: list[str] = []
    for update in sorted(updates, key=lambda one: (not one.name.startswith(_BRANCHES), one.name)):
        old = update.old if update.name.startswith(_BRANCHES) else ""
        if old and not git.follows(old, update.new):
            found.append(rewritten(old))
            continue
        signers = _signers(git, old)
        asked = Bringing(update.new, old or None, tuple(judged), "--all", now, signers, admitted=let_in)
        found += judge_brought(git, asked).findings
        judged.append(update.new)
    return [], [one for one in dict.fromkeys(found) if severity_of(one) == ERROR]


def _update(line: str) -> Update:
    old, new, name = line.split(" ", 2)
    return Update(old if old.strip(_NOTHING) else "", new if new.strip(_NOTHING) else "", name)


def _forbidden(update: Update) -> Iterator[str]:
    if not update.name.startswith((_BRANCHES, _TAGS)):
        yield f"{update.name} is not taken over: a shared copy holds what was saved, and seals."
    elif not update.new:
        yield f"{short(update.name)} is not removed: what was shared stays."
    elif update.old and update.name.startswith(_TAGS):
        yield f"{short(update.name)} was set before and is never moved. Give the new one another name."


def _signers(git: Bare, old: str) -> Path | None:
    """The server's list of keys, where it has one or the shared state demands signatures; what is brought has no say.

    Raises Refused where signatures are demanded and there is no list.
    """
    path = signers_file(git)
    if path.is_file():
        return path
    if any(_demands_signatures(git, state) for state in (old, git.branch()) if state):
        message = "this ledger takes only signed changes, and the server has no list of keys to hold them against"
        raise Refused(message, "whoever looks after the server runs: recoup server-hook DIR --signers FILE")
    return None


def _demands_signatures(git: Bare, state: str) -> bool:
    from ledger.core.practice import Settings
    from ledger.core.typed import typed
    from ledger.store.schema import schema
    from ledger.store.yaml.reader import read

    data = git.blob_at(state, MARK)
    tree = None if data is None else read(data)[0]
    settings = None if tree is None else typed(tree, schema("ledger"), "ledger")[0]
    return isinstance(settings, Settings) and settings.signing is not None and bool(settings.signing.required)
