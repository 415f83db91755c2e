"""``recoup check``: whether the files are right, each for itself and side by side."""

from __future__ import annotations

from typing import Annotated

import typer

from ledger.commands import checking
from ledger.commands.session import session_of
from ledger.core.severity import FAIL_ON
from ledger.store.refusal import UsageError


def check(
    ctx: typer.Context,
    paths: Annotated[list[str] | None, typer.Argument(metavar="[PATH]...", help="Files or folders; none: all.")] = None,
    staged: Annotated[bool, typer.Option("--staged", help="Look at what is about to be saved.")] = False,
    fix: Annotated[
        bool, typer.Option("--fix", help="First fill in what the program writes: recorded, sha256.")
    ] = False,
    since: Annotated[
        str, typer.Option(metavar="REV", help="Look at every save after this one, as a server would.")
    ] = "",
    signers: Annotated[
        str, typer.Option(metavar="FILE", help="With --since: saves must be signed with a key of this list.")
    ] = "",
    fail_on: Annotated[str, typer.Option(metavar="LEVEL", help="Fail on error, on warning, or never.")] = "error",
) -> None:
    """Check files for mistakes.

    Ends with 1 where something at or above the failing level was found, with 0 otherwise.
    """
    session = session_of(ctx)
    _known("--fail-on", fail_on, FAIL_ON)
    _known("--format", session.format, checking.FORMATS)
    if paths and not session.asked.ledger:
        session.asked.ledger = str(checking.root_for(paths))
    library = session.library
    if since:
        from ledger.commands.since import check_since

        found = check_since(session, since, signers)
    elif staged:
        from ledger.commands.staged import judge_staged
        from ledger.store.git.state import joining

        state = session.git.state()
        joined = joining(state.git_dir)
        found = judge_staged(library, session.git, deadlines=not state.unfinished, joined=joined).checked
    else:
        files = checking.named(library, paths or [])
        if fix:
            from ledger.commands.fixing import fix_files

            fix_files(session, files or library.case_files())
        found = checking.check(library, files) if paths else checking.check_whole(library, session.today)
    session.leave(checking.show(found, fail_on, session.format, quiet=session.quiet))


def _known(option: str, word: str, words: tuple[str, ...]) -> None:
    if word not in words:
        raise UsageError(f"{option} takes {', '.join(words[:-1])} or {words[-1]}, not {word!r}")
