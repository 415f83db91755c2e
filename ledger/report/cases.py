"""The morning screen and the list of cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.core.amount import dollars
from ledger.core.checks.people import has_left
from ledger.core.day import column, days_left, in_full
from ledger.core.deadline import MUST, SENT
from ledger.core.holding import standing
from ledger.core.owner import away
from ledger.report.columns import DISCLAIMER, WIDTH, clipped, in_words_that_fit, money, padded, wrapped

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from ledger.core.deadline import Deadline
    from ledger.core.outlook import Outlook
    from ledger.core.payer import Payer
    from ledger.core.practice import Person

HOW_TO_BEGIN = """\
A letter in your hand?   recoup init    makes a ledger; then recoup new
Joining your team?       recoup join ADDRESS
Just looking?            recoup demo
Nothing leaves this computer until you share it."""

ROWS = 12


def payer_name(payers: Mapping[str, Payer], slug: str) -> str:
    """The payer's name, or its slug where no file has it."""
    payer = payers.get(slug)
    return slug if payer is None else payer.name


def morning(rows: Sequence[Outlook], payers: Mapping[str, Payer], today: date, who: str, *, frozen: bool) -> list[str]:
    """The screen of ``recoup`` alone: what is pressing, in the order of days."""
    open_rows = [row for row in rows if row.case.closed is None]
    count = f"{len(open_rows)} open case{'' if len(open_rows) == 1 else 's'}"
    lines = wrapped(f"{in_full(today)}   {count}   signed in: {who}")
    if frozen:
        lines.append(f"A sample: it is always {in_full(today)} here.")
    waiting = [row for row in open_rows if row.next is not None or row.undated is not None]
    lines += [_undated(row, row.undated, payers) for row in waiting[:ROWS] if row.undated is not None]
    lines += [_pressing(row, row.next, payers, today) for row in waiting[:ROWS] if row.next is not None]
    if len(waiting) > ROWS:
        lines.append(f"  and {len(waiting) - ROWS} more: recoup deadlines")
    on_their_way = _sent(open_rows)
    lines += on_their_way[:ROWS]
    if not waiting and not on_their_way:
        lines.append("  Nothing of ours is due.")
    return lines


def _sent(rows: Sequence[Outlook]) -> list[str]:
    """What left and is not known to have arrived; of two clocks of one act the nearer one."""
    sent = [one for row in rows for one in row.deadlines if one.state == SENT and one.kind == MUST]
    nearest: dict[tuple[str, str], Deadline] = {}
    for one in sorted(sent, key=lambda one: str(one.act_by or "9999")):
        nearest.setdefault((one.case, one.met_by), one)
    return [
        clipped(f"  SENT      {one.case}  {one.title}: prove arrival by {column(one.act_by)}", WIDTH)
        for one in nearest.values()
        if one.act_by is not None
    ]


def _undated(row: Outlook, missing: Deadline, payers: Mapping[str, Payer]) -> str:
    name = in_words_that_fit(payer_name(payers, row.case.payer), 12)
    return clipped(f"  NO DATE   {row.case.id}  {name}: {missing.missing}", WIDTH)


def _pressing(row: Outlook, following: Deadline, payers: Mapping[str, Payer], today: date) -> str:
    name = payer_name(payers, row.case.payer)
    if following.act_by is None:
        return f"            {row.case.id}"
    when = "past" if following.act_by < today else days_left(following.act_by, today)
    verb = "must ARRIVE by" if following.filed_when == "received" else "must be SENT by"
    year = "" if following.act_by.year == today.year else f" {following.act_by.year}"
    act = f"{in_words_that_fit(name, 10):<10} {verb} {column(following.act_by)}{year}"
    return f"  {when:<8}  {row.case.id}  {act}{money(row.balance.standing, 13 - len(year))}"


def listed(
    rows: Sequence[Outlook], payers: Mapping[str, Payer], people: Mapping[str, Person], today: date
) -> list[str]:
    """The list of cases, one line each, with the sums below."""
    if not rows:
        return ["No case fits."]
    lines = [f"{'case':<14} {'payer':<16} {'stage':<14} {'owner':<8} {'demanded':>11}  next"]
    lines += [_row(row, payers, _holder(row.case.owner, people, today), today) for row in rows]
    counting = [row for row in rows if row.case.closed is None or row.case.closed.same_as is None]
    demanded = sum((row.balance.demanded for row in counting), start=type(rows[0].balance.demanded)(0))
    twins = len(rows) - len(counting)
    once = f"; {twins} entered twice counted once" if twins else ""
    lines.append(f"{len(rows)} case{'' if len(rows) == 1 else 's'}, demanded {dollars(demanded)}{once}")
    return lines


def _holder(owner: str | None, people: Mapping[str, Person], today: date) -> str:
    """Who has the case today: the one who stands in, in brackets, where its owner is away."""
    person = people.get(owner or "")
    if person is None or not away(person, today):
        return owner or "-"
    return f"({person.covered_by or 'nobody'})"


def absences(rows: Sequence[Outlook], people: Mapping[str, Person], today: date) -> list[str]:
    """One line for each owner of a listed open case who is away or has left: until when, and who stands in."""
    owners = dict.fromkeys(row.case.owner for row in rows if row.case.closed is None)
    found = [people[owner] for owner in owners if owner is not None and owner in people]
    lines = []
    for person in found:
        if has_left(person, today):
            lines.append(f"{person.id} left on {person.left_on}: recoup hand-over {person.id} TO")
        elif away(person, today):
            through = f" through {column(person.away_through)}" if person.away_through else ""
            lines.append(f"{person.id} is away{through}: {person.covered_by or 'nobody'} stands in")
    return [clipped(line, WIDTH) for line in lines]


def _row(row: Outlook, payers: Mapping[str, Payer], holder: str, today: date) -> str:
    case = row.case
    parts = (
        case.id,
        padded(payer_name(payers, case.payer), 16),
        padded(row.stage, 14),
        padded(holder, 8),
        money(row.balance.demanded, 11),
    )
    return f"{' '.join(parts)}  {_next(row, today)}".rstrip()


def _next(row: Outlook, today: date) -> str:
    if row.undated is not None:
        return "NO DATE"
    if row.next is None or row.next.act_by is None:
        return ""
    year = "" if row.next.act_by.year == today.year else f" {row.next.act_by.year}"
    return column(row.next.act_by)[4:] + year


def as_json(rows: Sequence[Outlook]) -> list[dict[str, object]]:
    """The list for a program; amounts and days are text."""
    return [
        {
            "id": row.case.id,
            "title": row.case.title,
            "payer": row.case.payer,
            "owner": row.case.owner,
            "stage": row.stage,
            "demanded": f"{row.balance.demanded:.2f}",
            "disputed": f"{row.balance.disputed:.2f}",
            "to_repay": f"{row.balance.to_repay:.2f}",
            "taken": f"{row.balance.taken:.2f}",
            "standing": f"{row.balance.standing:.2f}",
            "next_deadline": row.next.name if row.next else None,
            "act_by": str(row.next.act_by) if row.next else None,
            "no_date": row.undated is not None,
            "holds": [hold.name for hold in standing(row.case, None)],
        }
        for row in rows
    ]


__all__ = ["DISCLAIMER", "HOW_TO_BEGIN", "absences", "as_json", "listed", "morning", "payer_name"]
