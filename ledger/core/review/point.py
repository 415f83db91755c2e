"""What a check of a demand finds: a possible ground, or what cannot be told and what to ask."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from ledger.core.law.rule import HIGH
from ledger.core.reckoning.theirs import CANNOT_TELL, POSSIBLE

__all__ = ["CANNOT_TELL", "POSSIBLE", "Point", "Rule"]

NOTHING = Decimal(0)


class Rule(NamedTuple):
    """The rule a point rests on, with the confidence of its text; ``confirmed``: a named person read it."""

    citation: str
    confidence: str
    source: str = ""
    confirmed: bool = False

    @property
    def citable(self) -> bool:
        """Whether a letter may name it."""
        return self.confidence == HIGH or self.confirmed


class Point(NamedTuple):
    """One thing a check found.

    ``arithmetic`` is the working, one line each; ``paragraph`` what a letter may say of it, without a citation and
    without anything that admits; ``claims`` are numbers or ``number/line``; ``amount`` is what is at stake in dollars;
    ``ask`` says what to get: where it cannot be told, the fact that decides; else the exhibit to add.
    """

    check: str
    verdict: str
    sentence: str
    arithmetic: tuple[str, ...] = ()
    rule: Rule | None = None
    paragraph: str = ""
    claims: tuple[str, ...] = ()
    amount: Decimal = NOTHING
    ask: str = ""
