from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ledger.store.git import Git

CASE = "cases/2026-03/RC-2026-7K4QXM.yaml"
TEXT = b"id: RC-2026-7K4QXM\ncommunications:\n"


@pytest.fixture
def root(tmp_path: Path, git: Callable[..., str]) -> Path:
    """A small ledger with one case, one other file that is staged and one that is edited by hand."""
    folder = tmp_path / "ledger"
    (folder / "cases" / "2026-03").mkdir(parents=True)
    git(folder, "init", "-q", "-b", "main")
    (folder / CASE).write_bytes(TEXT)
    for name in ("staged.yaml", "edited.yaml"):
        (folder / name).write_text("before\n")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "first")
    for name in ("staged.yaml", "edited.yaml"):
        (folder / name).write_text("after\n")
    git(folder, "add", "staged.yaml")
    return folder


@pytest.fixture
def here(root: Path) -> Git:
    """The door to that ledger."""
    return Git(root)
