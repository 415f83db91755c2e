"""What `recoup rules list` shows: the rules a ledger holds and how each stands, and everything that ships."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.commands.rules_checking import in_use
from ledger.core.law.reading_age import last_read
from ledger.core.names import id_of
from ledger.report import rules as screen
from ledger.store.held_rules import AS_SHIPPED, CHANGED_HERE, NEWER_SHIPS, OLDER_SHIPS, OWN, UNREADABLE, held_rules
from ledger.store.profiles import shipped_regime, shipped_regimes

if TYPE_CHECKING:
    from ledger.commands.session import Session
    from ledger.store.held_rules import Held


def list_held(session: Session) -> None:
    """Print the rules of the ledger with how many open cases go by each."""
    held = held_rules(session.library)
    used = in_use(session.cases(), session.library.law)
    rows = [_row(one, len(used.get(one.name, ()))) for one in held.values()]
    more = len(set(shipped_regimes()) - set(held))
    if session.format == "json":
        data = [{**screen.as_data(row), "standing": held[row.name].standing} for row in rows]
        session.json("rules", {"rules": data, "more": more})
        return
    for line in screen.listed(rows, more):
        session.say(line)


def list_shipped(session: Session) -> None:
    """Print everything that ships. Only files that the index leaves out are opened: those that no fact brings."""
    indexed = session.library.law.shipped
    titles = {
        name: indexed[name].title if name in indexed else shipped_regime(name).title for name in shipped_regimes()
    }
    held = [id_of(file) for file in session.library.files_in("rules")]
    if session.format == "json":
        data = [{"name": name, "title": title, "held": name in held} for name, title in titles.items()]
        session.json("rules-shipped", {"rules": data})
        return
    for line in screen.all_listed(titles, held):
        session.say(line)


def _row(held: Held, cases: int) -> screen.Row:
    if held.regime is None:
        return screen.Row(held.name, "-", None, (), cases, f"cannot be used: recoup rules check {held.name}")
    confirmed = tuple(dict.fromkeys(one.by for one in held.regime.confirmed if one.holds))
    said = "" if held.standing == AS_SHIPPED else standing_said(held)
    return screen.Row(held.name, held.regime.title, last_read(held.regime), confirmed, cases, said)


def standing_said(held: Held) -> str:
    """How a rule file stands to what ships, in words."""
    words = {
        NEWER_SHIPS: f"a newer text ships: recoup rules diff {held.name}",
        OLDER_SHIPS: "newer than what ships with this program",
        CHANGED_HERE: f"not the text that ships, changed here: recoup rules diff {held.name}",
        OWN: "this ledger's own; no such rules ship",
        UNREADABLE: f"cannot be read: recoup rules check {held.name}",
    }
    return words.get(held.standing, held.standing)
