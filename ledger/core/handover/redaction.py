"""The redacted variant: numbers that lead to a patient become names of this bundle, free text stays behind.

It is for somebody who looks at the course of a case and not at patients: a consultant, an insurer of the practice. What
is left can still lead somebody who knows the practice to a person; nothing here makes data anonymous.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ledger.core.checks.walk import parts
from ledger.core.citation import citations
from ledger.core.entries import effective

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from ledger.core.case import Case
    from ledger.core.handover.table import Table

LEFT_OUT = "(left out)"

KEPT = frozenset(
    {
        # words of the format's own lists, and of the rules
        *("kind", "channel", "direction", "method", "answer", "choice", "outcome", "how", "reason", "level", "use"),
        *("side", "line_of_business", "funding", "plan_type", "issued_in", "network", "has", "lacks", "limit", "unit"),
        *("counted_from", "filed_when", "covers", "holder", "confidence", "clock", "link"),
        *("found_by", "root_cause", "contributing", "tag"),
    }
)
"""Text fields of a case that stay as they are: the format lets nobody write anything else there than its own words.

Of every other field only numbers, sums, days and codes stay, and the payers on file.
"""

CODES = frozenset({"code", "codes", "procedure", "procedures", "modifiers", "recoded_as", "line", "place"})
"""Text fields that stay where they hold a code and nothing else: anybody can type anything there."""
_CODE = re.compile(r"(?:[A-Z]{1,3}-)?[A-Z]{0,2}[0-9]{1,5}[A-Z]?|[A-Z]{2}")

NAMED = {
    **dict.fromkeys(("Document.id", "document", "decision_document"), "Paper"),
    **dict.fromkeys(("patient", "patients"), "Patient"),
    **dict.fromkeys(("Claim.number", "Claim.aliases", "claims", "by_claim"), "Claim"),
    **dict.fromkeys(("Approval.number", "approval"), "Approval"),
    **dict.fromkeys(("reference", "Demand.aliases"), "Reference"),
    **dict.fromkeys(("id", "follows", "answers", "paper", "stratum"), "Entry"),
    "account": "Account",
    "Case.id": "Case",
}
"""Fields that name something of the case, and what it is called in the bundle: ``Paper 1``, ``Patient 2`` ..."""

_YEAR_ALONE = {"served", "dated", "paid on"}
_SAYING_NOTHING = (f": {LEFT_OUT}", f" with {LEFT_OUT}", f" ({LEFT_OUT})", f", {LEFT_OUT}")
_GROWING = (
    *("counsel", "notices", "documents", "decisions", "extensions", "passed", "money", "communications"),
    *("filings", "appeals", "repayment_plans"),
)


class Redaction:
    """One case without what leads to a patient; ``case`` is what every table and every day is made from.

    ``payers`` are the payers on file, whose names stay.
    """

    def __init__(self, case: Case, payers: AbstractSet[str] = frozenset()) -> None:
        self._payers = payers
        self._names: dict[tuple[str, str], str] = {}
        self._counts: dict[str, int] = {}
        entries = [entry for _, entry in parts(case)]
        self._ids = {entry.id for entry in entries if _is_named_by_id(entry)}
        self._words = {"demand", *(word for entry in entries for word in _words_for(entry))}
        for document in effective(case.documents):
            self.name("Paper", document.id)
        for claim in case.claims:
            called = self.name("Claim", claim.number)
            self._names |= {("Claim", alias): called for alias in claim.aliases}
        counting: dict[str, Any] = {name: tuple(effective(getattr(case, name))) for name in _GROWING}
        self.case: Case = self._bare(case._replace(**counting), "", "")

    def name(self, what: str, own: str) -> str:
        """What something of the case is called in this bundle: always the same."""
        if (what, own) not in self._names:
            self._counts[what] = self._counts.get(what, 0) + 1
            self._names[what, own] = f"{what} {self._counts[what]}"
        return self._names[what, own]

    def table(self, table: Table) -> Table:
        """A table of the redacted case, with the year alone of each day of service and payment."""
        return table._replace(rows=tuple(tuple(map(_cell, table.head, row)) for row in table.rows))

    def _bare(self, value: Any, owner: str, field: str) -> Any:  # noqa: ANN401 - a value of a case, and its like back
        if isinstance(value, str):
            return self._text(value, owner, field)
        if hasattr(value, "_fields"):
            kind = type(value).__name__
            return value._replace(**{name: self._bare(getattr(value, name), kind, name) for name in value._fields})
        return tuple(self._bare(one, owner, field) for one in value) if isinstance(value, tuple) else value

    def _text(self, text: str, owner: str, field: str) -> str:
        what = NAMED.get(f"{owner}.{field}", NAMED.get(field, ""))
        if field in KEPT or text in self._payers or (field in CODES and _CODE.fullmatch(text)):
            return text
        if field == "deadline":
            window, slash, own = text.partition("/")
            return f"{window}{slash}{self._entry(own) if own else ''}"
        if what == "Entry":
            return self._entry(text)
        if what == "Claim":
            claim, slash, line = text.partition("/")
            return f"{self.name(what, claim)}{slash}{line if _CODE.fullmatch(line) else ''}"
        if what:
            return self.name(what, text)
        cited = [one.text.replace(one.name, self.name("Paper", one.name), 1) for one in citations(text)]
        return " ".join([LEFT_OUT, *cited])

    def _entry(self, own: str) -> str:
        """What names an entry: its id by its name here, a word of the format for its kind or level as it is."""
        if own in self._ids:
            return self.name("Entry", own)
        return own if own in self._words else LEFT_OUT


def _is_named_by_id(entry: Any) -> bool:  # noqa: ANN401 - an entry of any list of a case
    return type(entry).__name__ not in ("Case", "Document") and bool(getattr(entry, "id", None))


def _words_for(entry: Any) -> tuple[str, ...]:  # noqa: ANN401 - an entry of any list of a case
    """The words of the format that can mean an entry without an id: its kind or its level."""
    return tuple(word for field in ("kind", "level") if (word := getattr(entry, field, None)))


def _cell(head: str, text: str) -> str:
    if head in _YEAR_ALONE:
        return text[:4]
    if head == "written down":
        return text.partition(" ")[0]
    for words in _SAYING_NOTHING if head == "what" else ():
        text = text.replace(words, "")
    return text.replace(f"{LEFT_OUT} [", "[")
