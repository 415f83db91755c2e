"""Arguments that belong into another letter: the chart in a rebuttal, hardship in an appeal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ledger.core.letter.check.passage import CELL, QUOTE, at, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.core.finding import Finding
    from ledger.core.letter.check.passage import Letter

CODE = "LED628"

_CHART = re.compile(
    r"\bmedical(?:ly)? necess(?:ity|ary)"
    r"|\b(?:the )?(?:chart|medical record|progress note)s? (?:shows?|supports?|documents?)\b"
    r"|\bcoded correctly\b|\bdocumentation supports\b",
    re.IGNORECASE,
)
_HARDSHIP = re.compile(r"\b(?:financial )?hardship\b|\bcash[- ]flow\b|\bmeet (?:our )?payroll\b", re.IGNORECASE)
_BELONG = {
    "rebuttal": (
        _CHART,
        "a rebuttal says why the taking should not start on that day; the chart belongs into the appeal",
    ),
    "redetermination": (
        _HARDSHIP,
        "an appeal says why the demand is wrong; hardship belongs into a rebuttal or a schedule",
    ),
    "reconsideration": (_HARDSHIP, "an appeal says why the demand is wrong; hardship belongs into a schedule"),
}


def argument_findings(letter: Letter, serves: str) -> Iterator[Finding]:
    """LED628 for each place; ``serves`` is the filing that the letter makes."""
    if serves not in _BELONG:
        return
    pattern, hint = _BELONG[serves]
    for passage in letter.prose:
        match = pattern.search(passage.text) if passage.kind not in (QUOTE, CELL) else None
        if match:
            yield at(passage, match.start(), CODE, f'"{shown(match.group())}" is an argument for another letter', hint)
