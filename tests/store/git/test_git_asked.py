"""The names that git is asked for, where the computer's temporary folder may be full."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path

import pytest

from ledger.store.git.asked import asked_for
from ledger.store.refusal import Refused


def test_the_names_stand_one_a_line() -> None:
    with asked_for(["one", "two"]) as file:
        assert file.read() == b"one\ntwo\n"
    assert file.closed


def test_without_room_it_is_one_plain_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    with pytest.raises(Refused, match=r"temporary folder takes nothing \(No such file") as refused, asked_for(["one"]):
        pass
    assert "TMPDIR" in refused.value.hint
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setattr(os, "open", full)
    with pytest.raises(Refused, match="takes nothing"), asked_for(["one"]):
        pass
