"""Opening one exhibit as pages: a PDF as it is, a picture as one page; whatever cannot be trusted is refused."""

from __future__ import annotations

from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pikepdf

LARGEST = 500 * 1024 * 1024
"""Bytes of one exhibit: more is no scan that a payer takes, and would have to be held in memory."""

_PICTURES = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}
_HEAD = 1024  # bytes in which a PDF must say that it is one


class NotPages(Exception):
    """A file that cannot become pages; the message says why, ``hint`` what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


class Size(NamedTuple):
    """How much an exhibit adds: pages, and bytes as the file lies there."""

    pages: int
    size: int


def size_of(path: Path) -> Size:
    """Open a file, look whether it can be bound, and say how large it is. Raises NotPages."""
    size = path.stat().st_size
    if picture_kind(path) is not None:
        return Size(1, size)
    with opened(path) as pdf:
        return Size(len(pdf.pages), size)


def pages_in(data: bytes) -> int:
    """How many pages a PDF of our own has."""
    import pikepdf

    with pikepdf.open(BytesIO(data)) as pdf:
        return len(pdf.pages)


def picture_kind(path: Path) -> str | None:
    """``png`` or ``jpg`` by what the file begins with, whatever it is called; None for anything else."""
    with path.open("rb") as stream:
        head = stream.read(8)
    return next((kind for mark, kind in _PICTURES.items() if head.startswith(mark)), None)


@contextmanager
def opened(path: Path) -> Iterator[pikepdf.Pdf]:
    """A PDF, opened to be read. Raises NotPages where it is none, is locked, damaged, empty or too large.

    A damaged file is refused even where its first pages could be saved: a packet that lost pages looks whole.
    """
    import pikepdf

    if path.stat().st_size > LARGEST:
        message = f"is larger than {LARGEST // 1024**2} MB"
        raise NotPages(message, "scan it at 300 dots per inch in black and white, or attach it in parts")
    with path.open("rb") as stream:
        if b"%PDF-" not in stream.read(_HEAD):
            message = "is neither a PDF nor a PNG or JPEG picture"
            raise NotPages(message, "save or print it as PDF and attach that")
    try:
        pdf = pikepdf.open(path, suppress_warnings=True)
    except pikepdf.PasswordError:
        message = "is locked with a password"
        raise NotPages(message, "save it without one and attach that: a payer could not open it either") from None
    except (pikepdf.PdfError, ValueError, OSError):
        raise _damaged() from None
    with pdf:
        yield _whole(pdf)


def _whole(pdf: pikepdf.Pdf) -> pikepdf.Pdf:
    import pikepdf

    try:
        count = len(pdf.pages)
        if pdf.get_warnings():
            raise _damaged()
        for page in pdf.pages:
            _ = page.mediabox
    except (pikepdf.PdfError, ValueError, AttributeError, TypeError):
        raise _damaged() from None
    if count == 0:
        message = "has no pages"
        raise NotPages(message, "attach the whole file")
    return pdf


def _damaged() -> NotPages:
    return NotPages("is damaged or cut short", "get the whole file again; nothing of it is guessed")
