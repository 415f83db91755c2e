"""Pushes that a shared copy must not take over, beside those of the standard's own list."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.commands.shared_copy import CASE, FILE, OTHER, Clone, Sent


def roll_back(here: Clone, _: Path) -> Sent:
    """Put a line of work back to what it was before somebody's call."""
    here.append("Soon gone.")
    here.save()
    assert not here.push("HEAD:trial").refused
    return here.push("--force", "HEAD~1:trial")


def an_unrelated_history(here: Clone, _: Path) -> Sent:
    here.git("checkout", "-q", "--orphan", "new")
    here.save("Everything, from the start")
    return here.push("--force", "new:main")


def remove_a_seal(here: Clone, _: Path) -> Sent:
    here.git("tag", "-a", "seal/2026-03-09", "-m", "sealed")
    assert not here.push("seal/2026-03-09").refused
    return here.push(":refs/tags/seal/2026-03-09")


def another_repository_inside(here: Clone, _: Path) -> Sent:
    """A gitlink: what it points to is nowhere in this ledger."""
    here.git("update-index", "--add", "--cacheinfo", f"160000,{here.git('rev-parse', 'HEAD')},docs/inside")
    here.git("commit", "-q", "--no-verify", "-m", "a submodule without its file")
    return here.push()


def a_hidden_bare_repository(here: Clone, _: Path) -> Sent:
    """Its settings would name a program that git runs in that folder (CVE class of safe.bareRepository)."""
    here.write("docs/inside/HEAD", "ref: refs/heads/main\n")
    here.write("docs/inside/config", "[core]\n\tfsmonitor = touch ran\n\tbare = true\n")
    here.write("docs/inside/objects/info/packs", "\n")
    here.write("docs/inside/refs/heads/.keep", "\n")
    here.save()
    return here.push()


def a_device_name(here: Clone, _: Path) -> Sent:
    here.write("docs/aux.md", "x\n")
    here.save()
    return here.push()


def remove_the_ledger_file(here: Clone, _: Path) -> Sent:
    here.git("rm", "-q", "ledger.yaml")
    here.save()
    return here.push()


def swap_a_document(here: Clone, _: Path) -> Sent:
    """The hash of a letter that was recorded is replaced, so that another letter passes for it."""
    here.swap("9f2c4b9f2c4b", "000000000000")
    here.save()
    return here.push()


def one_entry_twice(here: Clone, _: Path) -> Sent:
    text = here.read()
    here.write(FILE, text + text[text.index("  - at: 2026-03-07") :])
    here.save()
    return here.push()


def two_files_with_one_id(here: Clone, _: Path) -> Sent:
    here.write(OTHER, CASE)
    here.save()
    return here.push()


def a_social_security_number(here: Clone, _: Path) -> Sent:
    here.append("Their SSN is 219-09-9999.")
    here.save()
    return here.push()


def a_case_deleted_in_a_merge(here: Clone, _: Path) -> Sent:
    here.git("checkout", "-q", "-b", "other")
    here.append("On the other side.")
    here.save()
    here.git("checkout", "-q", "main")
    here.write("README.md", "Words\n")
    here.save()
    here.git("merge", "-q", "--no-commit", "--no-ff", "other")
    here.git("rm", "-q", "-f", FILE)
    here.save()
    return here.push()


MORE_HOSTILE: dict[Callable[[Clone, Path], Sent], tuple[str, ...]] = {
    roll_back: ("what was shared as", "is no longer part of the history"),
    an_unrelated_history: ("what was shared as", "is no longer part of the history"),
    remove_a_seal: ("seal/2026-03-09 is not removed: what was shared stays.",),
    another_repository_inside: ("docs/inside is a repository of its own",),
    a_hidden_bare_repository: ("docs/inside/config is no file of a ledger",),
    a_device_name: ("docs/aux.md is no file of a ledger",),
    remove_the_ledger_file: ("ledger.yaml was removed",),
    swap_a_document: ("sha256 of a saved entry in documents went from", "corrects: D0C1"),
    one_entry_twice: ("entries 2 and 3 of communications are both K7Q3",),
    two_files_with_one_id: (f"{OTHER} line 1: the id is RC-2026-7K4QXM",),
    a_social_security_number: (f"{FILE} line 48: a social security number",),
    a_case_deleted_in_a_merge: (f"{FILE} was removed or renamed", "no case file ever is"),
}
