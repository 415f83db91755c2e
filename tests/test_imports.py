"""The doors between the rooms, read from the imports themselves (docs/architecture.md says why they run one way)."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent

DOORS = {
    "front": {"front", "commands", "report", "store", "core"},
    "commands": {"commands", "report", "store", "core"},
    "report": {"report", "core"},
    "store": {"store", "core"},
    "core": {"core"},
}
REASONS = {
    "core": "core decides from values alone, so that every rule can be tested without a file, a clock or a git",
    "store": "store touches the world and core decides; what is shown is the affair of report and commands",
    "report": "report turns values into text; reading and writing belong to store, and commands bring the two together",
    "commands": "commands are called by the front; one that knew the command line could not be called by a hook",
}

# Each foreign library has one home: the day it changes or goes, one folder changes.
HOMES = {
    "yaml": ("ledger.store.yaml",),
    "ruamel": ("ledger.store.yaml",),
    "jsonschema": ("ledger.store.schema",),
    "jsonschema_rs": ("ledger.store.schema",),
    "referencing": ("ledger.store.schema",),
    "git": ("ledger.store.git",),
    "gitdb": ("ledger.store.git",),
    "jinja2": ("ledger.store.letters",),
    "markdown_it": ("ledger.store.letters",),
    "typst": ("ledger.store.letters",),
    "docx": ("ledger.store.letters.docx",),
    "lxml": ("ledger.store.letters.docx",),
    "openpyxl": ("ledger.store.spreadsheet",),
    "pikepdf": ("ledger.store.packet",),
    "icalendar": ("ledger.store.feed",),
    "rich": ("ledger.report.progress",),
    "typer": ("ledger.cli", "ledger.commands"),
}

# What core may not touch, and what it would be reaching for.
OUTSIDE_CORE = {
    "subprocess": "another program",
    "os": "the environment and the disk",
    "sys": "the process it runs in",
    "io": "files",
    "shutil": "files",
    "tempfile": "files",
    "glob": "files",
    "time": "the clock",
    "random": "chance",
    "secrets": "chance",
    "socket": "the network",
    "urllib": "the network",
    "sqlite3": "a store",
    "logging": "the terminal",
    "locale": "this computer's settings",
}
CALLS_OUTSIDE_CORE = {"open", "print", "input", "breakpoint"}
CLOCKS = {"now", "today", "utcnow", "fromtimestamp"}

# What a check of one file may not pay for (docs/architecture.md says what it costs).
HEAVY = {
    "dataclasses",
    "typer",
    "click",
    "ruamel",
    "git",
    "jinja2",
    "jsonschema",
    "rich",
    "docx",
    "lxml",
    "openpyxl",
    "pikepdf",
    "icalendar",
    "typst",
    "inspect",
}


# The ways that do not lead through Typer.
QUICK = ("ledger.front", "ledger.commands.checking", "ledger.commands.completing")


class Import(NamedTuple):
    """One import: the module that is named, its line, and whether it runs as soon as the importing module does."""

    module: str
    line: int
    at_once: bool


def room_of(module: str) -> str:
    """The room a module lies in; the two entrances are the front, and the package's own names belong to everyone."""
    inside = module.split(".")[1:2]
    if not inside or inside[0].startswith("__version"):
        return ""
    return inside[0] if inside[0] in DOORS else "front"


def imports_of(source: str) -> list[Import]:
    """Every import of a source text; what stands under ``if TYPE_CHECKING`` or in a function is not run at once."""
    found: list[Import] = []

    def walk(node: ast.AST, *, at_once: bool) -> None:
        if isinstance(node, ast.Import):
            found.extend(Import(alias.name, node.lineno, at_once) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            found.append(Import(module, node.lineno, at_once))
            found.extend(Import(f"{module}.{alias.name}", node.lineno, at_once) for alias in node.names)
        later = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) or (
            isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        )
        for child in ast.iter_child_nodes(node):
            walk(child, at_once=at_once and not later)

    walk(ast.parse(source), at_once=True)
    return found


def wrong_doors(module: str, source: str) -> list[str]:
    """Imports of a room that may not be entered from here."""
    room = room_of(module) or "front"
    found = []
    for one in imports_of(source):
        if one.module.startswith("."):
            found.append(f"{module}:{one.line}: write the whole name, so that every door can be found by searching")
        elif one.module.startswith("ledger.") and room_of(one.module) not in DOORS[room] | {""}:
            found.append(f"{module}:{one.line}: {room} imports {one.module}: {REASONS[room]}")
    return found


def strays(module: str, source: str) -> list[str]:
    """Foreign libraries outside their home."""
    found = []
    for one in imports_of(source):
        library = one.module.partition(".")[0]
        if library in sys.stdlib_module_names or library == "ledger":
            continue
        homes = HOMES.get(library, ())
        if not any(module == home or module.startswith(f"{home}.") for home in homes):
            home = " or ".join(homes) or "no home yet: give it one in tests/test_imports.py and docs/dependencies.md"
            found.append(f"{module}:{one.line}: {library} is at home in {home}")
    return found


def worldly(module: str, source: str) -> list[str]:
    """What core reaches for outside itself."""
    found = [
        f"{module}:{one.line}: core reaches for {OUTSIDE_CORE[one.module.partition('.')[0]]} through {one.module}"
        for one in imports_of(source)
        if one.module.partition(".")[0] in OUTSIDE_CORE
    ]
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name) and node.func.id in CALLS_OUTSIDE_CORE:
            found.append(f"{module}:{node.lineno}: core calls {node.func.id}(); hand the value in instead")
    return found


def clocks(module: str, source: str) -> list[str]:
    """Places where a day or an instant is taken from the computer instead of from the caller."""
    return [
        f"{module}:{node.lineno}: {ast.unparse(node)} - today and now enter once, in ledger/store/clock.py"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in CLOCKS
        and ast.unparse(node.func.value).rpartition(".")[2] in {"date", "datetime"}
    ]


def sources() -> dict[str, str]:
    """Every module of the package with its text."""
    found = {}
    for path in sorted((ROOT / "ledger").rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path.read_text(encoding="utf-8")
    return found


SOURCES = sources()


def reachable(start: str) -> Iterator[tuple[str, Import]]:
    """Every import that runs when ``start`` is imported, through all modules of the package."""
    waiting, seen = [start], set()
    while waiting:
        module = waiting.pop()
        if module in seen or module not in SOURCES:
            continue
        seen.add(module)
        parents = [module.rsplit(".", count)[0] for count in range(1, module.count(".") + 1)]
        waiting.extend(parents)
        for one in imports_of(SOURCES[module]):
            if one.at_once:
                yield module, one
                waiting.append(one.module)


def test_imports_run_one_way() -> None:
    assert [problem for module, source in SOURCES.items() for problem in wrong_doors(module, source)] == []


def test_each_foreign_library_stays_at_home() -> None:
    assert [problem for module, source in SOURCES.items() for problem in strays(module, source)] == []


def test_core_is_values_and_decisions() -> None:
    core = {module: source for module, source in SOURCES.items() if room_of(module) == "core"}
    assert core
    assert [problem for module, source in core.items() for problem in worldly(module, source)] == []


def test_no_clock_but_the_one_at_the_edge() -> None:
    rooms = {"core", "report", "commands"}
    inner = {module: source for module, source in SOURCES.items() if room_of(module) in rooms}
    assert [problem for module, source in inner.items() for problem in clocks(module, source)] == []


@pytest.mark.parametrize("entrance", QUICK)
def test_what_must_be_quick_imports_nothing_heavy(entrance: str) -> None:
    assert entrance in SOURCES
    heavy = {
        f"{module}:{one.line}: {one.module} on the way of a quick command; import it where it is used"
        for module, one in reachable(entrance)
        if one.module.partition(".")[0] in HEAVY
    }
    assert sorted(heavy) == []


@pytest.mark.parametrize("words", [["check", "FILE"], ["--version"]])
def test_a_quick_command_loads_nothing_heavy(words: list[str], sample: Path) -> None:
    # What the imports promise, seen from the other end: the modules in the process when the command is done.
    case = next(iter(sorted((sample / "cases").rglob("*.yaml"))))
    code = (
        "import sys\n"
        "from ledger.front import run\n"
        "sys.stderr.write(f'left with {run(sys.argv[1:])}\\n')\n"
        "sys.stderr.write(' '.join(sorted({name.partition('.')[0] for name in sys.modules})))\n"
    )
    arguments = [str(case) if word == "FILE" else word for word in words]
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=sample, check=True, capture_output=True, text=True
    )
    loaded = set(done.stderr.splitlines()[-1].split())
    assert "ledger" in loaded
    assert loaded & HEAVY == set()


@pytest.mark.parametrize(
    ("check", "module", "source"),
    [
        (wrong_doors, "ledger.core.case", "from ledger.store.git import Git"),
        (wrong_doors, "ledger.core.case", "def f() -> None:\n    import ledger.report.text"),
        (wrong_doors, "ledger.report.text", "from ledger.store.yaml import read"),
        (wrong_doors, "ledger.store.yaml.reader", "from ledger.report.clean import clean"),
        (wrong_doors, "ledger.store.clock", "from ..commands import log"),
        (wrong_doors, "ledger.commands.log", "from ledger.cli import app"),
        (strays, "ledger.core.case", "import typer"),
        (strays, "ledger.store.git", "from ruamel.yaml import YAML"),
        (strays, "ledger.report.text", "import rich.table"),
        (worldly, "ledger.core.day", "import os.path"),
        (worldly, "ledger.core.day", "def f() -> None:\n    print(1)"),
        (worldly, "ledger.core.day", "text = open('x').read()"),
        (clocks, "ledger.core.day", "from datetime import date\ntoday = date.today()"),
        (clocks, "ledger.core.day", "import datetime\nnow = datetime.datetime.now(datetime.UTC)"),
    ],
)
def test_a_wrong_door_is_seen(check: object, module: str, source: str) -> None:
    assert callable(check)
    assert check(module, source)


def test_what_waits_is_told_from_what_runs_at_once() -> None:
    source = (
        "import json\n"
        "if TYPE_CHECKING:\n    import typer\n"
        "try:\n    import zlib\nexcept ImportError:\n    pass\n"
        "def f():\n    import git\n"
        "class C:\n    import csv\n"
    )
    assert {one.module for one in imports_of(source) if one.at_once} == {"json", "zlib", "csv"}
