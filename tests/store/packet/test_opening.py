"""What becomes pages, and what is refused by its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ledger.store.packet import opening
from ledger.store.packet.opening import NotPages, Size, picture_kind, size_of
from tests.store.packet.papers import locked, pdf, png

if TYPE_CHECKING:
    from pathlib import Path


def paper(folder: Path, data: bytes) -> Path:
    path = folder / "paper"
    path.write_bytes(data)
    return path


def test_a_pdf_and_a_picture_have_pages(tmp_path: Path) -> None:
    whole = pdf(3)
    assert size_of(paper(tmp_path, whole)) == Size(3, len(whole))
    assert size_of(paper(tmp_path, png())) == Size(1, len(png()))
    assert picture_kind(paper(tmp_path, b"\xff\xd8\xff\xe0")) == "jpg"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (locked(2), "is locked with a password"),
        (pdf(30)[:-400], "is damaged or cut short"),
        (pdf(3).replace(b"/Kids", b"/Kies"), "is damaged or cut short"),
        (b"%PDF-1.7\nnothing", "is damaged or cut short"),
        (pdf(0), "has no pages"),
        (b"Dear Sir", "is neither a PDF nor a PNG or JPEG picture"),
        (b"", "is neither a PDF nor a PNG or JPEG picture"),
    ],
    ids=["locked", "cut", "no-tree", "no-objects", "empty", "text", "nothing"],
)
def test_what_cannot_be_trusted_is_refused(data: bytes, why: str, tmp_path: Path) -> None:
    with pytest.raises(NotPages) as refused:
        size_of(paper(tmp_path, data))
    assert str(refused.value) == why
    assert refused.value.hint


def test_a_paper_larger_than_memory_should_hold_is_refused_unread(tmp_path: Path) -> None:
    huge = paper(tmp_path, b"%PDF-1.7\n")
    with huge.open("r+b") as stream:
        stream.truncate(2 * 1024**3)  # two gigabytes that take no room on the disk
    with pytest.raises(NotPages, match="is larger than 500 MB"):
        size_of(huge)


def test_every_cut_of_a_pdf_is_refused_or_whole(tmp_path: Path) -> None:
    whole = pdf(4)
    for end in range(20, len(whole), 97):
        try:
            assert size_of(paper(tmp_path, whole[:end])).pages == 4
        except NotPages:
            continue


def test_the_limit_is_the_one_that_the_finding_names() -> None:
    assert opening.LARGEST == 500 * 1024 * 1024
