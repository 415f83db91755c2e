"""The tables of a letter: claims, amounts that tie, evidence, and the index of what is enclosed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ledger.core.amount import dollars
from ledger.core.letter.answer import Row, service_of, total
from ledger.core.letter.exhibit import Exhibit, Exhibits, title_of
from ledger.core.letter.kind import MEDICARE_REGIME
from ledger.core.letter.missing import missing
from ledger.core.letter.stop import facts_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from ledger.core.case import Claim
    from ledger.core.letter.matter import Matter
    from ledger.core.proof import Evidence


_COLUMNS = (
    ("Demanded", "demanded"),
    ("Left by the decision", "left"),
    ("To repay", "to_repay"),
    ("Disputed", "disputed"),
    ("Not yet answered", "open"),
)


def evidence(matter: Matter, exhibits: Exhibits) -> list[list[str]]:
    """What was asked for and what the record shows, item by item."""
    return [_item(item, exhibits) for item in facts_of(matter)]


def _item(item: Evidence, exhibits: Exhibits) -> list[str]:
    section = "Record"
    asked = exhibits.cite(item.criterion or item.item.replace("_", " ").capitalize(), section)
    fact = exhibits.cite(item.fact or "", section)
    if item.begun_on is not None and item.ended_on is not None:
        days = (item.ended_on - item.begun_on).days
        fact += f"; {item.begun_on:%m/%d/%Y} to {item.ended_on:%m/%d/%Y}, {days} days"
    elif item.begun_on is not None:
        fact += f"; {item.begun_on:%m/%d/%Y}"
    shown = f" ({exhibits.refer(item.document, section)})" if item.document and "(Exhibit" not in fact else ""
    return [asked, fact + shown]


def asked_for(matter: Matter, exhibits: Exhibits) -> list[list[str]]:
    """What the decision found missing: the item, and the exhibit that now shows it or why there is none."""
    rows = []
    for item in matter.case.evidence:
        if matter.kind.after and item.asked_by == matter.kind.after:
            shown = exhibits.refer(item.document, "Missing documents") or exhibits.cite(
                item.explanation or "", "Record"
            )
            rows.append([item.item.replace("_", " ").capitalize(), shown or missing("the document")])
    return rows


def claims(matter: Matter) -> dict[str, Any]:
    """The claims the letter is about, with the names and numbers that its rule asks for."""
    medicare = matter.group.regime == MEDICARE_REGIME
    head = ["Claim", "Beneficiary" if medicare else "Patient", "Medicare number" if medicare else "Member ID"]
    rows = []
    for claim in matter.subject:
        patient = matter.patient(claim)
        name = (patient.name if patient is not None else None) or missing(f"name of {claim.patient or 'the patient'}")
        member = matter.member(claim)
        known = (patient.mbi if patient is not None else None) if medicare else (member.id if member else None)
        number = known or missing("Medicare number" if medicare else "member ID")
        services = "; ".join(service_of(line) for line in claim.lines) or missing("services and dates")
        paid = _paid(claim)
        rows.append([claim.number, name, number, services, dollars(paid) if paid is not None else ""])
    return {"head": [*head, "Date and service", "Paid"], "rows": rows}


def _paid(claim: Claim) -> Decimal | None:
    paid = [line.paid for line in claim.lines if line.paid is not None]
    return sum(paid[1:], paid[0]) if paid else None


def amounts(matter: Matter) -> dict[str, Any]:
    """The table of amounts; columns in which nothing stands are left out, the total ties to the demand."""
    rows = [row for row in matter.rows if _shown(row)]
    repaying = matter.kind.subject == "to_repay"
    rows = [row for row in rows if row.to_repay] if repaying else rows
    columns = [pair for pair in _COLUMNS if pair[1] == "demanded" or total(rows, pair[1]) or _left(rows, pair[1])]
    if repaying:
        columns = [("Demanded", "demanded"), ("Returned", "to_repay")]
    elif matter.kind.serves == "information":  # who asks for the grounds does not answer yet
        columns = columns[:1]
    lines = [[_label(row), row.service, *(_cell(row, name) for _, name in columns)] for row in rows]
    sums = {name: total(rows, name) for _, name in columns}
    if not repaying and matter.others:
        rest = ["Other claims of this demand, answered by separate letter", "", dollars(matter.others)]
        lines.append([*rest, *[""] * (len(columns) - 1)])
        sums["demanded"] += matter.others
    return {
        "head": ["Claim", "Service", *(title for title, _ in columns)],
        "rows": lines,
        "total": ["Total", "", *(dollars(sums[name]) for _, name in columns)],
    }


def _shown(row: Row) -> bool:
    return bool(row.demanded or row.left)


def _left(rows: Sequence[Row], name: str) -> bool:
    return name == "left" and any(row.left is not None for row in rows)


def _label(row: Row) -> str:
    return f"{row.claim}, line {row.line}" if row.line else row.claim or "Demand"


def _cell(row: Row, name: str) -> str:
    amount: Decimal | None = getattr(row, name)
    return dollars(amount) if amount is not None else ""


def sums(matter: Matter) -> dict[str, Any]:
    """The sums of the claims under this law, and for each whether there is any."""
    names = ("demanded", "to_repay", "disputed", "open", "left")
    return {name: dollars(total(matter.rows, name)) for name in names} | {
        f"any_{name}": bool(total(matter.rows, name)) for name in names
    }


def enclosed(exhibit: Exhibit) -> list[str]:
    """One row of the index: letter, title, date, pages, where it is cited."""
    document = exhibit.document
    dated = document.dated_on or document.effective_on
    pages = str(document.pages) if document.pages is not None else ""
    day = f"{dated:%m/%d/%Y}" if dated is not None else ""
    return [exhibit.letter, title_of(document), day, pages, ", ".join(exhibit.cited_in)]
