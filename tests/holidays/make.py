"""Write ``ledger/rules/holidays/<state>.yaml`` anew: ``python -m tests.holidays.make``.

Run once, on TAKEN_ON; the files are the data from then on. The program never asks the library, so that no upgrade of it
moves a date unseen: tests/store/test_holidays.py says where the two have come apart.
"""

from __future__ import annotations

from datetime import date
from importlib.metadata import version

import holidays as library

from ledger.core.law.states import STATES, slug_of
from ledger.store.holidays import holidays
from ledger.store.shipped import shipped

FIRST_YEAR, LAST_YEAR = 2015, 2035
TAKEN_ON = date(2026, 11, 25)
HEAD = """\
# Public holidays of {name} beside the federal ones (federal.yaml), {first} through {last}. Taken from the Python
# library holidays {version}, country US, subdivision {code}; no statute was read. Whether an office really closes on
# such a day was not looked at: a day listed in error moves a safe day of ours earlier, never later.
calendar: {slug}
state: {code}
first_year: {first}
last_year: {last}
source: "holidays {version}, US(subdiv={code}), Python library"
taken_on: {taken_on}
confidence: low
days:
"""


def listed(code: str) -> dict[date, str]:
    """What the library lists for one state, day by day."""
    years = range(FIRST_YEAR, LAST_YEAR + 1)
    found = library.country_holidays("US", subdiv=code, years=years)
    return {day: name for day, name in sorted(found.items()) if day.year in years}


def text_of(code: str) -> str:
    """The whole file of one state: the days that are no federal holidays."""
    federal = holidays().holidays
    head = HEAD.format(
        name=STATES[code],
        code=code,
        slug=slug_of(code),
        first=FIRST_YEAR,
        last=LAST_YEAR,
        version=version("holidays"),
        taken_on=TAKEN_ON,
    )
    days = [f"  {day}: {name}\n" for day, name in listed(code).items() if day not in federal]
    return head + "".join(days) if days else head.replace("days:\n", "days: {}\n")


def main() -> None:
    """Write every file."""
    for code in STATES:
        path = shipped("rules") / "holidays" / f"{slug_of(code)}.yaml"
        path.write_text(text_of(code), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
