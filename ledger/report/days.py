"""The screen of ``recoup deadlines``: two clocks side by side, then what waits on others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ledger.core.day import column, in_full, short
from ledger.core.deadline import MOVED, OVERDUE, PAST_SAFE_DAY, Deadline
from ledger.core.due import Due, Pair, Sheet
from ledger.core.law.governing import counted
from ledger.core.law.rule import LOW
from ledger.core.payer import Payer
from ledger.core.reckoning.theirs import CANNOT_TELL
from ledger.report.columns import WIDTH, clipped, in_words_that_fit, money, wrapped
from ledger.report.explain import once_passed

CLOSING = "Dates are the earliest reading. Not a substitute for the advice of an attorney."
_INDENT = " " * 18
_SPOKEN = {"medicare-ffs": "Medicare"}
_NAME, _AMOUNT, _DAY = 13, 12, 16
_ZONES = {
    "America/New_York": "Eastern time",
    "America/Chicago": "Central time",
    "America/Denver": "Mountain time",
    "America/Los_Angeles": "Pacific time",
}
_STATES = {MOVED: "moved by an extension", PAST_SAFE_DAY: "safe day past", OVERDUE: "PAST EVERY READING"}


class Head(NamedTuple):
    """What the first line says: today, the ledger's time zone, when it was last shared, whether it is a sample."""

    today: date
    zone: str
    shared: str = ""
    frozen_on: date | None = None


def screen(sheet: Sheet, cases: Sequence[Due], payers: Mapping[str, Payer], head: Head) -> list[str]:
    """The whole screen, line by line."""
    names = {due.case.id: due.case.payer for due in cases}
    speak = _Speaker(names, payers, head.today)
    shared = f" {head.shared}" if head.shared else ""
    lines = [f"{short(head.today)} {head.today.year}, {_ZONES.get(head.zone, head.zone)}.{shared}"]
    if head.frozen_on is not None:
        lines.append(f"A sample: it is always {in_full(head.frozen_on)} here.")
    if sheet.undated:
        lines.append("NO DATE YET - treat as urgent")
        several = Counter(one.case for one in sheet.undated)
        lines += [speak.undated(one, alone=several[one.case] == 1) for one in sheet.undated]
    lines += speak.ours(sheet.pairs)
    lines += speak.section("SENT, ARRIVAL NOT PROVEN", (speak.sent(one) for one in sheet.sent), none="none")
    lines += speak.section("THEIRS", (speak.theirs(one) for one in sheet.theirs))
    lines += speak.section("OTHER DAYS OF OURS", (speak.line(one) for one in sheet.terms))
    options = [f"{one.case} {one.title}, by {speak.day(one)}{_assumed(one)}" for one in sheet.options]
    lines += speak.beside("OPTIONAL", options)
    lines += speak.beside("OPTIONAL, ENDED", [speak.ended(one) for one in sheet.ended])
    return [*lines, CLOSING]


def _assumed(one: Deadline) -> str:
    """What must be so for this day to exist, where nobody says whether it is."""
    return f"; only if {one.assumed}" if one.assumed else ""


class _Speaker:
    """Says deadlines in words and columns, for one day and one set of cases."""

    def __init__(self, names: Mapping[str, str], payers: Mapping[str, Payer], today: date) -> None:
        self.names = names
        self.payers = payers
        self.today = today

    def day(self, one: Deadline) -> str:
        """``Wed 1 Apr``, with the year where it is another one."""
        return "no date" if one.act_by is None else short(one.act_by, self.today)

    def undated(self, one: Deadline, *, alone: bool) -> str:
        """One case without a day; of several groups of claims each says how many it has."""
        claims = "" if alone or not one.claims else f"{counted(len(one.claims), 'claim')}: "
        return clipped(f"{self._who(one)}  {claims}{one.note.partition('; ')[0] or one.missing}", WIDTH)

    def ours(self, pairs: Sequence[Pair]) -> list[str]:
        """What must arrive or be sent, the two clocks side by side."""
        if not pairs:
            return ["OURS   nothing is due"]
        first = f"{'OURS, must ARRIVE by':<47}{'stops the':<16}keeps the"
        lines = [first, f"{'':<47}{'taking':<16}appeal"]
        for pair in pairs:
            left = self._column(pair.other or pair.stops)
            right = self._column(pair.keeps)
            lines.append(f"{self._who(pair.first):<47}{left:<{_DAY}}{right}".rstrip())
            lines += wrapped(f"{_INDENT}{self._about(pair)}", _INDENT)
        return lines

    def _column(self, one: Deadline | None) -> str:
        if one is None:
            return "-"
        if one.act_by is None:
            return "not known"
        other_year = "" if one.act_by.year == self.today.year else f" {one.act_by.year}"
        return f"{column(one.act_by)}{other_year}"

    def _who(self, one: Deadline) -> str:
        name = self.name(one)
        return f"  {one.case}  {clipped(name, _NAME):<{_NAME}}{money(one.worth, _AMOUNT)}"

    def name(self, one: Deadline) -> str:
        """The payer as people say it, in as many whole words as fit."""
        if one.regime in _SPOKEN:
            return _SPOKEN[one.regime]
        slug = self.names.get(one.case, "")
        payer = self.payers.get(slug)
        return in_words_that_fit(payer.name if payer else slug, _NAME).rstrip(",")

    def _about(self, pair: Pair) -> str:
        one = pair.first
        parts = [one.title]
        if one.filed_when == "sent":
            parts.append("must be SENT by that day")
        elif one.mail_by is not None:
            parts.append(f"mail by {short(one.mail_by, self.today)}")
        parts += [_STATES[one.state]] if one.state in _STATES else []
        if pair.stops is not None and not pair.stops.stops_by_law:
            parts.append("may stop the taking")
        rule = one.readings[0].rule if one.readings else None
        if rule is not None and rule.confidence == LOW and not rule.confirmed:
            parts.append("rule of low confidence")
        if one.readings and one.readings[0].doubt:
            parts.append(f"the payer's figure ({one.readings[0].doubt})")
        return "; ".join([*parts, one.note] if one.note else parts) + _assumed(one)

    def sent(self, one: Deadline) -> str:
        """Something that left and is not known to have arrived."""
        return f"  {one.case}  {one.met_by}; must ARRIVE by {self.day(one)}"

    def theirs(self, one: Deadline) -> str:
        """What the payer owes by a day."""
        verb = "promised" if one.name.startswith("promise/") else "due"
        if one.state != OVERDUE:
            return f"  {one.case}  {one.title}, {verb} by {self.day(one)}{_assumed(one)}"
        then = "cannot tell whether it was done" if CANNOT_TELL in one.note else once_passed(one)
        return f"  {one.case}  {one.title}, was {verb} by {self.day(one)}; {then}"

    def line(self, one: Deadline) -> str:
        """A day of ours that is no appeal."""
        past = ", past" if one.state in (PAST_SAFE_DAY, OVERDUE) else ""
        return f"  {one.case}  {one.title}, {self.day(one)}{past}"

    def ended(self, one: Deadline) -> str:
        """An option that lapsed."""
        lost = "" if one.level else ": no appeal right lost"
        return f"{one.case} {one.title}, {self.day(one)}{lost}"

    def section(self, title: str, lines: Iterable[str], none: str = "") -> list[str]:
        """A heading with its lines; nothing, or one word beside it, where there are none."""
        listed = [part for line in lines for part in wrapped(line, _INDENT)]
        if listed:
            return [title, *listed]
        return [f"{title}   {none}"] if none else []

    def beside(self, title: str, entries: Sequence[str]) -> list[str]:
        """Short entries beside their heading, one a line."""
        indent = " " * (len(title) + 3)
        lines = [line for entry in entries for line in wrapped(f"{indent}{entry}", indent)]
        return [f"{title}   {line.lstrip()}" if not number else line for number, line in enumerate(lines)]
