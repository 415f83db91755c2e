"""``recoup undo``: takes back the last thing that was written here, by a further entry or by the old values."""

from __future__ import annotations

from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from ledger.commands.asking import ask, at_terminal
from ledger.commands.session import session_of
from ledger.store.refusal import Refused, UsageError

if TYPE_CHECKING:
    from ledger.commands.session import Session
    from ledger.commands.undoing import Plan, Save
    from ledger.store.library import Loaded
    from ledger.store.saving import Write
    from ledger.store.saving.written import Written

LISTED = 10
_YES = ("y", "yes")
_FILES_SHOWN = 5


def undo(
    ctx: typer.Context,
    change: Annotated[
        str, typer.Argument(metavar="[CHANGE]", help="A name from --list; the last one if left out.")
    ] = "",
    list_: Annotated[
        bool, typer.Option("--list", help="Show what could be taken back, and take back nothing.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do it without asking.")] = False,
) -> None:
    """Take back the last thing that you wrote with this program.

    Text that is not saved is put back as it was. What was saved stays: a further entry withdraws it, an old value is
    saved again, a new case is closed as entered in error.
    """
    session = session_of(ctx)
    _begin(session)
    if list_:
        _show_all(session)
        return
    _tell_of_kept(session)
    written = None if change else _last_written(session)
    if written is not None:
        _put_back(session, written, yes=yes)
    else:
        _take_back(session, _named(session, change), yes=yes)


def _begin(session: Session) -> None:
    """Finish what an earlier command could not, then say why nothing can be taken back."""
    from ledger.commands.recording import say_finished
    from ledger.store.saving import recover
    from ledger.store.saving.ready import require_ready

    finished = recover(session.git)
    if finished is not None:
        say_finished(session, finished)
    require_ready(session.git, session.git.state())


def _tell_of_kept(session: Session) -> None:
    """A note that waits for its case was perhaps what the person means: say that it is another matter."""
    from ledger.store.saving import kept_notes

    for note in kept_notes(session.git):
        session.note(f"Kept, not filed, and left alone: {note.case}, {note.change.subject}.")


# what was written and not saved


def _last_written(session: Session) -> Written | None:
    from ledger.store.saving.written import unsaved

    return next(reversed(unsaved(session.git)), None)


def _put_back(session: Session, written: Written, *, yes: bool) -> None:
    from ledger.store.saving.written import take_back_written

    session.confirm(f"The last thing written, {_when(session, written.when)}, not saved:")
    session.confirm(f"  {written.subject}")
    for path in written.paths[:_FILES_SHOWN]:
        session.confirm(f"Taking it back puts {path} back as it was before.")
    _refuse_under_hold(session, written)
    if session.dry_run:
        return
    _ask(yes=yes)
    take_back_written(session.git, written)
    _tell(session, f"Taken back: {written.subject}. It was never saved, and nothing of it is left.")


def _refuse_under_hold(session: Session, written: Written) -> None:
    from ledger.commands.checking import kind_of
    from ledger.core.holding import standing
    from ledger.store.library import load_case

    for write in written.writes:
        before = load_case(write.before, write.path) if write.before and kind_of(write.path) == "case" else None
        held = standing(before.case if before is not None else None, session.settings)
        if held:
            raise Refused(f"a {held[0].told} stands; nothing is taken back", "recoup save keeps what was written")


# what was saved


def _named(session: Session, name: str) -> Save:
    """The save that is meant. Raises Refused, UsageError where there is none."""
    from ledger.commands.undoing import saves

    found = next((one for one in saves(session) if one.commit.commit.startswith(name.lower())), None)
    if found is None and name:
        raise UsageError(f"nothing that could be taken back is called {name!r}", "recoup undo --list")
    if found is None:
        raise Refused("nothing was written here that could be taken back", "recoup history shows what was saved")
    return found


def _take_back(session: Session, save: Save, *, yes: bool) -> None:
    from ledger.commands.undoing import message_of, plan

    session.confirm(f"Saved {_when(session, save.at)}:")
    session.confirm(f"  {save.commit.subject}")
    made = plan(session, save)
    if made.obstacle:
        raise Refused(
            f"this cannot be taken back: {made.obstacle}", "recoup undo --list shows what can; nothing changed"
        )
    session.confirm("Taking it back saves, as a further change:")
    for sentence in made.sentences:
        _tell(session, f"  {sentence}")
    _check(session, made)
    if not session.dry_run:
        _ask(yes=yes)
    session.keep(made.writes, message_of(session, save, made))
    if not session.dry_run:
        _say(session, save, made)


def _check(session: Session, made: Plan) -> None:
    """Raise Refused, after naming them, where taking it back would leave mistakes that are not there now."""
    from ledger.commands.guarding import new_mistakes
    from ledger.store.library import load_case

    as_now = {write.path: write.before or b"" for write in made.writes}
    for changed in made.cases:
        wrong = new_mistakes(session, load_case(as_now[changed.file], changed.file), changed)
        if wrong:
            session.report(wrong)
            raise Refused("not taken back: it would leave the mistakes above", "nothing was changed")


def _say(session: Session, save: Save, made: Plan) -> None:
    from ledger.report.columns import DISCLAIMER
    from ledger.report.following import next_day

    _tell(session, f"Taken back: {save.commit.subject}. Both stay in the history.")
    if any(_took_a_paper_back(write, one) for write in made.writes for one in made.cases if one.file == write.path):
        session.confirm("The paper itself stays in the private folder.")
    cases = [one.case for one in made.cases if one.case is not None]
    following = [line for case in cases for line in next_day(session.deadlines(case), session.today)]
    for line in following:
        session.confirm(line)
    if following:
        session.confirm(DISCLAIMER)
    if not session.commit:
        session.confirm("Written, not yet saved: recoup save keeps it.")


def _took_a_paper_back(write: Write, after: Loaded) -> bool:
    """Whether this change, and no earlier one, took a document of the case back."""
    from ledger.store.library import load_case

    before = load_case(write.before or b"", write.path).case
    papers = after.case.documents if after.case is not None else ()
    known = len(before.documents) if before is not None else 0
    return any(paper.retracts for paper in papers[known:])


# words


def _show_all(session: Session) -> None:
    from ledger.commands.undoing import plan, saves
    from ledger.store.saving.written import unsaved, untouched

    rows: list[dict[str, str]] = []
    for written in reversed(unsaved(session.git)):
        why = "" if untouched(session.git, written) else "changed since it was written"
        rows.append(
            {
                "name": "",
                "at": f"{written.when:%Y-%m-%dT%H:%M:%SZ}",
                "said": f"not saved: {written.subject}",
                "not": why,
            }
        )
    for save in islice(saves(session), LISTED):
        why = plan(session, save).obstacle
        rows.append({"name": save.name, "at": f"{save.at:%Y-%m-%dT%H:%M:%SZ}", "said": save.commit.subject, "not": why})
    if session.format == "json":
        session.json("undo", {"changes": rows})
        return
    from ledger.report.columns import wrapped

    if not rows:
        session.confirm("Nothing was written here that could be taken back.")
    for row in rows:
        when = _when(session, datetime.fromisoformat(row["at"]))
        for line in wrapped(f"{row['name'] or 'unsaved':<8} {when}  {row['said']}", " " * 9):
            session.say(line)
        for line in wrapped(f"{'':9}not taken back: {row['not']}", " " * 11) if row["not"] else ():
            session.say(line)


def _tell(session: Session, text: str) -> None:
    from ledger.report.columns import wrapped

    for line in wrapped(text, "    "):
        session.confirm(line)


def _when(session: Session, at: datetime) -> str:
    from ledger.core.day import short

    here = at.astimezone(session.clock.zone)
    return f"{short(here.date())} {here:%H:%M}"


def _ask(*, yes: bool) -> None:
    if yes:
        return
    if not at_terminal():
        raise Refused("nothing was taken back: nobody can be asked here", "recoup undo --yes")
    if ask("Take it back? (yes, no)", "no").casefold() not in _YES:
        raise Refused("nothing was taken back", "recoup undo --list shows more")
