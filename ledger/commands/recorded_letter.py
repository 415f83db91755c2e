"""A letter that a case records: which one is meant, and everything it was made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.core.entries import effective
from ledger.core.letter.kind import KINDS
from ledger.core.letter.made_with import MadeWith, groups_meant, read_made_with
from ledger.core.letter.matter import Matter
from ledger.core.letter.selection import groups_of
from ledger.store.library import load_case
from ledger.store.refusal import UsageError

if TYPE_CHECKING:
    from ledger.commands.session import Session
    from ledger.core.case import Case
    from ledger.core.letter.selection import Group
    from ledger.core.proof import Document


def letters_of(case: Case) -> tuple[Document, ...]:
    """The letters that a case records, those made here and those attached as they were sent, in its order."""
    return tuple(one for one in effective(case.documents) if one.kind in KINDS)


def letter_meant(case: Case, name: str) -> Document:
    """The letter of that name, or the last one that the case records. Raises UsageError where there is none."""
    letters = letters_of(case)
    if not letters:
        message = f"{case.id} records no letter yet"
        raise UsageError(message, f"recoup letter {case.id} KIND makes one; recoup letter list names the kinds")
    if not name:
        return letters[-1]
    found = [one for one in letters if one.id == name] or [one for one in letters if one.kind == name.replace("-", "_")]
    if not found:
        message = f"{case.id} records no letter called {name!r}"
        raise UsageError(message, f"it has {', '.join(one.id for one in letters)}")
    return found[-1]


def matter_of(session: Session, case: Case, letter: Document) -> Matter:
    """What the letter was made from: its case as it stood then, its claims, its day, what was wished.

    Of papers, consents and counsel it has what the case says today: whose pages a paper holds may be known since.
    A letter that was attached as it was sent is taken to be about the case as it stands. Raises UsageError where the
    case has claims under several laws and nothing says which the letter is about.
    """
    made = read_made_with(letter.made_with or "") or MadeWith("", "")
    stood = _as_it_stood(session, made) or case
    then = stood._replace(documents=case.documents, consents=case.consents, counsel=case.counsel)
    law = session.library.law
    groups = groups_meant(made, then, law) if made.case else groups_of(then, then.claims, law)
    group = _group_meant(letter, groups)
    stamp = letter.recorded
    writer = next((one for one in law.settings.people if stamp is not None and one.id == stamp.by), session.person)
    day = letter.dated_on or session.today
    identities = session.identities
    return Matter(KINDS[letter.kind], then, group, law, identities, session.private.here, day, writer, made.wishes)


def _as_it_stood(session: Session, made: MadeWith) -> Case | None:
    """The case of that revision, None where no save ever had it."""
    if not made.case:
        return None
    data = session.git.contents([made.case])[0]
    return load_case(data, "").case if data is not None else None


def _group_meant(letter: Document, groups: tuple[Group, ...]) -> Group:
    whose = set(letter.patients)
    fitting = [one for one in groups if {claim.patient for claim in one.claims if claim.patient} == whose]
    meant = groups if len(groups) == 1 else fitting
    if len(meant) != 1:
        message = f"nothing says which claims {letter.id} is about: they are under {len(groups)} laws"
        raise UsageError(message, "note whose it is: patients: [P-1042] at its document")
    return meant[0]
