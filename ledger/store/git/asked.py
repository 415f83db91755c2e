"""A list of names for git to read while its answers are read: too long for a pipe that nobody empties meanwhile."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from ledger.store.refusal import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@contextmanager
def asked_for(names: Sequence[str]) -> Iterator[IO[bytes]]:
    """A file of names, one a line, open at its start and gone afterwards. Raises Refused where none can be made."""
    with _written(b"".join(name.encode() + b"\n" for name in names)) as file:
        yield file


def _written(data: bytes) -> IO[bytes]:
    try:
        file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by whoever asked for it
        file.write(data)
        file.seek(0)
    except OSError as error:
        why = os.strerror(error.errno or 0)
        raise Refused(
            f"the history cannot be read through: this computer's temporary folder takes nothing ({why})",
            "what was saved is safe; make room there, or name another folder in TMPDIR",
        ) from None
    return file
