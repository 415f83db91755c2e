"""``recoup demo``: the main job in a sample ledger, each command printed before what it prints."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from ledger import __version__
from ledger.commands.preparing import Wanted, beside, introduce, prepare
from ledger.commands.session import session_of
from ledger.core.identity import Patient
from ledger.store.git import Git
from ledger.store.new_ledger import require_free
from ledger.store.private import PrivateFolder
from ledger.store.sample import BEGUN, NOW, PERSON, patient_keys, sample_files
from ledger.store.saving import save

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.commands.session import Session


class Step(NamedTuple):
    """One thing that a day's work asks for, and the command that does it.

    ``slip``: a text of the case and what somebody mistypes it as, while the command runs.
    """

    why: str
    command: str
    slip: tuple[str, str] | None = None


FILE = "cases/2026-02/RC-2026-3FD9HW.yaml"
STEPS = (
    Step("The morning: what presses most, and what it is worth.", "recoup"),
    Step("Both days of every demand: what stops the taking, what keeps the appeal.", "recoup deadlines --within 30"),
    Step("Where a day comes from.", "recoup explain 3FD9 redetermination_stop"),
    Step(
        "A call is noted while it is fresh.",
        "recoup log 3FD9 'They take from 31 March' --channel phone --contact Dana",
    ),
    Step("The letter, as text and as PDF, in the private folder.", "recoup letter 3FD9 medicare_redetermination"),
    Step(
        "It went out; this is noted too.",
        "recoup appeal 3FD9 redetermination --sent-on 3/9/2026 --method fax --proof 4411",
    ),
    Step(
        "Somebody mistypes a day in the file by hand.",
        f"recoup check {FILE} --quiet",
        slip=("received_on: 2026-02-23", "received_on: 2026-02-30"),
    ),
    Step("Put right again. The case on one screen.", "recoup show 3FD9"),
    Step("Who did what, and when.", "recoup history 3FD9"),
)


def demo(
    ctx: typer.Context,
    folder: Annotated[str, typer.Argument(metavar="[DIR]", help="Where to put it; else a new temporary folder.")] = "",
) -> None:
    """Walk through the main job in a sample ledger."""
    session = session_of(ctx)
    root = Path(folder).expanduser().absolute() if folder else Path(tempfile.mkdtemp(prefix="recoup-")) / "sample"
    require_free(root)
    session.say(f"A sample ledger, made-up people and payers, always on the same Monday: {root}")
    _lay(session, root)
    for step in STEPS:
        session.say()
        session.say(f"# {step.why}")
        session.say(f"$ {step.command}")
        sys.stdout.flush()
        with _mistyped(root / FILE, step.slip):
            code = _run(root, step.command)
        if code > 1:
            session.leave(code)
    session.say()
    session.say(f"Look around: cd {shlex.quote(str(root))}, then recoup. Nothing here was sent, and nothing is real.")
    session.say("Your own ledger: recoup init")


def _lay(session: Session, root: Path) -> None:
    """Lay the sample out as a ledger of its own, with a person at work and a private folder beside it."""
    fresh = not root.exists()
    root.mkdir(parents=True, exist_ok=True)
    try:
        os.environ.update(_dated(BEGUN))
        git = Git(root)
        git.begin_repository()
        introduce(git, Wanted(*PERSON))
        save(git, sample_files(), f"A sample ledger\n\nEvent: begin\nRecoup: {__version__}\n")
        prepare(session, git, Wanted(private=str(beside(root))))
        PrivateFolder(beside(root)).add_patients(map(_patient, patient_keys(root)))
        git.write_commit_graph()
    except BaseException:
        if fresh:
            shutil.rmtree(root, ignore_errors=True)
        raise


def _patient(key: str) -> Patient:
    """Somebody who does not exist; the Medicare number is made after the one that Medicare prints as its specimen."""
    return Patient(key, name=f"Test Patient {key[2:]}", mbi=f"1EG4TE5MK{key[-2:]}")


@contextmanager
def _mistyped(path: Path, slip: tuple[str, str] | None) -> Iterator[None]:
    """The file with a slip in it for the block, and as it was afterwards."""
    before = path.read_bytes()
    if slip:
        path.write_bytes(before.replace(slip[0].encode(), slip[1].encode()))
    try:
        yield
    finally:
        if slip:
            path.write_bytes(before)


def _dated(instant: str) -> dict[str, str]:
    """What keeps everything on the sample's day; it works in samples only."""
    return {"RECOUP_NOW": instant, "GIT_AUTHOR_DATE": instant, "GIT_COMMITTER_DATE": instant}


def _run(root: Path, command: str) -> int:
    """Run one command line for real, on the sample's own day; returns its exit code."""
    words = [sys.executable, "-P", "-m", "ledger", *shlex.split(command)[1:]]
    return subprocess.run(  # noqa: S603 - this program itself
        words, cwd=root, env={**os.environ, **_dated(NOW)}, check=False
    ).returncode
