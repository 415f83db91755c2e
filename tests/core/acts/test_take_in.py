"""What a new demand, a later paper and a look at the mail become in the ledger."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from ledger.core.acts.demand import Demand, blocks_of, counted, new_demand, send_to, title_of
from ledger.core.acts.looked import Look, Watch, file_of, looked, looks_in, watches
from ledger.core.acts.moved_days import days_said
from ledger.core.acts.paper import Paper, Received, attached, document_entry, document_kind, free_name, received
from ledger.core.case import Case, Claim, Closed, Line
from ledger.core.case import Demand as CaseDemand
from ledger.core.deadline import MET, MUST, NO_DATE, OPEN, THEIRS, Deadline
from ledger.core.edit import AppendEntry, SetField
from ledger.core.on_file import Arrived, OnFile, on_file
from ledger.core.practice import Channel
from ledger.core.sending import Notice

DAY = date(2026, 3, 2)
STAMP = "2026-03-09T15:00:00Z jlee K7Q2"
CLAIMS = (
    Claim(
        "0026",
        patient="P-1",
        account="70112",
        plan="employer-a",
        funding="self_funded",
        diagnoses=("F41.1",),
        paid_on=date(2025, 8, 1),
        trace="EFT 1",
        stated="too long",
        lines=(
            Line(
                date(2025, 7, 14),
                "90837",
                line="1",
                served_through=date(2025, 7, 15),
                modifiers=("95",),
                place="11",
                units=Decimal(1),
                minutes=56,
                billed=Decimal("210.00"),
                paid=Decimal("152.40"),
                demanded=Decimal("49.42"),
            ),
            Line(date(2025, 7, 21), "90837"),
        ),
    ),
    Claim("0027", patient="P-2", demanded=Decimal("9.00")),
)


def case(**more: object) -> Case:
    """One case with a demand of 1,482.60."""
    demand = CaseDemand(reference="LSH-1", aliases=("AR-9",), amount=Decimal("1482.60"))
    facts = {"id": "RC-2026-7K4QXM", "title": "x", "payer": "lone-star-health", "demand": demand, **more}
    return Case(**facts)  # type: ignore[arg-type]


# a new demand


def test_the_least_that_is_known_makes_a_case() -> None:
    head, demand, *lists = blocks_of("RC-2026-7K4QXM", Demand("lone-star-health", Decimal("5.00")))

    assert head == {"id": "RC-2026-7K4QXM", "title": "Demand", "payer": "lone-star-health"}
    assert demand == {"demand": {"amount": "5.00", "reason": "not_stated"}}
    assert lists == [{"documents": None}, {"money": None}, {"communications": None}]


def test_everything_that_is_known_has_its_place() -> None:
    paper = document_entry("demand", Paper("demand_letter", "RC/demand.pdf", "ab", 3, DAY), STAMP)
    demand = Demand(
        "lone-star-health",
        Decimal("58.42"),
        "LSH-1",
        DAY,
        date(2026, 3, 6),
        "date stamp",
        date(2026, 4, 1),
        date(2026, 4, 16),
        "PO Box 1; fax 512-555-0100",
        "units",
        "unknown",
        "Ours",
        "jlee",
        CLAIMS,
        paper,
    )

    head, facts, claims, documents, *_ = blocks_of("RC-2026-7K4QXM", demand)

    assert list(head) == ["id", "title", "payer", "funding", "owner"]
    assert facts == {
        "demand": {
            "reference": "LSH-1",
            "dated_on": "2026-03-02",
            "received_on": "2026-03-06",
            "received_evidence": "date stamp",
            "answer_by": "2026-04-01",
            "send_to": {"address": "PO Box 1", "fax": "512-555-0100"},
            "amount": "58.42",
            "reason": "units",
            "offset_from": "2026-04-16",
            "document": "demand",
        }
    }
    assert claims == {
        "claims": [
            {
                "number": "0026",
                "patient": "P-1",
                "account": "70112",
                "plan": "employer-a",
                "funding": "self_funded",
                "diagnoses": ["F41.1"],
                "paid_on": "2025-08-01",
                "trace": "EFT 1",
                "stated": "too long",
                "lines": [
                    {
                        "line": "1",
                        "served_on": "2025-07-14",
                        "served_through": "2025-07-15",
                        "procedure": "90837",
                        "modifiers": ["95"],
                        "place": "11",
                        "units": "1",
                        "minutes": "56",
                        "billed": "210.00",
                        "paid": "152.40",
                        "demanded": "49.42",
                    },
                    {"served_on": "2025-07-21", "procedure": "90837"},
                ],
            },
            {"number": "0027", "patient": "P-2", "demanded": "9.00"},
        ]
    }
    assert documents == {"documents": [paper]}
    assert paper["sha256"] == "ab"


@pytest.mark.parametrize(
    ("reason", "claims", "title"),
    [
        ("not_stated", (), "Demand"),
        ("time_based_coding", CLAIMS, "Time based coding, 2 claims, 2 lines"),
        ("other", CLAIMS[1:], "Demand, 1 claim"),
    ],
)
def test_a_title_is_made_of_words_that_name_nobody(reason: str, claims: tuple[Claim, ...], title: str) -> None:
    assert title_of(Demand("x", Decimal(5), reason=reason, claims=claims)) == title


def test_the_save_is_called_by_payer_number_and_day() -> None:
    whole = Demand("lone-star-health", Decimal(5), "LSH-1", DAY)

    assert new_demand(whole).subject == "new demand, lone-star-health LSH-1 (2026-03-02)"
    assert new_demand(whole._replace(reference="", dated_on=None)).subject == "new demand, lone-star-health"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", {}),
        ("PO Box 1, Austin TX", {"address": "PO Box 1, Austin TX"}),
        ("PO Box 1; Austin TX; ", {"address": "PO Box 1; Austin TX"}),
        ("Fax: 512-555-0100", {"fax": "512-555-0100"}),
        ("e-mail a b@c", {"email": "a b@c"}),
        ("appeals@payer.example", {"email": "appeals@payer.example"}),
        ("https://portal.example", {"portal": "https://portal.example"}),
        ("portal Availity", {"portal": "Availity"}),
    ],
)
def test_where_to_answer_is_told_by_its_look(text: str, place: dict[str, str]) -> None:
    assert send_to(text) == place


def test_one_is_counted_as_one() -> None:
    assert (counted(1, "claim"), counted(2, "claim")) == ("1 claim", "2 claims")


# what is on file


def test_what_is_on_file_is_named_case_by_case() -> None:
    first = case(claims=(Claim("0026", aliases=("A26",)), Claim("0027")))
    later = case(id="RC-2026-000000", notices=(Notice("second_notice", reference="VND-1", amount=Decimal("9.00")),))
    arrived = Arrived("lone-star-health", ("VND-1", "LSH-1"), ("A26", "0027", "0028"), Decimal("9.00"))

    found = on_file(arrived, [later, first])

    assert found == (
        OnFile("RC-2026-7K4QXM", ("LSH-1",), 2, 3, None),
        OnFile("RC-2026-000000", ("VND-1", "LSH-1"), 0, 3, Decimal("9.00")),
    )
    assert found[0].sentence() == "on file as RC-2026-7K4QXM: number LSH-1, 2 of 3 claims"
    assert found[1].sentence() == "on file as RC-2026-000000: number VND-1, number LSH-1, amount 9.00"


def test_an_amount_counts_for_the_same_payer_and_an_open_case() -> None:
    arrived = Arrived("lone-star-health", amount=Decimal("1482.60"))

    assert len(on_file(arrived, [case()])) == 1
    assert on_file(arrived, [case(payer="other")]) == ()
    assert on_file(arrived, [case(closed=Closed(DAY, "repaid"))]) == ()
    assert on_file(Arrived("lone-star-health"), [case()]) == ()


# a later paper


def test_a_second_notice_adds_a_document_a_notice_and_a_name() -> None:
    typed = Received(
        "second_notice", date(2026, 3, 9), date(2026, 3, 11), "", date(2026, 4, 8), "VND-1", Decimal("1170.50")
    )
    paper = Paper("demand_letter", "RC/second-notice.pdf", "ab", None, date(2026, 3, 9))

    change = received(case(), typed, "second-notice", paper, (STAMP, STAMP))

    assert change.edits == (
        SetField(("demand", "aliases"), ["AR-9", "VND-1"]),
        AppendEntry(
            ("notices",),
            {
                "kind": "second_notice",
                "reference": "VND-1",
                "dated_on": "2026-03-09",
                "received_on": "2026-03-11",
                "amount": "1170.50",
                "answer_by": "2026-04-08",
                "document": "second-notice",
                "recorded": STAMP,
            },
        ),
        AppendEntry(
            ("documents",),
            {
                "id": "second-notice",
                "kind": "demand_letter",
                "file": "RC/second-notice.pdf",
                "dated_on": "2026-03-09",
                "sha256": "ab",
                "recorded": STAMP,
            },
        ),
    )
    assert change.subject == "second notice received (2026-03-09)"
    assert change.said.split("\n") == [
        "Noted: second notice, kept as [second-notice].",
        "The case also goes by VND-1 now.",
        "Received Wed 11 March 2026, as stated: without evidence it moves nothing later.",
        "It states 1,170.50; the demand said 1,482.60.",
    ]


def test_a_second_paper_of_a_kind_gets_an_id_and_known_numbers_are_not_repeated() -> None:
    before = case(notices=(Notice("statement"),), demand=CaseDemand(reference="LSH-1"))
    typed = Received("statement", None, date(2026, 3, 9), "portal log", None, "LSH-1", Decimal("5.00"))

    change = received(before, typed, "statement-2", Paper("other", "RC/x", "ab", 2, title="A title"), (STAMP, STAMP))

    notice, document = change.edits
    assert isinstance(notice, AppendEntry)
    assert notice.entry["id"] == "statement-2"
    assert notice.entry["received_evidence"] == "portal log"
    assert isinstance(document, AppendEntry)
    assert (document.entry["title"], document.entry["pages"]) == ("A title", "2")
    assert change.subject == "statement received"
    assert change.said.split("\n") == ["Noted: statement, kept as [statement-2].", "It states 5.00."]


def test_the_amount_that_is_known_is_not_said_again() -> None:
    typed = Received("statement", amount=Decimal("1482.60"))

    assert (
        received(case(), typed, "x", Paper("other", "f", "ab"), (STAMP, STAMP)).said == "Noted: statement, kept as [x]."
    )


def test_a_paper_of_which_only_its_kind_is_known_is_a_notice_too() -> None:
    change = received(case(), Received("other"), "x", Paper("other", "f", "ab"), (STAMP, STAMP))

    assert change.edits[0] == AppendEntry(("notices",), {"kind": "other", "document": "x", "recorded": STAMP})


def test_a_document_says_how_it_is_cited() -> None:
    change = attached("chart", Paper("medical_record", "RC/chart.pdf", "ab"), STAMP)

    assert change.subject == "document chart (medical record)"
    assert change.said == "Kept in the private folder as RC/chart.pdf.\nCite it as [chart p1]."


def test_notices_are_kept_as_kinds_of_documents() -> None:
    kinds = ("second_notice", "remittance", "withdrawal")

    assert [document_kind(kind) for kind in kinds] == ["demand_letter", "remittance", "other"]


def test_a_name_is_free_or_gets_a_number() -> None:
    assert free_name("second_notice", set()) == "second-notice"
    assert free_name("proof", {"proof", "proof-2"}) == "proof-3"


# the days


def deadline(name: str, act_by: date | None, state: str = OPEN, kind: str = MUST) -> Deadline:
    """One deadline of ours."""
    return Deadline("RC-2026-7K4QXM", name, name, kind, state, act_by=act_by)


def test_what_a_paper_did_to_the_days_is_said() -> None:
    before = (deadline("stop", DAY), deadline("appeal", None, NO_DATE), deadline("same", DAY))
    after = (
        deadline("stop", None, NO_DATE),
        deadline("appeal", DAY),
        deadline("same", DAY),
        deadline("new", DAY),
        deadline("newer", None, NO_DATE),
        deadline("theirs", DAY, kind=THEIRS),
        deadline("done", DAY, MET),
    )

    assert days_said(before, after) == (
        "Moved: stop, from Mon  2 Mar to no date",
        "Moved: appeal, from no date to Mon  2 Mar",
        "New: new, Mon  2 Mar",
    )
    assert days_said(before[:1], before[:1]) == ("The first dates stand.",)
    assert days_said((), ()) == ()


# places where demands arrive


def test_a_look_is_one_line_in_one_persons_file() -> None:
    change = looked(Channel("mail"), DAY, STAMP)

    assert file_of(DAY, "jlee") == "checked/2026-03-jlee.yaml"
    assert change.subject == "mail looked at (2026-03-02)"
    assert change.edits == (
        AppendEntry(("checked",), {"channel": "mail", "looked_on": "2026-03-02", "recorded": STAMP}),
    )


def test_looks_are_read_and_odd_lines_say_nothing() -> None:
    entries = [
        {"channel": "mail", "looked_on": "2026-03-02", "recorded": STAMP},
        {"channel": "mail", "looked_on": "2026-03-03"},
        {"channel": "mail", "looked_on": "2026-02-30"},
        {"channel": "mail"},
        {"looked_on": "2026-03-02"},
        "mail",
    ]

    assert list(looks_in({"checked": entries})) == [Look("mail", DAY, "jlee"), Look("mail", date(2026, 3, 3))]
    assert list(looks_in({"checked": "mail"})) == []
    assert list(looks_in({})) == []


def test_places_are_listed_the_most_overdue_first() -> None:
    mail, fax = Channel("mail", every_days=1), Channel("fax", every_days=7)
    portal, safe = Channel("portal"), Channel("safe", every_days=1)
    looks = [Look("mail", date(2026, 3, 5)), Look("mail", DAY), Look("fax", DAY), Look("portal", DAY)]

    assert watches((portal, mail, fax, safe), looks) == (
        Watch(safe, None, date.min),
        Watch(mail, Look("mail", date(2026, 3, 5)), date(2026, 3, 6)),
        Watch(fax, Look("fax", DAY), date(2026, 3, 9)),
        Watch(portal, Look("portal", DAY), None),
    )
