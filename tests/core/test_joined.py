"""What somebody had to choose where two versions were joined, and nothing that joins by itself."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from ledger.core.case import Case, Claim, Closed, Communication, Demand, Money
from ledger.core.joined import Decided, Step, decided_in, decision, plainly_joined, typist
from ledger.core.proof import Recorded
from ledger.core.sending import Moment

ON = date(2026, 3, 10)
FIRST = Case("RC-2026-NPDMXC", "A title", "lone-star-health", Demand(amount=Decimal("1482.60"), aliases=("A", "B")))


def asked(amount: str | None, **more: object) -> Case:
    value = None if amount is None else Decimal(amount)
    return FIRST._replace(demand=FIRST.demand._replace(amount=value, **more))  # type: ignore[arg-type]


def call(tag: str, summary: str = "Asked.") -> Communication:
    return Communication(
        Moment(ON), "phone", summary, recorded=Recorded(datetime(2026, 3, 10, 16, tzinfo=UTC), "jlee", tag)
    )


def told(ours: Case, theirs: Case, after: Case, first: Case = FIRST) -> list[str]:
    return [decision(one, ("jlee", "mortiz"), "jlee", ON).sentence for one in decided_in(first, ours, theirs, after)]


MINE, THEIRS = asked("1170.50"), asked("1482.06")
BOTH = "demand amount: 1,170.50 (by jlee) and 1,482.06 (by mortiz) were both typed; "


def test_both_values_and_the_choice_are_told() -> None:
    end = ", by jlee on 2026-03-10"
    assert told(MINE, THEIRS, MINE) == [f"{BOTH}1,170.50 was kept{end}"]
    assert told(MINE, THEIRS, THEIRS) == [f"{BOTH}1,482.06 was kept{end}"]
    assert told(MINE, THEIRS, FIRST) == [f"{BOTH}1,482.60 was kept, as before{end}"]
    assert told(MINE, THEIRS, asked("1200.00")) == [f"{BOTH}1,200.00 was put in their place{end}"]
    assert told(MINE, asked(None), asked(None)) == [
        f"demand amount: 1,170.50 (by jlee) and nothing (by mortiz) were both typed; nothing was kept{end}"
    ]
    assert told(MINE, THEIRS, asked(None), asked(None)) == [f"{BOTH}neither was kept{end}"]


def test_a_change_of_one_side_that_a_joining_left_out_is_told() -> None:
    dropped = "demand amount: 1,482.06 (by mortiz) was typed in one of the two versions; 1,482.60 was kept, as before"
    assert told(FIRST, THEIRS, FIRST) == [f"{dropped}, by jlee on 2026-03-10"]
    (lost,) = told(FIRST, FIRST._replace(communications=(call("AAAA"),)), FIRST)
    assert lost.startswith("communication AAAA: phone call (2026-03-10) (by mortiz) was typed in one of the two")


def test_what_joins_by_itself_is_not_told() -> None:
    assert told(MINE, FIRST, MINE) == told(FIRST, THEIRS, THEIRS) == told(MINE, MINE, FIRST) == []
    ours, theirs = (FIRST._replace(communications=(call(tag, tag),)) for tag in ("AAAA", "BBBB"))
    both = FIRST._replace(communications=(call("AAAA", "AAAA"), call("BBBB", "BBBB")))
    assert told(ours, theirs, both) == []
    assert plainly_joined(ours, theirs, both)
    assert not plainly_joined(ours, theirs, theirs)
    assert not plainly_joined(MINE, THEIRS, MINE)


def test_words_that_are_a_set_join_by_themselves_unless_one_is_left_out() -> None:
    ours, theirs = asked("1482.60", aliases=("A", "B", "C")), asked("1482.60", aliases=("A", "D"))
    assert told(ours, theirs, asked("1482.60", aliases=("A", "C", "D"))) == []
    (said,) = told(ours, theirs, ours)
    assert said.startswith("demand aliases: A, B, C (by jlee) and A, D (by mortiz) were both typed; A, B, C was kept")


def test_a_block_of_both_sides_is_one_thing() -> None:
    ours, theirs = (FIRST._replace(closed=Closed(ON, outcome)) for outcome in ("overturned", "paid"))
    (one,) = told(ours, theirs, theirs)
    assert one.startswith("closed: closed, overturned (2026-03-10) (by jlee) and closed, paid (2026-03-10) (by mortiz)")
    removed = FIRST._replace(claims=())
    first = FIRST._replace(claims=(Claim("0026"),))
    assert told(removed, first, removed, first) == []
    assert told(removed, first, first, first)[0].startswith("claim 0026: nothing (by jlee) was typed in one")


def test_entries_that_have_no_name_are_left_out() -> None:
    twins = (Money(ON, "offset", Decimal(1)), Money(ON, "offset", Decimal(2)))
    assert told(FIRST._replace(money=twins), FIRST, FIRST) == []


def test_a_long_text_is_cut() -> None:
    ours, theirs = FIRST._replace(title="a" * 50), FIRST._replace(title="b" * 50)
    assert told(ours, theirs, ours)[0].startswith(f"title: {'a' * 37}... (by jlee) and ")


def test_the_typist_is_who_changed_the_place_last() -> None:
    (place,) = decided_in(FIRST, MINE, THEIRS, MINE)
    steps = [
        Step("akim", MINE, MINE._replace(title="New")),
        Step("jlee", FIRST, MINE),
        Step("mortiz", asked("1.00"), FIRST),
    ]
    assert typist(place, steps) == "jlee"
    assert typist(place, [Step("akim", None, MINE), Step("jlee", FIRST, None)]) == "akim and jlee"
    assert typist(place, []) == ""


def test_programs_get_the_values_apart() -> None:
    place = Decided(("title",), "title", "title", "a", "b", "c", "c", (True, True))
    event = decision(place, ("", "mortiz"), "jlee", ON)
    assert event.sentence == "title: b and c (by mortiz) were both typed; c was kept, by jlee on 2026-03-10"
    assert (event.kind, event.field, event.old, event.new) == ("joined", "title", "b", "c")
    assert (event.who, event.others) == ("jlee", ("mortiz",))
