"""Whether git is new enough and set up as this ledger needs it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ledger.core.health.check import LOOK, OK, WRONG, Answer, named_few

OLDEST = (2, 38)
"""The release that brought what every call of ours relies on (reliability standard 1.1)."""
PATCHED = (2, 50, 1)
"""The release that closed the last known hole (CVE-2025-48384); makers of systems also patch older ones."""

GONE = "gone"
OTHER = "other"
NOT_SET = "not set"
CURRENT = "current"

_HOOK_TROUBLE = {
    "missing": (WRONG, "not in place"),
    "not_runnable": (WRONG, "may not be run"),
    "gone": (WRONG, "start a program that is no longer there"),
    "foreign": (WRONG, "another program's, and do not start recoup"),
    "outdated": (LOOK, "of another installation of recoup"),
    "framework": (LOOK, "left to the pre-commit program"),
}
"""What a hook can be but current, worst first."""


def git_version(text: str) -> Answer:
    """Judge the version that git says it has: ``git version 2.39.5 (Apple Git-154)``."""
    said = text.removeprefix("git version ").strip()
    numbers = tuple(int(part) for part in said.partition(" ")[0].split(".") if part.isdigit())
    if not numbers:
        return Answer(LOOK, f"git does not say its version as expected: {said or 'nothing'}")
    if numbers < OLDEST:
        return Answer(WRONG, f"git {said} is too old; 2.38 is needed")
    if numbers < PATCHED:
        return Answer(LOOK, f"git {said}: before 2.50.1, safe only if your system's maker has patched it")
    return Answer(OK, f"git {said}")


def line_endings(found: Mapping[str, tuple[str, str]]) -> Answer:
    """Judge what git will do to the ends of lines: by path, its attributes ``text`` and ``eol``."""
    wrong = [path for path, (text, eol) in found.items() if text not in ("set", "auto") or eol != "lf"]
    if wrong:
        return Answer(WRONG, f"another computer may save other line ends of {named_few(wrong)}")
    return Answer(OK, "the same line ends on every computer")


def conflict_style(setting: str | None) -> Answer:
    """Judge how git shows two versions of one line."""
    if setting in ("diff3", "zdiff3"):
        return Answer(OK, "of a line that two changed the old one is shown, too")
    return Answer(LOOK, "of a line that two changed the old one is not shown")


def unions(lines: Sequence[tuple[str, str]], default: str | None) -> Answer:
    """Find ``merge=union``, which looks as if it worked and loses lines; ``lines`` are pairs of file and line."""
    found = [file for file, line in lines if "merge=union" in line.split() and not line.lstrip().startswith("#")]
    found += ["the setting merge.default"] if default == "union" else []
    if found:
        return Answer(WRONG, f"{named_few(list(dict.fromkeys(found)))} asks for merge=union, which loses lines")
    return Answer(OK, "no file is joined by merge=union")


def driver(attribute: str, standing: str, doing: str) -> Answer:
    """Judge one of git's ways to treat a case: the attribute that names it, and how its program stands."""
    if attribute != "recoup":
        cure = f"add to .gitattributes: cases/**/*.yaml {'merge' if doing.startswith('join') else 'diff'}=recoup"
        return Answer(LOOK, f"the ledger names no program for {doing}", cure)
    if standing == GONE:
        return Answer(WRONG, f"the program for {doing} is no longer where it was")
    if standing != CURRENT:
        return Answer(LOOK, f"the program for {doing} is {'not set up' if standing == NOT_SET else 'another one'}")
    return Answer(OK, f"{doing}: set up")


def hooks(folder: str, standings: Mapping[str, str]) -> Answer:
    """Judge the checks before each save. ``folder`` names another place that git takes them from, else empty."""
    if folder:
        cure = "git config --show-origin core.hooksPath says where that is set; take it out there, then recoup setup"
        return Answer(WRONG, f"the checks before each save are taken from {folder}, not from this copy", cure)
    for trouble, (state, said) in _HOOK_TROUBLE.items():
        those = [name for name, standing in standings.items() if standing == trouble]
        if those:
            cure = 'put in them: recoup hook NAME "$@"; then recoup doctor again' if trouble == "foreign" else ""
            if trouble == "framework":
                cure = "plain checks never move your edits aside: pre-commit uninstall, then recoup setup"
            return Answer(state, f"{said}: {named_few(those, 5)}", cure)
    return Answer(OK, "the checks before saving and sharing are in place")


def inside_programs(settings: Sequence[tuple[str, str]]) -> Answer:
    """Judge the settings of git that start a file of the ledger itself: pairs of setting and file."""
    if settings:
        told = [f"{setting} starts {file}" for setting, file in settings]
        return Answer(WRONG, f"{named_few(told, 2)}: anyone who shares could change it")
    return Answer(OK, "git starts no program that lies inside the ledger")
