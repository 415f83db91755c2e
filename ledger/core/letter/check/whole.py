"""Everything a written letter is held against, in one list."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ledger.core.finding import Finding
from ledger.core.law.governing import fact, payers_of
from ledger.core.letter.check.argument import argument_findings
from ledger.core.letter.check.days import day_findings
from ledger.core.letter.check.ease import ease_findings
from ledger.core.letter.check.elements import element_findings, not_looked_for, strange_amounts
from ledger.core.letter.check.enclosed import exhibit_findings
from ledger.core.letter.check.gaps import gap_findings
from ledger.core.letter.check.known_days import strange_days
from ledger.core.letter.check.law import law_findings, mixed_findings, unread_findings
from ledger.core.letter.check.persons import person_findings
from ledger.core.letter.check.sums import sum_findings
from ledger.core.letter.check.tone import tone_findings
from ledger.core.letter.counsel_gate import waits_for_counsel
from ledger.core.letter.kind import ANY, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.core.identity import Identities
    from ledger.core.letter.check.passage import Letter
    from ledger.core.letter.check.tone import Table
    from ledger.core.letter.matter import Matter

UNKNOWN = "LED611"
TRACES = "LED626"

_MEMBER = ("member", "policyholder")

NO_KIND = Kind("", "", "", (), ANY, "all", "", ())
"""A letter of which it is not known what it is: nothing is asked of it."""


class Against(NamedTuple):
    """What a letter is held against.

    ``matter`` is None where its case is not known; ``NO_KIND`` stands for the kind of a letter that nobody can tell.
    ``ours`` holds the names of the practice's people.
    """

    table: Table
    identities: Identities
    ours: str = ""
    kind: Kind = NO_KIND
    matter: Matter | None = None


def letter_findings(letter: Letter, against: Against) -> list[Finding]:
    """Everything that is wrong with a letter, in the order of its lines (LED611 to LED628)."""
    kind, matter = against.kind, against.matter
    demanded_on = matter.case.demand.dated_on if matter is not None else None
    found = [
        *_not_known(against),
        *tone_findings(letter, against.table, kind.name),
        *gap_findings(letter),
        *person_findings(letter, against.identities, _own(matter), against.ours),
        *exhibit_findings(letter),
        *sum_findings(letter),
        *day_findings(letter, demanded_on),
        *law_findings(letter, matter.group.regime if matter is not None else "", _sponsors(matter)),
        *argument_findings(letter, kind.serves),
        *ease_findings(letter, to_member=kind.name.startswith(_MEMBER)),
        *(Finding(TRACES, trace.what, trace.hint, severity=trace.severity) for trace in letter.traces),
    ]
    if matter is not None:
        found += [
            *element_findings(letter, matter),
            *strange_amounts(letter, matter),
            *strange_days(letter, matter),
            *unread_findings(letter, matter.law.regimes),
            *mixed_findings(letter, matter.group, matter.case.claims),
            *(Finding(one.code, one.message, "no letter goes out before") for one in waits_for_counsel(matter)),
        ]
    return sorted(dict.fromkeys(found), key=lambda one: (one.line, one.column, one.code))


def _not_known(against: Against) -> Iterator[Finding]:
    """What could not be looked at, so that silence about it is no word that it is right."""
    matter = against.matter
    if matter is None or against.kind == NO_KIND:
        what, option = ("case", "--case CASE") if matter is None else ("kind of letter", "--kind KIND")
        message = f"no {what} is recognised: what a rule asks for was not looked for"
        yield Finding(UNKNOWN, message, f"say it with {option}")
    if matter is None:
        return
    if not matter.here:
        message = "the private folder is not on this computer: names and numbers of patients were not looked for"
        yield Finding(UNKNOWN, message, "connect the office's share, or recoup setup --private PATH")
    left = not_looked_for(matter)
    if left:
        yield Finding(UNKNOWN, f"not looked for in the words: {', '.join(left)}", "look at it yourself")


def _own(matter: Matter | None) -> set[str] | None:
    if matter is None:
        return None
    return {claim.patient for claim in matter.case.claims if claim.patient}


def _sponsors(matter: Matter | None) -> set[str]:
    if matter is None:
        return set()
    case, law = matter.case, matter.law
    found = (fact("sponsor", case, claim, payers_of(case, law, claim)) for claim in matter.group.claims)
    return {sponsor for sponsor in found if sponsor}
