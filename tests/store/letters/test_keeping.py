"""A letter that the case does not record after all is taken back, as far as the disk allows."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import TYPE_CHECKING

from ledger.store.letters.keeping import keep, take_back
from ledger.store.private import PrivateFolder

if TYPE_CHECKING:
    import pytest

CASE_ID = "RC-2026-7K4QXM"


def test_a_disk_that_refuses_the_removal_too_hides_no_other_refusal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Found by ``make torture`` (seed 20261125, kills, trial 6): it ended as a mistake in the program."""
    (tmp_path / "private").mkdir()
    private = PrivateFolder(tmp_path / "private")
    kept = keep(private, CASE_ID, f"{CASE_ID}_20260309_contest", {"md": b"text", "pdf": b"pages"})
    real = Path.unlink

    def refused(path: Path, *, missing_ok: bool = False) -> None:
        if path.suffix == ".md":
            raise PermissionError(errno.EACCES, "Permission denied")
        real(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", refused)
    take_back(private, kept)
    assert [path.suffix for path in (tmp_path / "private" / CASE_ID).iterdir()] == [".md"]
