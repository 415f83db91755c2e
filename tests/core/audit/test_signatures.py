"""Signatures that a removal ended, where the audit accepts that removal."""

from __future__ import annotations

from datetime import date

from ledger.core.audit.seal import Sealed
from ledger.core.audit.signatures import Verified, ended_told, signatures_ended, wrongly_signed
from ledger.core.removal import Removal
from tests.core.audit.made import save

OLD, OTHER, NOW = "1" * 40, "2" * 40, "3" * 40
BEFORE = f"seal/2026-03-08 {'a' * 40} {OLD} {'c' * 64}"
REMOVAL = Removal(
    "2026-03-09-EXH3",
    date(2026, 3, 9),
    "order of the court",
    "case 26-114",
    BEFORE,
    renamed={OLD: NOW, OTHER: "4" * 40},
    signed=frozenset({OLD, "5" * 40}),
)
AFTER = Sealed("seal/2026-03-09", "b" * 40, NOW, f"Seal\n\nreason: order of the court\nreplaces: {BEFORE}\n")


def test_only_what_the_record_names_as_signed_and_the_audit_accepts() -> None:
    assert signatures_ended([REMOVAL], [AFTER], frozenset({NOW})) == {NOW: REMOVAL}
    assert signatures_ended([REMOVAL], [], frozenset({NOW})) == {}


def test_it_is_told_once_for_each_removal() -> None:
    ended = {NOW: REMOVAL, "6": REMOVAL}
    [one] = ended_told(ended, [save(NOW), save("7")])
    assert one.finding.message == (
        "the save's signature was ended by the removal of 2026-03-09 (order of the court; 2026-03-09-EXH3)"
    )
    [both] = ended_told(ended, [save(NOW), save("6")])
    assert both.finding.message.startswith("the signatures of 2 saves were ended")
    assert not both.stands


def test_a_signature_is_held_against_the_person_the_save_names() -> None:
    def said(status: str, principal: str = "") -> list[str]:
        return [one.finding.message for one in wrongly_signed(save(), Verified(status, principal))]

    assert said("G", "other@x, JLEE@bluestem.example") == said("G", "*@bluestem.example") == []
    assert said("G", "other@x") == ["the save names jlee@bluestem.example and is signed by other@x"]
    assert said("N") == ["the save of jlee@bluestem.example is not signed"]
    assert said("?") == said("E") == ["the save of jlee@bluestem.example bears a signature that cannot be checked"]
