"""Who somebody is over time: people marry, change their e-mail or their handle, and leave; what they saved stays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from ledger.core.practice import Person

Earlier = Callable[[], Sequence[Person]]


class Roster:
    """The people of a ledger as they are named now and, where a name is not found there, as they were named before.

    ``earlier`` brings the people of all earlier versions of ``ledger.yaml``, newest first; it is called at most once,
    and only when somebody is met whom the ledger no longer names.
    """

    def __init__(self, people: Sequence[Person], earlier: Earlier = tuple) -> None:
        self._people = tuple(people)
        self._earlier = earlier
        self._ever: tuple[Person, ...] | None = None
        self._emails = {one.email.casefold(): one.id for one in people if one.email}
        self._groups: dict[str, frozenset[str]] = {}

    @property
    def ever(self) -> tuple[Person, ...]:
        """Everybody, as named now and then as named before, newest first."""
        if self._ever is None:
            self._ever = (*self._people, *self._earlier())
        return self._ever

    def handle(self, email: str, name: str) -> str:
        """The handle of whoever saves under an e-mail; ``Name <e-mail>`` where no version of the ledger knows it.

        Anybody can call themselves by a colleague's name; so a name that stands for nobody never stands alone.
        """
        wanted = email.casefold()
        known = self._emails.get(wanted)
        if known is None:
            known = next((one.id for one in self.ever if (one.email or "").casefold() == wanted), f"{name} <{email}>")
            self._emails[wanted] = known
        return known

    def same(self, one: str, other: str) -> bool:
        """Whether two handles are, or once were, the same person's."""
        if _own_handle(one) == _own_handle(other):
            return True
        return other.casefold() in self.known_as(one)

    def known_as(self, handle: str) -> frozenset[str]:
        """Every handle that this person has had: those that share an e-mail with it, or with one that does."""
        start = handle.casefold()
        if start not in self._groups:
            handles, emails, grown = {start}, set[str](), True
            while grown:
                linked = [one for one in self.ever if one.id.casefold() in handles or _mail(one) in emails]
                more = {one.id.casefold() for one in linked}, {_mail(one) for one in linked} - {""}
                grown = not (more[0] <= handles and more[1] <= emails)
                handles, emails = handles | more[0], emails | more[1]
            self._groups[start] = frozenset(handles)
        return self._groups[start]

    def meant(self, typed: str) -> frozenset[str]:
        """Every handle of the person that a typed id, name or e-mail means; the word itself where nobody is meant."""
        wanted = typed.strip().casefold()
        found = [
            one.id for one in self.ever if wanted and wanted in (one.id.casefold(), one.name.casefold(), _mail(one))
        ]
        return frozenset({wanted}).union(*(self.known_as(handle) for handle in found))

    def outside(self, handle: str, on: date) -> str:
        """Why somebody was not of the team on a day, in words; empty where they were, or where no team is named."""
        if not self._people:
            return ""
        wanted = handle.casefold()
        person = next((one for one in self._people if one.id.casefold() == wanted), None)
        if person is None:
            person = next((one for one in self.ever if one.id.casefold() in self.known_as(handle)), None)
        if person is None:
            return f"{handle} is not among people: in ledger.yaml"
        if person.joined_on is not None and on < person.joined_on:
            return f"{handle} is with the team from {person.joined_on}"
        if person.left_on is not None and on > person.left_on:
            return f"{handle} was with the team through {person.left_on}"
        return ""


def _own_handle(name: str) -> str:
    """The handle of somebody whom no ledger names is the front part of their e-mail; entries are stamped with it."""
    address = name.rpartition("<")[2].rstrip(">") if name.endswith(">") else name
    return address.partition("@")[0].casefold().replace(".", "-").replace("+", "-")


def _mail(person: Person) -> str:
    return (person.email or "").casefold()
