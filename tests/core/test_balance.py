"""What a case is worth."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from ledger.core.balance import balance, claim_demanded, last_choice, principal_standing
from ledger.core.case import Case, Claim, Demand
from ledger.core.letter.answer import rows_of, total
from ledger.core.sending import Appeal, Notice, Offer
from tests.core.cases import a_case, a_claim, a_line, decided, moved


def sums(case: Case) -> tuple[str, str, str, str]:
    found = balance(case)
    return str(found.demanded), str(found.disputed), str(found.to_repay), str(found.unanswered)


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ("dispute", ("100.00", "100.00", "0", "0.00")),
        ("repay", ("100.00", "0", "100.00", "0.00")),
        ("hold", ("100.00", "0", "0", "100.00")),
    ],
)
def test_a_decision_answers_for_the_whole_case(choice: str, expected: tuple[str, ...]) -> None:
    assert sums(a_case(decisions=(decided(choice),))) == expected


def test_the_last_decision_counts() -> None:
    case = a_case(decisions=(decided("repay"), decided("dispute", "M3VE")))
    assert last_choice(case) == "dispute"
    assert last_choice(a_case()) is None


def test_answers_on_lines_beat_the_decision() -> None:
    lines = (
        a_line("50.00", "dispute"),
        a_line("20.00", "repay"),
        a_line("20.00", "dispute_in_part", "5.00"),
        a_line("10.00"),
    )
    case = a_case(claims=(a_claim(*lines),), decisions=(decided("hold"),))
    assert sums(case) == ("100.00", "65.00", "25.00", "10.00")


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ("dispute", ("100.00", "80.00", "20.00", "0.00")),
        ("repay", ("100.00", "50.00", "50.00", "0.00")),
        ("dispute_in_part", ("100.00", "50.00", "20.00", "30.00")),
    ],
)
def test_the_decision_speaks_for_lines_without_an_answer(choice: str, expected: tuple[str, ...]) -> None:
    lines = (a_line("50.00", "dispute"), a_line("20.00", "repay"), a_line("30.00"))
    assert sums(a_case(claims=(a_claim(*lines),), decisions=(decided(choice),))) == expected


ANSWERS = (None, "open", "repay", "dispute", "dispute_in_part")


@pytest.mark.parametrize("choice", [None, "repay", "dispute", "dispute_in_part", "hold"])
@pytest.mark.parametrize("first", ANSWERS)
@pytest.mark.parametrize("second", ANSWERS)
def test_a_letter_has_the_sums_of_the_case(choice: str | None, first: str | None, second: str | None) -> None:
    repaid = {"dispute_in_part": "5.00"}
    lines = (a_line("50.00", first, repaid.get(first or "")), a_line("30.00", second, repaid.get(second or "")))
    bare = Claim("C-2", "P-1", demanded=Decimal("20.00"))
    claims = (a_claim(*lines), bare)
    case = a_case(claims=claims, decisions=(decided(choice),) if choice else ())
    rows, whole = rows_of(case, claims), balance(case)
    sums_of_rows = [total(rows, column) for column in ("demanded", "disputed", "to_repay", "open")]
    assert sums_of_rows == [whole.demanded, whole.disputed, whole.to_repay, whole.unanswered]


def test_a_line_left_open_stays_open() -> None:
    case = a_case(claims=(a_claim(a_line("100.00", "open")),), decisions=(decided("dispute"),))
    assert sums(case) == ("100.00", "0", "0", "100.00")


def test_without_an_amount_the_lines_are_the_demand() -> None:
    case = a_case(demand=Demand(), claims=(a_claim(a_line("50.00")), a_claim(number="2", demanded=Decimal("7.00"))))
    assert sums(case)[0] == "57.00"
    assert claim_demanded(a_claim()) == 0


def test_what_was_put_off_is_counted_when_it_is_taken() -> None:
    steps = (
        moved("offset", "1000.00"),
        moved("forwarded", "400.00", "A"),
        moved("forwarded_taken", "400.00", "B"),
        moved("forwarded", "150.00", "C"),
        moved("forwarded_taken", "150.00", "D"),
    )
    assert [balance(a_case(money=steps[:count])).taken for count in (1, 2, 3, 4, 5)] == [1000, 600, 1000, 850, 1000]


def test_a_corrected_amount_counts_once() -> None:
    money = (moved("offset", "273.20", "J2NX"), moved("offset", "237.20", "M8Q4", corrects="J2NX"))
    assert balance(a_case(money=money)).taken == Decimal("237.20")


def test_paid_and_returned_stand_apart_from_taken() -> None:
    found = balance(
        a_case(money=(moved("refund", "10.00"), moved("returned", "3.00", "A"), moved("acknowledged", "10.00", "B")))
    )
    assert (found.taken, found.paid, found.returned) == (Decimal(0), Decimal(10), Decimal(3))


def test_the_latest_paper_says_what_still_stands() -> None:
    appeal = Appeal("first", decided_on=date(2026, 5, 11), amount_upheld=Decimal("31.00"))
    notice = Notice("revised_demand", dated_on=date(2026, 4, 1), amount=Decimal("60.00"))
    early = Notice("informational", dated_on=date(2025, 12, 1), amount=Decimal("9.00"))
    offer = Offer(date(2026, 6, 1), "payer", Decimal("20.00"), accepted_on=date(2026, 6, 5))
    refused = Offer(date(2026, 7, 1), "payer", Decimal("1.00"))
    assert principal_standing(a_case()) == 100
    assert principal_standing(a_case(notices=(early,))) == 100
    assert principal_standing(a_case(notices=(early, notice))) == 60
    assert principal_standing(a_case(notices=(notice,), appeals=(appeal, Appeal("second")))) == 31
    assert principal_standing(a_case(appeals=(appeal,), offers=(offer, refused))) == 20
    assert principal_standing(a_case(demand=Demand(amount=Decimal(5)), notices=(early,))) == 9
