"""What a copy of a ledger cannot carry along: who works here, the private folder, the checks before each save."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ledger.commands.asking import ask
from ledger.report.whole_case import FORM
from ledger.store import diff_driver, hooks, merge_driver
from ledger.store.new_ledger import make_folders, make_private
from ledger.store.refusal import Refused, UsageError

if TYPE_CHECKING:
    from ledger.commands.session import Session
    from ledger.store.git import Git


class Wanted(NamedTuple):
    """What the options ask for; an empty text leaves that part as it is."""

    name: str = ""
    email: str = ""
    private: str = ""
    pre_commit: bool = False
    signing_key: str = ""


def prepare(session: Session, git: Git, wanted: Wanted) -> int:
    """Complete this copy and say what was changed; returns how many things were. Running it again changes nothing."""
    make_folders(git.root)
    said = [*introduce(git, wanted), *_private(git, wanted.private), *_hooks(git, pre_commit=wanted.pre_commit)]
    said += _signing(git, wanted.signing_key)
    if merge_driver.install(git):
        said.append("two versions of a case join by what they say; what both changed is shown")
    for key, value, meaning in (("fetch.writeCommitGraph", "true", "the history of one case stays quick to read"),):
        if git.set_here(key, value):
            said.append(meaning)
    if diff_driver.install(git, FORM):
        said.append("changes of a case read as plain lines in git's own comparisons, too")
    for line in said:
        session.confirm(f"  {line}")
    return len(said)


def introduce(git: Git, wanted: Wanted) -> list[str]:
    """See to it that what is saved here bears a name and an e-mail; returns what was changed.

    Raises Refused where neither this computer, nor the options, nor a person at the terminal tells them.
    """
    known = git.identity()
    name = wanted.name or (known.name if known else ask("Your name, as colleagues know you"))
    email = wanted.email or (known.email if known else ask("Your e-mail at the practice"))
    if not name or not email:
        raise Refused("this computer does not know who you are", 'add --name "Your Name" --email you@practice.example')
    if "@" not in email or any(mark in name + email for mark in "<>\n"):
        raise UsageError(f"--name, --email: {name} <{email}> is not a name and an e-mail")
    if known is not None and (known.name, known.email) == (name, email):
        return []
    git.set_here("user.name", name)
    git.set_here("user.email", email)
    return [f"what you save here bears your name: {name}, {email}"]


def _private(git: Git, asked: str) -> list[str]:
    chosen = git.setting("recoup.private")
    if not asked and chosen is not None:
        return (
            [] if Path(chosen).is_dir() else [f"private folder {chosen} is not on this computer now; names are missing"]
        )
    folder = Path(os.path.normpath(Path(asked).expanduser().absolute())) if asked else beside(git.root)
    real = folder.resolve()
    if real == git.root or git.root in real.parents:
        raise UsageError(f"--private: {folder} lies inside the ledger", "name a folder outside of it")
    made = make_private(folder)
    changed = git.set_here("recoup.private", str(folder))
    if not made and not changed:
        return []
    return [f"private folder: {folder}{' (made)' if made else ''}"]


def _signing(git: Git, asked: str) -> list[str]:
    """Sign from now on what is saved and sealed in this copy. Raises UsageError for a key that lies in the ledger."""
    if not asked:
        return []
    key = Path(asked).expanduser().absolute()
    if not key.is_file() or git.root in key.resolve().parents:
        raise UsageError(f"--signing-key: {key} is no file outside the ledger", "ssh-keygen -t ed25519 makes a key")
    settings = {
        "gpg.format": "ssh",
        "user.signingkey": str(key),
        "commit.gpgsign": "true",
        "tag.gpgsign": "true",
    }
    changed = [name for name, value in settings.items() if git.set_here(name, value)]
    return [f"what you save here is signed with {key}"] if changed else []


def beside(root: Path) -> Path:
    """Where the private folder lies unless another place is named: next to the ledger."""
    return root.parent / f"{root.name}-private"


_BECAME = {
    hooks.INSTALLED: "checks before each save and each sharing: in place",
    hooks.RENEWED: "checks before each save and each sharing: renewed",
    hooks.FRAMEWORK: "checks before each save and each sharing: left to the pre-commit program",
    hooks.FOREIGN: '{path} is another program\'s and stays; put in it:\n    recoup hook {name} "$@"',
}


def _hooks(git: Git, *, pre_commit: bool) -> list[str]:
    if pre_commit:
        hooks.remove_ours(git)
        hooks.install_framework(git)
        return [
            "checks before each save: run by the pre-commit program,",
            "which moves edits that are not saved yet aside while it works",
        ]
    folder = hooks.hooks_folder(git)
    said = [
        _BECAME[hook.state].format(path=folder / hook.name, name=hook.name)
        for hook in hooks.install(git)
        if hook.state in _BECAME
    ]
    return list(dict.fromkeys(said))
