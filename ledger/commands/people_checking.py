"""What a check of the whole ledger says of people: owners who are not here, and sign-ins as the history shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.core.checks.people import owners_are_here
from ledger.core.crossing import crossing_findings, crossings, sign_in_findings
from ledger.core.roster import Roster
from ledger.store.clock import clock_of
from ledger.store.yaml.positions import place

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ledger.core.crossing import Made
    from ledger.core.finding import Finding
    from ledger.core.practice import Person, Settings
    from ledger.store.git import Git
    from ledger.store.library import Library, Loaded


def people_at_work(library: Library, settings: Settings, read: Sequence[Loaded], today: date | None) -> list[Finding]:
    """What there is to say of people as of a day (else the ledger's own)."""
    day = today or clock_of(settings.time_zone, settings.frozen_on, None).today
    texts = {loaded.file: loaded.text for loaded in read}
    cases = [loaded.case for loaded in read if loaded.case is not None]
    found = [
        placed for one in owners_are_here(cases, settings, day) for placed in place([one], texts[one.file], one.file)
    ]
    return [*found, *_of_the_history(library, settings)]


def _of_the_history(library: Library, settings: Settings) -> list[Finding]:
    """Nothing where this ledger keeps no saved states."""
    if not (library.root / ".git").exists():
        return []
    from ledger.store.git import Git
    from ledger.store.git.made import made

    git = Git(library.root)
    saves = made(git)
    roster = Roster(settings.people, lambda: _earlier_people(git))
    names: dict[str, str] = {}

    def handle(email: str) -> str:
        if email not in names:
            known = roster.handle(email, "")
            names[email] = _front_part(email) if known.endswith(">") else known
        return names[email]

    crossed = list(crossings(saves, handle))
    return [*sign_in_findings(_under_several(saves, roster, settings.people)), *crossing_findings(crossed)]


def _under_several(saves: Sequence[Made], roster: Roster, people: Sequence[Person]) -> dict[str, list[str]]:
    """The e-mails that stamp entries as one person of the team, where one of them was never that person's."""
    handles = {person.id: (person.email or "").casefold() for person in people}
    used: dict[str, list[str]] = {}
    for email in dict.fromkeys(save.email.casefold() for save in saves):
        own = _front_part(email)
        if own in handles and email != handles[own] and roster.handle(email, "").endswith(">"):
            used.setdefault(own, [handles[own]] if handles[own] else []).append(email)
    return used


def _front_part(email: str) -> str:
    """As an entry is stamped by somebody whose e-mail the ledger does not know."""
    return email.partition("@")[0].casefold().replace(".", "-").replace("+", "-")


def _earlier_people(git: Git) -> list[Person]:
    """The people of every earlier version of ledger.yaml, newest first."""
    from ledger.core.typed import typed
    from ledger.store.root import MARK
    from ledger.store.schema import schema
    from ledger.store.yaml.reader import read

    found: dict[Person, None] = {}
    for version in reversed(git.versions(MARK)):
        tree = read(version.after)[0] if version.after is not None else None
        settings = typed(tree, schema("ledger"), "ledger")[0] if tree is not None else None
        found |= dict.fromkeys(settings.people if settings is not None else ())
    return list(found)
