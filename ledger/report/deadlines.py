"""Deadlines for programs: JSON with every reading, CSV for spreadsheets, findings for a pull request."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ledger.core.amount import plain
from ledger.core.deadline import MET, MUST, NO_DATE, OVERDUE, PAST_SAFE_DAY, THEIRS, Deadline, Reading
from ledger.core.due import Due, undated
from ledger.core.finding import ERROR, WARNING, Finding
from ledger.core.reckoning.theirs import CANNOT_TELL
from ledger.report import table_csv
from ledger.report.columns import DISCLAIMER

COLUMNS = (
    "case", "payer", "deadline", "title", "kind", "state", "regime", "stops_taking", "keeps_appeal", "filed_when",
    "act_by", "mail_by", "worth", "claims", "missing", "stops_by_law", "assumed",
)  # fmt: skip


def as_data(one: Deadline) -> dict[str, Any]:
    """One deadline for JSON: both days, every reading, amounts and days as text."""
    data = {name: _plain(getattr(one, name)) for name in one._fields if name not in ("readings", "worth")}
    return {
        **data,
        "state": _state(one),
        "worth": plain(one.worth),
        "readings": [_reading(reading) for reading in one.readings],
    }


def _state(one: Deadline) -> str:
    """The state; for a day of the payer's ``cannot_tell`` where nothing shows it, and ``past`` where it is no duty."""
    if one.kind == THEIRS and one.state in (OVERDUE, MET) and CANNOT_TELL in one.note:
        return "cannot_tell"
    return "past" if one.kind == THEIRS and one.state == OVERDUE and not one.awaited else one.state


def _reading(reading: Reading) -> dict[str, Any]:
    data = {name: _plain(getattr(reading, name)) for name in reading._fields if name != "rule"}
    rule = reading.rule
    return {**data, "rule": None if rule is None else {name: _plain(getattr(rule, name)) for name in rule._fields}}


def _plain(value: object) -> object:
    if value is None or isinstance(value, bool | str):
        return value
    return [_plain(item) for item in value] if isinstance(value, tuple) else str(value)


def as_json(cases: Iterable[Due]) -> dict[str, Any]:
    """Everything for a program."""
    listed = [
        {"payer": due.case.payer, "no_date": bool(undated(due)), **as_data(one)}
        for due in cases
        for one in due.deadlines
    ]
    return {"deadlines": listed, "disclaimer": DISCLAIMER}


def as_csv(cases: Iterable[Due]) -> str:
    """A table for spreadsheets."""
    rows = []
    for due in cases:
        for one in due.deadlines:
            data: Mapping[str, Any] = {**as_data(one), "payer": due.case.payer, "deadline": one.name}
            rows.append([_cell(data[name]) for name in COLUMNS])
    return table_csv.as_csv(COLUMNS, rows)


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return " ".join(str(item) for item in value) if isinstance(value, list) else str(value or "")


def as_findings(cases: Iterable[Due]) -> list[Finding]:
    """What is past or has no day, as findings beside the case files."""
    found = []
    for due in cases:
        for one in due.deadlines:
            if one.kind == MUST and one.state in (OVERDUE, PAST_SAFE_DAY):
                code = "LED403" if one.state == OVERDUE else "LED404"
                past = "is past every reading" if one.state == OVERDUE else "is past its safe day"
                message = f"{one.title} ({one.name}) {past}: {one.act_by}, worth {plain(one.worth)}"
                severity = ERROR if one.state == OVERDUE and one.keeps_appeal else WARNING
                hint = f"recoup explain {one.case} {one.name}. {DISCLAIMER}"
                found.append(Finding(code, message, hint, file=due.case.file, line=1, severity=severity))
            elif one.kind == MUST and one.state == NO_DATE:
                message = f"{one.title} ({one.name}) has no date"
                found.append(Finding("LED401", message, one.missing, file=due.case.file, line=1, severity=WARNING))
    return found
