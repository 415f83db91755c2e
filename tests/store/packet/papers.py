"""Papers for packets: small real PDFs and pictures, whole and harmed."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Callable


def pdf(pages: int, change: Callable[[pikepdf.Pdf], None] | None = None, **saving: object) -> bytes:
    """A PDF of so many pages; page N says ``page N``."""
    made = pikepdf.new()
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    for number in range(1, pages + 1):
        page = made.add_blank_page(page_size=(612, 792))
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Contents = made.make_stream(f"BT /F1 12 Tf 72 700 Td (page {number}) Tj ET".encode())
    if change is not None:
        change(made)
    out = BytesIO()
    made.save(out, **saving)  # type: ignore[arg-type]
    return out.getvalue()


def locked(pages: int) -> bytes:
    """A PDF that asks for a password."""
    return pdf(pages, encryption=pikepdf.Encryption(owner="o", user="u"))


def png(width: int = 3, height: int = 2) -> bytes:
    """A grey picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + b"\x80" * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def texts(data: bytes) -> list[str]:
    """What each page of a PDF of ours says, as far as our own small pages go."""
    with pikepdf.open(BytesIO(data)) as opened:
        return [b"".join(_streams(page)).decode("latin-1") for page in opened.pages]


def _streams(page: pikepdf.Page) -> list[bytes]:
    page.contents_coalesce()
    return [page.Contents.read_bytes()]
