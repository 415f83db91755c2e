"""What the law lists for a notice of overpayment, held against what the notice holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ledger.core.law.rule import HIGH
from ledger.core.letter.citable import CITABLE
from ledger.core.letter.request import NOTICE_ITEMS

if TYPE_CHECKING:
    from ledger.core.letter.exhibit import Exhibits
    from ledger.core.letter.matter import Matter

SECTION = "Items"
_SPEAKING = ("taking", "lookback")
"""The windows whose text speaks of the notice as well, where it is one of those that letters cite."""


class NoticeRow(NamedTuple):
    """One item in words; ``holds`` is None where nobody has looked for it, ``asked`` whether the law lists it.

    ``item`` is its word in ``demand.has`` and ``demand.lacks``; empty where the case has no word for it.
    """

    item: str
    words: str
    holds: bool | None
    asked: bool


def notice_rows(matter: Matter) -> tuple[NoticeRow, ...]:
    """The items of the law's own list first, then what else the notice was found to lack."""
    demand = matter.case.demand
    regime = matter.law.regimes.get(matter.group.regime)
    recovery = regime.recovery if regime is not None else None
    contents = recovery.contents if recovery is not None else ()
    listed = {one.item or one.says: one for one in contents}
    rows = [NoticeRow(one.item, one.says, _holds(one.item, matter), asked=True) for one in listed.values()]
    words = {item: NOTICE_ITEMS.get(item, item.replace("_", " ")) for item in demand.lacks if item not in listed}
    return (*rows, *(NoticeRow(item, said, holds=False, asked=False) for item, said in words.items()))


def _holds(item: str, matter: Matter) -> bool | None:
    demand = matter.case.demand
    if item in demand.lacks:
        return False
    return True if item in demand.has else None


def notice_table(matter: Matter, exhibits: Exhibits) -> list[list[str]]:
    """Item, whether the notice holds it (or the payer is asked to show it), and the exhibit that is the notice."""
    notice = exhibits.refer(matter.case.demand.document, SECTION)
    said = {True: "Yes", False: "No", None: "Please show"}
    return [[row.words[:1].upper() + row.words[1:], said[row.holds], notice] for row in notice_rows(matter)]


def listed_by(matter: Matter) -> str:
    """The rule that lists the items, where letters may cite it for them; nothing is said of any other."""
    regime = matter.law.regimes.get(matter.group.regime)
    if regime is None or not any(row.asked for row in notice_rows(matter)):
        return ""
    known = {one.citation for one in CITABLE.values()}
    texts = [window.versions[-1].counting for name in _SPEAKING if (window := regime.window(name)) and window.versions]
    read = (one.citation for one in texts if one.citation in known and (one.confidence == HIGH or regime.is_confirmed))
    return next(read, "")
