"""How git is told to show a case in its own comparisons: settings of this clone, for files that name ``diff=recoup``.

The program is named in the clone's own settings and never in the ledger, where anybody who shares could change it.
"""

from __future__ import annotations

import shlex
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ledger.store.git import Git

# The last line without indent above a change names what it belongs to: "demand", "claim 0026", "money of 312.10 ...".
_SECTION = "^([^[:space:]#].*)$"


def install(git: Git, form: int) -> bool:
    """Tell git how to show cases; whether that changed anything. ``form`` numbers the pages that git may keep."""
    settings = (
        ("diff.recoup.textconv", command(sys.executable, form)),
        ("diff.recoup.cachetextconv", "true"),
        ("diff.recoup.xfuncname", _SECTION),
    )
    changed = [git.set_here(key, value) for key, value in settings]
    return any(changed)


def command(python: str, form: int) -> str:
    """The line that git hands to its shell: the interpreter that set this copy up, or the file itself without it."""
    program = shlex.quote(python.replace("\\", "/"))
    return f'f() {{ {program} -P -m ledger hook textconv {form} "$1" 2>/dev/null || cat "$1"; }}; f'
