"""Runs a command in a forked process and strikes it: at a step that the shim counts, or by the clock."""

from __future__ import annotations

import json
import os
import signal
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from ledger.store.git import Program
from tests.commands.team import Ran
from tests.store.saving.test_faults import Fault, planted
from tests.torture.power import PowerCut, unflushed

_STUCK_SECONDS = 120
NONE = -1
"""How a struck command ended: it said nothing."""


class Strike(NamedTuple):
    """``at`` a step, or after ``seconds``; with an error number the step fails instead of killing the command.

    ``power``: the computer goes dark at the step, and what was not flushed is not on the disk.
    """

    at: int = 0
    number: int = 0
    lasting: bool = False
    seconds: float = 0.0
    power: bool = False


@contextmanager
def struck_too(fault: Fault) -> Iterator[Fault]:
    """The shim, with the calls of git that write and are not part of a save counted too; only a kill falls on them."""
    real_open, real_write = os.open, os.write
    with planted(fault), pytest.MonkeyPatch.context() as patch:
        ask, open_, write_ = Program.ask, os.open, os.write

        def asked(git: Program, *words: str, **more: Any) -> Any:  # noqa: ANN401 - handed on as it is
            counts = more.get("writes") and not fault.number
            if counts:
                fault.step()
            answer = ask(git, *words, **more)
            if counts:
                fault.step()
            return answer

        def opened(path: Any, flags: int, *rest: Any, **more: Any) -> int:  # noqa: ANN401
            return (real_open if path == os.devnull else open_)(path, flags, *rest, **more)

        def written(descriptor: int, data: Any) -> int:  # noqa: ANN401
            if fault.number and stat.S_ISFIFO(os.fstat(descriptor).st_mode):
                fault.steps += 1  # what goes to another program meets no disk
                return real_write(descriptor, data)
            return write_(descriptor, data)

        patch.setattr(os, "open", opened)
        patch.setattr(os, "write", written)
        patch.setattr(Program, "ask", asked)
        yield fault


def run(work: Callable[[], Ran], strike: Strike, told: Path) -> Ran:
    """Do the work in a process group of its own; a killed one has code ``NONE``. ``told`` is a file that may go."""
    told.unlink(missing_ok=True)
    child = os.fork()
    if child == 0:
        status = 0
        try:
            os.setpgid(0, 0)
            kind = PowerCut if strike.power else Fault
            fault = kind(strike.at, strike.number, lasting=strike.lasting)
            with struck_too(fault) if strike.at else nullcontext(), unflushed(fault):
                ran = work()
            told.write_text(json.dumps(ran), encoding="utf-8")
        except BaseException as error:  # noqa: BLE001 - told to the parent
            told.write_text(json.dumps(("", repr(error), 70)), encoding="utf-8")
        os._exit(status)
    ended = _waited(child, strike.seconds)
    if ended or not told.exists():
        return Ran("", "killed", NONE)
    return Ran(*json.loads(told.read_text(encoding="utf-8")))


def _waited(child: int, seconds: float) -> int:
    """How it ended; killed after so many seconds where there are some, and in any case before it could hang."""
    until = time.monotonic() + (seconds or _STUCK_SECONDS)
    while time.monotonic() < until:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.002)
    try:
        os.killpg(child, signal.SIGKILL)
    except ProcessLookupError:  # it has no group yet, or is gone
        os.kill(child, signal.SIGKILL)
    ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if not seconds:
        message = f"not at its end after {_STUCK_SECONDS} seconds"
        raise TimeoutError(message)
    return ended


def steps_of(work: Callable[[], Ran], told: Path) -> tuple[int, float, Ran]:
    """How many steps the work has, and how many seconds it takes; it is done as often as this is called."""

    def counting() -> Ran:
        fault = Fault(0)
        with struck_too(fault):
            ran = work()
        return Ran(str(fault.steps), ran.err or ran.out, ran.code)

    begun = time.monotonic()
    ran = run(counting, Strike(), told)
    return int(ran.out or 0), time.monotonic() - begun, ran
