"""``make torture``: everything that may go wrong is made to go wrong, and what came of it is counted."""

from __future__ import annotations

import argparse
import faulthandler
import os
import secrets
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from tests.torture import killing, reading, stateful, writers
from tests.torture.outcome import KINDS, OTHER, Asked, Family, Fault, Outcome

_STUCK_SECONDS = 600
_ROOM_BYTES = 2**31

# One trial of each is tried at the smallest scale; at --scale 100 these are the nightly figures of docs/torture.md.
FAMILIES = (
    Family("hostile", 500, reading.hostile),
    Family("kills", 4700, killing.once),
    Family("double", 5000, killing.twice),
    Family("writers", 34, writers.in_one_copy),
    Family("copies", 45, writers.in_copies),
    Family("steps", 280, stateful.steps),
    Family("triples", 1000, reading.triples),
    Family("pushes", 100, reading.pushes),
)


class Tried(NamedTuple):
    """One trial that is over: its number, what it came to, and the seconds of a processor that it took."""

    number: int
    outcome: Outcome
    seconds: float


def main(words: list[str] | None = None) -> int:
    """Run it; 1 where anything was not as promised."""
    asked = _arguments(words)
    scratch = Path(tempfile.mkdtemp(prefix="torture-", dir=_memory()))
    _far_from_home(scratch)
    print(
        f"seed {asked.seed}, scale {asked.scale:g}, {asked.minutes:g} minutes at most, {asked.jobs} at a time",
        flush=True,
    )
    begun = time.monotonic()
    try:
        found = _all(asked, scratch, begun + asked.minutes * 60)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return _told(found, asked.seed, time.monotonic() - begun)


def _memory() -> str | None:
    """A disk in memory where there is one: what a kill leaves is the same there, and nothing is waited for."""
    place = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
    return str(place) if place.is_dir() and shutil.disk_usage(place).free > _ROOM_BYTES else None


def _arguments(words: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("--scale", type=float, default=5, help="per cent of the nightly figures; 0: one trial each")
    parser.add_argument("--minutes", type=float, default=10, help="start no further trial after so many")
    parser.add_argument("--seed", default=f"{secrets.randbelow(10**6)}", help="what chance begins with")
    parser.add_argument("--jobs", type=int, default=2, help="how many trials run at the same time")
    parser.add_argument("--family", choices=[family.name for family in FAMILIES], help="only this one")
    parser.add_argument("--trial", type=int, help="only this trial of the family")
    return parser.parse_args(words)


def _far_from_home(scratch: Path) -> None:
    """As in tests/conftest.py: settings of this computer and of the person at it stay out of reach."""
    for name in [name for name in os.environ if name.startswith(("GIT_", "RECOUP_"))]:
        del os.environ[name]
    home = scratch / "home"
    home.mkdir()
    os.environ |= {
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "GIT_CONFIG_GLOBAL": str(home / ".gitconfig"),
        "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_AUTHOR_NAME": "Jordan Lee",
        "GIT_AUTHOR_EMAIL": "jlee@bluestem.example",
        "GIT_COMMITTER_NAME": "Jordan Lee",
        "GIT_COMMITTER_EMAIL": "jlee@bluestem.example",
        "GIT_AUTHOR_DATE": "2026-03-09T15:00:00Z",
        "GIT_COMMITTER_DATE": "2026-03-09T15:00:00Z",
        "RECOUP_NOW": "2026-03-09T15:00:00Z",
        "RECOUP_SEED": "1",
        "NO_COLOR": "1",
        "COLUMNS": "80",
        "TZ": "UTC",
    }
    (home / ".gitconfig").write_text(
        "[user]\n\tname = Jordan Lee\n\temail = jlee@bluestem.example\n[init]\n\tdefaultBranch = main\n",
        encoding="utf-8",
    )


def _planned(asked: argparse.Namespace) -> Iterator[tuple[Family, int]]:
    """Every family goes forward evenly, so that a run that is cut short has a part of each."""
    if asked.trial is not None:
        yield next(family for family in FAMILIES if family.name == asked.family), asked.trial
        return
    plan = []
    for place, family in enumerate(FAMILIES):
        if asked.family in {None, family.name}:
            many = max(1, round(family.nightly * asked.scale / 100))
            plan += [((number + 0.5 * (number > 0)) / many, place, number) for number in range(many)]
    for _, place, number in sorted(plan):
        yield FAMILIES[place], number


def _all(asked: argparse.Namespace, scratch: Path, until: float) -> dict[str, list[Tried]]:
    found: dict[str, list[Tried]] = {}
    plan = _planned(asked)
    with ProcessPoolExecutor(asked.jobs, mp_context=get_context("fork")) as pool:
        running: dict[Future[tuple[Outcome, float]], tuple[Family, int]] = {}
        while True:
            while len(running) < asked.jobs and (time.monotonic() < until or not found):
                following = next(plan, None)
                if following is None:
                    break
                running[pool.submit(_tried, *following, asked.seed, scratch)] = following
            if not running:
                return found
            for done in wait(running, return_when=FIRST_COMPLETED).done:
                family, number = running.pop(done)
                outcome, seconds = done.result()
                found.setdefault(family.name, []).append(Tried(number, outcome, seconds))
                _shown(family, number, asked.seed, outcome)


def _tried(family: Family, number: int, seed: str, scratch: Path) -> tuple[Outcome, float]:
    """One trial, in a worker, and its seconds; what it leaves goes, and one that hangs is a fault too."""
    begun = sum(os.times()[:4])
    outcome = _outcome(family, number, seed, scratch)
    return outcome, sum(os.times()[:4]) - begun


def _outcome(family: Family, number: int, seed: str, scratch: Path) -> Outcome:
    place = Path(tempfile.mkdtemp(prefix=f"{family.name}-{number}-", dir=scratch))
    kept = scratch / f"kept-{os.getpid()}"
    kept.mkdir(exist_ok=True)
    signal.signal(signal.SIGALRM, _stuck)
    signal.alarm(_STUCK_SECONDS)
    try:
        return family.trial(Asked(number, seed, place, kept))
    except Exception:  # noqa: BLE001 - counted as a fault
        return Outcome(Counter(), (Fault(OTHER, " ".join(traceback.format_exc()[-700:].split())),))
    finally:
        signal.alarm(0)
        tempfile.tempdir = None
        shutil.rmtree(place, ignore_errors=True)


def _stuck(*_: object) -> None:
    faulthandler.dump_traceback()
    message = f"not at its end after {_STUCK_SECONDS} seconds"
    raise TimeoutError(message)


def _shown(family: Family, number: int, seed: str, outcome: Outcome) -> None:
    for fault in outcome.faults:
        print(f"{fault.kind.upper()} {family.name}: {fault.said}")
    if outcome.faults:
        print(f"  again: python -m tests.torture --seed {seed} --family {family.name} --trial {number}", flush=True)


def _told(found: dict[str, list[Tried]], seed: str, seconds: float) -> int:
    print(f"\n{'':36}{'tried':>9}{'lost':>7}{'doubled':>9}{'torn':>7}{'wrongly':>9}{'other':>7}")
    print(f"{'':36}{'':9}{'':7}{'':9}{'':7}{'said so':>9}")
    total: Counter[str] = Counter()
    for outcomes in ([tried.outcome for tried in found.get(family.name, ())] for family in FAMILIES):
        tried: Counter[str] = Counter()
        kinds: Counter[str] = Counter(fault.kind for outcome in outcomes for fault in outcome.faults)
        for outcome in outcomes:
            tried.update(outcome.tried)
        for number, name in enumerate(sorted(tried, key=lambda name: (name.startswith(" "), name))):
            cells = "" if number else _cells(kinds)
            print(f"{name:36}{tried[name]:9,}{cells}")
        total.update(kinds)
    bad = sum(total.values())
    _costs(found)
    print(f"{'together':45}{_cells(total)}")
    print(f"seed {seed}, {seconds:.0f} seconds: {'all as promised' if not bad else f'{bad} NOT as promised'}")
    return int(bad > 0)


def _costs(found: dict[str, list[Tried]]) -> None:
    """What the nightly figures would take: seconds of a processor, whoever else was using it meanwhile."""
    print(f"\n{'':36}{'trials':>9}{'seconds each':>14}{'nightly, in hours on two cores':>32}")
    for family in FAMILIES:
        trials = found.get(family.name, [])
        if trials:
            each = sum(trial.seconds for trial in trials) / len(trials)
            print(f"{family.name:36}{len(trials):9,}{each:14.2f}{each * family.nightly / 7200:32.2f}")
    print()


def _cells(kinds: Counter[str]) -> str:
    return "".join(f"{kinds[kind]:{width}}" for kind, width in zip(KINDS, (7, 9, 7, 9, 7), strict=True))


if __name__ == "__main__":
    sys.exit(main())
