"""One case on one screen."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, NamedTuple

from ledger.core.amount import dollars
from ledger.core.balance import NOTHING
from ledger.core.day import column, days_left, short
from ledger.core.deadline import MUST, SENT
from ledger.core.entries import effective
from ledger.core.holding import standing
from ledger.core.law.governing import counted
from ledger.core.outlook import WAITING
from ledger.report.cases import payer_name
from ledger.report.columns import DISCLAIMER, WIDTH, clipped, wrapped
from ledger.report.following import answered_late
from ledger.report.holds import in_short

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from ledger.core.deadline import Deadline
    from ledger.core.outlook import Outlook
    from ledger.core.payer import Payer
    from ledger.core.practice import Settings

_KEPT = "\u00a0"
"""A space at which no line ends: a sum stays beside its name."""


class Around(NamedTuple):
    """What the case file itself does not hold: payers, the owner's title, the state of each document, today."""

    payers: Mapping[str, Payer]
    owner: str
    documents: Mapping[str, str]
    today: date
    settings: Settings | None = None


def shown(row: Outlook, around: Around) -> list[str]:
    """The screen of ``recoup show``."""
    case = row.case
    known_as = f" (also {', '.join(case.demand.aliases)})" if case.demand.aliases else ""
    payer = f"{payer_name(around.payers, case.payer)}, {case.demand.reference or 'no number'}{known_as}"
    owner = f"owner: {around.owner}"
    gap = max(1, WIDTH - len(payer) - len(owner))
    lines = [clipped(f"{case.id}   {case.title}", WIDTH)]
    lines += [payer + " " * gap + owner] if len(payer) + len(owner) < WIDTH else [clipped(payer, WIDTH), owner]
    lines += _ended(row) or _days(row, around)
    lines += _money(row)
    lines += _last(row)
    lines += wrapped(_proof(row, around), " " * 8)
    lines += [*wrapped(f"NEXT    {'; '.join(_steps(row, around))}", " " * 8), DISCLAIMER]
    return lines


def _ended(row: Outlook) -> list[str]:
    closed = row.case.closed
    if closed is None:
        return []
    twin = f", the same as {closed.same_as}" if closed.same_as else ""
    return [f"CLOSED  {short(closed.closed_on)} {closed.closed_on.year}: {closed.outcome.replace('_', ' ')}{twin}"]


def _days(row: Outlook, around: Around) -> list[str]:
    ours = [one for one in row.deadlines if one.kind == MUST and one.state in WAITING]
    sent = [one for one in row.deadlines if one.kind == MUST and one.state == SENT]
    lines = [line for one in ours for line in _day(one, around.today, len(row.case.claims))]
    lines += [_on_its_way(one, around.today) for one in sent if one.protects]
    lines += [
        line for one in answered_late(row.deadlines) for line in wrap(f"LATE {one}", WIDTH - 8, subsequent_indent="  ")
    ]
    if not lines:
        return ["DATES   nothing of ours is due"]
    return ["DATES   " + lines[0], *("        " + line for line in lines[1:])]


def _day(one: Deadline, today: date, all_claims: int) -> list[str]:
    what = f"{', '.join((one.title, *one.protects))}{_of(one, all_claims)}"
    if one.act_by is None:
        return wrap(f"NO DATE   {what}: {one.missing}", WIDTH - 8, subsequent_indent=" " * 10)
    verb = "must ARRIVE by" if one.filed_when == "received" else "must be SENT by"
    year = "" if one.act_by.year == today.year else f" {one.act_by.year}"
    left = f"{column(one.act_by)}{year} ({days_left(one.act_by, today)})"
    return wrap(f"{verb} {left:<23} {what}", WIDTH - 8, subsequent_indent=" " * 10)


def _on_its_way(one: Deadline, today: date) -> str:
    past = f" ({days_left(one.act_by, today)})" if one.act_by and one.act_by < today else ""
    until = f"prove arrival by {column(one.act_by)}{past}: " if one.act_by else ""
    return clipped(f"{until}{one.met_by}", WIDTH - 8)


def _of(one: Deadline, all_claims: int) -> str:
    return f", {counted(len(one.claims), 'claim')}" if one.claims and len(one.claims) < all_claims else ""


def _money(row: Outlook) -> list[str]:
    sums = row.balance
    first = (
        f"MONEY   demanded {dollars(sums.demanded)} = disputed {dollars(sums.disputed)}"
        f" + to repay {dollars(sums.to_repay)} +{_KEPT}unanswered{_KEPT}{dollars(sums.unanswered)}"
    )
    second = f"        taken {dollars(sums.taken)}   returned {dollars(sums.returned)}"
    if sums.paid:
        second += f"   paid {dollars(sums.paid)}"
    if sums.standing != sums.demanded:
        second += f"   still standing {dollars(sums.standing)}"
    announced = row.case.demand.offset_from
    if announced is not None and sums.taken == NOTHING:
        second = f"{second:<44}   taking announced for {short(announced)}"
    first_lines = [line.replace(_KEPT, " ") for line in wrapped(first, " " * 8)]
    return [*first_lines, *wrapped(second, " " * 8)]


def _last(row: Outlook) -> list[str]:
    entries = effective(row.case.communications)
    if not entries:
        return ["LAST    nothing noted yet"]
    last = max(entries, key=lambda entry: entry.at)
    when = short(last.at.day) + (f" {last.at.clock}" if last.at.clock else "")
    promised = f"; promised by {short(last.promised_by)}" if last.promised_by else ""
    said = " ".join(last.summary.split()).rstrip(".")
    tag = f" [{last.recorded.tag}]" if last.recorded else ""
    return wrapped(f"LAST    {when} {last.channel}: {said}{promised}{tag}", " " * 8)


def _proof(row: Outlook, around: Around) -> str:
    states = list(around.documents.values())
    counted = ", ".join(f"{states.count(state)} {words}" for state, words in _STATES if state in states)
    count = f"{len(states)} document{'' if len(states) == 1 else 's'}" + (f", {counted}" if counted else "")
    hold = in_short(standing(row.case, around.settings))
    counsel = effective(row.case.counsel)
    asked = "not asked" if not counsel else ("answered" if counsel[-1].answered_on else "asked, no answer yet")
    return f"PROOF   {count}   HOLD {hold}   COUNSEL {asked}"


_STATES = (("intact", "intact"), ("changed", "CHANGED"), ("not_here", "not here"))


def _steps(row: Outlook, around: Around) -> list[str]:
    case = row.case
    if case.closed is not None:
        return ["nothing; the case is closed"]
    steps = [one.missing for one in row.deadlines if one.act_by is None and one.kind == MUST and one.missing]
    steps = list(dict.fromkeys(steps))[:2]
    if row.balance.unanswered:
        steps.append("answer each claim: repay or dispute")
    if "changed" in around.documents.values():
        steps.append("compare the changed documents with the originals")
    steps.append(f"recoup explain {case.id[-6:-2]}" if row.next else "recoup log what you hear")
    return steps
