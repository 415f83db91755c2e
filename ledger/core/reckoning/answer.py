"""What was done about a window: sendings that answer it, decisions to repay, later levels."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ledger.core.balance import NOTHING, balance, claim_demanded, last_choice
from ledger.core.case import Case, Claim
from ledger.core.day import short
from ledger.core.entries import effective
from ledger.core.reckoning.view import View
from ledger.core.sending import Appeal, Filing


class Answer(NamedTuple):
    """One thing that was sent, and when it is known to have arrived. No claims: it covers them all."""

    word: str
    sent: date | None
    arrived: date | None
    claims: tuple[str, ...] = ()

    def day(self, filed_when: str) -> date | None:
        """The day that counts as filed: sent or arrived, as the rule has it; None while it is not proven."""
        return self.sent if filed_when == "sent" else self.arrived

    def in_words(self) -> str:
        """``first appeal, arrived Mon 23 Mar 2026``."""
        if self.arrived is not None:
            return f"{self.word}, arrived {short(self.arrived)} {self.arrived.year}"
        sent = f", sent {short(self.sent)} {self.sent.year}" if self.sent else ""
        return f"{self.word}{sent}"


def answers(view: View) -> tuple[Answer, ...]:
    """What was sent that can answer a window for the paper that started it, in the order of the file."""
    case, window, key = view.setting.case, view.window, view.paper.key
    appeals = [one for one in effective(case.appeals) if one.level in window.met_by]
    filings = [
        one
        for one in effective(case.filings)
        if one.kind in window.met_by and (not key or not one.answers or key in one.answers)
    ]
    given = [*(_answer(one, f"{one.level} appeal") for one in appeals), *(_answer(one, one.kind) for one in filings)]
    return tuple(answer for answer in given if answer.sent or answer.arrived)


def _answer(entry: Appeal | Filing, word: str) -> Answer:
    return Answer(
        word=word.replace("_", " "),
        sent=entry.sent_on.day if entry.sent_on else None,
        arrived=entry.arrived_on.day if entry.arrived_on else None,
        claims=entry.claims,
    )


def disputed_claims(claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims that still want an answer: all but those whose every line is to be repaid."""
    return tuple(claim for claim in claims if not claim.lines or any(line.answer != "repay" for line in claim.lines))


def is_to_be_repaid(case: Case, claims: tuple[Claim, ...]) -> bool:
    """Whether the decision was to repay, for the whole case or on every line; appeal clocks are options then."""
    return last_choice(case) == "repay" or (bool(claims) and not disputed_claims(claims))


def open_claims(wanted: tuple[Claim, ...], given: tuple[Answer, ...]) -> tuple[str, ...]:
    """The numbers of the claims that no answer covers."""
    if any(not answer.claims for answer in given):
        return ()
    covered = {number for answer in given for number in answer.claims}
    return tuple(claim.number for claim in wanted if covered.isdisjoint((claim.number, *claim.aliases)))


def superseded(view: View) -> str:
    """Why nothing is left to do about a window: its level was decided, or a later level was filed; else empty."""
    order = [level.name for level in view.setting.regime.levels]
    level = view.window.level
    later = order[order.index(level) + 1 :] if level in order else []
    for appeal in effective(view.setting.case.appeals):
        if level and appeal.level == level and (appeal.decided_on or appeal.decision_received_on):
            return f"{level} was decided"
        if appeal.level in later:
            return f"{appeal.level} was filed"
    return ""


def worth(case: Case, claims: tuple[Claim, ...]) -> Decimal:
    """Dollars still at stake for these claims: what stands on them, less what is to be repaid."""
    if len(claims) == len(case.claims) or case.extrapolation is not None:
        sums = balance(case)
        return max(sums.standing - sums.to_repay, NOTHING)
    return sum((_at_stake(claim) for claim in claims), NOTHING)


def _at_stake(claim: Claim) -> Decimal:
    repaid = sum(
        ((line.demanded if line.answer == "repay" else line.repay) or NOTHING for line in claim.lines), NOTHING
    )
    return claim_demanded(claim) - repaid
