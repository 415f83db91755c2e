"""Whether tests notice: they are collected once, and every mistake runs those that touch it, in a fork of its own."""

from __future__ import annotations

import gc
import importlib
import importlib.abc
import importlib.machinery
import mmap
import os
import resource
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import CodeType, FrameType, FunctionType, ModuleType
from typing import Any, NamedTuple

import pytest
from hypothesis import Phase, settings

from tests.torture.turning import Mutant, code_of, wrong

ROOT = Path(__file__).resolve().parents[2]
_WORDS = ("-qq", "-s", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:cov", "-W", "ignore")
_PATIENCE_SECONDS = 15
_PATIENCE = 8
"""A test that takes so many times as long, and those seconds, has noticed that it does not end."""
_MEMORY_BYTES = 8 * 1024**3
_FILE_BYTES = 256 * 1024**2
_NO_TESTS = 5
_CALLS = 5000
"""So many calls of a function are watched in one test: it is not slowed down for what is known."""

Told = Callable[[Mutant, bool], None]


def notice(tests: tuple[str, ...], mutants: list[Mutant], how: How, told: Told) -> None:
    """Tell of each mutant whether a test failed or did not end; one that fails without any is left out, and named."""
    settings.register_profile(
        "mutants", derandomize=True, database=None, deadline=None, phases=(Phase.explicit, Phase.generate)
    )
    settings.load_profile("mutants")
    code = pytest.main([*_WORDS, *tests], plugins=[_Trial(tests, mutants, how, told)])
    if code:
        raise SystemExit(f"the tests themselves ended with {code}")


class How(NamedTuple):
    """So many at a time; tests that take more seconds than ``longest`` are not asked, where that is not 0."""

    jobs: int
    longest: float = 0


class _Under(NamedTuple):
    """A mutant on trial in a process of its own."""

    mutant: Mutant
    temporary: Path
    said: int
    """Where it writes the number of the test that noticed."""


class _Trial:
    """A plugin for pytest: where the tests would run once, it runs some of them for every mutant."""

    def __init__(self, tests: tuple[str, ...], mutants: list[Mutant], how: How, told: Told) -> None:
        self._tests = tests
        self._mutants = mutants
        self._how = how
        self._told = told
        self._failed = False
        self._under: dict[int, _Under] = {}
        self._noticed: defaultdict[object, Counter[int]] = defaultdict(Counter)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Remember a failure."""
        self._failed |= report.failed

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run all once without a mistake, then each mistake."""
        self._items = session.items
        files = {mutant.file for mutant in self._mutants}
        self._survey = _Survey(files, len(self._items))
        self._once()
        self._survey.warm()
        self._functions = _functions(files)
        for mutant in self._mutants:
            if len(self._under) >= self._how.jobs:
                self._judge()
            self._begin(mutant)
        while self._under:
            self._judge()
        return True

    def _once(self) -> None:
        """All of them in a child, which draws the map of what they run."""
        temporary = _folder()
        if (child := os.fork()) == 0:
            _alone(temporary, quiet=False)
            self._survey.begin()
            for number, item in enumerate(self._items):
                with self._survey.of(number):
                    self._run(item, None)
                if self._failed:
                    print(f"left out, since it fails without any mistake: {item.nodeid}", flush=True)
                    self._survey.leave_out(number)
                    self._failed = False
            self._survey.end()
            os._exit(0)
        _, status = os.waitpid(child, 0)
        shutil.rmtree(temporary, ignore_errors=True)
        if status:
            raise SystemExit("the tests do not come to their end without any mistake")

    def _run(self, item: pytest.Item, following: pytest.Item | None) -> bool:
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        return self._failed

    def _begin(self, mutant: Mutant) -> None:
        order = self._order(mutant)
        heard, said = os.pipe()
        temporary = _folder()
        child = os.fork()
        if child:
            os.close(said)
            self._under[child] = _Under(mutant, temporary, heard)
            return
        _alone(temporary)
        code = wrong(mutant)
        if not _put_in_place(mutant, code, self._functions):
            signal.alarm(_PATIENCE_SECONDS + int(_PATIENCE * self._survey.seconds()))
            os._exit(_anew(mutant, code, self._tests, [self._items[number].nodeid for number in order]))
        for place, number in enumerate(order):
            signal.alarm(_PATIENCE_SECONDS + int(_PATIENCE * self._survey.seconds(number)))
            following = self._items[order[place + 1]] if place + 1 < len(order) else None
            os.write(said, number.to_bytes(2, "big"))
            if self._run(self._items[number], following):
                os._exit(1)
        os._exit(0)

    def _order(self, mutant: Mutant) -> list[int]:
        """Those that noticed something near first, then the quick ones; none that does not run it."""
        near, far = self._noticed[mutant.file, mutant.function], self._noticed[mutant.file]
        touching = self._survey.touching(mutant)
        if self._how.longest:
            touching = [one for one in touching if self._survey.seconds(one) <= self._how.longest]
        return sorted(touching, key=lambda one: (-near[one], self._survey.seconds(one) / (1 + far[one])))

    def _judge(self) -> None:
        """Wait for one to end; whatever it began ends with it."""
        child, status = os.wait()
        mutant, temporary, heard = self._under.pop(child)
        with suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)
        said = os.read(heard, 65536)
        os.close(heard)
        shutil.rmtree(temporary, ignore_errors=True)
        if status and said:
            number = int.from_bytes(said[-2:], "big")
            self._noticed[mutant.file, mutant.function][number] += 1
            self._noticed[mutant.file][number] += 1
        self._told(mutant, status != 0)


class _Survey:
    """Which lines each test runs, in every process that it begins by a fork: kept in memory that they share."""

    def __init__(self, files: set[Path], tests: int) -> None:
        self._at: dict[str, int] = {}
        self._width = 0
        for file in sorted(files):
            self._at[str(file)] = self._width
            self._width += file.read_text(encoding="utf-8").count("\n") + 2
        self._tests = tests
        self._ran = mmap.mmap(-1, self._width * tests + 1)
        self._took = mmap.mmap(-1, 4 * tests + 4)
        self._out = mmap.mmap(-1, tests + 1)
        self._names = mmap.mmap(-1, 1 << 20)
        self._row = 0

    def begin(self) -> None:
        """Watch every thread from here on."""
        threading.settrace(self._called)

    def of(self, number: int) -> _Survey:
        """Watch one test."""
        self._number = number
        self._row = number * self._width
        return self

    def __enter__(self) -> None:
        self._since = time.monotonic()
        self._calls: Counter[CodeType] = Counter()
        sys.settrace(self._called)

    def __exit__(self, *_: object) -> None:
        sys.settrace(None)
        milliseconds = int(1000 * (time.monotonic() - self._since))
        self._took[4 * self._number : 4 * self._number + 4] = milliseconds.to_bytes(4, "big")

    def leave_out(self, number: int) -> None:
        """Ask one test never again."""
        self._out[number] = 1

    def end(self) -> None:
        """Say which modules the tests came to need."""
        self._names.write("\n".join(sys.modules).encode())

    def warm(self) -> None:
        """Import them here, once for all."""
        for name in bytes(self._names[:]).rstrip(b"\0").decode().split("\n"):
            if name not in sys.modules and not name.startswith(("tests", "_pytest")):
                with suppress(Exception):
                    importlib.import_module(name)

    def seconds(self, number: int | None = None) -> float:
        """Seconds of one test, or of all."""
        if number is None:
            return sum(self.seconds(one) for one in range(self._tests))
        return int.from_bytes(self._took[4 * number : 4 * number + 4], "big") / 1000

    def touching(self, mutant: Mutant) -> list[int]:
        """The tests that run its statement, or anything in its file where that runs at import; all if none does."""
        at = self._at[str(mutant.file)]
        width = mutant.file.read_text(encoding="utf-8").count("\n") + 2
        places = [at + line for line in (mutant.lines if mutant.function else range(width))]
        every = [one for one in range(self._tests) if not self._out[one]]
        return [one for one in every if any(self._ran[one * self._width + place] for place in places)] or every

    def _called(self, frame: FrameType, _event: str, _arg: object) -> Any:  # noqa: ANN401 - as sys.settrace has it
        at = self._at.get(frame.f_code.co_filename)
        if at is None or self._calls[frame.f_code] >= _CALLS:
            return None
        self._calls[frame.f_code] += 1

        def line(frame: FrameType, _event: str, _arg: object) -> Any:  # noqa: ANN401
            self._ran[self._row + at + frame.f_lineno] = 1
            return line

        return line(frame, "", None)


def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="mutant-", dir=os.environ.get("PYTEST_DEBUG_TEMPROOT")))


def _alone(temporary: Path, *, quiet: bool = True) -> None:
    """In a child: a process group, a temporary folder and limits of its own, and nothing to read or say."""
    os.setpgid(0, 0)
    os.environ["PYTEST_DEBUG_TEMPROOT"] = str(temporary)
    sys.dont_write_bytecode = True
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2) if quiet else (0,):
        os.dup2(nothing, number)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_FILE_BYTES, _FILE_BYTES))


def _functions(files: set[Path]) -> dict[tuple[str, str, int], list[FunctionType]]:
    """Every function of these files that is alive, by file, name and first line."""
    found: dict[tuple[str, str, int], list[FunctionType]] = defaultdict(list)
    names = {str(file) for file in files}
    for file in files:
        importlib.import_module(_module(file))
    for one in gc.get_objects():
        if isinstance(one, FunctionType) and one.__code__.co_filename in names:
            found[one.__code__.co_filename, one.__code__.co_name, one.__code__.co_firstlineno].append(one)
    return dict(found)


def _put_in_place(mutant: Mutant, code: CodeType, functions: dict[tuple[str, str, int], list[FunctionType]]) -> bool:
    """Give the living functions their wrong code; False where that is not enough."""
    if mutant.function is None:
        return False
    alive = functions.get((str(mutant.file), *mutant.function), [])
    other = code_of(code, mutant.function)
    if not alive or other is None or any(one.__code__.co_freevars != other.co_freevars for one in alive):
        return False
    for one in alive:
        one.__code__ = other
    return True


def _anew(mutant: Mutant, code: CodeType, tests: tuple[str, ...], order: list[str]) -> int:
    """Import the code and its tests again, the one module wrong, and run some of them; 1 where one fails."""
    for name in [name for name in sys.modules if name.partition(".")[0] in ("ledger", "tests", "conftest")]:
        if not name.startswith("tests.torture"):
            del sys.modules[name]
    sys.meta_path.insert(0, _Wrong(_module(mutant.file), code))
    ended = pytest.main(["-x", *_WORDS, *tests], plugins=[_Ordered(order)])
    return int(ended not in (0, _NO_TESTS))


class _Ordered:
    """A plugin for pytest: these tests alone, in this order."""

    def __init__(self, order: list[str]) -> None:
        self._order = {name: place for place, name in enumerate(order)}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Sort them out."""
        items[:] = sorted((one for one in items if one.nodeid in self._order), key=lambda one: self._order[one.nodeid])


def _module(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


class _Wrong(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives one module its wrong code, and every other module its own."""

    def __init__(self, name: str, code: CodeType) -> None:
        self._name = name
        self._code = code

    def find_spec(self, name: str, *_: object) -> importlib.machinery.ModuleSpec | None:
        """The wrong one, where it is meant."""
        return importlib.machinery.ModuleSpec(name, self, origin="wrong on purpose") if name == self._name else None

    def exec_module(self, module: ModuleType) -> None:
        """Run it."""
        exec(self._code, vars(module))  # noqa: S102 - our own code, changed in one place
