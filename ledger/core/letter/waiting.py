"""What was sent and is not answered, and what was promised and did not come: the matter of a follow-up letter."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ledger.core.day import spelled_out
from ledger.core.deadline import OVERDUE, THEIRS, Deadline
from ledger.core.entries import effective
from ledger.core.law.governing import governing
from ledger.core.law.rule import HIGH
from ledger.core.letter.filed import filings_of, how_sent, name_of
from ledger.core.letter.missing import missing
from ledger.core.letter.record import FILINGS
from ledger.core.reckoning.group import setting_for
from ledger.core.reckoning.occasion import occasions
from ledger.core.reckoning.theirs import CANNOT_TELL
from ledger.core.reckoning.window import deadlines_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.core.letter.exhibit import Exhibits
    from ledger.core.letter.matter import Matter
    from ledger.core.sending import Appeal, Filing

SECTION = "What waits"
_ASK_FOR_NOTHING = ("records", "refund_notice")
_CHANNELS = {"phone": "by phone", "voicemail": "by voicemail", "in_person": "in person", "email": "by e-mail"}


class Unanswered(NamedTuple):
    """Something of ours that they have to answer; ``due`` is their day by a rule, where one gives it and it passed."""

    sending: Filing | Appeal
    due: Deadline | None


def unanswered(matter: Matter) -> tuple[Unanswered, ...]:
    """What was sent about these claims with its proof and has no decision, in the order of the days of sending."""
    inside = {claim.number for claim in matter.group.claims}
    due = dict(_due(matter))
    found = [
        (one.sent_on.day, Unanswered(one, due.get(one)))
        for one in filings_of(matter.case)
        if one.sent_on is not None
        and one.proof
        and one.decided_on is None
        and one.decision_received_on is None
        and name_of(one) in FILINGS
        and name_of(one) not in _ASK_FOR_NOTHING
        and (not one.claims or inside & set(one.claims))
    ]
    return tuple(one for _, one in sorted(found, key=lambda pair: pair[0]))


def _due(matter: Matter) -> Iterator[tuple[Filing | Appeal, Deadline]]:
    """Their days that have passed by the reading kindest to them, with what they were to answer."""
    case, law = matter.case, matter.law
    groups = [group for group in governing(case, law) if group.regime == matter.group.regime and group.regime]
    for group in groups:
        setting = setting_for(case, group, law, matter.today)
        for window in setting.regime.windows:
            if window.kind == THEIRS and not window.limits and not window.permission:
                papers = occasions(case, window, setting.regime, setting.letter)
                for paper, one in zip(papers, deadlines_of(window, setting, 0), strict=False):
                    if paper.sending is not None and one.state == OVERDUE and CANNOT_TELL not in one.note:
                        yield paper.sending, one


def promised(matter: Matter) -> list[str]:
    """Answers that were promised for a day before today and after which nothing was noted; never what was said."""
    talks = effective(matter.case.communications)
    found = []
    for talk in talks:
        day = talk.promised_by
        if day is None or day >= matter.today or any(one.at.day >= day for one in talks if one is not talk):
            continue
        how = _CHANNELS.get(talk.channel, f"by {talk.channel.replace('_', ' ')}")
        number = f" (reference {talk.reference})" if talk.reference else ""
        found.append(f"An answer was promised {how} on {spelled_out(talk.at.day)}{number} for {spelled_out(day)}.")
    return found


def waiting(matter: Matter, exhibits: Exhibits) -> list[str]:
    """One sentence or more for each thing that waits, as the letter says it."""
    if matter.kind.serves != "follow_up":
        return []
    found = [*(_sentence(matter, one, exhibits) for one in unanswered(matter)), *promised(matter)]
    return found or [missing("what waits for an answer")]


def _sentence(matter: Matter, one: Unanswered, exhibits: Exhibits) -> str:
    sending = one.sending
    exhibit = exhibits.refer(sending.document, SECTION)
    sent = spelled_out(sending.sent_on.day) if sending.sent_on is not None else ""
    arrived = f", arrived on {spelled_out(sending.arrived_on.day)}" if sending.arrived_on is not None else ""
    shown = f" ({exhibit})" if exhibit else ""
    said = f"{FILINGS[name_of(sending)]}, sent on {sent} ({how_sent(sending)}){arrived}{shown}. No answer is on file."
    return f"{said}{_time_to_answer(matter, one.due)}"


def _time_to_answer(matter: Matter, due: Deadline | None) -> str:
    """The day by which the law asked for an answer, where its text was read; nothing is said of any other."""
    if due is None or due.act_by is None:
        return ""
    regime = matter.law.regimes[matter.group.regime]
    rules = [reading.rule for reading in due.readings if reading.day == due.act_by and reading.rule is not None]
    read = [rule for rule in rules if rule.confidence == HIGH or regime.is_confirmed]
    return f" The time to answer under {read[0].citation} ended on {spelled_out(due.act_by)}." if read else ""
