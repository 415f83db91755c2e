"""What is asked of the payer."""

from __future__ import annotations

from datetime import date

from ledger.core.case import Extrapolation
from ledger.core.letter.exhibit import Exhibits
from ledger.core.letter.matter import Matter
from ledger.core.letter.request import requests_of
from ledger.core.proof import Evidence
from tests.core.letter.matters import DEMAND, LETTER, a_case, a_matter


def asked(matter: Matter) -> list[str]:
    return requests_of(matter, Exhibits((LETTER,)))


def test_a_request_for_records_asks_for_the_whole_audit_file() -> None:
    assert len(asked(a_matter("records_request"))) == 5


def test_a_projected_demand_asks_for_the_sample() -> None:
    words = asked(a_matter("records_request", a_case(extrapolation=Extrapolation())))
    assert "The universe and the sampling frame, with all exclusions" in words


def test_where_the_law_is_not_known_it_asks_who_funds_the_plan() -> None:
    matter = a_matter("records_request")
    assert "insured or self-funded" in asked(matter._replace(group=matter.group._replace(regime="")))[-1]
    erisa = matter._replace(group=matter.group._replace(regime="erisa"))
    assert asked(erisa)[-1].startswith("The provision of the plan relied on")


def test_what_the_notice_leaves_out_and_what_the_payer_holds() -> None:
    items = (
        Evidence("funding", holder="payer"),
        Evidence("call_logs", holder="vendor"),
        Evidence("frame", holder="payer", received_on=date(2026, 3, 3)),
        Evidence("chart", holder="practice"),
        Evidence("termination", holder="plan", document="ended"),
        Evidence("payer_learned", holder="payer", fact="On March 1."),
        Evidence("plan_clause", holder="payer", explanation="The plan has none."),
        Evidence("policy_then", holder="payer"),
    )
    case = a_case(demand=DEMAND._replace(lacks=("appeal_deadline", "odd_item")), evidence=items)
    assert asked(a_matter("contest", case)) == [
        "The time for a dispute or appeal, which the notice does not include (Exhibit A)",
        "Odd item, which the notice does not include (Exhibit A)",
        "Whether each plan is insured or self-funded, and who administers it",
        "The call logs",
        "The policy applied, in the version in force on each date of service",
    ]
    bare = case._replace(demand=case.demand._replace(document=None), evidence=())
    assert asked(a_matter("contest", bare))[1] == "Odd item, which the notice does not include"


def test_an_appeal_asks_for_a_decision_not_for_papers() -> None:
    case = a_case(demand=DEMAND._replace(lacks=("appeal_deadline",)))
    assert asked(a_matter("first_appeal", case)) == []
