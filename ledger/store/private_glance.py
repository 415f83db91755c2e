"""Where the private folder lies, as far as that is certain without starting git: a check needs nothing else of it."""

from __future__ import annotations

import os
from pathlib import Path

from ledger.core.practice import Settings

_TELLING = (b"private", b"include")


def certain_private_path(root: Path, settings: Settings) -> Path | None:
    """The private folder of this copy; None where one of git's settings files may name another, and git must be asked.

    As ``store.private.private_folder`` says: what was set up here, else what ledger.yaml says, else beside the ledger.
    """
    if not (root / ".git").is_dir() or any(_may_tell(file) for file in _settings_files(root)):
        return None
    return root / settings.private if settings.private else root.parent / f"{root.name}-private"


def _settings_files(root: Path) -> list[str]:
    home = os.path.expanduser("~")  # noqa: PTH111 - Path.expanduser raises where there is no home
    elsewhere = os.environ.get("XDG_CONFIG_HOME") or f"{home}/.config"
    system = os.environ.get("GIT_CONFIG_SYSTEM", "/etc/gitconfig")
    named = os.environ.get("GIT_CONFIG_GLOBAL", f"{home}/.gitconfig")
    return [f"{root}/.git/config", f"{root}/.git/config.worktree", named, f"{elsewhere}/git/config", system]


def _may_tell(file: str) -> bool:
    try:
        with open(file, "rb") as settings:  # noqa: PTH123 - on the way of every check
            text = settings.read().lower()
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return any(word in text for word in _TELLING)
