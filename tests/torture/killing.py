"""Each writing command is struck at each of its steps, and struck again while the next one puts that right."""

from __future__ import annotations

import errno
import os
import shutil
from collections import Counter
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import NamedTuple

from ledger.store.git import Git
from ledger.store.refusal import LedgerError
from ledger.store.saving import recover
from tests.commands.team import Clone, Ran
from tests.torture.outcome import DOUBLED, LOST, OTHER, TORN, WRONG, Asked, Fault, Outcome
from tests.torture.power import unflushed_by_git
from tests.torture.striking import NONE, Strike, run, steps_of
from tests.torture.world import ACTS, Sight, copied, left_over, made, seen, trees, whole

_GOLDEN = 0.6180339887498949
_PAUSE = "by the clock"
_POWER = "power cut"
MODES: dict[str, tuple[int, bool]] = {
    "killed": (0, False),
    "ENOSPC once": (errno.ENOSPC, False),
    "ENOSPC from there on": (errno.ENOSPC, True),
    "EIO once": (errno.EIO, False),
    "EIO from there on": (errno.EIO, True),
    "EACCES once": (errno.EACCES, False),
    "EACCES from there on": (errno.EACCES, True),
    _PAUSE: (0, False),
    _POWER: (0, False),
}


class Template(NamedTuple):
    """A ledger that waits for a command: how it is before and after, and how long the way is."""

    folder: Path
    before: Sight
    after: Sight
    between: frozenset[str]
    steps: int
    seconds: float


_TEMPLATES: dict[str, Template] = {}


def template(name: str, kept: Path) -> Template:
    """The one of this worker; made when it is first asked for."""
    if name not in _TEMPLATES:
        folder = kept / name.replace(" ", "-")
        shutil.rmtree(folder, ignore_errors=True)
        here = made(folder / "ready", ACTS[name])
        done = copied(folder / "ready", folder / "done")
        steps, seconds, ran = steps_of(lambda: acted(done, name), folder / "told")
        assert ran.code == 0, (name, ran)
        between = frozenset(trees(done, here.head))
        _TEMPLATES[name] = Template(folder / "ready", seen(here), seen(done), between, steps, seconds)
    return _TEMPLATES[name]


def acted(here: Clone, name: str) -> Ran:
    """Run the command; the tags of its entries are always the same."""
    Clone.seeds = 1000
    return here.recoup(*ACTS[name].words)


def point(asked: Asked) -> tuple[str, str, float]:
    """The command, the mode and the part of the way: evenly over all of them, however many trials there are."""
    names, modes = list(ACTS), list(MODES)
    number = asked.number
    mode = modes[(number // len(names) + number) % len(modes)]
    return names[number % len(names)], mode, (Random(asked.seed).random() + number * _GOLDEN) % 1  # noqa: S311


def once(asked: Asked) -> Outcome:
    """One command, struck at one point in one mode; then the next command puts it right."""
    name, mode, part = point(asked)
    ready = template(name, asked.kept)
    faults = struck(name, ready, strike_of(ready, mode, part), asked.place)
    where = f"{name}, {mode}, at {part:.4f} of {ready.steps} steps"
    return Outcome(Counter({"kill points": 1, f"  {mode}": 1}), _at(where, faults))


def struck(name: str, ready: Template, strike: Strike, place: Path) -> list[Fault]:
    """What was not as promised after one strike."""
    here = copied(ready.folder, place / "struck")
    ran = run(lambda: acted(here, name), strike, place / "told")
    dark = strike.power and ran.code == NONE
    lost = unflushed_by_git(ready.folder / "here", here.root) if dark else []
    if Path("index") in lost:
        ready = _without_a_list(here, ready)
    return [*_judged(here, ready, name, ran, place), *_said(ran)]


def twice(asked: Asked) -> Outcome:
    """A command is killed, and the next one too, in the middle of putting that right."""
    name, _, part = point(asked)
    ready = template(name, asked.kept)
    here = copied(ready.folder, asked.place / "struck")
    run(lambda: acted(here, name), strike_of(ready, "killed", 0.2 + 0.8 * part), asked.place / "told")
    second = 1 + Random(asked.name).randrange(40)  # noqa: S311 - the same again
    ended = run(lambda: _recovered(here), Strike(at=second), asked.place / "told")
    where = f"{name}, killed at {part:.4f}, and at step {second} of putting it right"
    faults = _judged(here, ready, name, Ran("", "", NONE), asked.place)
    met = {"double crashes": 1, "  met a recovery": int(ended.code == NONE)}
    return Outcome(Counter(met), _at(where, faults))


def strike_of(ready: Template, mode: str, part: float) -> Strike:
    number, lasting = MODES[mode]
    if mode == _PAUSE:
        return Strike(seconds=max(0.01, part * ready.seconds))
    return Strike(at=1 + int(part * ready.steps), number=number, lasting=lasting, power=mode == _POWER)


def _without_a_list(here: Clone, ready: Template) -> Template:
    """Git's list of files is gone: the next command or doctor makes it again, and nothing is staged any more."""
    with suppress(LedgerError):  # judged afterwards
        recover(Git(here.root))
    said = here.recoup("doctor", "--only", "file-list", "--fix")
    assert said.code == 0, said
    return ready._replace(
        before=ready.before._replace(status=_unstaged(ready.before.status)),
        after=ready.after._replace(status=_unstaged(ready.after.status)),
    )


def _unstaged(status: str) -> str:
    return status.replace("A  ", "?? ").replace("M  ", " M ")


def _recovered(here: Clone) -> Ran:
    recover(Git(here.root))
    return Ran("", "", 0)


def _at(where: str, faults: list[Fault]) -> tuple[Fault, ...]:
    return tuple(Fault(fault.kind, f"{where}: {fault.said}") for fault in faults)


def _said(ran: Ran) -> list[Fault]:
    """A refusal is one sentence and says what to do."""
    if ran.code in {NONE, 0}:
        return []
    if ran.code >= 64 or "Traceback" in ran.err:
        return [Fault(OTHER, f"ended with {ran.code}: {ran.err[-300:]!r}")]
    return [] if "hint: " in ran.err or "Next: " in ran.err else [Fault(OTHER, f"no word of what to do: {ran.err!r}")]


def _judged(here: Clone, ready: Template, name: str, ran: Ran, place: Path) -> list[Fault]:
    """Look at the ledger after recovery, and after the command was run again where its entry is not there."""
    try:
        recover(Git(here.root))
    except LedgerError as refusal:
        return [Fault(OTHER, f"stuck: {refusal.message}; {left_over(here)}")]
    now = seen(here)
    faults = _torn(here, ready, now)
    arrived = now.tree == ready.after.tree and now.status == ready.after.status
    kept = "Kept, not filed" in ran.out + ran.err
    if ran.code == 0 and not arrived and not kept:
        faults.append(Fault(WRONG, "it said that it was saved, and it is not"))
    if faults or arrived:
        return faults
    for lock in (here.root.parent / "here-private").glob("*.lock"):
        os.utime(lock, (0, 0))  # a minute later it is nobody's
    following = (lambda: here.recoup("save")) if kept else (lambda: acted(here, name))
    again = run(following, Strike(), place / "told")
    last = _as_first(seen(here), ready)
    if last.tree == ready.after.tree:
        return [*_torn(here, ready, last), *_said(again)]
    return [*_compared(last, ready), Fault(OTHER, f"run again, it ended with {again.code}: {again.err[-200:]!r}")]


def _torn(here: Clone, ready: Template, now: Sight) -> list[Fault]:
    faults = []
    if now.tree not in {ready.before.tree, ready.after.tree, *ready.between}:
        faults.append(
            Fault(TORN, f"the saved state is neither the old nor the new one; changed: {_differing(now, ready)}")
        )
    if not set(now.status.splitlines()) <= {*ready.before.status.splitlines(), *ready.after.status.splitlines()}:
        faults.append(Fault(TORN, f"not clean: {now.status!r}"))
    faults += [
        Fault(TORN, f"{file} is neither as before nor as it should be")
        for ours, before, after in (
            (now.files, ready.before.files, ready.after.files),
            (now.private, ready.before.private, ready.after.private),
        )
        for file, data in ours.items()
        if data not in {before.get(file), after.get(file)} and not _log(file)
    ]
    if said := whole(here):
        faults.append(Fault(TORN, f"git's examination: {said}"))
    if left := left_over(here):
        faults.append(Fault(OTHER, f"left behind: {left}"))
    return faults


def _as_first(now: Sight, ready: Template) -> Sight:
    """A letter made again takes the next name: the files of the killed one stay in the private folder."""
    files = {file: data.replace(b"_v2.", b".") for file, data in now.files.items()}
    if files != ready.after.files:
        return now
    private = {file.replace("_v2.", "."): data.replace(b"_v2.", b".") for file, data in now.private.items()}
    return now._replace(tree=ready.after.tree, files=files, private=private)


def _log(file: str) -> bool:
    return file.endswith((".log", "looks.yaml", ".lock", ".part"))


def _differing(now: Sight, ready: Template) -> list[str]:
    return [file for file in {*now.files, *ready.after.files} if now.files.get(file) != ready.after.files.get(file)]


def _compared(last: Sight, ready: Template) -> list[Fault]:
    """What became of the lines that the command should have added."""
    faults = []
    for file, wanted in ready.after.files.items():
        now, before = last.files.get(file, b"").split(b"\n"), ready.before.files.get(file, b"").split(b"\n")
        for line in set(wanted.split(b"\n")) - set(before):
            found = now.count(line)
            if found != wanted.split(b"\n").count(line):
                faults.append(Fault(DOUBLED if found else LOST, f"{file}: {line.decode()!r} stands {found} times"))
    return faults or [Fault(TORN, f"not as it should be: {_differing(last, ready)}")]
