"""Holidays as data: the days on which an office is closed, from the file that ships with the program."""

from __future__ import annotations

from datetime import date

from ledger.core.law.calendar import Calendar
from ledger.store.refusal import Refused
from ledger.store.shipped import shipped
from ledger.store.yaml.reader import read

FEDERAL = "holidays/federal.yaml"


def holidays() -> Calendar:
    """The federal calendar. Raises Refused where the shipped file cannot be read."""
    tree, findings = read((shipped("rules") / FEDERAL).read_bytes())
    if tree is None or findings:
        raise Refused(f"{FEDERAL}: cannot be read", "install the program again")
    listed = tree["days"]
    days = {date.fromisoformat(day): str(name) for day, name in listed.items()} if isinstance(listed, dict) else {}
    return Calendar(days, int(str(tree["first_year"])), int(str(tree["last_year"])))
