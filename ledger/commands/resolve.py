"""``recoup resolve``: join what two people changed, after a join of histories that stopped for it."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING, Annotated

import typer

from ledger.commands import arguments
from ledger.commands.asking import ask, at_terminal
from ledger.commands.recording import show_difference
from ledger.commands.resolving import SIDE_WORDS, Keep, Mended, joint, mended, question
from ledger.commands.session import goes_by, listed, session_of
from ledger.core.names import id_of, ids_meant
from ledger.report.joining import asked, waiting
from ledger.store.merging import kind_of
from ledger.store.refusal import Refused, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ledger.commands.resolving import Joint
    from ledger.commands.session import Session
    from ledger.report.joining import Question
    from ledger.store.git import State
    from ledger.store.git.joining import Stages

_REPLAYED = {"rebase": "git rebase --continue", "cherry-pick": "git cherry-pick --continue"}
_CONTINUED = {**_REPLAYED, "revert": "git revert --continue", "am": "git am --continue"}


def resolve(
    ctx: typer.Context,
    cases: Annotated[list[str] | None, arguments.cases] = None,
    keep: Annotated[
        list[str] | None,
        typer.Option("--keep", metavar="WHAT", help="mine, theirs or before; or FIELD=mine, FIELD=VALUE; repeat it."),
    ] = None,
) -> None:
    """Join what two people changed in one case, field by field.

    Entries of both sides are all kept. What both changed in different ways is asked at a terminal, or told with --keep.
    """
    session = session_of(ctx)
    from ledger.store.git.joining import conflicted
    from ledger.store.saving import turn
    from ledger.store.saving.ready import require_repository

    state = session.git.state()
    require_repository(state)
    told = _keep(keep or [])
    with nullcontext() if session.dry_run else turn(session.git):
        everything = conflicted(session.git)
        files = _named(session, everything, cases or [])
        open_files = [file for file in files if not _mend(session, file, everything[file], state, told)]
        if open_files:
            session.leave(1)
        _end(session, state, everything)


def _keep(words: Sequence[str]) -> Keep:
    everywhere, fields = "", {}
    for word in words:
        field, equals, value = word.partition("=")
        if equals and field:
            fields[field.strip()] = value.strip()
        elif word in SIDE_WORDS and not everywhere:
            everywhere = word
        else:
            raise UsageError(f"--keep takes mine, theirs or before, or FIELD=VALUE, not {word!r}")
    return Keep(everywhere, fields)


def _named(session: Session, everything: dict[str, Stages], cases: Sequence[str]) -> list[str]:
    """The files to mend: all of the ledger that wait, or those of the cases named."""
    waiting_files = [file for file in everything if kind_of(file) is not None]
    if not cases:
        return waiting_files
    files = []
    for name in cases:
        meant = _meant(session, everything, waiting_files, name)
        if not meant:
            raise UsageError(f"no case called {name!r} waits to be joined", "recoup resolve alone shows what waits")
        if len(meant) > 1:
            message = f"{name!r} can mean {listed([id_of(file) for file in meant])}"
            raise UsageError(message, "type the id of the one you mean")
        files += meant
    return files


def _meant(session: Session, everything: dict[str, Stages], waiting_files: Sequence[str], name: str) -> list[str]:
    """The waiting files that a name can mean. A file with markers cannot be read: its versions say how it is called."""
    from ledger.store.git.joining import versions_of
    from ledger.store.library import load_case

    by_id = {id_of(file): file for file in waiting_files}
    meant = [by_id[case_id] for case_id in ids_meant(name, by_id)]
    meant = meant or [file for file in session.files_named(name) if file in waiting_files]
    if meant:
        return meant
    versions = ((file, data) for file in waiting_files for data in versions_of(session.git, everything[file]))
    found = (file for file, data in versions if data and name.encode() in data and goes_by(load_case(data, file), name))
    return list(dict.fromkeys(found))


def _mend(session: Session, file: str, stages: Stages, state: State, keep: Keep) -> bool:
    """Mend one file as far as it goes; whether nothing is left to decide in it."""
    one = joint(session, file, stages, turned=state.unfinished in _REPLAYED and state.unfinished == "rebase")
    result = mended(session, one, keep, _asking(session, one))
    if result.note:
        session.note(f"{one.called}: {result.note}")
    session.report(result.findings)
    _write(session, file, result)
    if not result.left:
        session.confirm(f"{one.called}: joined" + (f"; decided: {', '.join(result.decided)}" if result.decided else ""))
        return True
    for line in waiting(one.called, [question(one, conflict) for conflict in result.left]):
        session.say(line)
    return False


def _asking(session: Session, one: Joint) -> Callable[[Question], str]:
    def put(to_decide: Question) -> str:
        if session.dry_run or not at_terminal():
            return ""
        for line in [f"{one.called}, both changed:", *asked(to_decide)]:
            session.note(line)
        return ask("Keep (mine, theirs, before, or the right value; nothing leaves it open)")

    return put


def _write(session: Session, file: str, result: Mended) -> None:
    """Put the joined file in its place, and tell git when nothing is left in it."""
    from ledger.store.git.joining import take
    from ledger.store.saving import Write
    from ledger.store.saving.place import folder, inside, refusal

    parts = inside(file)
    try:
        with folder(session.root, parts[:-1], make=not session.dry_run) as place:
            before = place.read(parts[-1])
            if session.dry_run:
                show_difference(session, Write(file, before, result.data))
                return
            place.sweep()
            if before != result.data:
                place.write(parts[-1], result.data)
    except OSError as error:
        raise refusal(error, file) from None
    if not result.left:
        take(session.git, [file])


def _end(session: Session, state: State, everything: dict[str, Stages]) -> None:
    """Save the join when nothing waits any more, or say how it goes on."""
    from ledger.store.git.joining import conflicted, finish

    others = list(everything) if session.dry_run else list(conflicted(session.git))
    if session.dry_run:
        return
    if others:
        named = ", ".join(id_of(file) if file.startswith("cases/") else file for file in others[:3])
        raise Refused(
            f"still to be decided: {named}", "recoup resolve for cases; other files with an editor, then git add"
        )
    if state.unfinished in _CONTINUED:
        session.confirm(f"Nothing is left to decide. Go on: {_CONTINUED[state.unfinished]}")
    elif state.unfinished != "merge":
        session.confirm("Nothing waits to be joined.")
    elif session.commit:
        finish(session.git, _message(everything, session.version))
        session.confirm("Both versions are joined and saved.")


def _message(files: dict[str, Stages], version: str) -> str:
    """The message of the save: which cases were joined; no value stands in it."""
    called = [id_of(file) if file.startswith("cases/") else file for file in files]
    more = f" and {len(called) - 3} more" if len(called) > 3 else ""  # noqa: PLR2004 - as many as a line takes
    subject = f"{', '.join(called[:3])}{more}: two versions joined" if called else "Two histories joined"
    cases = [f"Case: {name}" for name in called if name.startswith("RC-")]
    return "\n".join([subject, "", *cases, "Event: joined", f"Recoup: {version}"]) + "\n"
