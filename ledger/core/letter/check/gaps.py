"""What was left to fill in: brackets, braces, blanks and our own marks of a gap."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ledger.core.letter.check.passage import FRAME, at, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.core.finding import Finding
    from ledger.core.letter.check.passage import Letter

CODE = "LED615"

_GAP = re.compile(
    r"\[\[MISSING: [^\]]{0,200}\]\]|\{\{[^}]{0,200}\}\}|\{%[^%]{0,200}%\}|\[[^\]\n]{0,80}\]|<[A-Za-z][A-Za-z ]{1,40}>"
    r"|\bX{2}/X{2}/X{2,4}\b|(?<!Title )(?<!Part )(?<!Chapter )\bX{3,}\b|\$X[X,.]*|\b(?:TBD|TKTK|TODO|FIXME)\b"
    r"|\b[Ll]orem ipsum\b|\$_+|(?<=\w )_{3,}(?= ?[\w.,])|\bDRAFT: not a letter\b"
)
_EDITORS = re.compile(
    r"\[(?:sic|emphasis (?:added|in original)|\.\.\.|internal quotation marks omitted|\w|\w+ed|\w+s)\]"
)
_DOCUMENT = re.compile(r"\[[a-z0-9][a-z0-9._-]* p\d+(?:-\d+)?\]")


def gap_findings(letter: Letter) -> Iterator[Finding]:
    """LED615 for each gap; the marks with which editors open a quotation are none."""
    told = False
    for passage in letter.passages:
        for match in _GAP.finditer(passage.text):
            said = match.group()
            if said.startswith("DRAFT"):
                if not told:
                    yield at(
                        passage, match.start(), CODE, "the letter says that it is a draft", "write it without --draft"
                    )
                told = True
            elif _DOCUMENT.fullmatch(said):
                hint = "name the exhibit and its page, as the enclosures letter it"
                yield at(passage, match.start(), CODE, f"{said} cites a document of the case, not an exhibit", hint)
            elif passage.kind != FRAME and not _EDITORS.fullmatch(said):
                yield at(
                    passage,
                    match.start(),
                    CODE,
                    f"{shown(said)} is still to be filled in",
                    "fill it in, or take it out",
                )
