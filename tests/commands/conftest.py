"""What the tests of commands share: acting as somebody else, and a terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest


class GitAs:
    """The real git, with variables that a test sets in between."""

    def __init__(self) -> None:
        self.env: dict[str, str] = {}

    def __call__(self, folder: Path, *words: str) -> str:
        done = subprocess.run(
            ["git", *words], cwd=folder, check=True, capture_output=True, text=True, env={**os.environ, **self.env}
        )
        return done.stdout


@pytest.fixture
def git_as() -> GitAs:
    """Run git as whoever ``env`` names."""
    return GitAs()


@pytest.fixture
def at_terminal() -> Callable[..., tuple[str, int]]:
    """Run the real command at a terminal, type something, and return all it showed and how it ended."""
    pty = pytest.importorskip("pty")

    def run(folder: Path, *words: str, typed: str = "", env: dict[str, str] | None = None) -> tuple[str, int]:
        main, end = pty.openpty()
        with subprocess.Popen(
            [sys.executable, "-m", "ledger", *words],
            cwd=folder,
            stdin=end,
            stdout=end,
            stderr=end,
            env={**os.environ, **(env or {})},
        ) as process:
            os.close(end)
            os.write(main, typed.encode())
            shown = b"".join(iter(lambda: _read(main), b""))
            code = process.wait(60)
        os.close(main)
        return shown.decode().replace("\r\n", "\n"), code

    return run


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65536)
    except OSError:  # the other end was closed
        return b""
