"""What git's own comparisons show of a case, where ``setup`` has told git how to ask: ``recoup hook textconv FILE``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def show_for_diff(arguments: Sequence[str]) -> int:
    """Write one version of a case as a page of plain lines; what is no case, or cannot be read, as it stands.

    The last argument is the file, mostly a temporary one that git has made. All is written at once, at the end: git
    takes the file itself where this fails.
    """
    if not arguments:
        return 2
    data = Path(arguments[-1]).read_bytes()
    sys.stdout.buffer.write(_page(data))
    sys.stdout.buffer.flush()
    return 0


def _page(data: bytes) -> bytes:
    from ledger.report.clean import clean
    from ledger.report.whole_case import whole_case
    from ledger.store.library import load_case

    loaded = load_case(data, "")
    if loaded.case is None:
        lines = ["# This cannot be read as a case; it is shown as it stands.", *_lines(data)]
    else:
        lines = whole_case(loaded.case, data.decode("utf-8", "replace"), loaded.findings)
    return "".join(f"{clean(line)}\n" for line in lines).encode("utf-8", "backslashreplace")


def _lines(data: bytes) -> list[str]:
    return data.decode("utf-8", "backslashreplace").splitlines()
