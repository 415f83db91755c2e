"""Reading what a rule file says of taking money back and of interest, with all that is wrong in it."""

from __future__ import annotations

from datetime import date

from ledger.core.law.block import Block
from ledger.core.law.rule import (
    CONFIDENCES,
    MEDIUM,
    TRIGGERS,
    Charging,
    Content,
    Exemption,
    Interest,
    InterestVersion,
    Recovery,
)

FULL_PERIODS = "full_periods"
STARTED_PERIODS = "started_periods"
DAYS = "days"
CHARGED_FOR = (FULL_PERIODS, STARTED_PERIODS, DAYS)
PAYER = "payer"
PRACTICE = "practice"


def recovery_of(block: Block) -> Recovery:
    """What a block says of taking money back; what it leaves out stays empty or None."""
    notice = block.block("notice") or Block({}, (*block.path, "notice"), block.findings)
    return Recovery(
        covers=block.text("covers"),
        excludes=block.text("excludes"),
        contract_term=block.text("contract_term"),
        exceptions=tuple(Exemption(one.need("kind"), one.need("says")) for one in block.blocks("exceptions")),
        notice_required=notice.yes_no("required"),
        notice_written=notice.yes_no("written"),
        contents=tuple(Content(one.text("item"), one.need("says")) for one in notice.blocks("contents")),
        silence=block.text("silence"),
        stay=block.yes_no("stay"),
        offsets=block.text("offsets"),
        interest=block.text("interest"),
        complaint=block.text("complaint"),
        changes=block.text("changes"),
    )


def interest_of(block: Block) -> Interest:
    """How interest on a debt is reckoned, as a block describes it."""
    return Interest(
        name=block.need("name"),
        title=block.text("title") or block.text("name").replace("_", " "),
        figure=block.text("figure"),
        accrues_from=block.choice("accrues_from", TRIGGERS, TRIGGERS[0]),
        owed_to=block.choice("owed_to", (PAYER, PRACTICE), PAYER),
        versions=tuple(_version(inner) for inner in block.blocks("versions")),
        when=block.facts(),
    )


def _version(block: Block) -> InterestVersion:
    started = block.day("effective_from")
    if started is None:
        block.need("effective_from")
    charging = _charging(block)
    return InterestVersion(
        effective_from=started or date.max,
        charging=charging,
        also=tuple(_charging(inner, charging) for inner in block.blocks("also")),
        through=block.day("through"),
        note=block.text("note"),
    )


def _charging(block: Block, main: Charging | None = None) -> Charging:
    """One way of charging; a reading beside the main one repeats only what differs."""
    base = main or Charging(FULL_PERIODS)
    charged_for = block.choice("charged_for", CHARGED_FOR, base.charged_for)
    period = block.number("period_days") or base.period_days
    if charged_for != DAYS and not period:
        block.wrong("period_days", "period_days is missing; a period lasts at least 1 day")
    return Charging(
        charged_for=charged_for,
        period_days=period,
        year_days=block.number("year_days") or base.year_days,
        free_days=block.number("free_days") or base.free_days,
        because=block.text("because"),
        citation=block.text("citation") or base.citation,
        source=block.text("source") or base.source,
        confidence=block.choice("confidence", CONFIDENCES, base.confidence if main else MEDIUM),
    )
