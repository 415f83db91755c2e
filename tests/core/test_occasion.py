"""A change goes back to the document that its source names, and to the notice after which it was made."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from ledger.core.case import Case, Demand, Extension, Money
from ledger.core.occasion import named_in, notice_before, sources
from ledger.core.sending import Appeal, Moment, Notice, Printed

BARE = Case("RC-2026-NPDMXC", "A title", "lone-star-health", Demand())


def test_an_entry_names_documents_in_its_texts_and_its_fields() -> None:
    paid = Money(date(2026, 4, 20), "offset", Decimal("12.10"), note="see [eob p2] and [eob p3]", document="remit")
    assert named_in(paid) == ("remit", "eob")
    assert named_in(Extension("first_stop", date(2026, 5, 1), proof="Letter [extension p1]")) == ("extension",)
    assert named_in(Appeal("first", decision_document="ruling", decision_evidence="read it")) == ("ruling",)


OLD = Demand(answer_by=date(2026, 4, 1), document="demand")


@pytest.mark.parametrize(
    ("field", "after", "names"),
    [
        ("answer_by", OLD._replace(answer_by_source="[demand p2]"), ("demand",)),
        ("received_on", OLD._replace(received_evidence="stamp [scan p1]"), ("scan",)),
        ("amount", OLD._replace(amount=Decimal("9150.00")), ()),
        ("amount", OLD._replace(amount=Decimal("9150.00"), document="second"), ("second",)),
    ],
)
def test_a_field_goes_back_to_its_own_source_or_to_what_changed_along_with_it(
    field: str, after: Demand, names: tuple[str, ...]
) -> None:
    assert sources(field, OLD, after) == names


def test_the_source_of_a_printed_window_and_of_a_decision() -> None:
    window = Printed("first_stop", days=30)
    assert sources("days", window, window._replace(days=45, source="[second p1]")) == ("second",)
    appeal = Appeal("first")
    decided = appeal._replace(decision_received_on=date(2026, 5, 14), decision_evidence="[ruling p1]")
    assert sources("decision_received_on", appeal, decided) == ("ruling",)


def test_the_notice_that_came_along_stands_before_newer_ones() -> None:
    first = Notice("second_notice", dated_on=date(2026, 3, 9))
    later = Notice("offset_notice", received_on=Moment(date(2026, 4, 2)))
    undated = Notice("other")
    held = BARE._replace(notices=(first, later))
    assert notice_before(BARE, BARE) is None
    assert notice_before(None, held) == later
    assert notice_before(held, held) == later
    assert notice_before(BARE._replace(notices=(later,)), held) == first
    assert notice_before(BARE, BARE._replace(notices=(undated,))) == undated
