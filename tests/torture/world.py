"""Every command that writes, each with the ledger that it needs, and what that ledger is afterwards."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.commands.team import CASE, OTHER, Clone, Team
from tests.torture.striking import Strike, run

ID, TWIN = Path(CASE).stem, Path(OTHER).stem
PAPER = b"%PDF-1.4 << /Type /Pages /Count 2 >> << /Type /Page >> << /Type /Page >>"
OFFSET = ("--kind", "offset", "--amount", "1.10", "--dated-on", "3/6/2026")
_PAPER = "../paper.pdf"
_SENT = ("--sent-on", "3/8/2026", "--method", "fax", "--proof", "fax report")


def _as_it_is(_: Team, __: Clone) -> None:
    """Nothing happens before."""


class Act(NamedTuple):
    """The words of a command, and what happens in the ledger before it."""

    words: tuple[str, ...]
    before: Callable[[Team, Clone], object] = _as_it_is


def _ok(here: Clone, *words: str) -> None:
    ran = here.recoup(*words)
    assert ran.code == 0, ran


def _ok_apart(here: Clone, *words: str) -> None:
    """The same in a forked process: where pages were set once, no process forked later can set any."""
    ran = run(lambda: here.recoup(*words), Strike(), here.root.parent / "told")
    assert ran.code == 0, ran


def _sent(_: Team, here: Clone) -> None:
    _ok(here, "appeal", ID, "first", *_SENT)


def _addressed(_: Team, here: Clone) -> None:
    here.change("demand:\n", "demand:\n  send_to: {address: '1 Main St, Austin TX 78701'}\n")
    practice = (
        """{name: Bluestem Therapy, npi: "1234567893", phone: 512-555-0100, address: "1 Main St, Austin TX 78701"}"""
    )
    here.change("{name: Bluestem Therapy}", practice, "ledger.yaml")
    here.change("roles: [billing]}", "roles: [billing], signs: true}", "ledger.yaml")
    here.git("commit", "-q", "-m", "by hand", "--", CASE, "ledger.yaml")
    _ok(here, *("patient", "add", "P-1042", "--name", "Ann Roe", "--born-on", "3/6/1988"))
    _ok(here, *("patient", "add", "P-1042", "--payer", "lone-star-health", "--member-id", "LSH-1"))


def _papered(_: Team, here: Clone) -> None:
    _ok(here, "attach", ID, _PAPER, "--kind", "medical_record")


def _lettered(team: Team, here: Clone) -> None:
    _addressed(team, here)
    _ok_apart(here, "letter", ID, "records_request", "--to", "pdf,md")


def _wrong_sum(_: Team, here: Clone) -> None:
    here.change("amount: 49.42\n", "amount: 59.42\n")
    here.git("commit", "-q", "-m", "by hand", "--", CASE)


def _logged(_: Team, here: Clone) -> None:
    _ok(here, "log", ID, "A call.", "--channel", "phone")


def _typed(_: Team, here: Clone) -> None:
    here.change("90837 re-priced", "typed by hand")
    here.write(here.read(OTHER) + "  - at: 2026-03-06T10:20\n    channel: phone\n    summary: typed.\n", OTHER)


def _noted(_: Team, here: Clone) -> None:
    """A call that is kept, because its file is half edited; the file is then put right."""
    whole = here.read()
    here.write(whole + "half a sent: [\n")
    _ok(here, "log", ID, "Kept for later.", "--channel", "phone")
    here.write(whole.replace("90837 re-priced", "typed by hand"))


def _apart(team: Team, here: Clone) -> None:
    there = team.clone("mortiz")
    _ok(there, "log", ID, "Theirs.", "--channel", "phone")
    _ok(there, "money", TWIN, *OFFSET)
    _ok(there, "sync")
    _ok(here, "log", ID, "Mine.", "--channel", "phone")


def _conflict(team: Team, here: Clone) -> None:
    there = team.clone("mortiz")
    there.change("90837 re-priced", "theirs")
    there.commit()
    there.git("push", "-q", "origin", "main")
    here.git("reset", "-q")  # what is staged would keep git from joining anything
    here.change("90837 re-priced", "mine")
    here.git("commit", "-q", "-a", "-m", "by hand")
    here.git("pull", "-q", "--no-rebase", "--no-edit", "origin", "main", ok=(1,))


ACTS = {
    "log": Act(("log", ID, "Asked for the worksheet", "--channel", "phone")),
    "money": Act(("money", ID, *OFFSET, "--trace", "EFT 1")),
    "attach": Act(("attach", ID, _PAPER, "--kind", "medical_record")),
    "receive": Act(("receive", ID, _PAPER, "--kind", "second_notice", "--dated-on", "3/9/2026")),
    "new": Act(
        (
            *("new", "--payer", "lone-star-health", "--reference", "X-1", "--dated-on", "3/2/2026"),
            *("--amount", "12.00", "--document", _PAPER),
        )
    ),
    "decide": Act(("decide", ID, "dispute")),
    "letter": Act(("letter", ID, "records_request", "--to", "md"), _addressed),
    "appeal": Act(("appeal", ID, "first", *_SENT)),
    "outcome": Act(("outcome", ID, "first", "upheld", "--received-on", "3/9/2026"), _sent),
    "extend": Act(("extend", ID, "first_stop", "--until", "5/1/2026", "--proof", "Letter")),
    "pass": Act(("pass", ID, "first_stop", "--how", "not_used")),
    "close": Act(("close", ID, "repaid")),
    "hand-over": Act(("hand-over", "nobody", "mortiz")),
    "hold": Act(("hold", ID, "--asked-by", "Harrow and Finch")),
    "checked": Act(("checked", "fax")),
    "evidence": Act(("evidence", ID, "--request", "policy_then", "--from", "payer")),
    "review": Act(("review", ID, "--take", "sums"), _wrong_sum),
    "handover": Act(("handover", ID), _papered),
    "packet": Act(("packet", ID), _lettered),
    "save": Act(("save",), _typed),
    "save with a note": Act(("save",), _noted),
    "undo": Act(("undo", "--yes"), _logged),
    "resolve": Act(("resolve", "--keep", "mine"), _conflict),
    "sync": Act(("sync",), _apart),
}


class Sight(NamedTuple):
    """What there is to see of a ledger; ``tree`` is the saved one, ``status`` what is not clean."""

    tree: str
    status: str
    files: dict[str, bytes]
    private: dict[str, bytes]


def made(folder: Path, act: Act) -> Clone:
    """A shared copy and one person's copy of it, ready for the command; a file of theirs is staged."""
    folder.mkdir(parents=True)
    team = Team(folder)
    here = team.clone("jlee", "here")
    here.git("remote", "set-url", "origin", "../shared.git")
    (folder / "paper.pdf").write_bytes(PAPER)
    (here.root / ".git" / "info" / "exclude").write_text(".recoup-*.tmp\n", encoding="utf-8")  # as init's .gitignore
    here.write("mine\n", "notes.md")
    here.git("add", "notes.md")
    act.before(team, here)
    _ok(here, "list")
    return here


def copied(folder: Path, place: Path) -> Clone:
    """The same in another place."""
    shutil.copytree(folder, place, symlinks=True)
    return Clone(place / "here", "jlee")


def seen(here: Clone) -> Sight:
    """Look at it."""
    private = here.root.parent / "here-private"
    return Sight(
        here.git("rev-parse", "HEAD^{tree}").strip(),
        here.status,
        _files(here.root, ".git"),
        _files(private, "") if private.exists() else {},
    )


def trees(here: Clone, since: str) -> set[str]:
    """The saved trees on the way from a state to the last one."""
    return set(here.git("log", "--format=%T", f"{since}..HEAD").split())


def whole(here: Clone) -> str:
    """What git's own examination has against the repository."""
    done = subprocess.run(["git", "fsck", "--strict"], cwd=here.root, capture_output=True, text=True, check=False)
    said = done.stdout + done.stderr
    return said if done.returncode or "error" in said else ""


def left_over(here: Clone) -> list[str]:
    """Locks and journals that nobody took away; the next command that writes there sweeps a half file away.

    So does the next joining with the lock of its own list of files (tests/commands/test_sync.py).
    """
    return sorted(
        path.relative_to(here.root).as_posix()
        for path in here.root.rglob("*")
        if (path.name.endswith(".lock") and path.name != "joining-index.lock") or "journal" in path.name
    )


def _files(root: Path, without: str) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and path.relative_to(root).parts[0] != without and not path.name.endswith(".tmp")
    }


LAYS_OUT_PAGES = ("handover", "packet")
"""Commands that set pages: typst keeps threads, which a process forked after the first page has not, and waits for."""
