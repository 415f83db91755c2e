"""How many hostile inputs every run meets, by category: none of the reliability standard's counts may shrink unseen."""

from __future__ import annotations

import re
from collections.abc import Callable
from types import ModuleType

import pytest

from tests.commands import test_hostile_inputs as inputs
from tests.commands.hostile_states import STATES
from tests.commands.test_server_hook import HONEST, HOSTILE
from tests.conftest import ROOT
from tests.store import test_spreadsheet as spreadsheet
from tests.store.letters import test_rendering as rendering

STANDARD = {
    "YAML": 60,
    "schema": 15,
    "templates": 30,
    "git state": 35,
    "git content": 25,
    "paths and archives": 30,
    "X12": 0,  # of 30: nothing reads an 835 yet
    "CSV": 20,
    "output": 25,
}
_HARMLESS = ("shipped", "base", "revision", "speaks_for_itself", "line_is_named")
"""Words in the names of tests of templates that meet nothing hostile."""


def items(test: Callable[..., object]) -> int:
    """How often a test runs with other parameters."""
    many = 1
    for mark in getattr(test, "pytestmark", []):
        many *= len(mark.args[1]) if mark.name == "parametrize" else 1
    return many


def hostile_in(module: ModuleType, without: tuple[str, ...]) -> int:
    found = [test for name, test in vars(module).items() if name.startswith("test_")]
    return sum(items(test) for test in found if not any(words in test.__name__ for words in without))


def met() -> dict[str, int]:
    """What there is, counted where it stands."""
    schema = (ROOT / "tests" / "examples" / "invalid").glob("LED2*.txt")
    folders = (ROOT / "tests" / "examples" / "invalid").glob("LED2*/expected.txt")
    archives = items(spreadsheet.test_an_archive_that_is_a_trap_is_refused)
    return {
        "YAML": len(inputs.YAML),
        "schema": len(list(schema)) + len(list(folders)),
        "templates": hostile_in(rendering, _HARMLESS),
        "git state": len(STATES),
        "git content": len(HOSTILE),
        "paths and archives": len(inputs.PATHS) + items(inputs.test_what_is_no_file_or_no_name_is_not_kept) + archives,
        "X12": 0,
        "CSV": len(inputs.TABLES),
        "output": (len(inputs.PLACES) + 1) * len(inputs.STRINGS),
    }


@pytest.mark.parametrize("category", STANDARD)
def test_no_category_shrinks(category: str) -> None:
    assert met()[category] >= STANDARD[category]


def test_no_more_is_documented_than_there_is() -> None:
    text = (ROOT / "docs" / "torture.md").read_text(encoding="utf-8")
    table = text.partition("## Hostile inputs")[2].partition("\n## ")[0]
    documented = {name: int(number) for name, number in re.findall(r"^\| ([^|]+?) \| ([0-9]+) \|", table, re.MULTILINE)}
    true = {**met(), "together": sum(met().values())}
    assert documented.keys() == true.keys()
    assert all(number <= true[name] for name, number in documented.items())


def test_hostile_and_honest_pushes_are_as_many_as_the_standard_asks() -> None:
    assert (len(HOSTILE) >= 30, len(HONEST) >= 10) == (True, True)
