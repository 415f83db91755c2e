"""What a joining made of each side's changes, field by field."""

from __future__ import annotations

from typing import Any

import pytest

from ledger.core.audit.joins import DECIDED, DROPPED, OTHERWISE, Versions, entries_dropped, fates, in_all
from ledger.core.audit.saves import Lines
from ledger.core.audit.sides import told
from tests.core.audit.made import CASE, save

BASE: Any = {
    "title": "One",
    "demand": {"amount": "10.00", "reason": "coding", "received_on": "2026-03-06", "received_evidence": "stamp"},
    "claims": [
        {"number": "1", "patient": "P-1", "lines": [{"line": "1", "answer": "dispute"}]},
        {"number": "2", "patient": "P-2"},
    ],
    "findings": [{"summary": "unnamed"}],
    "has": ["remit", "notes"],
    "money": [{"dated_on": "2026-03-08", "kind": "offset", "amount": "1.00"}],
}


def with_(path: tuple[Any, ...], value: object, tree: Any = BASE) -> Any:  # noqa: ANN401 - trees of any shape
    """The tree with another value at a place; None takes it out."""
    first, *rest = path
    inner = with_(tuple(rest), value, tree[first]) if rest else value
    if isinstance(tree, list):
        return [inner if at == first else one for at, one in enumerate(tree) if at != first or inner is not None]
    return {key: one for key, one in {**tree, first: inner}.items() if one is not None}


def found(ours: object, theirs: object, joined: object, base: object = BASE) -> list[tuple[Any, ...]]:
    """The fates as kind, place and sides."""
    versions: Any = Versions(base, (ours, theirs), joined)  # type: ignore[arg-type]  # trees of any shape
    return [(one.kind, ".".join(one.name), one.sides) for one in fates("case", versions)]


AMOUNT, TITLE, REASON = ("demand", "amount"), ("title",), ("demand", "reason")
LINE = ("claims", 0, "lines", 0, "answer")
TWELVE, NINE = with_(AMOUNT, "12.00"), with_(AMOUNT, "9.00")
FAXED = with_(("demand", "received_evidence"), "fax", NINE)


@pytest.mark.parametrize(
    ("ours", "theirs", "joined", "expected"),
    [
        (TWELVE, BASE, TWELVE, []),
        (TWELVE, TWELVE, TWELVE, []),
        (TWELVE, with_(TITLE, "Two"), with_(TITLE, "Two", TWELVE), []),
        (TWELVE, BASE, BASE, [(DROPPED, "demand.amount", (0,))]),
        (BASE, TWELVE, NINE, [(OTHERWISE, "demand.amount", (1,))]),
        (BASE, BASE, NINE, [(OTHERWISE, "demand.amount", ())]),
        (with_(REASON, "a"), with_(REASON, "b"), with_(REASON, "a"), [(DECIDED, "demand.reason", (1,))]),
        (with_(REASON, "a"), with_(REASON, "b"), BASE, [(DECIDED, "demand.reason", (0, 1))]),
        # fields that belong together
        (NINE, TWELVE, NINE, [(DECIDED, "demand.amount", (1,))]),
        (NINE, with_(("demand", "received_on"), "2026-03-07"), NINE, [(DECIDED, "demand.received_on", (1,))]),
        (NINE, FAXED, FAXED, []),
        (
            NINE,
            TWELVE,
            with_(("demand", "received_on"), "2026-03-01", NINE),
            [(DECIDED, "demand.amount", (1,)), (OTHERWISE, "demand.received_on", ())],
        ),
        # blocks and entries as a whole
        (with_(("demand",), None), BASE, BASE, [(DROPPED, "demand", (0,))]),
        (with_(("demand",), None), NINE, NINE, [(DECIDED, "demand", (0,))]),
        (with_(("title",), ["x"]), BASE, with_(("title",), {"x": "y"}), [(OTHERWISE, "title", (0,))]),
        (with_(LINE, "repay"), BASE, with_(LINE, "repay"), []),
        (with_(LINE, "repay"), with_(TITLE, "Two"), with_(TITLE, "Two"), [(DROPPED, "claims.1.lines.1.answer", (0,))]),
        (with_(("claims", 1), None), with_(TITLE, "Two"), with_(TITLE, "Two"), [(DROPPED, "claims.2", (0,))]),
        (with_(("claims", 1), None), with_(("claims", 1, "patient"), "P"), BASE, [(DECIDED, "claims.2", (0, 1))]),
        (BASE, BASE, with_(("claims", 1), None), [(OTHERWISE, "claims.2", ())]),
        (with_(("claims",), "x"), BASE, BASE, [(DROPPED, "claims", (0,))]),
        (with_(("claims", 1, "number"), "1"), BASE, BASE, [(DROPPED, f"claims.{one}", (0,)) for one in "22"]),
        (with_(("findings", 0, "summary"), "y"), BASE, BASE, [(DROPPED, "findings.1", (0,))] * 2),
        # words, whose order says nothing
        (with_(("has",), ["remit", "notes", "x"]), BASE, BASE, [(DROPPED, "has.x", (0,))]),
        (with_(("has",), ["notes", "remit", "x"]), with_(("has",), ["remit"]), with_(("has",), ["remit", "x"]), []),
        (with_(("has",), ["remit", {"a": "b"}]), with_(TITLE, "Two"), with_(TITLE, "Two"), [(DROPPED, "has", (0,))]),
        # lists that only grow are judged as losses
        (with_(("money",), []), BASE, BASE, []),
    ],
)  # fmt: skip
def test_what_becomes_of_a_change(ours: object, theirs: object, joined: object, expected: list[Any]) -> None:
    assert found(ours, theirs, joined) == expected


def test_entries_that_the_joining_lacks() -> None:
    more: Any = {"dated_on": "2026-03-09", "kind": "offset", "amount": "2.00"}
    ours = with_(("money",), [*BASE["money"], more])
    assert entries_dropped(Versions(BASE, (ours, BASE), BASE)) == [(0, "money")]
    assert entries_dropped(Versions(BASE, (ours, BASE), ours)) == []
    assert entries_dropped(Versions(BASE, (BASE, BASE), with_(("money",), None))) == []  # neither side's own


def test_where_lines_had_crossed_only_what_every_parting_shows_counts() -> None:
    each = [list(fates("case", Versions(base, (TWELVE, BASE), BASE))) for base in (BASE, TWELVE)]
    assert [one.kind for one in in_all(each[:1])] == [DROPPED]
    assert list(in_all(each)) == []


def test_what_is_told_of_a_joining() -> None:
    one = save("m", ("a" * 40, "b" * 40))
    titled = with_(TITLE, "Two", with_(REASON, "b", with_(("patient",), "P-7", with_(("has",), ["remit"], TWELVE))))
    versions = Versions(BASE, (titled, BASE), BASE)
    [dropped] = told(one, CASE, list(fates("case", versions)), [(0, "repayment_plans")])
    assert dropped.finding.message == (
        "the joining dropped what aaaaaaaaaa alone had changed: title, demand amount, demand reason and 3 more"
    )
    [decided] = told(one, CASE, list(fates("case", Versions(BASE, (NINE, TWELVE), BASE))))
    assert decided.finding.message == "both sides had changed demand amount: 10.00 stands, 9.00 and 12.00 do not"
    assert not decided.stands
    [otherwise] = told(one, CASE, list(fates("case", Versions(BASE, (BASE, TWELVE), NINE))))
    assert otherwise.finding.message.endswith(
        "from 10.00 to 9.00 where two lines of work were joined, and the side that had changed it has 12.00"
    )
    whole = list(fates("", Versions("1", ("2", "1"), "3")))
    assert [each.finding.message for each in told(one, "x.md", whole)] == [
        "the file was changed where two lines of work were joined, and no side had that"
    ]
    assert list(told(one, "x.md", list(fates("", Versions("1", ("2", "3"), "4"))))) == []


def test_where_lines_parted() -> None:
    saves = [
        save("a"),
        save("b", ("a",)),
        save("c", ("a",)),
        save("m", ("b", "c")),
        save("n", ("c", "b")),
        save("x"),
    ]
    lines = Lines(saves)
    assert lines.parted(("b", "c")) == ["a"]
    assert lines.parted(("a", "c")) == ["a"]
    assert sorted(lines.parted(("m", "n"))) == ["b", "c"]
    assert lines.parted(("m", "c")) == ["c"]
    assert lines.parted(("a", "x")) == []
    assert lines.parted(("b", "c", "m")) == ["a"]
