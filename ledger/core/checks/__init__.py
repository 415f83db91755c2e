"""Facts that contradict each other: in one case, and between cases."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ledger.core.case import Case
from ledger.core.checks.amounts import amounts_add_up
from ledger.core.checks.answers import sent_after_the_papers
from ledger.core.checks.days import days_in_order, days_not_ahead
from ledger.core.checks.documents import documents_exist
from ledger.core.checks.fields import fields_agree
from ledger.core.checks.identity import corrections_exist, entries_differ, file_fits
from ledger.core.checks.people import entries_by_the_team
from ledger.core.checks.references import references_exist
from ledger.core.checks.taken import taken_within_demand
from ledger.core.checks.together import check_together
from ledger.core.checks.walk import parts
from ledger.core.checks.wording import words_to_question
from ledger.core.finding import Finding
from ledger.core.holding import entries_fit
from ledger.core.payer import Payer
from ledger.core.practice import Settings

__all__ = ["check_case", "check_together"]


def check_case(case: Case, settings: Settings, payers: Mapping[str, Payer], today: date | None) -> list[Finding]:
    """Find all that contradicts in one case; the findings have paths, and places when somebody fills them in.

    Without ``today`` nothing is said about days that have not come: a verdict that is kept must not age.
    """
    everything = parts(case)
    found = [
        *file_fits(case),
        *days_in_order(everything),
        *sent_after_the_papers(case),
        *amounts_add_up(case, everything),
        *taken_within_demand(case),
        *fields_agree(everything),
        *references_exist(case, everything, settings, payers),
        *documents_exist(case, everything),
        *entries_differ(case),
        *corrections_exist(case),
        *words_to_question(everything),
        *entries_by_the_team(everything, settings),
        *entries_fit(case.holds, case.hold),
    ]
    if today is not None:
        found.extend(days_not_ahead(everything, today))
    return found
