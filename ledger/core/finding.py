"""Findings are values: bad data never raises and never prints."""

# No deferred annotations here: NamedTuple compiles each one that is text, which doubles the time these classes take.

from typing import NamedTuple

Path = tuple[str | int, ...]
"""Where in a document: keys and list indexes, as ``("claims", 0, "lines", 2, "demanded")``."""

ERROR = "error"
WARNING = "warning"
NOTE = "note"


class Finding(NamedTuple):
    """One thing that is wrong, with the values, and what to do about it.

    Pure code knows the ``path``; whoever read the file fills ``file``, ``line`` and ``column`` (both 1-based, 0 when
    unknown). ``severity`` is empty until it is taken from the table in ``core.codes``.
    """

    code: str
    message: str
    hint: str = ""
    path: Path = ()
    file: str = ""
    line: int = 0
    column: int = 0
    severity: str = ""
