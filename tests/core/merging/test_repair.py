"""An entry that was changed before the lines parted, and that one side put back."""

from __future__ import annotations

from ledger.core.merging.piece import text_of
from ledger.core.merging.repair import repaired
from ledger.store.yaml.pieces import pieces
from ledger.store.yaml.reader import read
from tests.core.merging.versions import TITLES

INTACT = "title: One\nmoney:\n  - dated_on: 2026-03-08\n    kind: offset\n    amount: 49.42\n"
TAMPERED = INTACT.replace("49.42", "4.42")
MORE = "  - dated_on: 2026-03-09\n    kind: offset\n    amount: 1.00\n"
FLOW = "title: One\nmoney: [{dated_on: 2026-03-08, kind: offset, amount: 4.42}]\n"


def after(*texts: str, earlier: str = INTACT) -> list[str]:
    """The three texts as the merge is to take them."""
    cut = []
    for text in texts:
        tree, _ = read(text.encode())
        assert tree is not None
        cut.append(pieces(text, tree)[0])
    found = repaired((cut[0], cut[1], cut[2]), lambda: [read(earlier.encode())[0]])
    return [text_of(piece, TITLES) for piece in found]


def test_a_repair_of_one_side_stands_in_all_three() -> None:
    more = TAMPERED + MORE
    assert after(TAMPERED, more, INTACT) == [INTACT, INTACT + MORE, INTACT]
    assert after(more, INTACT + MORE, more) == [INTACT + MORE] * 3


def test_what_is_no_repair_is_left_to_the_merge() -> None:
    assert after(INTACT, TAMPERED, INTACT) == [INTACT, TAMPERED, INTACT]
    assert after(TAMPERED, "title: One\n", TAMPERED) == [TAMPERED, "title: One\n", TAMPERED]


def test_a_list_that_is_written_otherwise_is_not_touched() -> None:
    assert after(FLOW, INTACT, TAMPERED) == [FLOW, INTACT, INTACT]


def test_twins_of_which_one_was_put_back() -> None:
    twins = TAMPERED + TAMPERED.partition("money:\n")[2]
    mended = INTACT + TAMPERED.partition("money:\n")[2]
    assert after(twins, mended, twins)[1] == mended
