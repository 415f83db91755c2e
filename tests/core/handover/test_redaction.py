"""What a redacted bundle no longer says: a word planted in any field comes out of it only where the field is kept."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, get_args, get_origin, get_type_hints

import pytest

from ledger.core.case import Case, Closed, Communication, Extension
from ledger.core.entries import effective
from ledger.core.handover import tables
from ledger.core.handover.chronology import chronology
from ledger.core.handover.redaction import KEPT, LEFT_OUT, NAMED, Redaction
from ledger.core.proof import Approval, Document, Ground
from ledger.core.sending import Appeal, Filing, Moment, Notice
from tests.core.letter.matters import CLAIM, DEMAND, GROUND, LETTER, LINE, a_case

DAY = date(2026, 3, 9)
SHOWN_AS_TYPED = KEPT | {"deadline"}  # what stands before the stroke is a name of the rules; the rest has its own test
SIMPLE = {date: DAY, datetime: datetime(2026, 3, 9, 16, tzinfo=UTC), Decimal: Decimal(5), int: 3, bool: True}


def planted(kind: Any, owner: str = "", field: str = "") -> Any:  # noqa: ANN401 - a value of the type it is given
    """A value of a type with a word of its own in every text: ``zz-OWNER-FIELD``."""
    options = [one for one in get_args(kind) if one not in (type(None), Ellipsis)]
    if type(None) in get_args(kind):
        return planted(options[0], owner, field)
    if get_origin(kind) is tuple:
        return tuple(planted(one, owner, field) for one in options)
    if hasattr(kind, "_fields"):
        hints = get_type_hints(kind)
        return kind(**{name: planted(hints[name], kind.__name__, name) for name in kind._fields})
    return f"zz-{owner}-{field}" if kind is str else SIMPLE[kind]


def texts(value: Any, owner: str = "", field: str = "") -> list[tuple[str, str, str]]:  # noqa: ANN401 - any part of a case
    """Every text of a value, with its type and field."""
    if isinstance(value, str):
        return [(owner, field, value)]
    if hasattr(value, "_fields"):
        names = value._fields
        return [one for name in names for one in texts(getattr(value, name), type(value).__name__, name)]
    return [one for inner in value for one in texts(inner, owner, field)] if isinstance(value, tuple) else []


WHOLE = planted(Case)._replace(
    **{
        name: tuple(one._replace(corrects=None, retracts=None) for one in getattr(planted(Case), name))
        for name in ("counsel", "notices", "documents", "decisions", "extensions", "passed", "money", "communications")
    },
    **{
        name: tuple(one._replace(corrects=None) for one in getattr(planted(Case), name))
        for name in ("filings", "appeals", "repayment_plans")
    },
)


def test_every_text_that_is_not_kept_is_gone() -> None:
    before, after = texts(WHOLE), texts(Redaction(WHOLE).case)
    assert len(before) == len(after) > 150
    shown = {(owner, field) for owner, field, text in after if "zz-" in text}
    assert {field for _, field in shown} <= SHOWN_AS_TYPED
    for owner, field, text in after:
        if field not in SHOWN_AS_TYPED:
            named = NAMED.get(f"{owner}.{field}", NAMED.get(field, ""))
            assert text.startswith((named, LEFT_OUT) if named else LEFT_OUT), (owner, field, text)


def test_no_table_of_it_shows_a_planted_word() -> None:
    redaction = Redaction(WHOLE)
    case = redaction.case
    made = [chronology(case), tables.taken(case), tables.correspondence(case), tables.filings(case)]
    made += [tables.claims(case, []), tables.papers(case, {}, {})]
    for table in map(redaction.table, made):
        for row in table.rows:
            for head, cell in zip(table.head, row, strict=True):
                words = {part for part in cell.replace(":", " ").split() if part.startswith("zz")}
                assert {word.rpartition("-")[2].rstrip(",") for word in words} <= SHOWN_AS_TYPED, (
                    table.name,
                    head,
                    cell,
                )


SHOWN: dict[str, tuple[Case, tuple[str, str]]] = {
    "a claim and its patient": (a_case(), ("claims.csv", "Claim 1,1,Patient 1,2025")),
    "another number of a claim": (
        a_case(claims=(CLAIM._replace(aliases=("OLD",)),), grounds=(Ground("g", "x", claims=("OLD/1",)),)),
        ("grounds", "Claim 1/1"),
    ),
    "an approval": (
        a_case(claims=(CLAIM._replace(approval="PA-1"),), approvals=(Approval("PA-1"),)),
        ("claims", "Approval 1"),
    ),
    "a citation in a text": (
        a_case(documents=(LETTER,), extensions=(Extension("first", DAY, "Mr. Roe said so [demand p2]"),)),
        ("extensions", f"{LEFT_OUT} [Paper 1 p2]"),
    ),
    "what follows what": (
        a_case(appeals=(Appeal("first", id="a1"), Appeal("second", follows="a1"))),
        ("appeals", "Entry 2"),  # the first is the ground of every case here
    ),
    "a line that is no number": (a_case(grounds=(GROUND._replace(claims=("C-1/Ann Roe",)),)), ("grounds", "Claim 1/")),
    "the day of a paper with a name": (
        a_case(notices=(Notice("second_notice", id="n1"),), extensions=(Extension("first/n1", DAY),)),
        ("extensions", "first/Entry 1"),
    ),
    "the day of a paper without one": (
        a_case(extensions=(Extension("first/Ann", DAY),)),
        ("extensions", f"first/{LEFT_OUT}"),
    ),
    "the paper of a finding": (a_case(filings=(Filing("contest", answers=("demand",)),)), ("filings", "demand")),
    "a payer on file": (a_case(filings=(Filing("contest", to="other-plan"),)), ("filings", "other-plan")),
    "somebody else": (a_case(filings=(Filing("contest", to="Dr. Roe"),)), ("filings", LEFT_OUT)),
}


CODED = {
    "90837": "90837", "J0139": "J0139", "0551T": "0551T", "GP": "GP", "CO-97": "CO-97", "MA01": "MA01", "12": "12",
    "Ann Roe": LEFT_OUT, "visit of P-1": LEFT_OUT, "ROE": LEFT_OUT, "555-0142": LEFT_OUT, "1EG4-TE5-MK72": LEFT_OUT,
}  # fmt: skip


@pytest.mark.parametrize(("typed", "shown"), CODED.items())
def test_a_code_stays_and_what_is_none_goes(typed: str, shown: str) -> None:
    line = LINE._replace(procedure=typed, modifiers=(typed,), line=typed)
    case = Redaction(a_case(claims=(CLAIM._replace(lines=(line,)),), demand=DEMAND._replace(codes=(typed,)))).case
    found = case.claims[0].lines[0]
    assert [found.procedure, *found.modifiers, found.line, *case.demand.codes] == [shown] * 4


@pytest.mark.parametrize(("case", "told"), SHOWN.values(), ids=SHOWN)
def test_what_is_named_keeps_one_name(case: Case, told: tuple[str, str]) -> None:
    where, words = told
    redaction = Redaction(case, frozenset({"other-plan"}))
    if where.endswith(".csv"):
        [row, *_] = redaction.table(tables.claims(redaction.case, [])).rows
        assert ",".join(row).startswith(words)
    else:
        assert words in [text for _, _, text in texts(getattr(redaction.case, where))]


def test_an_event_says_what_happened_and_not_what_was_said() -> None:
    call = Communication(Moment(DAY, "10:20"), "phone", "Asked about P-1.", "jlee", "out", "Dana")
    received = DEMAND._replace(received_evidence="stamp of Mr. Roe [demand p1]")
    case = a_case(communications=(call,), demand=received, closed=Closed(DAY, "repaid"))
    redaction = Redaction(case)
    found = [row[1] for row in redaction.table(chronology(redaction.case)).rows]
    assert "phone, from us" in found
    assert "demand received ([Paper 1 p1])" in found
    assert "case closed: repaid" in found


def test_corrected_entries_stand_as_they_count() -> None:
    papers = (Document("a", "other", "RC/a.pdf"), Document("b", "other", "RC/b.pdf", corrects="a"))
    case = Redaction(a_case(documents=papers, claims=(CLAIM._replace(lines=(LINE,)),))).case
    assert [one.id for one in case.documents] == ["Paper 1"]
    assert effective(case.documents) == case.documents
