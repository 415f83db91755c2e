"""One person on two lines of work in turn: only where the saves of the one lie between those of the other."""

from __future__ import annotations

from ledger.core.crossing import Made, crossing_findings, crossings, sign_in_findings

NINE, TEN, ELEVEN, NOON = (1_773_046_800 + hour * 3600 for hour in range(4))


def made(name: str, parents: str, at: int = NINE, email: str = "jlee@x") -> Made:
    return Made(name, tuple(parents.split()), email, at)


def found(*saves: Made) -> list[tuple[str, int, int, str]]:
    return [tuple(one) for one in crossings(saves, lambda email: email.partition("@")[0])]  # type: ignore[misc]


def joined(ours: list[Made], theirs: list[Made]) -> tuple[Made, ...]:
    """Two lines from one beginning, newest first, joined at the end."""
    return (made("m", f"{ours[0].version} {theirs[0].version}", NOON, "mortiz@x"), *ours, *theirs, made("o", ""))


def test_saves_in_turn_cross() -> None:
    ours = [made("a2", "a1", ELEVEN), made("a1", "o", NINE)]
    assert found(*joined(ours, [made("b1", "o", TEN)])) == [("jlee", NINE, ELEVEN, "m")]
    assert found(*joined([made("b1", "o", TEN)], ours)) == [("jlee", NINE, ELEVEN, "m")]


def test_one_copy_after_the_other_is_no_crossing() -> None:
    ours = [made("a2", "a1", TEN), made("a1", "o", NINE)]
    assert found(*joined(ours, [made("b1", "o", ELEVEN)])) == []
    assert found(*joined(ours, [made("b1", "o", TEN)])) == []


def test_two_people_may_save_at_once() -> None:
    ours = [made("a2", "a1", ELEVEN), made("a1", "o", NINE)]
    assert found(*joined(ours, [made("b1", "o", TEN, "mortiz@x")])) == []


def test_what_both_lines_hold_counts_for_neither() -> None:
    # The line of b was joined into a before; only b2 is new to it, and a joining is nobody's work.
    saves = (
        made("m", "a3 b2", NOON),
        made("a3", "a2 b1", ELEVEN),
        made("b2", "b1", ELEVEN),
        made("a2", "a1", TEN),
        made("a1", "o", NINE),
        made("b1", "o gone", NINE),
        made("o", "gone"),
    )
    assert found(*saves) == []


def test_a_line_that_comes_from_elsewhere_and_one_met_twice() -> None:
    assert found(made("m", "a b"), made("a", "")) == []
    saves = (made("m", "a b", NOON), made("a", "o", TEN), made("b", "c d", TEN), made("c", "o"), made("d", "o"))
    assert found(*saves, made("o", "")) == []
    assert found(made("m", "a a"), made("a", "o"), made("o", "")) == []


def test_they_are_counted_by_person_and_said_carefully() -> None:
    ours = [made("a2", "a1", ELEVEN), made("a1", "o", NINE)]
    one = next(crossings(joined(ours, [made("b1", "o", TEN)]), lambda email: email))
    (finding,) = crossing_findings([one, one._replace(last=one.last - 1)])
    assert finding.code == "LED768"
    assert finding.message == (
        "jlee@x saved in two copies in turn, from 2026-03-09 09:00Z to 2026-03-09 11:00Z, and 1 more times"
    )
    assert "nothing need be wrong" in finding.hint
    assert ", and" not in crossing_findings([one])[0].message


def test_one_id_under_two_addresses_is_named() -> None:
    assert sign_in_findings({"jlee": ["jlee@x"]}) == []
    (finding,) = sign_in_findings({"jlee": ["jlee@x", "jlee@y"]})
    assert finding.message == "jlee saved under jlee@x and under jlee@y"
