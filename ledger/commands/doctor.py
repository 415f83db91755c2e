"""``recoup doctor``: looks at this copy and this computer, one named check after the other, and mends what is safe."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ledger.commands.session import session_of
from ledger.core.health.check import OK, UNKNOWN, WRONG, Answer
from ledger.store.refusal import LedgerError, UsageError

if TYPE_CHECKING:
    from ledger.commands.doctor_checks import Named
    from ledger.commands.doctoring import Copy


def doctor(
    ctx: typer.Context,
    only: Annotated[list[str] | None, typer.Option(metavar="NAME", help="Only this check; may be given again.")] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Put right what is safe to put right, and say what.")] = False,
    deep: Annotated[bool, typer.Option("--deep", help="Read every object of git's store, and every save.")] = False,
    network: Annotated[bool, typer.Option("--network", help="Also ask whether the shared copy answers.")] = False,
) -> None:
    """Look whether this copy of the ledger and this computer are in order.

    Leaves with 1 where something is wrong. Nothing is changed without --fix, and no other program's lock ever.
    """
    from ledger.commands.doctoring import Copy
    from ledger.report.health import as_lines, as_row, total

    session = session_of(ctx)
    if session.format not in ("text", "json"):
        raise UsageError(f"--format takes text or json, not {session.format!r}")
    copy = Copy(session, deep=deep, network=network)
    _ = copy.root
    found = [(named, *_looked_at(copy, named, fix=fix)) for named in _chosen(only or [])]
    if session.format == "json":
        rows = [as_row(named.check, answer, fixed) for named, answer, fixed in found]
        session.json("doctor", {"checks": rows})
    else:
        for named, answer, fixed in found:
            if not session.quiet or answer.state not in (OK, UNKNOWN) or fixed:
                for line in as_lines(named.check, answer, fixed):
                    session.say(line)
        session.confirm(total([answer for _, answer, _ in found]))
    if any(answer.state == WRONG for _, answer, _ in found):
        session.leave(1)


def _chosen(names: list[str]) -> list[Named]:
    """The checks asked for, in the order of the table. Raises UsageError for a name that no check has."""
    from ledger.commands.doctor_checks import CHECKS

    known = {named.check.name for named in CHECKS}
    for name in names:
        if name not in known:
            from difflib import get_close_matches

            near = get_close_matches(name, known, 1)
            hint = f"did you mean {near[0]}?" if near else f"the checks are {', '.join(sorted(known))}"
            raise UsageError(f"--only: there is no check {name!r}", hint)
    return [named for named in CHECKS if not names or named.check.name in names]


def _looked_at(copy: Copy, named: Named, *, fix: bool) -> tuple[Answer, str]:
    """The answer to a check, and what was put right before it was asked again; empty for nothing."""
    answer = _asked(copy, named)
    if not fix or named.fix is None or answer.state in (OK, UNKNOWN):
        return answer, ""
    try:
        fixed = named.fix(copy)
    except LedgerError as error:
        return answer._replace(cure=f"not put right: {error.message}"), ""
    except OSError as error:
        return answer._replace(cure=f"not put right: {error.strerror or 'the disk refused'}"), ""
    copy.__dict__.pop("any_state", None)
    return _asked(copy, named), fixed


def _asked(copy: Copy, named: Named) -> Answer:
    """The answer to one check; what cannot be looked into is said, and stops no other check."""
    try:
        return named.ask(copy)
    except LedgerError as error:
        return Answer(UNKNOWN, f"cannot tell: {error.message}", error.hint)
    except OSError as error:
        return Answer(UNKNOWN, f"cannot tell: {error.strerror or 'the disk refused'}")
