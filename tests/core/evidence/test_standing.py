"""How a case stands to what must be gathered."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ledger.core.acts.gathered import EXPLAINED, RECEIVED, REQUESTED, Gathered, gathered
from ledger.core.case import Case, Extrapolation
from ledger.core.edit import AppendEntry, SetField
from ledger.core.evidence import standing as states
from ledger.core.evidence.reason import Item, Only, Reason, Source, reason_of
from ledger.core.evidence.standing import Known, Stands, applies, reasons_of, standing
from ledger.core.payer import Payer
from ledger.core.proof import Document, Evidence
from tests.core.letter.matters import CLAIM, DEMAND, LINE, TODAY, a_case

PAYER = Payer("Payer A", "payer", line_of_business="medicare_ffs")
CHART = Document("chart", "medical_record", "RC/chart.pdf")
APPROVAL = Document("ok", "approval", "RC/ok.pdf")


EVERYWHERE = Only()


def item(name: str = "record", *shown_by: str, only: Only = EVERYWHERE) -> Item:
    return Item(name, "The record", "practice", shown_by or ("medical_record",), "high", "x", only=only)


def known(case: Case) -> Known:
    return Known(case, {"payer-a": PAYER}, TODAY)


def stands(case: Case, one: Item) -> Stands:
    return standing(known(case), [Reason("r", "R", "About", (one,))])[0]


def test_a_case_has_the_list_of_all_its_own_and_those_of_claims() -> None:
    case = a_case(claims=(CLAIM._replace(reason="signature"), CLAIM))
    assert reasons_of(case) == ("universal", "time_based_coding", "signature")
    projected = case._replace(demand=DEMAND._replace(reason=None), extrapolation=Extrapolation())
    assert reasons_of(projected) == ("universal", "signature", "extrapolation")


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({}, states.MISSING),
        ({"requested_on": date(2026, 3, 1)}, states.REQUESTED),
        ({"requested_on": date(2026, 3, 1), "promised_by": date(2026, 3, 9)}, states.PROMISED),
        ({"promised_by": date(2026, 3, 8)}, states.OVERDUE),
        ({"received_on": date(2026, 3, 8), "promised_by": date(2026, 3, 8)}, states.RECEIVED),
        ({"document": "chart"}, states.RECEIVED),
        ({"fact": "CDAI 31"}, states.RECEIVED),
        ({"explanation": "Not applicable."}, states.EXPLAINED),
    ],
)
def test_what_somebody_noted_decides(fields: dict[str, Any], state: str) -> None:
    case = a_case(evidence=(Evidence("record", **fields),), documents=(CHART,))
    assert stands(case, item()).state == state
    typed = standing(known(case), [])  # on no list
    assert [(one.item.what, one.state, one.reason) for one in typed] == [("record", state, "")]


def test_a_paper_that_speaks_for_itself_is_there_and_of_a_record_somebody_looks() -> None:
    case = a_case(documents=(CHART, APPROVAL))
    assert stands(case, item("ok", "approval", "medical_record"))[2:4] == (states.RECEIVED, ("ok",))
    assert stands(case, item("chart", "medical_record"))[2:4] == (states.LOOK, ("chart",))
    assert stands(case, item("bank", "financial"))[2:4] == (states.MISSING, ())


def test_what_cannot_apply_is_not_asked_for_and_what_nobody_knows_keeps_nothing_away() -> None:
    commercial = Only(line_of_business=("commercial",))
    assert stands(a_case(documents=()), item(only=commercial))[2:6] == (
        states.NOT_NEEDED,
        (),
        None,
        "only for commercial",
    )
    own = a_case(claims=(CLAIM._replace(line_of_business="commercial"), CLAIM))
    assert applies(known(own), commercial)
    assert applies(known(a_case(payer="nobody")), commercial)
    assert applies(known(a_case(line_of_business="medicare_ffs")), Only(network=("contracted",)))
    assert not applies(known(a_case(network="not_contracted")), Only(network=("contracted",)))
    assert applies(known(a_case(network="unknown")), Only(network=("contracted",)))


def test_a_rule_of_later_services_asks_for_nothing_about_earlier_ones() -> None:
    later = Only(served_from=date(2025, 1, 1))
    old = CLAIM._replace(lines=(LINE._replace(served_on=date(2024, 12, 31)),))
    assert not applies(known(a_case(claims=(old,))), later)
    assert applies(known(a_case(claims=(old, CLAIM))), later)
    assert applies(known(a_case(claims=())), later)
    assert applies(known(a_case(claims=(CLAIM._replace(lines=()),))), later)
    assert (later.told, Only(("a_b", "c"), (), date(2025, 1, 1)).told, Only().told) == (
        "services from 2025-01-01",
        "a b or c, services from 2025-01-01",
        "",
    )


def test_an_item_of_two_lists_stands_once_and_a_decision_that_missed_it_is_named() -> None:
    missed = Evidence("record", asked_by="redetermination")
    reasons = [Reason("a", "A", "About", (item(),)), Reason("b", "B", "About", (item(),))]
    [one] = standing(known(a_case(evidence=(missed,))), reasons)
    assert (one.reason, one.asked_by) == ("a", "redetermination")
    assert stands(a_case(), item()).asked_by == ""
    assert stands(a_case(evidence=(Evidence("record"),)), item()).asked_by == ""


def test_a_file_becomes_a_reason() -> None:
    saying = {"says": "A sentence", "confidence": "low", "source": "x", "only": {"network": ["contracted"]}}
    tree = {
        "title": "Therapy",
        "about": "About",
        "gather": [
            {"id": "a", "what": "A", "holder": "payer", "shown_by": ["policy"], "confidence": "high", "source": "x"}
            | {"criterion": "Enough", "only": {"line_of_business": ["medicare_ffs"], "served_from": "2025-01-01"}}
        ],
        "wins": [saying],
        "letters": [{"kind": "reopening", "says": "Because", "confidence": "high", "source": "x"}],
        "gaps": ["A gap"],
        "sources": {"x": {"title": "X", "address": None}},
    }
    reason = reason_of("therapy", tree)
    assert reason.gather[0].only == Only(("medicare_ffs",), (), date(2025, 1, 1))
    assert (reason.gather[0].criterion, reason.wins[0].only.network) == ("Enough", ("contracted",))
    assert (reason.look_for, reason.note_shows, reason.letters[0].kind) == ((), (), "reopening")
    assert (reason.gaps, reason.sources) == (("A gap",), (("x", Source("X")),))
    bare = reason_of("bare", {"title": "Bare", "about": "About"})
    assert bare == Reason("bare", "Bare", "About")


def test_asking_receiving_and_explaining_are_noted() -> None:
    asked = Gathered("audit_worksheet", REQUESTED, date(2026, 3, 2), "payer", date(2026, 3, 19))
    change = gathered(a_case(), asked)
    expected = {"item": "audit_worksheet", "holder": "payer", "requested_on": "2026-03-02", "promised_by": "2026-03-19"}
    assert change.edits == (AppendEntry(("evidence",), expected),)
    assert change.subject == "evidence: audit worksheet requested (2026-03-02)"
    there = a_case(
        evidence=(Evidence("audit_worksheet", requested_on=date(2026, 3, 2), promised_by=date(2026, 3, 19)),)
    )
    came = gathered(there, Gathered("audit_worksheet", RECEIVED, date(2026, 3, 18), document="sheet"))
    assert came.edits == (
        SetField(("evidence", 0, "received_on"), "2026-03-18"),
        SetField(("evidence", 0, "document"), "sheet"),
    )
    words = gathered(there, Gathered("audit_worksheet", EXPLAINED, TODAY, explanation="None was made."))
    assert words.edits == (SetField(("evidence", 0, "explanation"), "None was made."),)
    again = gathered(there, Gathered("audit_worksheet", REQUESTED, date(2026, 3, 2), promised_by=date(2026, 4, 1)))
    assert SetField(("evidence", 0, "promised_by"), "2026-04-01") in again.edits


def test_what_is_on_file_is_not_written_over() -> None:
    there = a_case(evidence=(Evidence("audit_worksheet", requested_on=date(2026, 3, 2)),))
    with pytest.raises(ValueError, match="audit_worksheet has requested_on 2026-03-02 on file"):
        gathered(there, Gathered("audit_worksheet", REQUESTED, date(2026, 3, 5)))


def test_its_own_reason_puts_an_item_more_closely_than_the_list_of_all_and_keeps_its_place() -> None:
    first = Reason("universal", "U", "About", (item("ok"), item("other")))
    closer = Reason("r", "R", "About", (item("ok", "approval"),))
    later = Reason("s", "S", "About", (item("ok"),))
    found = standing(known(a_case(documents=(APPROVAL,))), [first, closer, later])
    assert [(one.item.id, one.reason, one.state) for one in found] == [
        ("ok", "r", states.RECEIVED),
        ("other", "universal", states.MISSING),
    ]
