"""A bundle: the same files give the same bytes, it is there whole or not at all, and never over another."""

from __future__ import annotations

import stat
from datetime import date
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from ledger.store.bundle import Member, write_bundle
from ledger.store.refusal import Refused

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 3, 9)


def test_the_same_files_give_the_same_bytes(tmp_path: Path) -> None:
    paper = tmp_path / "chart.pdf"
    paper.write_bytes(b"%PDF-1.7 a chart" * 1000)
    members = [Member("memo.pdf", b"memo"), Member("papers/chart.pdf", paper)]
    first, second = tmp_path / "case" / "one.zip", tmp_path / "case" / "two.zip"
    assert write_bundle(first, members, DAY) == write_bundle(second, members, DAY)
    assert first.read_bytes() == second.read_bytes()
    with ZipFile(first) as archive:
        assert archive.namelist() == ["memo.pdf", "papers/chart.pdf"]
        assert archive.read("papers/chart.pdf") == paper.read_bytes()
    assert stat.S_IMODE(first.stat().st_mode) == 0o600
    assert sorted(path.name for path in first.parent.iterdir()) == ["one.zip", "two.zip"]


def test_another_file_is_never_written_over(tmp_path: Path) -> None:
    target = tmp_path / "one.zip"
    target.write_bytes(b"another")
    with pytest.raises(Refused, match="already there"):
        write_bundle(target, [Member("memo.pdf", b"memo")], DAY)
    assert target.read_bytes() == b"another"
    assert [path.name for path in tmp_path.iterdir()] == ["one.zip"]


def test_a_paper_that_is_gone_leaves_nothing_half_written(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="cannot be written"):
        write_bundle(tmp_path / "one.zip", [Member("a", b"a"), Member("b", tmp_path / "gone")], DAY)
    assert list(tmp_path.iterdir()) == []
