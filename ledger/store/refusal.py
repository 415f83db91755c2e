"""Why a command cannot go on: raised in store and commands, caught once in ``cli``."""

from __future__ import annotations

USAGE = 2
REFUSED = 3


class LedgerError(Exception):
    """The command stops here. ``message`` is one plain line, ``hint`` says what to do; both are for the user's eyes."""

    exit_code = REFUSED

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(LedgerError):
    """Wrong words on the command line, an unknown case, not a ledger: exit 2."""

    exit_code = USAGE


class Refused(LedgerError):
    """Refused and nothing was changed: repository state, busy, storage, hook, security, would lose data: exit 3."""
