"""Completion of case names."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest

from ledger.commands.completing import TAKES_A_CASE, quick_completion
from ledger.commands.table import COMMANDS
from tests.conftest import Ran

BASH = {"_RECOUP_COMPLETE": "complete_bash", "COMP_CWORD": "2"}


@pytest.mark.parametrize(
    ("typed", "offers"),
    [
        ("recoup show 7K", ["RC-2026-7K4QXM"]),
        ("recoup show rc-2026-7k", ["RC-2026-7K4QXM"]),
        ("recoup log ZZZZ", []),
    ],
)
def test_bash_is_offered_the_cases_that_begin_so(
    typed: str, offers: list[str], sample: Path, recoup: Callable[..., Ran]
) -> None:
    ran = recoup(sample, env={**BASH, "COMP_WORDS": typed})
    assert ran.out.split() == offers
    assert ran.code == 0


def test_without_a_ledger_nothing_is_offered(tmp_path: Path, recoup: Callable[..., Ran]) -> None:
    assert recoup(tmp_path, env={**BASH, "COMP_WORDS": "recoup show 7K"}).out == ""


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"_RECOUP_COMPLETE": "complete_zsh"},
        {**BASH, "COMP_CWORD": "1", "COMP_WORDS": "recoup sh"},
        {**BASH, "COMP_WORDS": "recoup list x"},
        {**BASH, "COMP_WORDS": "recoup show --f"},
    ],
)
def test_what_is_no_case_name_is_left_to_the_command_line(environment: dict[str, str]) -> None:
    assert quick_completion(environment) is None


def test_every_command_that_takes_a_case_is_listed() -> None:
    taking = []
    for name, entry in COMMANDS.items():
        module = import_module(f"ledger.commands.{entry.module}")
        function = getattr(module, f"{name}_" if name in ("list", "pass") else name, None)
        first = list(inspect.signature(function).parameters)[1:2] if function else []
        if first and first[0] in ("case", "cases", "what"):
            taking.append(name)
    assert sorted(taking) == sorted(TAKES_A_CASE)
