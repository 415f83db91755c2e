"""A session whose results are kept instead of printed, for commands that hand over what other commands say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.commands.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable


class _Aside(Session):
    """The same ledger, day and person; the results end up in ``lines``."""

    def __init__(self, session: Session, form: str) -> None:
        vars(self).update(vars(session))
        self.format = form
        self.lines: list[str] = []

    def say(self, line: str = "") -> None:
        """Keep one line of the result."""
        self.lines.append(line)


def said_aside(session: Session, form: str, work: Callable[[Session], None]) -> str:
    """What a command says in a form, as one text; remarks beside the result are printed as ever."""
    aside = _Aside(session, form)
    work(aside)
    return "".join(f"{line}\n" for line in aside.lines)
