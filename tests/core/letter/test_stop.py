"""What keeps a letter back although nothing is missing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from ledger.core.case import Counsel, Extrapolation
from ledger.core.finding import WARNING
from ledger.core.identity import Identities
from ledger.core.law.rule import Confirmation, Counting, Regime, Window, WindowVersion
from ledger.core.letter.gap import elements_missing
from ledger.core.letter.tone import BLOCKED, blocked_words
from ledger.core.proof import Consent, Document, Evidence, Ground
from ledger.core.sending import Notice
from tests.core.letter.matters import CHART, CLAIM, DEMAND, GROUND, LETTER, PATIENT, a_case, a_law, a_matter, whole

if TYPE_CHECKING:
    from ledger.core.letter.matter import Matter


def found(matter: Matter) -> list[tuple[str, str]]:
    return [(one.code, one.message) for one in elements_missing(matter)]


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"extrapolation": Extrapolation()}, "the demand is projected from a sample"),
        ({"demand": DEMAND._replace(found_by="upic")}, "a UPIC found it"),
        ({"demand": DEMAND._replace(found_by="siu")}, "a special investigations unit found it"),
        ({"demand": DEMAND._replace(reason="fraud_allegation")}, "the payer alleges fraud"),
        ({"claims": (CLAIM._replace(reason="fraud_allegation"),)}, "the payer alleges fraud"),
        ({"notices": (Notice("suspension"),)}, "payments are suspended"),
    ],
)
def test_counsel_comes_first_and_the_reason_is_one_line(facts: dict[str, Any], why: str) -> None:
    [(code, message)] = found(a_matter("contest", a_case(**facts)))
    assert (code, message) == ("LED609", f"counsel comes first: {why}")


def test_counsel_who_was_asked_must_have_answered() -> None:
    asked = Counsel("firm", date(2026, 3, 7))
    assert found(a_matter("contest", a_case(counsel=(asked,)))) == [
        ("LED609", "counsel was asked on 2026-03-07 and has not answered yet")
    ]
    assert found(a_matter("contest", a_case(counsel=(Counsel("firm"),)))) == [
        ("LED609", "counsel was asked and has not answered yet")
    ]
    answered = asked._replace(answered_on=date(2026, 3, 8))
    assert found(a_matter("contest", a_case(counsel=(answered,), extrapolation=Extrapolation()))) == []


def test_other_patients_pages_do_not_go_along() -> None:
    case = a_case(documents=(LETTER, CHART._replace(patients=("P-1", "P-2"))))
    assert found(a_matter("contest", case)) == [
        ("LED608", "exhibit chart holds pages of P-2, who is in no claim of this letter")
    ]


def test_psychotherapy_notes_need_a_signed_authorization() -> None:
    notes = CHART._replace(kind="psychotherapy_notes")
    case = a_case(documents=(LETTER, notes))
    message = "exhibit chart is separately kept psychotherapy notes, and no signed authorization is on file"
    assert found(a_matter("contest", case)) == [("LED608", message)]
    consent = Consent("patient_authorization", "P-1", signed_on=date(2026, 3, 1))
    assert found(a_matter("contest", case._replace(consents=(consent,)))) == []


def test_records_of_substance_use_treatment_need_a_consent_that_still_holds() -> None:
    case = a_case(documents=(LETTER, CHART._replace(kind="substance_use_records")))
    message = "exhibit chart is records of substance-use treatment, and no signed authorization is on file"
    consent = Consent("patient_authorization", "P-1", signed_on=date(2026, 3, 1), expires_on=date(2026, 3, 9))
    assert found(a_matter("contest", case)) == [("LED608", message)]
    assert found(a_matter("contest", case._replace(consents=(consent,)))) == []
    ended = consent._replace(expires_on=date(2026, 3, 8))
    assert found(a_matter("contest", case._replace(consents=(ended,)))) == [("LED608", message)]


def test_a_rebuttal_argues_nothing_from_the_chart() -> None:
    ground = GROUND._replace(letters=("medicare_rebuttal",))
    case = a_case(grounds=(ground, Ground("other", "For the appeal.")))
    assert found(a_matter("medicare_rebuttal", case)) == [
        ("LED608", "ground times argues from the chart, and a rebuttal says only why the taking should not start")
    ]


def test_a_demand_outside_section_935_is_not_stopped_by_it() -> None:
    case = whole("hold_request").case._replace(demand=DEMAND._replace(section_935=False))
    matter = a_matter("hold_request", case)
    assert found(matter) == []
    medicare = matter._replace(group=matter.group._replace(regime="medicare-ffs"))
    assert [code for code, _ in found(medicare)] == ["LED608"]


def test_a_duplicate_is_a_reopening_in_medicare_and_only_said() -> None:
    case = a_case(demand=DEMAND._replace(reason="duplicate_payment"))
    [one] = elements_missing(a_matter("medicare_redetermination", case))
    assert (one.code, one.severity) == ("LED608", WARNING)


def test_two_names_for_one_key_stop_the_letter() -> None:
    twice = Identities((PATIENT, PATIENT._replace(name="Someone Else")))
    assert found(a_matter("contest", identities=twice)) == [("LED604", "P-1 goes by two names in the private folder")]
    stranger = Identities((PATIENT._replace(name_on_remit="JONES MARY"),))
    assert found(a_matter("contest", identities=stranger)) == [
        ("LED604", "P-1 goes by two names in the private folder")
    ]
    spelled = Identities((PATIENT._replace(name_on_remit="ONE PAT M"),))
    assert found(a_matter("contest", identities=spelled)) == []


def test_words_no_letter_carries_stop_it_but_quotations_do_not() -> None:
    hard = a_case(grounds=(GROUND._replace(point="This is outrageous and, frankly, theft."),))
    assert found(a_matter("contest", hard)) == [("LED607", "ground times says: outrageous, theft")]
    quoted = a_case(grounds=(GROUND._replace(point='The letter speaks of "theft" without naming a claim.'),))
    assert found(a_matter("contest", quoted)) == []


def test_words_are_matched_whole_and_in_any_case() -> None:
    assert blocked_words("Failed methotrexate; substance abuse; clearly visualised; joker") == ()
    assert blocked_words("OUR MISTAKE, or else \u201clied\u201d") == ("our mistake", "or else")
    assert all(blocked_words(words) == (words,) for words in BLOCKED)


def test_a_ground_cites_no_rule_below_high_confidence_until_somebody_read_it() -> None:
    counting = Counting("received", 180, "calendar_days", citation="29 CFR 2560.503-1(h)", confidence="medium")
    version = WindowVersion(date(2020, 1, 1), counting, also=(counting._replace(citation="", confidence="low"),))
    regime = Regime("erisa", "ERISA", (Window("first", "first", "First", "must", versions=(version,)),))
    grounds = (
        GROUND._replace(rule="29 CFR 2560.503-1(g)"),
        GROUND._replace(id="b"),
        Ground("c", "x", letters=("refund",)),
    )
    law = a_law(regimes={"erisa": regime})
    [one] = elements_missing(a_matter("contest", a_case(grounds=grounds), law=law))
    assert (one.code, one.path) == ("LED608", ("grounds", 0, "rule"))
    assert one.message == (
        "ground times cites 29 CFR 2560.503-1, which the rules erisa hold with medium confidence"
        " and nobody has confirmed"
    )
    read = regime._replace(confirmed=(Confirmation("jlee", date(2026, 3, 9), "29 CFR, printed", holds=True),))
    assert elements_missing(a_matter("contest", a_case(grounds=grounds), law=a_law(regimes={"erisa": read}))) == []


def test_evidence_with_a_document_is_an_exhibit_like_any_other() -> None:
    other = Document("scan", "other", "x.pdf", patients=("P-9",))
    item = Evidence("scan", fact="Shown.", document="scan")
    case = a_case(documents=(LETTER, CHART, other), evidence=(item,))
    assert [code for code, _ in found(a_matter("contest", case))] == ["LED608"]
    assert found(a_matter("records_request", case)) == []
