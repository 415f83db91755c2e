"""What is reviewed: a case with the law of each of its claims, its days, and the cases that may share its claims."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from ledger.core.amount import dollars
from ledger.core.balance import NOTHING, claim_demanded, last_choice
from ledger.core.citation import citations
from ledger.core.day import with_year
from ledger.core.entries import effective
from ledger.core.law.governing import Governed, Law, counted, governing
from ledger.core.reckoning import deadlines_for
from ledger.core.reckoning.group import setting_for
from ledger.core.reckoning.taking import first_taking
from ledger.core.reckoning.typed import LETTER_ONLY
from ledger.core.review.point import Rule

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import date

    from ledger.core.case import Case, Claim, Line, Money
    from ledger.core.deadline import Deadline
    from ledger.core.law.rule import Regime, Statement
    from ledger.core.payer import Payer
    from ledger.core.reckoning.facts import Facts

_SHOWN = 3
Lines = Sequence[tuple["Claim", "Line"]]
"""Lines with their claims."""

MEDICARE = "medicare-ffs"
ERISA = "erisa"


class Under(NamedTuple):
    """Claims of the case under one law, with what is demanded on them in dollars.

    ``regime`` has no name where the law is not known. Of a sample the whole projected demand counts. ``on`` is the day
    by which rules are chosen: that of the first letter, else of the first taking; None where neither is known.
    """

    governed: Governed
    regime: Regime
    claims: tuple[Claim, ...]
    payers: tuple[Payer, ...]
    facts: Facts
    amount: Decimal
    on: date | None

    @property
    def names(self) -> tuple[str, ...]:
        """The claims' numbers."""
        return tuple(claim.number for claim in self.claims)

    @property
    def law(self) -> str:
        """``Texas prompt-pay rules`` or ``a law not known yet``."""
        return self.regime.title if self.governed.regime else "a law not known yet"

    def statement(self, name: str) -> Statement | None:
        """What the rules say under a name; None where they do not."""
        return next((one for one in self.regime.statements if one.name == name), None)

    def rule(self, name: str) -> Rule | None:
        """What the rules say under a name, as a rule to cite; None where they do not."""
        said = self.statement(name)
        return None if said is None else Rule(said.citation, said.confidence, said.source, self.regime.is_confirmed)


class Subject(NamedTuple):
    """A case under review. ``deadlines`` are those of an open case: what closed it does not make a demand right."""

    case: Case
    law: Law
    today: date
    others: tuple[Case, ...]
    groups: tuple[Under, ...]
    deadlines: tuple[Deadline, ...]

    @property
    def exhibit(self) -> str:
        """`` [demand]``, the citation of the demand letter, with the page that its own words name; empty without it."""
        named = self.case.demand.document
        if named is None or all(one.id != named for one in effective(self.case.documents)):
            return ""
        stated = citations(self.case.demand.stated or "")
        return next((f" {one.text}" for one in stated if one.name == named), f" [{named}]")

    def under(self, claim: Claim) -> Under:
        """The law of a claim."""
        return next(group for group in self.groups if claim.number in group.governed.claims)

    def reason(self, claim: Claim) -> str:
        """Why the money of a claim is asked for, in the word of the case format."""
        return claim.reason or self.case.demand.reason or ""

    def disputable(self, *reasons: str) -> Iterator[tuple[Claim, Line]]:
        """The lines with money demanded that nobody decided to repay; of all reasons, or of some."""
        choice = last_choice(self.case)
        for claim in self.case.claims:
            if reasons and self.reason(claim) not in reasons:
                continue
            for line in claim.lines:
                if line.demanded and line.demanded > 0 and (line.answer or choice) != "repay":
                    yield claim, line

    def demanded(self, numbers: Collection[str]) -> Decimal:
        """What is demanded on some claims, in dollars."""
        return _demanded_of(self.case, [claim for claim in self.case.claims if claim.number in numbers])

    @property
    def whole(self) -> Decimal:
        """What the demand asks for, in dollars."""
        return demanded_in_all(self.case)


def subject_of(case: Case, law: Law, today: date, others: Iterable[Case] = ()) -> Subject:
    """A case made ready for its checks. ``others`` are further cases of the ledger; the case itself is left out."""
    opened = case._replace(closed=None)
    groups = []
    for governed in governing(opened, law):
        setting = setting_for(opened, governed, law, today)
        claims = setting.claims if governed.claims else opened.claims
        regime = (
            setting.regime if governed.regime else LETTER_ONLY
        )  # the law that a payer file proposes is not known yet
        amount, letter = _demanded_of(opened, claims), setting.letter
        on = letter.dated or letter.received or first_taking(opened, ())
        groups.append(Under(governed, regime, claims, setting.payers, setting.facts, amount, on))
    beside = tuple(other for other in others if other.id != case.id)
    return Subject(opened, law, today, beside, tuple(groups), deadlines_for(opened, law, today))


def demanded_in_all(case: Case) -> Decimal:
    """What a demand asks for, in dollars: its amount, else what its claims add up to."""
    amount = case.demand.amount
    return amount if amount is not None else sum((claim_demanded(one) for one in case.claims), NOTHING)


def _demanded_of(case: Case, claims: Sequence[Claim]) -> Decimal:
    """What is demanded on some claims; where all of a sample is meant, the projected demand."""
    if case.extrapolation is not None and len(claims) == len(case.claims):
        return demanded_in_all(case)
    return sum((claim_demanded(claim) for claim in claims), NOTHING)


def name_of(claim: Claim, line: Line) -> str:
    """``claim/line`` where the line has a number, else the claim's number."""
    return f"{claim.number}/{line.line}" if line.line else claim.number


def names_of(lines: Iterable[tuple[Claim, Line]]) -> tuple[str, ...]:
    """The lines by name, as a ground lists them; a claim all of whose lines are meant goes by its number."""
    chosen: dict[str, tuple[Claim, list[Line]]] = {}
    for claim, line in lines:
        chosen.setdefault(claim.number, (claim, []))[1].append(line)
    names: list[str] = []
    for claim, meant in chosen.values():
        if all(one in meant or not one.demanded for one in claim.lines):
            names.append(claim.number)
        else:
            names += dict.fromkeys(name_of(claim, line) for line in meant)
    return tuple(names)


def demanded_on(lines: Iterable[tuple[Claim, Line]]) -> Decimal:
    """What is demanded on some lines, in dollars."""
    return sum((line.demanded or NOTHING for _, line in lines), NOTHING)


def few(numbers: Sequence[str]) -> str:
    """``1, 2, 3 and 4 more``."""
    more = len(numbers) - _SHOWN
    return ", ".join(numbers[:_SHOWN]) + (f" and {more} more" if more > 0 else "")


def lines_said(lines: Sequence[tuple[Claim, Line]]) -> str:
    """``2 lines of 1 claim``."""
    return f"{counted(len(lines), 'line')} of {counted(len({claim.number for claim, _ in lines}), 'claim')}"


def plus(amounts: Sequence[Decimal]) -> str:
    """``100.00 + 50.00 = 150.00``; of many the count: ``29 amounts = 1,433.18``."""
    total = dollars(sum(amounts, NOTHING))
    if len(amounts) == 1:
        return total
    if len(amounts) > _SHOWN:
        return f"{len(amounts)} amounts = {total}"
    return f"{' + '.join(dollars(one) for one in amounts)} = {total}"


def money_said(entries: Iterable[Money]) -> tuple[str, ...]:
    """``Fri 1 May 2026  168.40  EFT 0501-3388``, one line each."""
    return tuple(
        f"{with_year(one.dated_on)}  {dollars(one.amount or NOTHING)}  {one.trace or one.kind}" for one in entries
    )


def money_total(entries: Iterable[Money]) -> Decimal:
    """What some entries come to, in dollars."""
    return sum((one.amount or NOTHING for one in entries), NOTHING)
