"""Saves, made up for the tests of the audit's judgement."""

from __future__ import annotations

from datetime import UTC, datetime

from ledger.core.audit.saves import Save, Signed, Step

AT = datetime(2026, 3, 9, 16, 0, tzinfo=UTC)
JLEE = Signed("Jordan Lee", "jlee@bluestem.example", AT)
CASE = "cases/2026-03/RC-2026-7K4QXM.yaml"


def save(
    version: str = "a",
    parents: tuple[str, ...] = (),
    *,
    author: Signed = JLEE,
    committer: Signed | None = None,
    message: str = "A save",
    steps: tuple[Step, ...] = (),
) -> Save:
    """One save; what is not said is honest."""
    return Save(version, parents, author, committer or author, message, signed=False, steps=steps)


def at(day: int, hour: int = 16, minute: int = 0) -> datetime:
    """A moment of March 2026."""
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


def signed(when: datetime, name: str = "Jordan Lee", email: str = "jlee@bluestem.example") -> Signed:
    """Somebody at a time."""
    return Signed(name, email, when)


def step(before: str, after: str, parent: str = "", path: str = CASE) -> Step:
    """One file of a save."""
    return Step(parent, path, "100644", before, after)
