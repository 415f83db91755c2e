"""How git is set up for one ledger: attributes, hooks, and the programs that its settings start."""

from __future__ import annotations

import os
import re
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ledger.core.health.settings import CURRENT, GONE, NOT_SET, OTHER
from ledger.store import hooks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.store.git import Git

# Every setting of git whose value is a program.
_PROGRAMS = (
    r"^(core\.(hookspath|fsmonitor|sshcommand|editor|pager|askpass|attributesfile)|sequence\.editor|alias\..*"
    r"|filter\..*\.(clean|smudge|process)|diff\..*\.(textconv|command)|diff\.external|merge\..*\.driver"
    r"|gpg\.program|gpg\..*\.program|credential\..*helper|credential\.helper)$"
)
_WORD = re.compile(r"[^\s\"';|&(){}<>$]+")


def text_of(path: Path) -> str:
    """What stands in a small file of git's; empty where it cannot be read."""
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def attributes_of(git: Git, names: Sequence[str], paths: Sequence[str]) -> dict[str, dict[str, str]]:
    """What git's attributes say of paths, which need not exist: by path, then by attribute."""
    out = git.run("check-attr", "-z", *names, "--", *paths).decode("utf-8", "surrogateescape")
    fields = iter(out.split("\0"))
    found: dict[str, dict[str, str]] = {path: {} for path in paths}
    for path, name, value in zip(fields, fields, fields, strict=False):
        found[path][name] = value
    return found


def attribute_lines(git: Git) -> list[tuple[str, str]]:
    """Every line of every file that gives attributes to this ledger: pairs of file and line."""
    inside = git.ask("ls-files", "-z").out.decode("utf-8", "surrogateescape").split("\0")
    files = [git.root / path for path in inside if path.rpartition("/")[2] == ".gitattributes"]
    files += [git.root / ".gitattributes", git.common_dir / "info" / "attributes", _of_the_person(git)]
    found = []
    for file in dict.fromkeys(files):
        shown = file.relative_to(git.root).as_posix() if git.root in file.parents else str(file)
        found += [(shown, line) for line in text_of(file).splitlines()]
    return found


def _of_the_person(git: Git) -> Path:
    named = git.ask("config", "--get", "--path", "core.attributesFile").out.decode("utf-8", "surrogateescape").strip()
    base = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Path(named) if named else Path(base, "git", "attributes")


def program_standing(git: Git, key: str, expected: str) -> str:
    """How the program of one setting stands: as this installation writes it, another, not set, or gone."""
    value = git.setting(key)
    if value is None:
        return NOT_SET
    if not all(os.access(word, os.X_OK) for word in _interpreters(value)):
        return GONE
    return CURRENT if value == expected else OTHER


def hook_standings(git: Git) -> tuple[str, dict[str, str]]:
    """Another folder that git takes hooks from, else empty; and how each hook stands that this ledger needs."""
    folder = hooks.hooks_folder(git)
    if git.common_dir not in folder.parents:
        return str(folder), {}
    return "", {name: _hook_standing(folder / name) for name in hooks.HOOKS}


def _hook_standing(path: Path) -> str:
    if not os.path.lexists(path):
        return "missing"
    text = text_of(path)
    if hooks.of_framework(text):
        return "framework"
    if not hooks.ours(text):
        return "current" if re.search(r"\b(recoup|ledger) hook\b", text) else "foreign"
    if os.name != "nt" and not os.access(path, os.X_OK):
        return "not_runnable"
    if text == hooks.script(path.name, sys.executable):
        return "current"
    return "outdated" if all(os.access(word, os.X_OK) for word in _interpreters(text)) else "gone"


def _interpreters(text: str) -> Iterator[str]:
    """The Pythons that a script or a setting names by their whole path."""
    try:
        words = shlex.split(text, comments=True)
    except ValueError:
        words = text.split()
    for word in words:
        path = word.removeprefix("python=").removesuffix(";")
        if "python" in path.rpartition("/")[2].casefold() and (path.startswith("/") or path[1:3] == ":/"):
            yield path


def programs_inside(git: Git) -> list[tuple[str, str]]:
    """The settings that start a file of the work tree: pairs of setting and that file (reliability standard, G05)."""
    out = git.ask("config", "--null", "--get-regexp", _PROGRAMS).out.decode("utf-8", "surrogateescape")
    found = []
    for entry in filter(None, out.split("\0")):
        key, _, value = entry.partition("\n")
        for word in _WORD.findall(value):
            path = Path(os.path.normpath(git.root / word))
            if "/" in word and git.root in path.parents and git.common_dir not in path.parents and path.exists():
                found.append((key, path.relative_to(git.root).as_posix()))
    return found
