"""What every test stands on: a real git that knows nothing of this computer, and ledgers in temporary folders."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

ROOT = Path(__file__).resolve().parent.parent
_MEMORY = Path("/dev/shm")  # noqa: S108 - pytest makes a folder of its own in it
_ROOM = 4 * 1024**3
"""Every save waits for the disk, several times: in memory the same tests take a third of the time."""
if os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > _ROOM:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))

_WHO = {
    "GIT_AUTHOR_NAME": "Jordan Lee",
    "GIT_AUTHOR_EMAIL": "jlee@bluestem.example",
    "GIT_COMMITTER_NAME": "Jordan Lee",
    "GIT_COMMITTER_EMAIL": "jlee@bluestem.example",
    "GIT_AUTHOR_DATE": "2026-03-09T15:00:00Z",
    "GIT_COMMITTER_DATE": "2026-03-09T15:00:00Z",
}


@pytest.fixture(autouse=True)
def far_from_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings of this computer and of the person at it stay out of reach; days and authors are fixed."""
    home = tmp_path_factory.mktemp("home")
    for name in [name for name in os.environ if name.startswith(("GIT_", "RECOUP_"))]:
        monkeypatch.delenv(name)
    for name, value in {
        **_WHO,
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "USERPROFILE": str(home),
        "GIT_CONFIG_GLOBAL": str(home / ".gitconfig"),
        "GIT_CONFIG_SYSTEM": os.devnull,
        "RECOUP_NOW": "2026-03-09T15:00:00Z",
        "RECOUP_SEED": "1",
        "NO_COLOR": "1",
        "COLUMNS": "80",
        "TZ": "UTC",
    }.items():
        monkeypatch.setenv(name, value)
    (home / ".gitconfig").write_text(
        "[user]\n\tname = Jordan Lee\n\temail = jlee@bluestem.example\n[init]\n\tdefaultBranch = main\n"
    )
    return home


_TRACING: list[Any] = []


@pytest.fixture(autouse=True)
def measured() -> Iterator[None]:
    """Keep the measuring of branches on: a text nested too deeply ends it for the whole process, not only its test."""
    if not _TRACING and sys.gettrace() is not None:
        _TRACING.append(sys.gettrace())
    yield
    if _TRACING and sys.gettrace() is None:
        sys.settrace(_TRACING[0])


class Ran(NamedTuple):
    """What a command printed and how it ended."""

    out: str
    err: str
    code: int


@pytest.fixture
def git() -> Callable[..., str]:
    """Run the real git in a folder and return what it printed."""

    def run(folder: Path, *words: str) -> str:
        done = subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True, text=True)
        return done.stdout

    return run


@pytest.fixture
def started() -> Callable[..., Ran]:
    """Run the real command in a folder, in a process of its own: where the process is the point."""

    def run(folder: Path, *words: str, typed: str | None = None, env: Mapping[str, str] | None = None) -> Ran:
        done = subprocess.run(
            [sys.executable, "-m", "ledger", *words],
            cwd=folder,
            check=False,
            capture_output=True,
            text=True,
            encoding="utf-8",
            input=typed,
            stdin=None if typed is not None else subprocess.DEVNULL,
            env={**os.environ, **(env or {})},
        )
        return Ran(done.stdout, done.stderr, done.returncode)

    return run


@pytest.fixture
def recoup() -> Callable[..., Ran]:
    """Run the real command in a folder, in this process: everything of it but the start of another Python."""

    def run(folder: Path, *words: str, typed: str | None = None, env: Mapping[str, str] | None = None) -> Ran:
        from ledger import front

        out, err = io.BytesIO(), io.BytesIO()
        kept = dict(os.environ)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO((typed or "").encode()), "utf-8"))
            for name, stream in (("stdout", out), ("stderr", err)):
                patch.setattr(sys, name, io.TextIOWrapper(stream, "utf-8", "backslashreplace", write_through=True))
            patch.chdir(folder)
            os.environ.update(env or {})
            try:
                code = front.run(list(words))
            finally:
                os.environ.clear()
                os.environ.update(kept)
            return Ran(_text(out), _text(err), code)

    return run


def _text(written: io.BytesIO) -> str:
    return written.getvalue().decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")


@pytest.fixture
def sample(tmp_path: Path, git: Callable[..., str]) -> Path:
    """A copy of the sample ledger in a folder of its own, with one saved state."""
    root = tmp_path / "ledger"
    root.mkdir()
    for name in ("cases", "payers", "rules"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "ledger.yaml", root)
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "A sample ledger")
    return root


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a whole text with the one on file; ``--update-golden`` writes it anew."""

    def compare(name: str, text: str) -> None:
        path = ROOT / "tests" / "golden" / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.read_text(encoding="utf-8") == text

    return compare


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer the option that writes the golden texts anew."""
    parser.addoption("--update-golden", action="store_true", help="write the golden texts anew")
