"""Letters about repaying over time, or at once."""

from __future__ import annotations

from ledger.core.letter.element import (
    COMMERCIAL,
    DEMAND,
    HIGH,
    MEDICARE,
    MEDIUM,
    RECOMMENDED,
    SPINE,
    Element,
    Kind,
)

_LETTERS = "Medicare contractors' pages on repayment schedules"
_ELECTION = "Medicare contractors' pages on section 935"
ROWS = (
    Kind(
        "medicare_ers",
        "Request for an extended repayment schedule",
        "repayment_plan",
        ("repayment_plan", "refund", "rebuttal"),
        MEDICARE,
        "all",
        "slows or stops the taking once it is complete and the first payment is there; contractors differ",
        (
            *SPINE,
            *DEMAND[:2],
            Element("ptan", _LETTERS, confidence=HIGH),
            Element("demand_letter_copy", f"{_LETTERS}, each demand letter", confidence=HIGH),
            Element("schedule", f"{_LETTERS}, months and amortization", confidence=HIGH),
            Element("hardship", f"{_LETTERS}, rationale", confidence=HIGH),
            Element("first_payment", f"{_LETTERS}, good-faith payment of one month", confidence=HIGH),
            Element("schedule_form", f"{_LETTERS}, the form", confidence=HIGH),
            Element("statements", _LETTERS, RECOMMENDED, HIGH, "by legal form: statements, or CMS-379 and tax return"),
        ),
        encloses=("demand", "form", "financial"),
        heed="one missed instalment makes the whole balance due; a schedule gives up no appeal, so keep its day",
        use="repaying in 30 days would be a hardship",
    ),
    Kind(
        "repayment_plan_request",
        "Request to repay in instalments",
        "repayment_plan",
        ("repayment_plan", "refund", "contest", "dispute"),
        COMMERCIAL,
        "all",
        "asks that nothing be taken while instalments are paid; only their written agreement does that",
        (*SPINE, *DEMAND[:2], Element("schedule"), Element("hardship")),
        heed="sign nothing that gives up the dispute: the letter keeps it open",
        use="the amount is more than the month can carry",
    ),
    Kind(
        "immediate_recoupment",
        "Request for immediate recoupment",
        "immediate_recoupment",
        ("immediate_recoupment", "rebuttal", "refund"),
        MEDICARE,
        "all",
        "starts the taking; received by day 16 of the demand it avoids interest, and a later appeal does not stop it",
        (
            *SPINE,
            *DEMAND[:2],
            Element("ptan", _ELECTION, confidence=MEDIUM),
            Element("election", f"{_ELECTION}, this demand or all", confidence=HIGH),
        ),
        heed="it counts as paying of one's own will: no interest comes back if the demand falls later",
        use="the amount is agreed and interest is to be avoided",
    ),
)
