"""Letters under Medicare Advantage and Medicaid."""

from __future__ import annotations

from ledger.core.letter.element import (
    ADVANTAGE,
    CONDITIONAL,
    DEMAND,
    FORBIDDEN,
    HIGH,
    MEDICAID,
    MEMBERS,
    SPINE,
    Element,
    Kind,
)

_PLANS = "plan pages for providers without a contract"
_WASHINGTON = "WAC 182-502A-0801"
ROWS = (
    Kind(
        "ma_noncontract",
        "Request for reconsideration by a provider without a contract",
        "reconsideration",
        ("reconsideration", "dispute", "first"),
        ADVANTAGE,
        "disputed",
        "no rule was read that stops the taking",
        (
            *SPINE,
            *DEMAND,
            *MEMBERS,
            Element("service_and_date"),
            Element("answered_lines"),
            Element("contested_portion"),
            Element("ground_per_claim", f"{_PLANS}, support", confidence=HIGH),
            Element("demand_letter_copy", f"{_PLANS}, denial notice", confidence=HIGH),
            Element("claim_copy", f"{_PLANS}, claim copy", confidence=HIGH),
            Element("waiver", f"{_PLANS}; Parts C and D guidance 50.1.1", confidence=HIGH),
            Element("late_reason", f"{_PLANS}, good cause", CONDITIONAL, HIGH, "the day the notice prints has passed"),
            Element("billing_company", f"{_PLANS}, who may file", FORBIDDEN, HIGH),
        ),
        encloses=("demand", "claim_form", "waiver_of_liability"),
        heed="no review starts before the signed waiver is there, within the time the notice prints",
        use="no contract with the plan",
    ),
    Kind(
        "medicaid_prelim_WA",
        "Response to the preliminary finding",
        "contest",
        ("contest", "dispute"),
        MEDICAID,
        "all",
        "no rule was read that stops the taking",
        (
            *SPINE,
            *DEMAND,
            *MEMBERS[:1],
            Element("contested_portion"),
            Element("ground_per_claim"),
            Element("points_noted", _WASHINGTON, confidence=HIGH),
            Element("finding_answered", _WASHINGTON, confidence=HIGH),
            Element("evidence_per_finding", _WASHINGTON, confidence=HIGH),
            Element("relief_per_finding", _WASHINGTON, confidence=HIGH),
            Element("another_state", _WASHINGTON, FORBIDDEN, HIGH),
        ),
        encloses=("demand",),
        heed="keep proof of its arrival; the response may ask for a conference",
        use="a preliminary finding of Washington's Medicaid agency",
    ),
)
