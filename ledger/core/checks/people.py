"""People and what they do here: entries of somebody who was not there, owners who are away, sign-ins of several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

from ledger.core.case import Case
from ledger.core.checks.walk import Part
from ledger.core.finding import Finding, Path
from ledger.core.owner import away
from ledger.core.practice import Person, Settings
from ledger.core.proof import Recorded

_FARTHEST = timedelta(hours=14)
"""How far a clock on the wall can stand from UTC: a stamp of the evening before counts as the day it was there."""

_OF_NOBODY = frozenset(
    {"admin", "billing", "frontdesk", "front-desk", "info", "mail", "office", "reception", "staff", "team"}
)
"""Mailboxes that several people read."""


def entries_by_the_team(everything: Sequence[Part], settings: Settings) -> Iterator[Finding]:
    """Find entries that were recorded by somebody before their first or after their last day, or by nobody known."""
    if not settings.people:
        return
    people = {person.id: person for person in settings.people}
    for path, part in everything:
        recorded: Recorded | None = getattr(part, "recorded", None)
        if recorded is not None:
            yield from _recorded((*path, "recorded"), recorded, people)


def _recorded(path: Path, recorded: Recorded, people: Mapping[str, Person]) -> Iterator[Finding]:
    person = people.get(recorded.by)
    if person is None:
        hint = "nobody is ever removed from people: add the line, with from and through"
        yield Finding("LED316", f"recorded by {recorded.by}, and nobody in ledger.yaml has this id", hint, path)
        return
    why = _not_there(person, recorded.at)
    if why:
        hint = "ask who really recorded it, and say so in a new entry; a sign-in ends with the last day"
        yield Finding("LED765", f"recorded by {person.id} on {recorded.at:%Y-%m-%d}, who {why}", hint, path)


def _not_there(person: Person, at: datetime) -> str:
    """Why somebody was not of the team at an instant, whatever the time zone; empty where they may have been."""
    if person.left_on is not None and (at - _FARTHEST).date() > person.left_on:
        return f"was with the team through {person.left_on}"
    if person.joined_on is not None and (at + _FARTHEST).date() < person.joined_on:
        return f"is with the team from {person.joined_on}"
    return ""


def owners_are_here(cases: Iterable[Case], settings: Settings, today: date) -> Iterator[Finding]:
    """Find open cases whose owner has left, or is away while nobody stands in; each finding names its file."""
    people = {person.id: person for person in settings.people}
    for case in cases:
        person = people.get(case.owner or "")
        if case.closed is None and person is not None:
            said = absence(person, people, today)
            if said:
                hint = f"recoup hand-over {person.id} TO gives the open cases to somebody who is here"
                yield Finding("LED766", f"owner is {person.id}, who {said}", hint, ("owner",), case.file)


def absence(person: Person, people: Mapping[str, Person], today: date) -> str:
    """Why nobody looks after what somebody has, in words; empty where they are here or somebody stands in."""
    if has_left(person, today):
        return f"was with the team through {person.left_on}"
    if not away(person, today):
        return ""
    through = f" through {person.away_through}" if person.away_through else ""
    cover = people.get(person.covered_by or "")
    if cover is None:
        return f"is away{through}, and nobody stands in"
    if has_left(cover, today) or away(cover, today):
        return f"is away{through}, and so is {cover.id}, who stands in"
    return ""


def has_left(person: Person, today: date) -> bool:
    """Whether somebody's last day is past."""
    return person.left_on is not None and person.left_on < today


def sign_ins_apart(people: Sequence[Person]) -> Iterator[Finding]:
    """Find one e-mail of two people, an address that several people read, and one id that stands twice."""
    holders: dict[str, str] = {}
    ids: set[str] = set()
    hint = "give each person an address of their own, and set it on their computer: recoup setup"
    for index, person in enumerate(people):
        if person.id in ids:
            message = f"the id {person.id} stands twice; nobody can tell whose entries are whose"
            yield Finding("LED767", message, "give each person an id of their own", ("people", index, "id"))
        ids.add(person.id)
        if not person.email:
            continue
        email, path = person.email.casefold(), ("people", index, "email")
        first = holders.setdefault(email, person.id)
        if first != person.id:
            yield Finding("LED767", f"{first} and {person.id} sign in with one e-mail, {person.email}", hint, path)
        elif email.partition("@")[0] in _OF_NOBODY:
            message = f"{person.id} signs in with {person.email}, an address that several people may read"
            yield Finding("LED767", message, hint, path)
