"""How the owner's page looks: as text for a screen, and as plain data for the printed page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ledger.core.amount import dollars
from ledger.core.day import column, in_full, spelled_out
from ledger.core.law.governing import counted
from ledger.report.columns import DISCLAIMER, WIDTH, clipped, money, padded, wrapped

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from ledger.core.owner import Due, Page, Question, Share
    from ledger.core.risk import Risk

_FEW = 8


def text(page: Page, practice: str, *, frozen: bool) -> list[str]:
    """The page in 80 columns."""
    lines = [f"{practice}: recoupments on {in_full(page.today)}"]
    lines += [f"A sample: it is always {in_full(page.today)} here."] if frozen else []
    sums = page.sums
    lines += [
        counted(page.cases, "open case"),
        "",
        f"DEMANDED   {money(sums.demanded)}   = disputed {dollars(sums.disputed)} + to repay {dollars(sums.to_repay)}",
        f"{'':26}+ unanswered {dollars(sums.unanswered)}",
        f"TAKEN      {money(sums.taken)}   returned {dollars(sums.returned)}   paid by us {dollars(sums.paid)}",
        f"STANDING   {money(sums.standing)}   what the latest papers leave",
        "",
        "NEXT DATES",
        *_dates(page),
        "",
        "DECISIONS NEEDED",
        *_questions(page),
        "",
        "ACCOUNTABLE",
        *[_share(share) for share in page.shares],
        "",
        *_risk(page.risk),
        "",
        f"Dates are the earliest reading. {DISCLAIMER}",
    ]
    return lines


def _dates(page: Page) -> list[str]:
    lines = []
    for case, payer, missing in page.undated:
        lines += [f"  NO DATE     {case}  {payer}", *wrapped(f"{'':14}{missing}", " " * 14)]
    lines += [line for due in page.dates for line in _due(due, page.today)]
    return lines or ["  Nothing of ours is due."]


def _due(due: Due, today: date) -> list[str]:
    verb = "must ARRIVE by" if due.filed_when == "received" else "must be SENT by"
    return [
        f"  {column(due.day)}  {due.case}  {padded(due.payer, 24)} {money(due.worth, 14)}",
        f"{'':14}{due.act}, {verb} {_then(due.day, today)}: {_protects(due)}",
    ]


def _then(day: date, today: date) -> str:
    """``then``, or the day in full where it lies in another year than today."""
    return "then" if day.year == today.year else f"{_day(day)} {day.year}"


def _year(day: date, today: date) -> str:
    """The year, where the day lies in another one than today."""
    return "" if day.year == today.year else f" {day.year}"


def _protects(due: Due) -> str:
    return " and ".join(due.protects) or "the payer's request"


def _questions(page: Page) -> list[str]:
    lines = [_question(question, page.today) for question in page.questions[:_FEW]]
    more = len(page.questions) - _FEW
    lines += [f"  and {more} more: recoup list"] if more > 0 else []
    return lines or ["  None."]


def _question(question: Question, today: date) -> str:
    by = f"by {column(question.by)}{_year(question.by, today)}" if question.by is not None else "no date yet"
    return clipped(f"  {by:<13} {question.case}  {dollars(question.amount):>10}  {question.what}", WIDTH)


def _share(share: Share) -> str:
    cover = f", away: {share.cover} stands in" if share.cover else ""
    following = f", next {column(share.next_day)}" if share.next_day is not None else ""
    count = f"{share.cases} case{'' if share.cases == 1 else 's'}"
    return clipped(f"  {padded(share.person, 20)} {count:<9}{money(share.demanded, 12)}{following}{cover}", WIDTH)


def _risk(risk: Risk) -> list[str]:
    lines = [
        f"AT RISK    {money(risk.taken)}   could be taken in 13 weeks, of {dollars(risk.exposed)} that stand",
        f"{'':11}{money(risk.disputed)}   of it is disputed on file, which may stop the taking",
    ]
    if risk.cash_now is not None and risk.cash_then is not None:
        lines.append(f"CASH       {money(risk.cash_now)}   then {dollars(risk.cash_then)}{_months(risk)}")
    lines.append("Assumed:")
    for sentence in risk.assumptions:
        lines += wrapped(f"  - {sentence}", "    ")
    return lines


def _months(risk: Risk) -> str:
    if risk.months_now is None or risk.months_then is None:
        return ""
    return f"; months of cost covered: {risk.months_now}, then {risk.months_then}"


def printed(page: Page, practice: str) -> dict[str, Any]:
    """The page as data for the layout: figures, tables of text, sentences."""
    sums, risk = page.sums, page.risk
    return {
        "practice": practice,
        "title": f"Recoupments on {spelled_out(page.today)}",
        "cases": counted(page.cases, "open case"),
        "figures": [
            ["Demanded", dollars(sums.demanded)],
            ["Disputed", dollars(sums.disputed)],
            ["To repay", dollars(sums.to_repay)],
            ["Unanswered", dollars(sums.unanswered)],
            ["Taken", dollars(sums.taken)],
            ["Returned", dollars(sums.returned)],
            ["Paid by us", dollars(sums.paid)],
            ["At risk, 13 weeks", dollars(risk.taken)],
        ],
        "undated": [list(row) for row in page.undated],
        "dates": [_due_row(due) for due in page.dates],
        "questions": [_question_row(question) for question in page.questions[:_FEW]],
        "more_questions": max(len(page.questions) - _FEW, 0),
        "shares": [_share_row(share) for share in page.shares],
        "risk": _risk_words(risk),
        "assumptions": [f"{sentence[0].upper()}{sentence[1:]}." for sentence in risk.assumptions],
        "closing": f"Dates are the earliest reading. {DISCLAIMER}",
    }


def _due_row(due: Due) -> list[str]:
    verb = "must arrive" if due.filed_when == "received" else "must be sent"
    return [_day(due.day), due.case, due.payer, f"{due.act}, {verb}; {_protects(due)}", dollars(due.worth)]


def _question_row(question: Question) -> list[str]:
    by = _day(question.by) if question.by is not None else "no date yet"
    return [by, question.case, question.payer, question.what, dollars(question.amount)]


def _share_row(share: Share) -> list[str]:
    following = _day(share.next_day) if share.next_day is not None else ""
    cover = f"{share.cover} stands in" if share.cover else ""
    return [share.person, str(share.cases), dollars(share.demanded), following, cover]


def _risk_words(risk: Risk) -> list[str]:
    words = [
        f"{dollars(risk.taken)} could be taken in the next 13 weeks, of {dollars(risk.exposed)} that stand.",
        f"{dollars(risk.disputed)} of it is disputed on file, which may stop the taking.",
    ]
    if risk.cash_now is not None and risk.cash_then is not None:
        words.append(f"Cash {dollars(risk.cash_now)}, then {dollars(risk.cash_then)}{_months(risk)}.")
    return words


def _day(day: date) -> str:
    return column(day).replace("  ", " ")


def as_json(page: Page) -> dict[str, Any]:
    """The page for a program: amounts and days as text."""
    sums: dict[str, Decimal] = page.sums._asdict()
    return {
        "today": str(page.today),
        "cases": page.cases,
        "sums": {name: f"{amount:.2f}" for name, amount in sums.items()},
        "dates": [{**due._asdict(), "day": str(due.day), "worth": f"{due.worth:.2f}"} for due in page.dates],
        "undated": [{"case": case, "payer": payer, "missing": missing} for case, payer, missing in page.undated],
        "decisions": [
            {**one._asdict(), "amount": f"{one.amount:.2f}", "by": str(one.by) if one.by else None}
            for one in page.questions
        ],
        "at_risk": f"{page.risk.taken:.2f}",
        "assumptions": list(page.risk.assumptions),
    }
