"""The ceremony itself: a seal before, the rewriting in a copy beside the ledger, the record, a seal after, one swap."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, NamedTuple

from ledger.commands.held import require_no_hold, require_role
from ledger.commands.removal_plan import Plan, made, pattern, same_store
from ledger.commands.session import Asked, Session
from ledger.core.audit.seal import FOLDER as SEALS
from ledger.core.audit.seal import Sealed
from ledger.core.finding import ERROR
from ledger.core.law.governing import counted
from ledger.core.removal import PLACES, digest_of, names_text
from ledger.core.removing import file_of, patterns, record
from ledger.core.severity import severity_of
from ledger.report.columns import wrapped
from ledger.store.git import rewriting
from ledger.store.git.seals import seals_of
from ledger.store.git.whole import lines, names_of
from ledger.store.refusal import Refused, UsageError
from ledger.store.saving import Write, save, turn
from ledger.store.saving.place import folder
from ledger.store.saving.ready import REMOVAL, require_ready

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from ledger.core.removing import Wanted
    from ledger.store.git import Git

_KEY_LETTERS = 52


class Done(NamedTuple):
    """What the copy beside the ledger came to: its record, both seals, the seals that go, the digest's key."""

    id: str
    before: Sealed
    after: Sealed
    gone: tuple[str, ...]
    renamed: int
    key: str


def do(session: Session, wanted: Wanted) -> None:
    """Remove the text. Whatever is refused, and whatever interrupts before the swap, leaves the ledger as it was."""
    rewriting.require_tool()
    require_role(session, "remove what was saved")
    git = session.git
    with turn(git) as home:
        require_ready(git, git.state())
        why = rewriting.obstacles(git, names_of(git).others)
        if why:
            raise Refused(f"{why}; nothing was changed", "settle that first, with recoup save or by hand")
        plan = made(session, wanted)
        require_no_hold(session, plan.cases)
        _require_possible(session, wanted, plan)
        wanted = wanted._replace(replacement=_mark(session, wanted))
        where = home / rewriting.FOLDER
        try:
            beside = rewriting.copy_beside(git, where)
            done = _rewritten(git, beside, wanted, plan)
            rewriting.bring_over(git, beside)
            with folder(home) as place:
                place.write(REMOVAL, json.dumps({"id": done.id, "after": done.after.name}).encode(), private=True)
            _swap(git, beside, done, home)
        finally:
            shutil.rmtree(where, ignore_errors=True)
        addresses = rewriting.settle(git)
        with folder(home) as place:
            place.remove(REMOVAL)
    _say(session, wanted, done, addresses)


def _swap(git: Git, beside: Git, done: Done, home: Path) -> None:
    try:
        rewriting.swap(git, beside, done.gone)
    except Refused:
        with folder(home) as place:
            place.remove(REMOVAL)
        raise


def _mark(session: Session, wanted: Wanted) -> str:
    hint = "leave it out for REMOVED and a tag"
    mark = wanted.replacement or f"REMOVED-{session.tag()}"
    if not all(letter.isascii() and (letter.isalnum() or letter in "-_.") for letter in mark):
        raise UsageError("--replacement takes letters, digits, hyphens and points", hint)
    if pattern(wanted.texts).search(mark.encode()):
        raise UsageError("--replacement holds the text itself", hint)
    return mark


def _require_possible(session: Session, wanted: Wanted, plan: Plan) -> None:
    if plan.nameable:
        hint = (
            "a branch is renamed, a file or a sign-in cannot be changed afterwards: ask whoever looks after the server"
        )
        raise Refused(f"the text stands in {plan.nameable}, which is not rewritten; nothing was changed", hint)
    if not plan.found:
        raise Refused("the text stands in no saved state; nothing was changed", "compare the spelling with the file")
    if any(pattern(wanted.texts, alone=False).search(text.encode()) for text in (wanted.reason, wanted.authority)):
        raise UsageError("the reason or the authority holds the text itself", "say it without the name or number")
    from ledger.store.saving import kept_notes

    if kept_notes(session.git):
        raise Refused("calls are kept that no case holds yet; nothing was changed", "recoup save files them first")


def _rewritten(git: Git, beside: Git, wanted: Wanted, plan: Plan) -> Done:
    """Everything that is done in the copy; it is checked before the ledger takes it over."""
    from ledger.commands.sealing import seal

    there = _session(beside)
    signed = [line.commit for line in lines(beside) if line.signed]
    before = seal(there)
    seals = seals_of(beside)
    texts = _seal_texts(beside, seals)
    earlier = _errors(there)
    rewriting.forget_tags(beside, [name for name in names_of(beside).tags if name.startswith(f"refs/tags/{SEALS}")])
    renamed = rewriting.rewrite(beside, patterns(wanted.texts), wanted.replacement)
    broken = [one for one in seals if one.save in renamed]
    if before not in broken:
        raise Refused("nothing was rewritten; nothing was changed", "compare the spelling with the file")
    stay = [f"refs/tags/{one.name}" for one in seals if one not in broken]
    rewriting.bring_back(beside, git, stay)
    there = _session(beside)
    _require_sound(there, earlier)
    done_id = f"{there.now.astimezone(there.clock.zone).date()}-{there.tag()}"
    key = there.clock.letters(_KEY_LETTERS)
    facts = _facts(there, wanted, done_id, key, before, renamed, plan, len(signed))
    text = _yaml(record(facts, plan.stood_in, [one.kept_line for one in broken if one != before]))
    kept = "\n".join(texts[one.name] for one in broken)
    writes = [
        Write(file_of(done_id), None, text.encode()),
        Write(file_of(done_id, "names"), None, names_text(renamed, signed).encode()),
        Write(file_of(done_id, "seals"), None, kept.encode("utf-8", "surrogateescape")),
    ]
    save(beside, writes, _message(there, done_id, renamed))
    after = seal(there, [*_carried(there), *broken], wanted.reason)
    _require_gone(beside, wanted)
    gone = tuple(f"refs/tags/{one.name}" for one in broken if one != before)
    return Done(done_id, before, after, gone, len(renamed), key)


def _session(beside: Git) -> Session:
    asked = Asked()
    asked.ledger = str(beside.root)
    return Session(asked)


def _seal_texts(beside: Git, seals: Sequence[Sealed]) -> dict[str, str]:
    """Every seal as git holds it, with its signature: who kept it can hold theirs against it."""
    return {
        one.name: f"{one.kept_line}\n{beside.run('cat-file', '-p', one.tag).decode('utf-8', 'surrogateescape')}"
        for one in seals
    }


def _errors(there: Session) -> set[tuple[str, str]]:
    from ledger.commands.checking import check_whole

    found = check_whole(there.library, there.today).findings
    return {(one.code, one.file) for one in found if severity_of(one) == ERROR}


def _require_sound(there: Session, earlier: set[tuple[str, str]]) -> None:
    from ledger.commands.checking import check_whole

    found = check_whole(there.library, there.today).findings
    new = [one for one in found if severity_of(one) == ERROR and (one.code, one.file) not in earlier]
    if new:
        there.report(new)
        raise Refused(
            "without the text the files would have the mistakes above; nothing was changed",
            "give what may stand in its place: --replacement",
        )


def _require_gone(beside: Git, wanted: Wanted) -> None:
    beside.run("reflog", "expire", "--expire=now", "--expire-unreachable=now", "--all", writes=True)
    beside.run("gc", "--quiet", "--prune=now", writes=True, seconds=3600)
    left = same_store(beside, wanted)
    if left:
        count = counted(len(left), "object")
        raise Refused(f"the text would still stand in {count} of what git keeps; nothing was changed", "report this")


def _carried(there: Session) -> list[Sealed]:
    """What earlier removals took away: a seal that follows several cites the seals before all of them."""
    from ledger.store.removals import removals_in

    lines_kept = [line for one in removals_in(there.library) for line in (*one.replaced, one.seal_before)]
    return [
        Sealed(name, tag, saved, f"files-sha256: {digest}\n")
        for name, tag, saved, digest in (line.split(" ") for line in dict.fromkeys(lines_kept))
    ]


def _facts(
    there: Session,
    wanted: Wanted,
    done_id: str,
    key: str,
    before: Sealed,
    renamed: Mapping[str, str],
    plan: Plan,
    signed: int,
) -> dict[str, str]:
    return {
        "id": done_id,
        "removed_on": done_id[:10],
        "reason": wanted.reason,
        "authority": wanted.authority,
        "digest": digest_of(key.encode(), "\n".join(wanted.texts)),
        "spellings": str(len(wanted.texts)),
        "replacement": wanted.replacement,
        "messages": str(plan.messages),
        "saves_renamed": str(len(renamed)),
        "signatures_ended": str(signed),
        "names": file_of(done_id, "names"),
        "seal_before": before.kept_line,
        "recorded": there.stamp(),
    }


def _yaml(tree: Mapping[str, object]) -> str:
    from ledger.store.yaml.fragment import field

    head = "# A removal: what was rewritten and why, never the text itself. Lines are only added under done:\n"
    return head + "\n".join(line for key, value in tree.items() for line in field(key, value)) + "\n"  # type: ignore[arg-type]  # a record is text and lists


def _message(there: Session, done_id: str, renamed: Mapping[str, str]) -> str:
    subject = f"Removal {done_id}: a text that was saved by mistake is out of every saved state"
    return (
        f"{subject}\n\n{counted(len(renamed), 'state')} got another name.\n\nEvent: removal\nRecoup: {there.version}\n"
    )


def _say(session: Session, wanted: Wanted, done: Done, addresses: Sequence[str]) -> None:
    from ledger.commands.removal_after import keep_key, left_in_files

    session.say(f"Removed. {counted(done.renamed, 'saved state')} got another name; {wanted.replacement} stands there.")
    session.say(f"Record: {file_of(done.id)}")
    session.say(keep_key(session, done.id, done.key))
    session.say("For whoever keeps your seals, with the reason:")
    session.say(f"  before  {done.before.kept_line}")
    session.say(f"  after   {done.after.kept_line}")
    for address in addresses:
        for line in wrapped(f"This copy no longer shares with {address}: it holds the old states, with the text."):
            session.say(line)
    left = [*same_store(session.git, wanted), *left_in_files(session, pattern(wanted.texts))]
    session.say(f"NOT GONE from: {', '.join(left)}" if left else "Looked again: it is in nothing that git keeps here.")
    session.say("Still to be done, each ticked with recoup remove --tick PLACE:")
    for place, what in PLACES.items():
        for line in wrapped(f"  {place:<13} {what}", " " * 16):
            session.say(line)
    if left:
        session.leave(1)
