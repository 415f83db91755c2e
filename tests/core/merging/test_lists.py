"""Lists: entries of both sides stand, each once, whatever their layout; what was saved stays as it was saved."""

from __future__ import annotations

import pytest

from tests.core.merging.versions import both_ways, joined

HEAD = "id: RC-2026-GKH1MB\n"


def call(tag: str, hour: int, said: str = "Asked.") -> str:
    return (
        f"  - at: 2026-03-09T10:20\n    channel: phone\n    summary: {said}\n"
        f"    recorded: 2026-03-09T{hour:02}:22:07Z jlee {tag}\n"
    )


LOG = HEAD + "communications:\n" + call("K7Q2", 10)


def test_calls_of_both_sides_stand_in_the_order_of_saving() -> None:
    ours, theirs = call("AAAA", 15), call("BBBB", 12) + call("CCCC", 16)
    text = both_ways(LOG, LOG + ours, LOG + theirs).text
    assert text == LOG + call("BBBB", 12) + ours + call("CCCC", 16)


def test_a_first_entry_on_both_sides_opens_the_list_once() -> None:
    for empty in ("communications:   # calls\n", "communications: []   # calls\n"):
        opened = HEAD + "communications:   # calls\n"
        text = both_ways(HEAD + empty, opened + call("AAAA", 15), opened + call("BBBB", 12)).text
        assert text == opened + call("BBBB", 12) + call("AAAA", 15)
    bare = HEAD + "communications:\n"
    assert both_ways(HEAD, bare + call("AAAA", 15), bare + call("BBBB", 12)).text == HEAD + "communications:\n" + call(
        "BBBB", 12
    ) + call("AAAA", 15)


def test_first_entries_in_brackets_stay_in_brackets() -> None:
    base = HEAD + "passed:\n"
    ours = HEAD + "passed: [{deadline: rebuttal, how: not_used}]\n"
    theirs = HEAD + "passed: [{deadline: records, how: not_used}]\n"
    assert both_ways(base, ours, theirs).text == (
        HEAD + "passed: [{deadline: rebuttal, how: not_used}, {deadline: records, how: not_used}]\n"
    )


def test_newest_first_stays_newest_first() -> None:
    base = LOG
    ours = HEAD + "communications:\n" + call("AAAA", 15) + call("K7Q2", 10)
    theirs = HEAD + "communications:\n" + call("BBBB", 12) + call("K7Q2", 10)
    assert both_ways(base, ours, theirs).text == (
        HEAD + "communications:\n" + call("BBBB", 12) + call("AAAA", 15) + call("K7Q2", 10)
    )


@pytest.mark.parametrize("gone", [HEAD, HEAD + "communications:\n", HEAD + "communications: []\n"])
def test_a_saved_entry_that_one_side_threw_away_is_put_back_and_told(gone: str) -> None:
    outcome = both_ways(LOG, gone, LOG + call("BBBB", 12))
    assert outcome.text == LOG + call("BBBB", 12)
    assert outcome.broken == ("ours: a saved entry is no longer in communications: 2026-03-09T10:20 phone Asked.",)


def test_a_saved_entry_that_one_side_changed_stands_as_saved() -> None:
    ours = LOG.replace("Asked.", "Agreed.") + call("AAAA", 15)
    outcome = both_ways(LOG, ours, LOG + call("BBBB", 12))
    assert outcome.text == LOG + call("BBBB", 12) + call("AAAA", 15)
    assert len(outcome.broken) == 1


def test_a_new_entry_like_a_thrown_away_one_is_kept_beside_it() -> None:
    ours = HEAD + "communications:\n" + call("DDDD", 15)
    text = both_ways(LOG, ours, LOG + call("BBBB", 12)).text
    assert [text.count(tag) for tag in ("K7Q2", "DDDD", "BBBB")] == [1, 1, 1]


def test_an_entry_without_a_name_that_was_changed_in_one_word_stands_as_saved() -> None:
    base = HEAD + "passed:\n  - {deadline: rebuttal, how: not_used}\n"
    outcome = both_ways(base, base.replace("not_used", "conceded"), base + "  - {deadline: records, how: not_used}\n")
    assert outcome.text == base + "  - {deadline: records, how: not_used}\n"
    odd = HEAD + "passed:\n  - rebuttal\n"
    assert both_ways(odd, odd.replace("rebuttal", "records"), odd + "  - contest\n").text == (
        HEAD + "passed:\n  - rebuttal\n  - contest\n  - records\n"
    )


def test_a_document_may_gain_its_fingerprint_on_one_side_and_its_pages_on_the_other() -> None:
    base = HEAD + "documents:\n  - {id: d, kind: proof, file: A/d.pdf}\n"
    ours = base.replace("}", ", sha256: 9f}")
    theirs = base.replace("}", ", pages: 3}")
    assert "sha256: 9f" in both_ways(base, ours, theirs).text
    assert "pages: 3" in both_ways(base, ours, theirs).text
    outcome = joined(base, ours, base.replace("}", ", sha256: 00}"))
    assert outcome.places == ["documents.d.sha256"]


@pytest.mark.parametrize("change", ["Agreed.", "Asked.\n    with: Kim"])
def test_a_saved_call_that_one_side_changed_stands_as_saved_although_the_other_left_the_list_alone(change: str) -> None:
    outcome = both_ways(LOG, LOG.replace("Asked.", change), LOG + "title: X\n")
    assert outcome.text == LOG + "title: X\n"


def test_a_claim_that_one_side_took_out_and_the_other_changed_is_asked_by_its_number() -> None:
    base = HEAD + "claims:\n  - {number: 0025}\n  - {number: 0026, billed: 1.00}\n"
    outcome = joined(base, HEAD + "claims:\n  - {number: 0025}\n", base.replace("1.00", "2.00"))
    assert outcome.places == ["claims.0026"]


def test_an_indentation_that_one_side_changed_by_one() -> None:
    wider = LOG.replace("\n  ", "\n   ")
    assert "\n   - at: 2026-03-09T10:20\n     channel" in both_ways(LOG, wider, LOG + call("BBBB", 12)).text
    assert both_ways(LOG, wider, LOG + call("BBBB", 12)).text.count("\n   - at") == 2


def test_a_saved_document_that_one_side_changed_altogether_is_known_by_its_id() -> None:
    base = HEAD + "documents:\n  - {id: d, kind: proof, file: A/d.pdf}\n"
    outcome = both_ways(base, HEAD + "documents:\n  - {id: d, kind: mail, file: A/e.pdf}\n", base)
    assert outcome.text == base


def test_two_documents_of_one_name_both_stay_and_are_told() -> None:
    base = HEAD + "documents:\n"
    ours = base + "  - {id: remit, kind: remittance, file: A/a.pdf}\n"
    theirs = base + "  - {id: remit, kind: remittance, file: A/b.pdf}\n"
    outcome = joined(base, ours, theirs)
    assert [clash.twins for clash in outcome.clashes] == [True]
    assert outcome.places == ["documents.remit"]
    assert (outcome.clashes[0].fields, outcome.clashes[0].twins) == (("remit",), True)
    assert outcome.text.count("id: remit,") == 2


def test_the_same_new_entry_on_both_sides_stands_once_and_is_filled_by_both() -> None:
    base = HEAD + "money:\n"
    new = "  - dated_on: 2026-03-04\n    kind: offset\n    amount: 1.00\n"
    stamp = "    recorded: 2026-03-09T10:22:07Z jlee AAAA\n"
    assert both_ways(base, base + new + call("X", 1), base + new).text.count("kind: offset") == 1
    assert both_ways(base, base + new + stamp, base + "# seen\n" + new).text == base + "# seen\n" + new + stamp
    other = stamp.replace("AAAA", "BBBB")
    assert both_ways(base, base + new + stamp, base + new + other).text == base + new + stamp + new + other


APPEAL = HEAD + "appeals:\n  - level: first\n    sent_on: 2026-03-20\n"


def test_an_appeal_is_filled_by_both_sides() -> None:
    ours = APPEAL + "    arrived_on: 2026-03-23\n"
    theirs = APPEAL + "    decided_on: 2026-05-11\n    outcome: upheld\n"
    text = both_ways(APPEAL, ours, theirs).text
    assert "arrived_on: 2026-03-23\n" in text
    assert "outcome: upheld\n" in text


def test_two_replies_to_one_appeal_are_one_question() -> None:
    ours = APPEAL + "    decided_on: 2026-05-11\n    outcome: upheld\n"
    theirs = APPEAL + "    decided_on: 2026-05-12\n    outcome: overturned\n"
    outcome = joined(APPEAL, ours, theirs)
    assert outcome.places == ["appeals.first.decided_on"]
    assert outcome.clashes[0].fields == ("decided_on", "outcome")


def test_a_filled_field_of_an_appeal_stands_as_saved() -> None:
    ours = APPEAL.replace("2026-03-20", "2026-03-21") + "    arrived_on: 2026-03-23\n"
    outcome = both_ways(APPEAL, ours, APPEAL + "    proof: receipt\n")
    assert "sent_on: 2026-03-20\n" in outcome.text
    assert "arrived_on: 2026-03-23\n" in outcome.text
    assert "proof: receipt\n" in outcome.text
    assert len(outcome.broken) == 1


def test_a_filled_field_that_was_taken_out_or_an_appeal_in_another_layout_stands_as_saved() -> None:
    gone = HEAD + "appeals:\n  - level: first\n    arrived_on: 2026-03-23\n"
    assert "sent_on: 2026-03-20\n" in both_ways(APPEAL, gone, APPEAL + "    proof: receipt\n").text
    braces = HEAD + "appeals:\n  - {level: first, sent_on: 2026-03-21}\n"
    outcome = both_ways(APPEAL, braces, APPEAL + "    proof: receipt\n")
    assert outcome.text == APPEAL + "    proof: receipt\n"


def test_an_appeal_that_gets_its_id_later_is_the_same_appeal() -> None:
    theirs = APPEAL + "    proof: receipt\n"
    text = both_ways(APPEAL, APPEAL.replace("level: first", "level: first\n    id: one"), theirs).text
    assert text == theirs.replace("level: first", "level: first\n    id: one")
    plans = HEAD + "repayment_plans:\n  - months: 12\n"
    ours = plans.replace("months", "kind: contract\n    months")
    assert both_ways(plans, ours, plans + "  - months: 6\n").text == ours + "  - months: 6\n"


def test_two_new_appeals_of_one_level_that_differ_both_stay() -> None:
    base = HEAD + "appeals:\n"
    ours, theirs = APPEAL, APPEAL.replace("2026-03-20", "2026-03-21")
    outcome = joined(base, ours, theirs)
    assert outcome.places == ["appeals.first"]
    assert outcome.text.count("level: first") == 2
    same = both_ways(base, APPEAL, APPEAL + "    proof: receipt\n")
    assert same.text == APPEAL + "    proof: receipt\n"


def test_an_appeal_that_one_side_threw_away_is_put_back() -> None:
    outcome = both_ways(APPEAL, HEAD + "appeals:\n", APPEAL + "    proof: receipt\n")
    assert outcome.text == APPEAL + "    proof: receipt\n"
    assert len(outcome.broken) == 1


def test_an_offer_may_be_mended_and_never_disappears() -> None:
    base = HEAD + "offers:\n  - {dated_on: 2026-03-01, made_by: payer, amount: 10.00}\n"
    ours = base.replace("10.00", "12.00")
    theirs = base + "  - {dated_on: 2026-03-02, made_by: practice, amount: 5.00}\n"
    assert both_ways(base, ours, theirs).text == theirs.replace("10.00", "12.00")
    assert both_ways(base, HEAD + "offers:\n", theirs).text == theirs


CLAIMS = HEAD + "claims:\n  - number: 1\n    patient: P-1\n    lines:\n      - {line: 1, procedure: 90837}\n"


def test_claims_and_their_lines_are_joined_by_number() -> None:
    ours = CLAIMS.replace("90837}", "90837, answer: dispute}") + "  - number: 2\n    patient: P-1\n"
    theirs = CLAIMS + "      - {line: 2, procedure: 90834}\n  - number: 3\n    patient: P-1\n"
    assert both_ways(CLAIMS, ours, theirs).text == (
        CLAIMS.replace("90837}", "90837, answer: dispute}")
        + "      - {line: 2, procedure: 90834}\n  - number: 2\n    patient: P-1\n  - number: 3\n    patient: P-1\n"
    )


def test_one_claim_typed_twice_is_one_claim_and_its_fields_are_asked() -> None:
    ours = HEAD + "claims:\n  - number: 1\n    patient: P-1\n    paid_on: 2026-01-01\n"
    theirs = HEAD + "claims:\n  - number: 1\n    patient: P-2\n    account: X\n"
    outcome = joined(HEAD, ours, theirs)
    assert outcome.places == ["claims.1.patient"]
    assert outcome.text.count("number: 1") == 1


def test_a_claim_taken_out_is_gone_unless_the_other_side_worked_on_it() -> None:
    base = CLAIMS + "  - number: 2\n    patient: P-1\n"
    assert both_ways(base, CLAIMS, base.replace("90837", "90834")).text == CLAIMS.replace("90837", "90834")
    outcome = joined(base, CLAIMS, base.replace("number: 2\n    patient: P-1", "number: 2\n    patient: P-9"))
    assert outcome.places == ["claims.2"]
    both = HEAD + "claims:\n  - number: 3\n    patient: P-3\n"
    assert both_ways(base, both, both + "  - number: 4\n    patient: P-4\n").text == (
        both + "  - number: 4\n    patient: P-4\n"
    )


def test_a_line_that_gets_its_number_stays_that_line_and_two_numbers_are_two_lines() -> None:
    base = HEAD + "claims:\n  - number: 1\n    lines:\n      - {served_on: 2026-01-08, procedure: 90837}\n"
    ours = base.replace("{served", "{line: 1, served")
    theirs = base.replace("90837}", "90837, answer: repay}")
    assert "{line: 1, served_on: 2026-01-08, procedure: 90837, answer: repay}" in both_ways(base, ours, theirs).text
    start = HEAD + "claims:\n  - number: 1\n    lines:\n"
    one, two = (f"      - {{line: {line}, served_on: 2026-01-08, procedure: 90837}}\n" for line in (1, 2))
    assert both_ways(start, start + one, start + two).text == start + one + two


def test_the_first_line_of_an_entry_in_conflict_marks_the_whole_entry() -> None:
    base = HEAD + "evidence:\n  - id: a\n    item: scan\n    holder: payer\n"
    base = base.replace("id: a\n    ", "")
    ours, theirs = base.replace("item", "criterion: x\n    item"), base.replace("item", "criterion: y\n    item")
    outcome = joined(base, ours, theirs)
    assert outcome.places == ["evidence.scan.criterion"]
    assert "=======\n  - criterion: y\n    item: scan\n    holder: payer\n>>>>>>> Maria Ortiz\n" in outcome.text
    assert "before\n  - item: scan\n    holder: payer\n=======" in outcome.text


def test_single_words_are_a_set_and_ordered_words_one_value() -> None:
    base = HEAD + "demand:\n  aliases: [A, B]\n"
    ours, theirs = base.replace("A, B", "A, C"), base.replace("A, B", "A, B, D")
    assert both_ways(base, ours, theirs).text == base.replace("A, B", "A, C, D")
    base = HEAD + "claims:\n  - {number: 1, diagnoses: [F41.1]}\n"
    outcome = joined(base, base.replace("F41.1", "F41.1, F33.1"), base.replace("F41.1", "F32.0, F41.1"))
    assert outcome.places == ["claims.1.diagnoses"]
    base = HEAD + "oddities:\n  - {a: 1}\n"
    assert joined(base, base.replace("a: 1", "a: 2"), base.replace("a: 1", "a: 3")).places == ["oddities"]


def test_an_indentation_that_one_side_changed_holds_for_entries_of_both() -> None:
    ours = LOG.replace("\n  ", "\n") + call("AAAA", 15)[2:].replace("\n  ", "\n")
    theirs = LOG + "  # the second call\n" + call("BBBB", 12).replace("Asked.", "|\n      Asked,\n\n      twice.")
    text = both_ways(LOG, ours, theirs).text
    assert "\n# the second call\n- at: 2026-03-09T10:20\n" in text
    assert "  summary: |\n    Asked,\n\n    twice.\n  recorded" in text
    wider = LOG.replace("\n  ", "\n    ") + "# at the edge\n"
    assert "    - at: 2026-03-09T10:20\n      channel" in both_ways(LOG, wider, LOG + call("BBBB", 12)).text
    assert "\n    # the second call\n    - at" in both_ways(LOG, wider, theirs).text
    assert "\n        Asked,\n\n        twice.\n" in both_ways(LOG, wider, theirs).text


def test_entries_in_a_new_order_on_one_side_stay_so() -> None:
    base = LOG + call("L222", 11)
    ours = HEAD + "communications:\n" + call("L222", 11) + call("K7Q2", 10)
    assert both_ways(base, ours, base + call("BBBB", 12)).text == ours + call("BBBB", 12)


def test_people_and_windows_have_names_too() -> None:
    ledger = "format: 1\npeople:\n  - {id: jlee, name: Jordan}\n"
    ours = ledger.replace("Jordan", "Jordan Lee")
    theirs = ledger + "  - {id: mortiz, name: Maria}\n"
    assert joined(ledger, ours, theirs, kind="ledger").text == theirs.replace("Jordan", "Jordan Lee")
    payer = "name: X\nwindows:\n  - {deadline: first, days: 60, counted_from: dated}\n"
    ours, theirs = payer.replace("60", "90"), payer + "  - {deadline: first, days: 30, counted_from: received}\n"
    assert joined(payer, ours, theirs, kind="payer").text == theirs.replace("60", "90")
    held = ledger + "holds:\n  - {since: 2026-03-09, asked_by: jlee}\n"
    assert joined(held, ledger, held.replace("Jordan", "J"), kind="ledger").text == held.replace("Jordan", "J")


def test_two_new_entries_of_which_one_says_more_are_two() -> None:
    ours = HEAD + "money:\n  - {dated_on: 2026-03-09, kind: offset, amount: 1.00}\n"
    theirs = ours.replace("}", ", trace: EFT 1}")
    assert both_ways(HEAD, ours, theirs).text.count("amount: 1.00") == 2
