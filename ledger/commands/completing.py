"""Completion of a case name in bash, answered before anything heavy is loaded: people press Tab and wait for it."""

from __future__ import annotations

import os

from ledger.core.names import id_of

TAKES_A_CASE = (
    "appeal",
    "attach",
    "audit",
    "close",
    "decide",
    "edit",
    "evidence",
    "explain",
    "extend",
    "extrapolate",
    "handover",
    "history",
    "hold",
    "letter",
    "log",
    "money",
    "outcome",
    "packet",
    "pass",
    "plan",
    "receive",
    "resolve",
    "review",
    "save",
    "show",
    "deadlines",
)
"""The commands whose first word is a case; a test compares them with what the commands say."""


def quick_completion(environment: dict[str, str]) -> list[str] | None:
    """The case names that the half-typed word can become; None where the command line itself has to answer.

    ``environment`` is what bash hands over: the words, and which of them is being typed (Typer's own protocol).
    """
    if environment.get("_RECOUP_COMPLETE") != "complete_bash":
        return None
    words = environment.get("COMP_WORDS", "").split()
    if environment.get("COMP_CWORD") != "2" or len(words) < 2 or words[1] not in TAKES_A_CASE:  # noqa: PLR2004 - recoup, command, case
        return None
    typed = words[2] if len(words) > 2 else ""  # noqa: PLR2004
    if typed.startswith("-"):
        return None
    start = typed.upper()
    return [name for name in _ids() if name.startswith(start) or name.rpartition("-")[2].startswith(start)]


def _ids() -> list[str]:
    folder = os.getcwd()  # noqa: PTH109
    while not os.path.isfile(os.path.join(folder, "ledger.yaml")):  # noqa: PTH113, PTH118 - pathlib alone takes longer
        above = os.path.dirname(folder)  # noqa: PTH120
        if above == folder:
            return []
        folder = above
    found: list[str] = []
    try:
        with os.scandir(os.path.join(folder, "cases")) as months:  # noqa: PTH118
            for month in months:
                if month.is_dir(follow_symlinks=False):
                    found.extend(id_of(name) for name in os.listdir(month.path) if name.endswith(".yaml"))  # noqa: PTH208
    except OSError:
        return []
    return sorted(found)
