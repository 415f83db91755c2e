"""Holidays as data: the days on which an office is closed, from the files that ship with the program."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache

from ledger.core.law.calendar import Calendar, joined
from ledger.core.law.states import STATES, slug_of
from ledger.store.refusal import Refused
from ledger.store.shipped import shipped
from ledger.store.yaml.reader import read

FEDERAL = "federal"


@cache
def holidays() -> Calendar:
    """The federal calendar. Raises Refused where the shipped file cannot be read."""
    return listed(FEDERAL)


@cache
def state_holidays(code: str) -> Calendar:
    """The federal calendar with the holidays of one state, as ``TX``.

    A territory has no file: its calendar is the federal one, and covers no year. Raises Refused where a shipped file
    cannot be read.
    """
    if code not in STATES:
        return holidays()._replace(first_year=1, last_year=0)
    return joined(holidays(), listed(slug_of(code)))


class StateHolidays(Mapping[str, Calendar]):
    """The calendars of all states by code, each read when somebody asks for it."""

    def __getitem__(self, code: str) -> Calendar:
        return state_holidays(code)

    def __iter__(self) -> Iterator[str]:
        return iter(STATES)

    def __len__(self) -> int:
        return len(STATES)


def listed(name: str) -> Calendar:
    """One shipped file alone, as ``texas``. Raises Refused where it cannot be read."""
    file = f"holidays/{name}.yaml"
    tree, findings = read((shipped("rules") / file).read_bytes())
    if tree is None or findings:
        raise Refused(f"{file}: cannot be read", "install the program again")
    days = tree["days"]
    closed = {date.fromisoformat(day): str(title) for day, title in days.items()} if isinstance(days, dict) else {}
    return Calendar(closed, int(str(tree["first_year"])), int(str(tree["last_year"])))
