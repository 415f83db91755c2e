"""Reading a rule file: from the plain tree of ``rules/<name>.yaml`` to a regime, with all that is wrong in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from ledger.core.finding import Finding
from ledger.core.law.block import Block
from ledger.core.law.fingerprint import fingerprint
from ledger.core.law.rule import (
    CONFIDENCES,
    FACTS_OF_PLANS,
    LOW,
    Confirmation,
    Gap,
    InterestVersion,
    Level,
    Regime,
    Statement,
    WindowVersion,
)
from ledger.core.law.taking_back import interest_of, recovery_of
from ledger.core.law.windows import figure_of, window_of

__all__ = ["Regime", "regime_of"]


def regime_of(tree: Any) -> tuple[Regime | None, list[Finding]]:  # noqa: ANN401 - any tree may come from a file
    """The regime that a rule file describes, and findings LED504 with the path of each mistake.

    A file with mistakes gives no regime: half a law is worse than none. What it extends is not looked at here
    (``extending.py``).
    """
    top = Block(tree if isinstance(tree, dict) else {}, (), [])
    verified = top.day("verified_on")
    recovery = top.block("recovery")
    regime = Regime(
        name=top.need("name"),
        title=top.text("title") or top.text("name"),
        windows=tuple(window_of(block, verified) for block in top.blocks("windows")),
        levels=tuple(_level(block) for block in top.blocks("levels")),
        applies_when=top.conditions("applies_when", excluded=False, among=FACTS_OF_PLANS),
        needs=top.texts("needs"),
        figures=tuple(figure_of(block) for block in top.blocks("values")),
        gaps=tuple(_gap(block) for block in top.blocks("gaps")),
        not_checked=top.texts("not_checked"),
        verified_on=verified,
        extends=top.text("extends"),
        drops=top.texts("drops"),
        state=top.text("state"),
        citation=top.text("citation"),
        recovery=recovery_of(recovery) if recovery is not None else None,
        statements=tuple(_statement(block) for block in top.blocks("statements")),
        interest=tuple(interest_of(block) for block in top.blocks("interest")),
        sources=top.texts("sources"),
        confirmed=_confirmations(top),
    )
    _twice(regime, top)
    _interest_twice(regime, top)
    return (None if top.findings else regime), top.findings


def _level(block: Block) -> Level:
    return Level(block.need("name"), block.text("title") or block.text("name"), block.text("decider"))


def _gap(block: Block) -> Gap:
    return Gap(block.need("what"), block.need("because"), block.texts("windows"), block.facts())


def _statement(block: Block) -> Statement:
    return Statement(
        name=block.need("name"),
        says=block.need("says"),
        citation=block.need("citation"),
        source=block.need("source"),
        confidence=block.choice("confidence", CONFIDENCES, LOW),
        windows=block.texts("windows"),
        when=block.facts(),
        effective_from=block.day("effective_from"),
        through=block.day("through"),
    )


def _confirmations(top: Block) -> tuple[Confirmation, ...]:
    """Who read the text, and whether they read this one."""
    blocks = top.blocks("confirmed")
    rules = fingerprint(top.tree) if blocks else ""
    return tuple(
        Confirmation(one.need("by"), one.day("confirmed_on"), one.need("source"), said, said == rules)
        for one in blocks
        for said in (one.text("rules"),)
    )


_NAMED = {"windows": "window", "levels": "level", "values": "figure", "interest": "interest", "statements": "statement"}


def _twice(regime: Regime, top: Block) -> None:
    """Note what stands twice under one name, and two versions of one window that count on one day at once."""
    for key, noun in _NAMED.items():
        names: set[str] = set()
        for block in top.blocks(key):
            name = block.text("name")
            if name in names:
                block.wrong("name", f"{noun} {name} stands twice")
            names.add(name)
    for index, window in enumerate(regime.windows):
        for number, version in enumerate(window.versions):
            wrong = _clash(version, window.versions[:number])
            if wrong:
                path = ("windows", index, "versions", number, "effective_from")
                top.findings.append(Finding("LED504", f"{window.name}: {wrong}", path=path))


def _interest_twice(regime: Regime, top: Block) -> None:
    """Note two versions of one interest that count on one day."""
    for index, interest in enumerate(regime.interest):
        for number, version in enumerate(interest.versions):
            wrong = _overlap(version, interest.versions[:number])
            if wrong:
                path = ("interest", index, "versions", number, "effective_from")
                top.findings.append(Finding("LED504", f"{interest.name}: {wrong}", path=path))


def _clash(version: WindowVersion, earlier: tuple[WindowVersion, ...]) -> str:
    """What is wrong between a version and those above it under the same condition; empty where nothing is."""
    return _overlap(version, [one for one in earlier if one.when == version.when])


def _overlap(version: WindowVersion | InterestVersion, alike: Sequence[WindowVersion | InterestVersion]) -> str:
    if any(one.effective_from == version.effective_from for one in alike):
        return f"two versions start on {version.effective_from}"
    ends = version.through or date.max
    for one in alike:
        first, second = sorted((one, version), key=lambda both: both.effective_from)
        if first.through is not None and first.through >= second.effective_from:
            return f"the version of {first.effective_from} overlaps that of {second.effective_from}"
    return "it ends before it starts" if ends < version.effective_from else ""
