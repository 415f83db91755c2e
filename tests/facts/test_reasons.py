"""The lists of evidence hold what the facts on evidence say, reason by reason."""

from __future__ import annotations

import json

import jsonschema
import pytest

from ledger.core.evidence.reason import UNIVERSAL, Reason
from ledger.core.evidence.standing import SPEAKS_FOR_ITSELF
from ledger.store.reasons import reason_names, reasons_named
from ledger.store.shipped import shipped
from ledger.store.yaml.reader import read

NAMES = reason_names()

# Section 2 of the facts on evidence: what each of its rows gathers, by words that the list must hold.
ROWS = {
    "universal": (
        *("envelope", "remittance", "claim as it was sent", "contract", "policy", "record"),
        *("eligibility", "approval"),
    ),
    "medical_necessity": (
        *("full length", "CDAI", "anti-CCP", "earlier treatment", "interval", "tuberculosis", "renewed"),
        *("specialist", "second biologic", "re-authorization"),
    ),
    "time_based_coding": ("start and stop", "plan it follows", "signature", "schedule"),
    "therapy_documentation": (
        "order",
        "evaluation",
        "goals",
        "certification",
        "tenth day",
        "minutes",
        "log",
        "30 days",
    ),
    "prior_authorization": ("approval", "operative", "imaging", "pathology", "change of code"),
    "duplicate_payment": ("remittances", "claims", "bank", "two services"),
    "coordination_of_benefits": ("eligibility", "questionnaire", "calls", "explanation of benefits", "learned"),
    "eligibility": ("eligibility", "card", "ended coverage", "knew"),
    "level_of_service": ("note", "elements", "total time", "150 and 186"),
    "modifier": ("separate visit", "site", "quarter"),
    "unbundling": ("site", "quarter", "own edits"),
    "fee_schedule": ("signed contract", "amendments", "extract", "lesser-of"),
    "wrong_patient": ("face sheet", "schedule", "identity", "corrected claim"),
    "signature": ("attestation", "log", "intent"),
    "timely_filing": ("277CA", "limit", "excuses"),
    "enrollment": ("application", "effective date", "roster", "supervision"),
    "extrapolation": ("frame", "seed", "claim by claim", "limit", "statistician", "sustained"),
    "records_not_received": ("request", "copy", "proof"),
}


@pytest.fixture(scope="module")
def kinds() -> frozenset[str]:
    """The kinds of document that the format knows."""
    schema = json.loads((shipped("schema") / "case.schema.json").read_bytes())
    return frozenset(one for one in schema["$defs"]["document_kind"]["enum"] if one)


def one(name: str) -> Reason:
    [reason] = reasons_named([name])
    return reason


@pytest.mark.parametrize("name", NAMES)
def test_every_list_follows_its_schema_and_names_what_the_format_knows(name: str, kinds: frozenset[str]) -> None:
    tree, findings = read((shipped("rules") / "reasons" / f"{name}.yaml").read_bytes())
    assert findings == []
    jsonschema.validate(tree, json.loads((shipped("schema") / "reason.schema.json").read_bytes()))
    reason = one(name)
    assert len({item.id for item in reason.gather}) == len(reason.gather)
    assert {kind for item in reason.gather for kind in item.shown_by} <= kinds
    sources = {key for key, _ in reason.sources}
    sayings = (*reason.wins, *reason.look_for, *reason.note_shows)
    said = [
        *((item.source, item.confidence) for item in reason.gather),
        *((one.source, one.confidence) for one in sayings),
    ]
    assert {source for source, _ in said} <= sources
    assert {confidence for source, confidence in said if not dict(reason.sources)[source].address} <= {"low"}


@pytest.mark.parametrize("name", ROWS)
def test_every_row_of_the_facts_is_in_its_list(name: str) -> None:
    said = " ".join(item.what for item in one(name).gather).casefold()
    assert [words for words in ROWS[name] if words.casefold() not in said] == []


def test_every_list_is_held_against_the_facts() -> None:
    assert set(ROWS) == set(NAMES)
    assert UNIVERSAL in NAMES


def test_the_pitfalls_of_the_facts_are_kept() -> None:
    assert [(way.kind, way.only.line_of_business) for way in one("duplicate_payment").letters] == [
        ("reopening", ("medicare_ffs",))
    ]
    [sent] = [item for item in one("therapy_documentation").gather if item.id == "plan_sent"]
    assert str(sent.only.served_from) == "2025-01-01"
    [attested] = [item for item in one("signature").gather if item.id == "attestation"]
    assert "never for an order" in attested.criterion
    assert any("16 to 37" in saying.says and "from 53" in saying.says for saying in one("time_based_coding").wins)


def test_kinds_that_speak_for_themselves_are_kinds(kinds: frozenset[str]) -> None:
    assert kinds >= SPEAKS_FOR_ITSELF
