from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.store import shipped as place
from ledger.store.shipped import shipped

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_the_source_is_read_where_it_lies() -> None:
    assert (shipped("schema") / "case.schema.json").is_file()
    assert (shipped("rules") / "medicare-ffs.yaml").is_file()
    assert (shipped("sample") / "ledger.yaml").is_file()


def test_a_wheel_carries_its_own_copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("schema", "sample"):
        (tmp_path / "shipped" / name).mkdir(parents=True)
    monkeypatch.setattr(place, "WITHIN", tmp_path / "shipped")
    assert shipped("schema") == tmp_path / "shipped" / "schema"
    assert shipped("sample") == tmp_path / "shipped" / "sample"
