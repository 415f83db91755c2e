"""The redacted variant: numbers that lead to a patient become names of this bundle, free text stays behind.

It is for somebody who looks at the course of a case and not at patients: a consultant, an insurer of the practice. What
is left can still lead somebody who knows the practice to a person; nothing here makes data anonymous.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ledger.core.handover.table import Table

if TYPE_CHECKING:
    from ledger.core.case import Case

LEFT_OUT = "(left out)"
_FREE_TEXT = {
    *("what was noted", "note", "by claim", "title", "with", "reference", "trace", "their reference", "who spoke"),
    *("proof", "shown by"),
}
_YEAR_ALONE = {"served", "dated"}


class Redaction:
    """Names for what leads to a patient, the same in every table of one bundle."""

    def __init__(self, case: Case) -> None:
        keys = dict.fromkeys(claim.patient for claim in case.claims if claim.patient)
        self._names = {key: f"Patient {number}" for number, key in enumerate(keys, start=1)}
        for number, claim in enumerate(case.claims, start=1):
            self._names |= dict.fromkeys((claim.number, *claim.aliases), f"Claim {number}")
            self._names |= {claim.account: f"Account {number}"} if claim.account else {}
        for number, approval in enumerate(case.approvals, start=1):
            self._names[approval.number] = f"Approval {number}"
        longest_first = sorted(map(re.escape, self._names), key=len, reverse=True)
        self._secret = re.compile(rf"(?<![\w-])(?:{'|'.join(longest_first)})(?![\w-])") if self._names else None

    def text(self, words: str) -> str:
        """The words with every number that leads to a patient replaced."""
        return self._secret.sub(lambda found: self._names[found.group()], words) if self._secret else words

    def table(self, table: Table) -> Table:
        """The table without free text, and with the year alone of each day of service."""
        rows = tuple(tuple(map(self._cell, table.head, row)) for row in table.rows)
        return table._replace(rows=rows)

    def event(self, what: str) -> str:
        """What happened, without what was said and with whom: the words before the first colon."""
        for sign in (":", " with ", ", ", " ("):
            what = what.partition(sign)[0]
        return self.text(what)

    def _cell(self, head: str, text: str) -> str:
        if head in _FREE_TEXT:
            return LEFT_OUT if text else ""
        if head in _YEAR_ALONE:
            return text[:4]
        if head == "written down":
            return text.partition(" ")[0]
        if head == "what":
            return self.event(text)
        return self.text(text)
