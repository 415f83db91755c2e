"""What is asked of a saved change by itself: when it was saved, and who signed it."""

from __future__ import annotations

from ledger.core.arrival import TOLERATED_SECONDS, Arrived, Signature, clock_findings, rewritten, signature_findings

NOW = 1_772_000_000
ONE = Arrived("a" * 40, ("b" * 40, "c" * 40), "Jordan Lee", "jlee@bluestem.example", NOW)


def test_a_time_that_has_not_come_is_found_beyond_what_clocks_differ() -> None:
    assert clock_findings(ONE, {}, NOW - TOLERATED_SECONDS) == []
    (found,) = clock_findings(ONE, {}, NOW - TOLERATED_SECONDS - 1)
    assert (found.code, "not come yet" in found.message) == ("LED707", True)
    assert clock_findings(ONE, {}, None) == []


def test_a_time_before_what_it_builds_on_is_found_beyond_what_clocks_differ() -> None:
    latest = NOW + TOLERATED_SECONDS
    assert clock_findings(ONE, {"b" * 40: latest}, NOW) == []
    (found,) = clock_findings(ONE, {"b" * 40: 0, "c" * 40: latest + 1}, NOW)
    assert "earlier than the one that it builds on" in found.message


def test_a_signature_must_be_there_be_on_the_list_and_be_the_author_s() -> None:
    mine = Signature(present=True, good=True, signers=("JLee@bluestem.example",))
    assert signature_findings(ONE, mine) == []
    said = [
        signature_findings(ONE, signature)[0].message
        for signature in (
            Signature(present=False, good=False),
            Signature(present=True, good=False),
            mine._replace(signers=("mortiz@bluestem.example",)),
        )
    ]
    assert ["not signed" in said[0], "not on the list" in said[1], "key of mortiz" in said[2]] == [True] * 3


def test_a_change_is_told_by_its_short_name_and_its_author() -> None:
    assert ONE.told == "saved as aaaaaaaaaa by Jordan Lee"
    assert rewritten("d" * 40).message.startswith("what was shared as dddddddddd ")
