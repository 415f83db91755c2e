"""How git is told to join two versions of a case: settings of this clone, for files that name ``merge=recoup``.

The program is named in the clone's own settings and never in the ledger, where anybody who shares could change it. A
clone without it falls back to git's own join of lines, which is loud where it does not know.
"""

from __future__ import annotations

import shlex
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ledger.store.git import Git


def install(git: Git) -> bool:
    """Tell git how to join cases; whether that changed anything."""
    settings = (
        ("merge.recoup.name", "cases joined by what they say"),
        ("merge.recoup.driver", command(sys.executable)),
        ("merge.conflictStyle", "diff3"),
    )
    changed = [git.set_here(key, value) for key, value in settings]
    return any(changed)


def command(python: str) -> str:
    """The line that git hands to its shell: the interpreter that set this copy up, else git's own join of lines.

    Any answer but "clear" (0) and "look here" (1) means that nothing was joined, and a file left as it was would look
    like a choice of ours. Git fills in the three files and the quoted path; nothing else reaches the shell.
    """
    program = shlex.quote(python.replace("\\", "/"))
    ours = f'{program} -P -m ledger hook merge-driver "$@"'
    lines = 'git merge-file -q --diff3 "$2" "$1" "$3"'
    return f"f() {{ {ours}; s=$?; [ $s -le 1 ] && return $s; {lines}; }}; f %O %A %B %P"
