"""``recoup demo``: the main job in a sample ledger, each command printed before what it prints."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
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
from ledger.store.sample import NOW, PERSON, patient_keys, sample_files
from ledger.store.saving import save

if TYPE_CHECKING:
    from ledger.commands.session import Session


class Step(NamedTuple):
    """One thing that a day's work asks for, and the command that does it."""

    why: str
    command: str


STEPS = (
    Step("The morning: what presses most, and what it is worth.", "recoup"),
    Step("Both days of every demand: what stops the taking, what keeps the appeal.", "recoup deadlines --within 30"),
    Step("Where a day comes from.", "recoup explain 7K4Q first_stop"),
    Step(
        "A call is noted while it is fresh.",
        "recoup log 7K4Q 'Worksheet is in the mail' --channel phone --contact 'Dana, provider relations'"
        " --promised-by 3/19/2026",
    ),
    Step("A letter, as text and as PDF. It lands in the private folder.", "recoup letter 7K4Q records_request"),
    Step("One case on one screen.", "recoup show 7K4Q"),
    Step("Is anything wrong in the files?", "recoup check"),
    Step("Who did what, and when.", "recoup history 7K4Q"),
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
        git = Git(root)
        git.begin_repository()
        introduce(git, Wanted(*PERSON))
        save(git, sample_files(), f"A sample ledger\n\nEvent: begin\nRecoup: {__version__}\n")
        prepare(session, git, Wanted(private=str(beside(root))))
        patients = [Patient(key, name=f"Test Patient {key[2:]}") for key in patient_keys(root)]
        PrivateFolder(beside(root)).add_patients(patients)
        git.write_commit_graph()
    except BaseException:
        if fresh:
            shutil.rmtree(root, ignore_errors=True)
        raise


def _run(root: Path, command: str) -> int:
    """Run one command line for real, on the sample's own day; returns its exit code."""
    words = [sys.executable, "-P", "-m", "ledger", *shlex.split(command)[1:]]
    pinned = {"RECOUP_NOW": NOW, "GIT_AUTHOR_DATE": NOW, "GIT_COMMITTER_DATE": NOW}
    return subprocess.run(  # noqa: S603 - this program itself
        words, cwd=root, env={**os.environ, **pinned}, check=False
    ).returncode
