"""What `recoup rules confirm` does: a named person's word that they read the text, kept in the rule file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ledger.core.edit import AppendEntry
from ledger.core.finding import ERROR
from ledger.core.names import id_of
from ledger.core.privacy import personal_data
from ledger.core.severity import severity_of
from ledger.store.allowances import allowances
from ledger.store.held_rules import held_rules
from ledger.store.profiles import shipped_regimes
from ledger.store.refusal import Refused, UsageError

if TYPE_CHECKING:
    from datetime import date

    from ledger.commands.session import Session
    from ledger.core.practice import Person
    from ledger.store.held_rules import Held


class Word(NamedTuple):
    """Who read what, and on which day."""

    by: str
    source: str
    on: date


def confirm(session: Session, name: str, word: Word) -> bool:
    """Keep the word in the rule file; False where the file holds the same word already.

    Raises UsageError for rules that are not held, a person who is not known or was not there on that day, and an empty
    source; Refused for a rule file with mistakes.
    """
    from ledger.store.library import Library
    from ledger.store.saving import Write
    from ledger.store.schema import key_order
    from ledger.store.yaml.splice import splice

    held = _held(session, name)
    person = _person(session, word)
    if not word.source.strip():
        raise UsageError("--read-on is empty", "name what was read: the address of the page, the book and its edition")
    entry = {"by": person.id, "confirmed_on": str(word.on), "source": word.source.strip(), "rules": held.rules}
    if held.regime is not None and any(
        one.holds and (one.by, one.source) == (person.id, entry["source"]) for one in held.regime.confirmed
    ):
        return False
    text = splice(held.data.decode("utf-8"), [AppendEntry(("confirmed",), entry)], key_order("regime"))
    data = f"{text.rstrip()}\n".encode()
    _, regime, findings = Library.regime_from(held.file, data)
    private = personal_data(word.source, session.identities, allowances(session.root), held.file)
    wrong = [one for one in (*findings, *private) if severity_of(one) == ERROR]
    if wrong or regime is None or not regime.is_confirmed:
        session.report(wrong)
        raise Refused(f"not saved: {held.file} would not hold the word as it should", "say the source in other words")
    subject = f"Rules {name}: text read by {person.id} ({word.on})"
    session.keep(
        [Write(held.file, held.data, data)],
        f"{subject}\n\nEvent: confirm\nRecoup: {session.version}\nRules: {name} {held.rules}\n",
    )
    return True


def _held(session: Session, name: str) -> Held:
    held = held_rules(session.library, (name,)).get(name)
    if held is None:
        more = f"recoup rules update --add {name}" if name in shipped_regimes() else "recoup rules list names them"
        raise UsageError(f"this ledger holds no rules called {name!r}", more)
    wrong = [one for one in held.findings if severity_of(one) == ERROR]
    if wrong or held.regime is None:
        session.report(wrong)
        raise Refused(f"{held.file} has mistakes; nothing was changed", f"recoup rules check {id_of(held.file)}")
    return held


def _person(session: Session, word: Word) -> Person:
    people = {one.id: one for one in session.settings.people}
    person = people.get(word.by)
    if person is None:
        raise UsageError(f"nobody in ledger.yaml is called {word.by!r}", f"one of: {', '.join(sorted(people))}")
    if person.left_on is not None and word.on > person.left_on:
        raise UsageError(f"{word.by} was not there on {word.on} any more (through {person.left_on})", "see --on")
    if person.joined_on is not None and word.on < person.joined_on:
        raise UsageError(f"{word.by} was not there yet on {word.on} (from {person.joined_on})", "see --on")
    return person
