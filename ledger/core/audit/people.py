"""Who signed in for each save: known, on the team that day, one person to a sign-in; and how the team changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import tzinfo

from ledger.core.audit.point import PEOPLE, Point, point
from ledger.core.audit.saves import Save, Signed
from ledger.core.finding import NOTE, Finding
from ledger.core.practice import Person
from ledger.core.roster import Roster

_OF_NOBODY = frozenset({"admin", "billing", "frontdesk", "front-desk", "info", "mail", "office", "reception", "team"})
"""Mailboxes that several people read: a sign-in under one says who nobody was."""


def signed_in(saves: Sequence[Save], roster: Roster, people: Sequence[Person], zone: tzinfo) -> Iterator[Point]:
    """Yield saves under an e-mail that nobody has, of somebody who had left, or that several people use.

    A sign-in that is strange each time is told at its first save.
    """
    names: dict[str, str] = {}
    told: set[str] = set()
    for save in saves:
        for who in (save.author, save.committer)[: 1 if save.author[:2] == save.committer[:2] else 2]:
            if not _is_known(who, roster):
                if people and who.email.casefold() not in told:
                    told.add(who.email.casefold())
                    yield _unknown(save, who)
            else:
                yield from _gone(save, who, roster, zone)
            email, name = who.email.casefold(), " ".join(who.name.split())
            known = names.setdefault(email, name)
            if known.casefold() != name.casefold() and f"{email} {name}" not in told:
                told.add(f"{email} {name}")
                message = f"{who.email} signed in as {known} and as {name}"
                yield point(PEOPLE, save, Finding("LED749", message, "give each person a sign-in of their own"))
    yield from _one_mailbox(people)


def _is_known(who: Signed, roster: Roster) -> bool:
    return not roster.handle(who.email, who.name).endswith(">")


def _unknown(save: Save, who: Signed) -> Point:
    message = f"{who.email} is the e-mail of nobody in people:"
    hint = "add the person to people: in ledger.yaml, or ask who saved this"
    return point(PEOPLE, save, Finding("LED750", message, hint))


def _gone(save: Save, who: Signed, roster: Roster, zone: tzinfo) -> Iterator[Point]:
    on = who.at.astimezone(zone).date()
    why = roster.outside(roster.handle(who.email, who.name), on)
    if why:
        hint = "ask who saved it; the sign-in of somebody who left should be closed"
        yield point(PEOPLE, save, Finding("LED748", f"saved {on}: {why}", hint))


def _one_mailbox(people: Sequence[Person]) -> Iterator[Point]:
    holders: dict[str, list[str]] = {}
    for person in people:
        if person.email:
            holders.setdefault(person.email.casefold(), []).append(person.id)
    for email, ids in holders.items():
        hint = "give each person a sign-in of their own"
        if len(ids) > 1:
            message = f"{' and '.join(ids)} sign in with one e-mail, {email}"
            yield Point(PEOPLE, Finding("LED749", message, hint, file="ledger.yaml"))
        elif email.partition("@")[0] in _OF_NOBODY:
            message = f"{ids[0]} signs in with {email}, a mailbox that several people may read"
            yield Point(PEOPLE, Finding("LED749", message, hint, file="ledger.yaml"))


def roster_changed(save: Save, before: Iterable[Person], after: Iterable[Person]) -> Iterator[Point]:
    """Yield what one save did to the people: somebody gone, a last day moved, a role given or taken."""
    now: Mapping[str, Person] = {person.id: person for person in after}
    was: Mapping[str, Person] = {person.id: person for person in before}
    for name, old in was.items():
        new = now.get(name)
        if new is None:
            message = f"{name} is no longer in people:"
            hint = "nobody is ever removed: bring the line back and set `through`"
            yield point(PEOPLE, save, Finding("LED756", message, hint, file="ledger.yaml"))
            continue
        if old.left_on is not None and old.left_on != new.left_on:
            message = f"the last day of {name} went from {old.left_on} to {new.left_on or 'none'}"
            hint = "ask who moved it, and why"
            yield point(PEOPLE, save, Finding("LED756", message, hint, file="ledger.yaml"))
        elif old.left_on != new.left_on:
            yield _noted(save, f"{name} is with the team through {new.left_on}")
        if old.roles != new.roles:
            yield _noted(save, f"the roles of {name} went from {_listed(old.roles)} to {_listed(new.roles)}")
        if (old.email or "").casefold() != (new.email or "").casefold():
            yield _noted(save, f"the e-mail of {name} went from {old.email or 'none'} to {new.email or 'none'}")
    for name in now:
        if name not in was:
            yield _noted(save, f"{name} joined, {_listed(now[name].roles)}")


def _noted(save: Save, message: str) -> Point:
    return point(PEOPLE, save, Finding("LED756", message, file="ledger.yaml", severity=NOTE))


def _listed(roles: Sequence[str]) -> str:
    return ", ".join(roles) or "no role"
