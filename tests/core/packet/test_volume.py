"""Files of a packet: every page once, in its order, and no file above what the payer takes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.core.letter.exhibit import Exhibit, lettered
from ledger.core.packet.exhibit import Paged
from ledger.core.packet.volume import SHEET, SHEET_BYTES, Limits, Stretch, TooNarrow, volumes
from ledger.core.proof import Document


def exhibits(*pages: int, weight: int = 1000) -> list[Paged]:
    return [
        Paged(Exhibit(lettered(place), Document(f"d{place}", "order", ""), ()), count, count * weight)
        for place, count in enumerate(pages)
    ]


def shown(files: tuple[tuple[Stretch, ...], ...]) -> list[list[str]]:
    return [[f"{one.paged.exhibit.letter} {one.first}-{one.last}" for one in file] for file in files]


def test_without_limits_all_is_one_file() -> None:
    assert shown(volumes(exhibits(6, 290), (4, 9000), Limits())) == [["A 1-6", "B 1-290"]]
    assert shown(volumes([], (4, 9000), Limits(4))) == [[]]


@pytest.mark.parametrize(
    ("pages", "most", "expected"),
    [
        ((6, 5), 17, [["A 1-6", "B 1-5"]]),  # 4 + 7 + 6
        ((6, 5), 16, [["A 1-6"], ["B 1-5"]]),
        ((6, 5, 5), 16, [["A 1-6"], ["B 1-5", "C 1-5"]]),
        ((20,), 16, [[], ["A 1-14"], ["A 15-20"]]),  # a file that goes on has a sheet of its own
        ((20, 3), 16, [[], ["A 1-14"], ["A 15-20", "B 1-3"]]),
        ((6,), 5, [[], ["A 1-3"], ["A 4-6"]]),
    ],
)
def test_whole_exhibits_stay_together_and_a_long_one_is_cut(
    pages: tuple[int, ...], most: int, expected: list[list[str]]
) -> None:
    assert shown(volumes(exhibits(*pages), (4, 9000), Limits(most))) == expected


def test_weight_splits_as_pages_do() -> None:
    files = volumes(exhibits(6, 5, weight=100_000), (4, 9000), Limits(size=700_000))
    assert shown(files) == [["A 1-6"], ["B 1-5"]]


@pytest.mark.parametrize("limits", [Limits(3), Limits(size=8999)])
def test_a_letter_above_the_limit_has_no_packet(limits: Limits) -> None:
    with pytest.raises(TooNarrow):
        volumes(exhibits(6), (4, 9000), limits)


def test_a_page_above_the_limit_has_no_packet() -> None:
    with pytest.raises(TooNarrow):
        volumes(exhibits(1, weight=10_000_000), (4, 9000), Limits(size=1_000_000))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 40), max_size=6), st.integers(4, 60), st.integers(20_000, 400_000))
def test_every_page_once_in_its_order_and_no_file_above_the_limits(pages: list[int], most: int, size: int) -> None:
    whole = exhibits(*pages)
    try:
        files = volumes(whole, (4, 9000), Limits(most, size))
    except TooNarrow:
        return
    found = [
        (one.paged.exhibit.letter, page) for file in files for one in file for page in range(one.first, one.last + 1)
    ]
    assert found == [(one.exhibit.letter, page) for one in whole for page in range(1, one.pages + 1)]
    for number, file in enumerate(files):
        before = (4, 9000) if number == 0 else (SHEET, SHEET_BYTES)
        assert before[0] + sum(one.pages for one in file) <= most
        assert before[1] + sum(one.size for one in file) <= size
