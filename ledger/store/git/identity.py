"""Who works on this computer, as git knows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ledger.store.git.program import Program


class Identity(NamedTuple):
    """The name and e-mail that a saved change will bear."""

    name: str
    email: str


def identity_of(git: Program) -> Identity | None:
    """The person's name and e-mail; None where either is missing, and never one that git made up."""
    answer = git.ask("var", "GIT_COMMITTER_IDENT")
    if answer.status or git.ask("var", "GIT_AUTHOR_IDENT").status:
        return None
    text = answer.out.decode("utf-8", "replace")
    name, _, rest = text.partition(" <")
    email = rest.partition(">")[0]
    return Identity(name, email) if name.strip() and email.strip() else None
