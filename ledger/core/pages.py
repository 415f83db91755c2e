"""How many pages a file has, counted without opening it as a document: PDF by its page objects, pictures as one."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a")
_LONGEST_STREAM = 32 * 1024 * 1024  # bytes, unpacked

_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
_COUNT = re.compile(rb"/Count\s+(\d{1,6})(?!\d)")
_OBJECT_STREAM = re.compile(rb"/Type\s*/ObjStm[^>]*>>\s*stream\r?\n")


def count_pages(data: bytes) -> int | None:
    """Return the number of pages; None wherever it is not certain.

    A PDF counts when its page objects are as many as its page tree says: a file that was revised or encrypted can hold
    leftovers, and a wrong number would make a right citation look wrong.
    """
    if data.startswith(_PICTURES):
        return 1
    if not data.startswith(b"%PDF-"):
        return None
    texts = [data, *_object_streams(data)]
    pages = sum(len(_PAGE.findall(text)) for text in texts)
    counts = [int(count) for text in texts for count in _COUNT.findall(text)]
    return pages if pages and pages == max(counts, default=0) else None


def _object_streams(data: bytes) -> Iterator[bytes]:
    """Unpack the streams in which newer files keep their objects; damaged ones are left out."""
    for found in _OBJECT_STREAM.finditer(data):
        try:
            yield zlib.decompressobj().decompress(data[found.end() :], _LONGEST_STREAM)
        except zlib.error:
            continue
