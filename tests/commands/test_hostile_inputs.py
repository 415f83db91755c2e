"""Whatever comes in from outside is refused with its place, ends as it should and leaves the ledger as it was."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.store.saving import ready as ready_to_save
from tests.commands.hostile_states import STATES
from tests.commands.team import CASE, OTHER, Clone, Ran, Team

ROOT = Path(__file__).resolve().parents[2]
ID = Path(CASE).stem
YAML = sorted((ROOT / "tests" / "examples" / "hostile").glob("*.yaml"))
Look = dict[str, bytes | str]


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Team:
    return Team(tmp_path_factory.mktemp("hostile"))


@pytest.fixture
def here(ready: Team) -> Iterator[Clone]:
    """The ledger that all of them meet, and that none of them changes."""
    before = seen(ready.first.root)
    yield ready.first
    assert seen(ready.first.root) == before


@pytest.fixture
def copy(ready: Team, tmp_path: Path) -> Clone:
    """A copy of it, for what harms the repository itself."""
    shutil.copytree(ready.first.root, tmp_path / "ledger", symlinks=True)
    return Clone(tmp_path / "ledger", "jlee")


def seen(root: Path) -> Look:
    """All files and the saved state; what the program keeps for itself aside."""
    git = [root / ".git" / name for name in ("HEAD", "config", "refs/heads/main", "index")]
    files = [path for path in root.rglob("*") if path.relative_to(root).parts[0] != ".git"]
    return {path.relative_to(root).as_posix(): _what(path) for path in [*files, *git]}


def _what(path: Path) -> bytes | str:
    if path.is_symlink():
        return f"link to {path.readlink()}"
    return path.read_bytes() if path.is_file() else "folder" if path.is_dir() else "nothing"


def plain(ran: Ran) -> None:
    """No mistake of the program, and nothing on the screen that a terminal would obey."""
    assert ran.code < 64, ran
    assert all(char.isprintable() or char == "\n" for char in ran.out + ran.err), ran


@pytest.mark.parametrize("file", YAML, ids=lambda file: file.stem)
def test_a_hostile_file_stops_a_check_and_a_save(file: Path, here: Clone) -> None:
    whole = (here.root / OTHER).read_bytes()
    (here.root / OTHER).write_bytes(file.read_bytes())
    before = seen(here.root)
    try:
        checked, saved = here.recoup("check", OTHER), here.recoup("save")
        assert seen(here.root) == before
    finally:
        (here.root / OTHER).write_bytes(whole)
    plain(checked)
    plain(saved)
    assert checked.code == 1
    told = file.with_suffix(".txt")
    first = told.read_text(encoding="utf-8").partition("\n")[0].removeprefix(file.name) if told.exists() else ":"
    assert f"{OTHER}{first}" in checked.out
    assert saved.code in {1, 3}


PATHS: dict[str, tuple[int, str]] = {
    "../../x.pdf": (32, "LED208"),
    "/etc/passwd": (32, "LED208"),
    "C:\\x.pdf": (32, "LED208"),
    "\\\\host\\share\\x.pdf": (32, "LED208"),
    "a/../../b.pdf": (32, "LED208"),
    f"{ID}/../../x.pdf": (32, "LED208"),
    f"{ID}/": (32, "LED208"),
    "": (32, "LED208"),
    ".": (32, "LED208"),
    "..": (32, "LED208"),
    f"{ID}/x\u202epdf.exe": (32, "LED107"),
    f"{ID}/x\x00.pdf": (32, "LED107"),
    "file:///etc/passwd": (32, "LED208"),
    "https://example.org/x.pdf": (32, "LED208"),
    f"{ID}//x.pdf": (32, "LED208"),
    f"{ID}/.git/config": (32, "LED208"),
    f"{ID}/a:b.pdf": (32, "LED208"),
    f"{ID}/x.pdf\n": (32, "LED208"),
}


@pytest.mark.parametrize("path", PATHS)
def test_a_path_that_leaves_the_private_folder_stops_a_check(path: str, here: Clone) -> None:
    whole = here.read()
    here.change("documents:\n", f"documents:\n  - {{id: d, kind: proof, file: {json.dumps(path)}}}\n")
    try:
        ran = here.recoup("check", CASE)
    finally:
        here.write(whole)
    plain(ran)
    column, code = PATHS[path]
    assert (ran.code, ran.out.startswith(f"{CASE}:21:{column}: error {code} ")) == (1, True), ran


@pytest.mark.parametrize(
    "words",
    [
        ("../../../../etc/passwd-",),
        ("/dev/zero",),
        ("/etc",),
        ("nowhere.pdf",),
        ("x\x00y.pdf",),
        ("~nobody/x.pdf",),
        ("x" * 300,),
        ("file:///etc/passwd",),
        ("../paper.pdf", "--name", "../x"),
        ("../paper.pdf", "--name", "a/b"),
        ("../paper.pdf", "--name", "C:\\x"),
        ("../paper.pdf", "--name", "x" * 300),
    ],
    ids=lambda words: " ".join(words)[:40].replace("\x00", "0"),
)
def test_what_is_no_file_or_no_name_is_not_kept(words: tuple[str, ...], here: Clone) -> None:
    (here.root.parent / "paper.pdf").write_bytes(b"%PDF-1.4")
    ran = here.recoup("attach", ID, *words, "--kind", "proof")
    plain(ran)
    assert (ran.code, "hint: " in ran.err) == (3, True), ran
    assert not [path for path in here.root.parent.rglob("*-private/**/*") if path.is_file()]


HEAD = "Claim,Acct,Date of service,Procedure,Paid,Demanded\n"
ROW = "1a,P-1,11/14/2025,90837,5.00,"
AMOUNTS = (
    '"1.234,56"',
    "\uff11\uff12",
    "1e3",
    "12.345",
    "=1+1",
    "#REF!",
    "$ 5 USD",
    "12-",
    "0x10",
    "NaN",
    "\u0664\u0662",
)
DAYS = ("2/30/2026", "13/13/2025", "14.11.2025", "2025-11-14T10:00", "tomorrow", "11/14/25", "45975")
TABLES: dict[str, tuple[str, str]] = {
    **{f"amount {amount}": (f"{HEAD}{ROW}{amount}\n", "2:6: error LED204") for amount in AMOUNTS},
    **{f"day {day}": (f"{HEAD}1a,P-1,{day},90837,5.00,5.00\n", "2:3: error LED203") for day in DAYS},
    "a mark between thousands": (f"{HEAD}{ROW}1 000,00\n", "2:7: error LED120"),
    "no headings": (f"{ROW}5.00\n", "1:1: error LED220"),
    "two rows of headings": (f"{HEAD}{HEAD}{ROW}5.00\n", "2:1: error LED222"),
    "one heading twice": (f"Claim,{HEAD}1a,{ROW}5.00\n", "1:2: error LED222"),
    "nothing": ("", "1:1: error LED220"),
    "too few cells": (f"{HEAD}1a,P-1,11/14/2025\n", "2:6: error LED202"),
    "too many cells": (f"{HEAD}{ROW}5.00,x,y\n", "2:7: error LED120"),
    "only headings": (HEAD, "1:1: error LED120"),
    "a zero byte": (f"{HEAD}{ROW}5.00\n1b,P\x00-1\n", "3:1: error LED120"),
    "a quote that is not closed": (f'{HEAD}1a,"P-1\n', "2:1: error LED120"),
}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_of_claims_is_refused_by_row_and_column(name: str, here: Clone, tmp_path: Path) -> None:
    text, place = TABLES[name]
    (tmp_path / "t.csv").write_text(text, encoding="utf-8", newline="")
    demand = ("--reference", "X-1", "--dated-on", "3/2/2026", "--amount", "5.00")
    ran = here.recoup("new", "--payer", "lone-star-health", *demand, "--claims", str(tmp_path / "t.csv"))
    plain(ran)
    assert (ran.code, f"t.csv:{place}" in ran.err) == (1, True), ran
    assert "Nothing was written." in ran.err


STRINGS = {
    "color": "\x1b[31mX",
    "title": "\x1b]0;t\x07X",
    "C1": "\x9b31mX",
    "return": "X\rY",
    "direction": "\u202eX",
    "backspace": "X\x08Y",
}
PLACES: dict[str, tuple[tuple[str, ...], int]] = {
    "a case": (("show", "{}"), 2),
    "a person": (("list", "--owner", "{}"), 2),
    "a channel": (("log", ID, "x", "--channel", "{}"), 2),
    "a summary": (("log", ID, "{}", "--channel", "phone"), 3),
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("string", STRINGS)
def test_what_a_terminal_would_obey_is_shown_as_an_escape(string: str, place: str, here: Clone) -> None:
    words, code = PLACES[place]
    ran = here.recoup(*(word.replace("{}", STRINGS[string]) for word in words))
    plain(ran)
    assert (ran.code, re.search(r"\\(?:x|u|r)|X\n  Y", ran.err) is not None) == (code, True), ran


@pytest.mark.parametrize("string", STRINGS)
def test_an_author_with_such_a_name_is_told_without_harm(string: str, copy: Clone) -> None:
    copy.change("90837 re-priced", "other")
    author = f"{STRINGS[string]} <a@example.org>"
    copy.git("commit", "-q", "-a", "-m", f"a change {STRINGS[string]}", "--author", author)
    before = seen(copy.root)
    for words, code in ((("history", ID), 0), (("audit",), 1)):
        ran = copy.recoup(*words)
        plain(ran)
        assert ran.code == code, ran
    assert seen(copy.root) == before


@pytest.mark.parametrize("name", STATES)
def test_where_nothing_may_be_saved_it_says_why_and_changes_nothing(
    name: str, copy: Clone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ready_to_save, "_LOCK_PAUSE_SECONDS", 0.01)
    state = STATES[name]
    state.arrange(copy)
    before = seen(copy.root)
    ran = copy.recoup("log", ID, "A call.", "--channel", "phone")
    plain(ran)
    said = " ".join((ran.out + ran.err).split())
    assert (ran.code, state.says in said) == (state.code, True), ran
    assert "A call." in said or "Kept, not filed" in said or state.code == 2 or "hint:" in said
    before.pop(".git/index")  # looking brings its times up to date
    assert {name: what for name, what in seen(copy.root).items() if name in before} == before
