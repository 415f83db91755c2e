"""Whether the process that a journal names is still at work."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from ledger.store.saving.process import alive, birth

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="a process is forked and not asked after")


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="only /proc tells a dead process from one at work")
def test_a_dead_process_that_nobody_has_asked_after_is_not_at_work() -> None:
    """Where git's parent was killed too, its number stays taken until the system's first process asks after it."""
    child = os.fork()
    if child == 0:
        os._exit(0)
    try:
        born = birth(child)
        until = time.monotonic() + 10
        while alive(child, born) and time.monotonic() < until:
            time.sleep(0.01)
        os.kill(child, 0)  # the number is still taken
        assert birth(child) == born
        assert not alive(child, born)
        assert not alive(child)
    finally:
        os.waitpid(child, 0)


def test_a_process_at_work_is_known_by_number_and_birth() -> None:
    me = os.getpid()
    assert alive(me)
    assert alive(me, birth(me))
    assert not alive(0)
    if sys.platform == "linux":
        assert not alive(me, "another boot/1")
