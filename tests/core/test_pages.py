"""Pages of a PDF, counted by its page objects and held against its page tree."""

from __future__ import annotations

import zlib

import pytest

from ledger.core.pages import count_pages

PAGE = b"<< /Type /Page /Parent 2 0 R >>\n"


def tree(count: int) -> bytes:
    return b"<< /Type /Pages /Kids [] /Count %d >>\n" % count


def packed(body: bytes) -> bytes:
    return b"1 0 obj << /Type /ObjStm /Filter /FlateDecode >>\nstream\n" + zlib.compress(body) + b"\nendstream\n"


@pytest.mark.parametrize(
    ("data", "pages"),
    [
        pytest.param(b"%PDF-1.4\n" + tree(3) + PAGE * 3, 3, id="plain objects"),
        pytest.param(b"%PDF-1.5\n" + packed(tree(2) + PAGE * 2), 2, id="packed objects"),
        pytest.param(b"%PDF-1.5\n" + packed(tree(2) + PAGE) + PAGE, 2, id="both"),
        pytest.param(b"%PDF-1.4\n" + tree(3) + PAGE * 4, None, id="leftovers of an earlier version"),
        pytest.param(b"%PDF-1.4\n", None, id="no pages to be seen"),
        pytest.param(b"%PDF-1.5\n1 0 obj << /Type /ObjStm >>\nstream\nnot packed", None, id="damaged"),
        pytest.param(b"\x89PNG\r\n\x1a\n...", 1, id="picture"),
        pytest.param(b"\xff\xd8\xff\xe0", 1, id="photograph"),
        pytest.param(b"Dear provider", None, id="text"),
        pytest.param(b"", None, id="nothing"),
    ],
)
def test_pages_are_counted_where_they_are_certain(data: bytes, pages: int | None) -> None:
    assert count_pages(data) == pages
