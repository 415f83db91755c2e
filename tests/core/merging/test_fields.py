"""Single fields and fields that belong together: what both changed is told, what one changed is taken."""

from __future__ import annotations

from tests.core.merging.versions import both_ways, joined

HEAD = "id: RC-2026-GKH1MB\ntitle: Knee injection\n"
DEMAND = """demand:
  reference: 26-0302   # near the top
  dated_on: 2026-03-02
  received_on: 2026-03-06
  amount: 61.18
  reason: signature
"""


def test_fields_that_one_side_changed_are_taken_with_their_remarks() -> None:
    ours = HEAD.replace("Knee injection", "Knee, note unsigned   # better") + DEMAND
    theirs = HEAD + "owner: mortiz\n" + DEMAND.replace("signature", "documentation")
    assert both_ways(HEAD + DEMAND, ours, theirs).text == (
        HEAD.replace("Knee injection", "Knee, note unsigned   # better")
        + "owner: mortiz\n"
        + DEMAND.replace("signature", "documentation")
    )


def test_one_field_changed_twice_is_marked_on_its_line_alone() -> None:
    ours, theirs = DEMAND.replace("61.18", "12400.00"), DEMAND.replace("61.18", "9150.00")
    outcome = joined(HEAD + DEMAND, HEAD + ours, HEAD + theirs)
    assert outcome.places == ["demand.amount"]
    assert outcome.clashes[0].fields == ("amount",)
    assert outcome.text == HEAD + DEMAND.replace(
        "  amount: 61.18\n",
        "<<<<<<< Jordan Lee\n  amount: 12400.00\n||||||| before\n  amount: 61.18\n"
        "=======\n  amount: 9150.00\n>>>>>>> Maria Ortiz\n",
    )


def test_what_was_decided_stands_and_is_not_asked_again() -> None:
    ours, theirs = DEMAND.replace("61.18", "12400.00"), DEMAND.replace("61.18", "9150.00")
    for side, amount in (("ours", "12400.00"), ("theirs", "9150.00"), ("base", "61.18")):
        outcome = joined(HEAD + DEMAND, HEAD + ours, HEAD + theirs, {("demand", "amount"): side})
        assert not outcome.clashes
        assert outcome.text == HEAD + DEMAND.replace("61.18", amount)


def test_days_and_evidence_of_one_letter_are_one_thing() -> None:
    ours = DEMAND.replace("2026-03-06", "2026-03-09")
    theirs = DEMAND.replace("  amount", "  received_evidence: envelope of 6 March\n  amount")
    outcome = joined(HEAD + DEMAND, HEAD + ours, HEAD + theirs)
    (clash,) = outcome.clashes
    assert clash.fields == ("received_on", "received_evidence")
    assert clash.ours == {"received_on": "2026-03-09"}
    assert clash.theirs == {"received_on": "2026-03-06", "received_evidence": "envelope of 6 March"}
    assert (
        "<<<<<<< Jordan Lee\n  received_on: 2026-03-09\n||||||| before\n  received_on: 2026-03-06\n"
        "=======\n  received_on: 2026-03-06\n  received_evidence: envelope of 6 March\n>>>>>>>"
    ) in outcome.text


def test_a_side_that_has_all_that_the_other_changed_is_no_clash() -> None:
    ours = DEMAND.replace("2026-03-06", "2026-03-09")
    theirs = ours.replace("  amount", "  received_evidence: date stamp\n  amount")
    assert both_ways(HEAD + DEMAND, HEAD + ours, HEAD + theirs).text == HEAD + theirs


def test_two_closings_are_one_question() -> None:
    base = HEAD + DEMAND
    ours = HEAD + "closed:\n  closed_on: 2026-07-01\n  outcome: repaid\n" + DEMAND
    theirs = HEAD + "closed:\n  closed_on: 2026-07-02\n  outcome: upheld\n" + DEMAND
    outcome = joined(base, ours, theirs)
    assert outcome.places == ["closed.closed_on"]
    assert outcome.clashes[0].fields == ("closed_on", "outcome")
    assert outcome.clashes[0].base is None


def test_taken_out_on_one_side_and_changed_on_the_other_is_asked() -> None:
    base = HEAD + "owner: jlee\n"
    outcome = joined(base, HEAD, HEAD + "owner: mortiz\n")
    assert outcome.places == ["owner"]
    assert (outcome.clashes[0].ours, outcome.clashes[0].theirs) == (None, "mortiz")
    assert outcome.text.endswith("||||||| before\nowner: jlee\n=======\nowner: mortiz\n>>>>>>> Maria Ortiz\n")


def test_taken_out_on_one_side_and_untouched_on_the_other_is_gone() -> None:
    base = HEAD + "owner: jlee\nfunding: unknown\n"
    assert both_ways(base, HEAD + "funding: unknown\n", base.replace("Knee", "Left knee")).text == (
        HEAD.replace("Knee", "Left knee") + "funding: unknown\n"
    )
    assert both_ways(base, HEAD + "funding: unknown\n", HEAD + "funding: unknown\n").text == HEAD + "funding: unknown\n"


def test_both_take_the_field_out_and_change_another() -> None:
    base = HEAD + "owner: jlee\n"
    outcome = both_ways(base, HEAD + "funding: unknown\n", HEAD + "provider: 1457389207\n")
    assert outcome.text == HEAD + "funding: unknown\nprovider: 1457389207\n"


def test_remarks_of_both_sides_stay() -> None:
    base = HEAD + "# who works on it\nowner: jlee\n"
    ours = HEAD + "# who works on it\n# until June\nowner: jlee  # asked\n"
    theirs = HEAD + "# who works on it\n# since May\nowner: jlee  # told\n  # and more\n"
    text = both_ways(base, ours, theirs).text
    assert text == HEAD + ("# who works on it\n# since May\n# until June\nowner: jlee  # asked  # told\n  # and more\n")


def test_one_remark_changed_twice_on_one_line_keeps_both_and_equal_ones_once() -> None:
    base = HEAD + "owner: jlee\n"
    theirs = HEAD + "owner: jlee # a\n  # b\n"
    assert both_ways(base, HEAD + "owner: jlee   # a\n", theirs).text == HEAD + "owner: jlee   # a\n  # b\n"
    assert both_ways(base, HEAD + "owner: jlee\n  # c\n", theirs).text == HEAD + "owner: jlee # a\n  # b\n  # c\n"


def test_a_value_of_one_side_and_a_remark_of_the_other_stand_together() -> None:
    base = HEAD + "owner: jlee\n"
    ours, theirs = HEAD + "owner: mortiz\n", HEAD + "owner: jlee  # asked\n"
    assert both_ways(base, ours, theirs).text == HEAD + "owner: mortiz  # asked\n"


def test_one_value_spelled_differently_is_no_clash() -> None:
    base = HEAD + "owner: jlee\n"
    assert both_ways(base, HEAD + "owner: 'jlee'\n", HEAD + 'owner: "jlee"\n').text == HEAD + 'owner: "jlee"\n'
    assert both_ways(base, HEAD + "owner: 'mo'\n", HEAD + 'owner: "mo"\n').text == HEAD + 'owner: "mo"\n'


def test_fields_in_a_new_order_on_one_side_stay_so() -> None:
    base = HEAD + "owner: jlee\nfunding: unknown\n"
    ours = HEAD + "funding: unknown\nowner: jlee\n"
    assert both_ways(base, ours, base.replace("jlee", "mortiz")).text == ours.replace("jlee", "mortiz")


def test_new_fields_of_both_stand_in_the_order_of_a_case() -> None:
    assert both_ways("id: A\n", "id: A\ntitle: B\n", "id: A\nowner: C\n").text == "id: A\ntitle: B\nowner: C\n"


def test_both_chose_an_order_and_the_old_one_stands() -> None:
    base = "id: A\ntitle: B\nowner: C\n"
    outcome = both_ways(base, "owner: C\nid: A\ntitle: D\n", "title: B\nid: A\nowner: C\npayer: x\n")
    assert outcome.text == "id: A\ntitle: D\nowner: C\npayer: x\n"


def test_a_block_against_a_value_is_asked_as_a_whole() -> None:
    base = HEAD + "hold:\n  since: 2026-03-01\n  asked_by: jlee\n"
    outcome = joined(base, HEAD + "hold: {since: 2026-03-02, asked_by: jlee}\n", base.replace("jlee", "mo"))
    assert outcome.places == ["hold"]


def test_what_stands_in_braces_is_joined_key_by_key() -> None:
    base = HEAD + "hold: {since: 2026-03-01, asked_by: jlee}\n"
    ours = HEAD + "hold: {since: 2026-03-02, asked_by: jlee}\n"
    theirs = HEAD + "hold: {since: 2026-03-01, asked_by: jlee, until: 2026-04-01}\n"
    assert both_ways(base, ours, theirs).text == HEAD + (
        "hold: {since: 2026-03-02, asked_by: jlee, until: 2026-04-01}\n"
    )
    outcome = joined(base, ours, theirs.replace("2026-03-01", "2026-03-03"))
    assert outcome.places == ["hold.since"]
    assert "=======\nhold: {since: 2026-03-03, asked_by: jlee, until: 2026-04-01}\n" in outcome.text
    assert "before\nhold: {since: 2026-03-01, asked_by: jlee, until: 2026-04-01}\n" in outcome.text


def test_a_clash_deep_in_braces_marks_the_line_around_it() -> None:
    base = HEAD + "demand: {reference: A, send_to: {fax: 1}}\n"
    outcome = joined(base, base.replace("fax: 1", "fax: 2"), base.replace("fax: 1", "fax: 3"))
    assert outcome.places == ["demand.send_to.fax"]
    assert outcome.text.count("\ndemand: {") == 3


def test_braces_that_become_empty_stay_braces() -> None:
    base = HEAD + "hold: {since: 2026-03-01, until: 2026-04-01}\n"
    ours, theirs = HEAD + "hold: {since: 2026-03-01}\n", HEAD + "hold: {until: 2026-04-01}\n"
    assert both_ways(base, ours, theirs).text == HEAD + "hold: {}\n"
