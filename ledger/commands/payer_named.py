"""The payer that somebody means: by the name of its file, or by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.store.refusal import UsageError

if TYPE_CHECKING:
    from ledger.commands.session import Session


def payer_named(session: Session, typed: str) -> str:
    """Return the name of the payer's file.

    Raises UsageError for a payer that is not known, and for none.
    """
    payers = session.library.payers
    if not typed:
        raise UsageError("--payer is missing", _known(list(payers)))
    wanted = " ".join(typed.casefold().split())
    slug = wanted.replace(" ", "-")
    if slug in payers:
        return slug
    named = [one for one, payer in payers.items() if payer.name.casefold() == wanted]
    if len(named) == 1:
        return named[0]
    from difflib import get_close_matches

    near = get_close_matches(slug, payers, 1)
    meant = f"; did you mean {near[0]}?" if near else ""
    raise UsageError(f"no payer is called {typed!r}{meant}", f'recoup payer add {file_name(typed)} --name "{typed}"')


def _known(slugs: list[str]) -> str:
    return f"one of: {', '.join(sorted(slugs))}" if slugs else 'recoup payer add SLUG --name "NAME" makes the first one'


def file_name(name: str) -> str:
    """The file name that a payer's name makes: ``Lone Star Health`` is ``lone-star-health``."""
    plain = "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in name.casefold())
    return "-".join(plain.split()) or "SLUG"
