"""``recoup seal``: bind the saved state to hashes that somebody outside can keep."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ledger.commands.session import session_of
from ledger.core.audit.seal import kept_lines
from ledger.report.audit import seals_as_data
from ledger.store.refusal import UsageError

if TYPE_CHECKING:
    from ledger.commands.session import Session
    from ledger.core.audit.seal import Sealed


def seal(
    ctx: typer.Context,
    list_: Annotated[bool, typer.Option("--list", help="List the seals, each as the line to keep.")] = False,
    check: Annotated[
        str, typer.Option(metavar="FILE", help="Hold the lines that somebody kept against this copy.")
    ] = "",
) -> None:
    """Seal the last saved state; print the line that somebody outside should keep."""
    session = session_of(ctx)
    if session.format not in ("text", "json"):
        raise UsageError(f"--format takes text or json, not {session.format!r}")
    if check:
        _check(session, Path(check).expanduser())
    elif list_:
        _list(session)
    else:
        _make(session)


def _make(session: Session) -> None:
    from ledger.commands.sealing import seal as make

    made = make(session)
    if session.format == "json":
        session.json("seal", {"seals": seals_as_data([made])})
        return
    session.say(made.kept_line)
    session.confirm(f"Sealed, {'signed with your key' if made.signed else 'not signed: this computer has no key'}.")
    session.confirm("Send the first line to somebody outside who keeps it, such as your attorney.")
    session.confirm("Later: recoup seal --check FILE, with that line in FILE.")


def _list(session: Session) -> None:
    from ledger.store.git.seals import seals_of

    found = seals_of(session.git)
    if session.format == "json":
        session.json("seal", {"seals": seals_as_data(found)})
        return
    for one in found:
        session.say(one.kept_line)
    if not found:
        session.confirm("There is no seal yet: recoup seal makes one.")


def _check(session: Session, file: Path) -> None:
    """Every kept line: the seal is the same, its state is part of the history, and its hashes come out again."""
    lines = _lines(file)
    wrong: list[str] = []
    for line in lines:
        found = _wrong_with(session, line)
        wrong += found
        if not found:
            session.confirm(f"{line.partition(' ')[0]}: as it was kept; every file of that state has its hash.")
    for one in wrong:
        session.say(one)
    if wrong:
        session.leave(1)


def _lines(file: Path) -> tuple[str, ...]:
    try:
        lines = kept_lines(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError):
        message = f"{file} cannot be read"
        raise UsageError(message, "name the file with the line that was kept") from None
    if not lines:
        message = f"{file} holds no line of a seal"
        raise UsageError(message, "a line begins with seal/ and holds three hashes, as recoup seal --list prints it")
    return lines


def _wrong_with(session: Session, line: str) -> list[str]:
    from ledger.commands.sealing import manifest_of
    from ledger.core.audit.seal import kept_otherwise
    from ledger.store.git.seals import seals_of

    now: dict[str, Sealed] = {one.name: one for one in seals_of(session.git)}
    wrong = [one.finding.message for one in kept_otherwise(line, now)]
    if wrong:
        return wrong
    name, tag, save, digest = line.split(" ")
    if session.git.ask("merge-base", "--is-ancestor", save, "HEAD").status:
        wrong.append(f"{name} stands on {save[:10]}, which is no longer part of the history")
    found = manifest_of(session, save)
    sealed = next(one for one in now.values() if one.tag == tag)
    if found.files != digest:
        wrong.append(f"{name}: the files of that state have other hashes than those sealed")
    if found.documents != sealed.field("documents-sha256"):
        wrong.append(f"{name}: the papers that its cases name have other hashes than those sealed")
    return wrong
