"""The pictures in the README are what the commands print today."""

from __future__ import annotations

from pathlib import Path

from docs.pictures.make import HERE, pictures


def test_the_pictures_show_what_the_commands_print() -> None:
    stale = [name for name, svg in pictures().items() if not same(HERE / name, svg)]
    assert stale == [], "make pictures, then look at them"


def same(path: Path, svg: str) -> bool:
    return path.is_file() and path.read_text(encoding="utf-8") == svg
