"""The words of the closed lists as they read in a sentence."""

from __future__ import annotations


def spoken(word: str) -> str:
    """``overturned_in_part`` as ``overturned in part``."""
    return "ALJ" if word == "alj" else word.replace("_", " ")


def called(level: str) -> str:
    """What a sending of one level or kind is called: ``first appeal``, ``redetermination``, ``contest``."""
    return f"{spoken(level)} appeal" if level in ("first", "second", "third", "external") else spoken(level)


CHOICES = ("repay", "dispute", "dispute_in_part", "hold", "reopen")
HOW_PASSED = ("not_used", "conceded", "replaced", "counsel", "nothing_recorded")
METHODS = ("mail", "certified_mail", "courier", "fax", "email", "portal", "edi", "in_person", "phone")
CLOSED = (
    "overturned",
    "overturned_in_part",
    "upheld",
    "repaid",
    "withdrawn",
    "settled",
    "time_barred",
    "written_off",
    "abandoned",
    "merged",
    "entered_in_error",
)
APPEAL_OUTCOMES = ("overturned", "overturned_in_part", "upheld", "dismissed", "withdrawn", "escalated", "remanded")
FILING_OUTCOMES = ("granted", "granted_in_part", "declined", "dismissed", "no_answer")
FILINGS = (
    "rebuttal",
    "discussion",
    "contest",
    "records",
    "information",
    "hold",
    "reopening",
    "immediate_recoupment",
    "rebill",
    "report_and_return",
    "refund_notice",
    "vacate",
    "complaint",
    "follow_up",
    "other",
)
MONEY = (
    "offset",
    "withheld",
    "forwarded_taken",
    "forwarded",
    "refund",
    "instalment",
    "returned",
    "interest_received",
    "interest_charged",
    "written_off",
    "acknowledged",
    "void",
    "paid_by_other",
    "cost",
)
