"""The one place that starts git: a resolved program, fixed settings, a hardened environment, a time limit."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ledger.store.refusal import Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator
    from datetime import datetime
    from typing import IO

READ_SECONDS = 60
"""How long a reading call may take."""
NETWORK_SECONDS = 600
"""How long a call that talks to another computer may take."""

# Reliability standard 1.1: nothing a repository brings along may start a program, and what is written reaches the disk.
_SETTINGS = (
    "safe.bareRepository=explicit",
    "core.fsmonitor=false",
    "protocol.allow=never",
    "protocol.https.allow=always",
    "protocol.ssh.allow=always",
    "protocol.file.allow=always",
    "submodule.recurse=false",
    "core.fsync=all",
    "core.fsyncMethod=fsync",
    "gc.auto=0",
    "maintenance.auto=false",
    "user.useConfigOnly=true",
    "fetch.fsckObjects=true",
    "receive.fsckObjects=true",
    "advice.detachedHead=false",
    "advice.graftFileDeprecated=false",  # we name an empty file of grafts ourselves
)

_STREAMED = 1 << 20
"""Bytes read ahead of a stream: a whole history in small pieces costs more in waiting than in reading."""

# Of git's own variables only these reach a call: who acts, where the person's settings lie, and how to sign in. What a
# hook inherits (GIT_DIR, GIT_WORK_TREE, GIT_CONFIG_PARAMETERS ...) would point the call at something else.
_KEPT = frozenset(
    {
        "GIT_ASKPASS",
        "GIT_AUTHOR_DATE",
        "GIT_AUTHOR_EMAIL",
        "GIT_AUTHOR_NAME",
        "GIT_COMMITTER_DATE",
        "GIT_COMMITTER_EMAIL",
        "GIT_COMMITTER_NAME",
        "GIT_CONFIG_GLOBAL",
        "GIT_CONFIG_NOSYSTEM",
        "GIT_CONFIG_SYSTEM",
        "GIT_EXEC_PATH",
        "GIT_SSH",
        "GIT_SSH_COMMAND",
        "GIT_SSL_CAINFO",
        "GIT_SSL_CAPATH",
    }
)


# The process exists, and can be written down, before git does anything: git add takes its lock before it reads. A fixed
# line for the shell, with nothing from outside in it. Windows has no such shell; there git waits for its list of paths.
_WAITING = () if os.name == "nt" else ("/bin/sh", "-c", 'read -r go && exec "$@"', "sh")
GO = b"" if os.name == "nt" else b"go\n"
"""The input that lets a prepared call begin; its own input follows."""


class Answer(NamedTuple):
    """What one call of git came to: its exit status, its output as bytes, its complaint as plain text."""

    status: int
    out: bytes
    complaint: str


_CURES = {
    "status": "nothing was changed; recoup doctor says what is wrong with this copy, and --fix puts right what it can"
}
"""What to do where a call that only looks is refused: the copy itself is damaged."""


class GitFailed(Refused):
    """A call of git ended badly. ``complaint`` is what git, or a hook, said: cleaned, perhaps many lines."""

    def __init__(self, message: str, complaint: str = "", hint: str = "") -> None:
        super().__init__(message, hint)
        self.complaint = complaint


def plain(said: bytes) -> str:
    """What git or a hook wrote, made harmless: no control character survives, progress lines are dropped."""
    lines = said.decode("utf-8", "replace").split("\n")
    shown = (line.rstrip("\r").rpartition("\r")[2].expandtabs() for line in lines)
    return "\n".join(
        "".join(char if char.isprintable() else ascii(char)[1:-1] for char in line) for line in shown
    ).strip()


def find_git(root: Path, search: str | None = None) -> Path:
    """Where git is installed: an absolute path that does not lie below ``root``.

    A program of that name in the current folder or inside the ledger is never taken (CVE-2023-40590, CVE-2024-22190).

    Raises Refused where git is not installed.
    """
    name = "git.exe" if os.name == "nt" else "git"
    inside = root.resolve()
    for folder in (os.environ.get("PATH", os.defpath) if search is None else search).split(os.pathsep):
        if Path(folder).is_absolute():
            program = Path(folder, name)
            if os.access(program, os.X_OK) and program.is_file() and inside not in program.resolve().parents:
                return program
    message = "git is not installed on this computer, or it is not on the PATH"
    raise Refused(message, "install it from https://git-scm.com, open a new window and try again")


class Program:
    """Git, bound to one work tree. No other module of the project starts git."""

    _dated: Callable[[], datetime | None] | None = None

    def __init__(
        self, root: Path, *, index: str | None = None, dated: Callable[[], datetime | None] | None = None
    ) -> None:
        """Bind to the work tree at ``root``; ``index`` names another index file (hooks are given one by git).

        ``dated`` gives the instant that what is saved bears; None is the real one, as everywhere but in samples.
        """
        self.root = root.resolve()
        self.program = find_git(self.root)
        self._index = index
        self._dated = dated

    def ask(
        self,
        *arguments: str,
        stdin: bytes = b"",
        seconds: float = READ_SECONDS,
        writes: bool = False,
        literal: bool = True,
    ) -> Answer:
        """Run one call to its end, whatever its exit status.

        Raises GitFailed when it cannot be started or takes longer than ``seconds``.
        """
        try:
            done = subprocess.run(
                [*self.command(), *arguments],
                input=stdin,
                capture_output=True,
                cwd=self.root,
                env=self.environment(writes=writes, literal=literal),
                timeout=seconds,
                check=False,
            )
        except subprocess.TimeoutExpired:
            message = f"git {arguments[0]} did not end within {seconds:.0f} seconds"
            raise GitFailed(message, hint="try again; if it happens again, restart the computer") from None
        except OSError as error:
            message = f"git could not be started in {self.root} ({error.strerror})"
            raise GitFailed(message, hint="check that the folder is there and that you may read it") from None
        return Answer(done.returncode, done.stdout, plain(done.stderr))

    def run(
        self,
        *arguments: str,
        stdin: bytes = b"",
        ok: Container[int] = (0,),
        seconds: float = READ_SECONDS,
        writes: bool = False,
        literal: bool = True,
    ) -> bytes:
        """The output of one call whose exit status is in ``ok``. Raises GitFailed for any other."""
        answer = self.ask(*arguments, stdin=stdin, seconds=seconds, writes=writes, literal=literal)
        if answer.status not in ok:
            raise failed(arguments[0], answer)
        return answer.out

    @contextmanager
    def flowing(self, *arguments: str) -> Iterator[IO[bytes]]:
        """The output of one reading call while it is still being made; leaving early ends the call.

        Raises GitFailed, at the end of the output, where the call ended badly.
        """
        with self.asking(*arguments) as process:
            assert process.stdin is not None  # noqa: S101 - said for the types
            assert process.stdout is not None  # noqa: S101
            assert process.stderr is not None  # noqa: S101
            process.stdin.close()
            yield process.stdout
            if not process.stdout.read(1):  # all of it was taken: how it ended counts
                complaint = plain(process.stderr.read())
                status = process.wait()
                if status:
                    raise failed(arguments[0], Answer(status, b"", complaint))

    @contextmanager
    def asking(self, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
        """One reading call that is asked and answers piece by piece, and ends with the block."""
        try:
            process = subprocess.Popen(
                [*self.command(), *arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                cwd=self.root,
                env=self.environment(),
            )
        except OSError as error:
            message = f"git could not be started in {self.root} ({error.strerror})"
            raise GitFailed(message, hint="check that the folder is there and that you may read it") from None
        try:
            yield process
        finally:
            process.kill()
            for pipe in (process.stdin, process.stdout, process.stderr):
                if pipe is not None:
                    pipe.close()
            process.wait()

    def begin(self, *arguments: str, said: int) -> subprocess.Popen[bytes]:
        """Prepare a call that saves; what it says goes to the file ``said``. It starts when ``GO`` is its first input.

        The variables for literal paths and for the language are left out: they would reach the user's hooks.
        """
        return subprocess.Popen(
            [*_WAITING, *self.command(), *arguments],
            stdin=subprocess.PIPE,
            stdout=said,
            stderr=said,
            cwd=self.root,
            env=self.environment(writes=True, hooks=True),
        )

    def stream(self, *arguments: str, stdin: IO[bytes] | None = None) -> subprocess.Popen[bytes]:
        """Start a reading call whose output is read while it comes; its complaints are not kept."""
        child = subprocess.Popen(
            [*self.command(), *arguments],
            stdin=subprocess.DEVNULL if stdin is None else stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=self.root,
            env=self.environment(),
            bufsize=_STREAMED,
        )
        _widen(child.stdout)
        return child

    def command(self) -> list[str]:
        """The program and its fixed settings, to be followed by a subcommand."""
        settings = (part for setting in _SETTINGS for part in ("-c", setting))
        return [str(self.program), "--no-pager", *settings]

    def environment(self, *, writes: bool = False, literal: bool = True, hooks: bool = False) -> dict[str, str]:
        """The variables of one call: the user's, without git's own but a few, with ours."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name in _KEPT}
        kept |= {
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_NO_REPLACE_OBJECTS": "1",
            "GIT_GRAFT_FILE": os.devnull,
            # Only a .git at the root itself counts: a repository further up is not this ledger's.
            "GIT_CEILING_DIRECTORIES": str(self.root.parent),
            "NoDefaultCurrentDirectoryInExePath": "1",
        }
        if not hooks:
            kept |= {"LC_ALL": "C"} | ({"GIT_LITERAL_PATHSPECS": "1"} if literal else {})
        if not writes:
            kept["GIT_OPTIONAL_LOCKS"] = "0"
        elif self._dated is not None and (at := self._dated()) is not None:
            stamp = f"{at.timestamp():.0f} +0000"
            kept = {"GIT_AUTHOR_DATE": stamp, "GIT_COMMITTER_DATE": stamp} | kept
        if self._index is not None:
            kept["GIT_INDEX_FILE"] = self._index
        return kept


def _widen(pipe: IO[bytes] | None) -> None:
    """Let more lie in a pipe than a few pages, where this computer allows it: the two ends wait less for each other."""
    if pipe is not None and sys.platform == "linux":
        from fcntl import F_SETPIPE_SZ, fcntl

        with suppress(OSError):  # an office may have given its people less
            fcntl(pipe, F_SETPIPE_SZ, _STREAMED)


def failed(subcommand: str, answer: Answer) -> GitFailed:
    """The refusal for a call that ended badly, with the first line that says why."""
    lines = [line for line in answer.complaint.splitlines() if line and not line.startswith("hint:")]
    why = next((line for line in lines if line.startswith(("fatal:", "error:"))), lines[0] if lines else "")
    why = why.partition(": ")[2] if why.startswith(("fatal:", "error:")) else why
    message = f"git {subcommand} refused: {why or f'status {answer.status}'}"
    return GitFailed(message, answer.complaint, _CURES.get(subcommand, ""))
