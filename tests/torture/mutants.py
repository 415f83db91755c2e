"""``make mutants``: the code that must not be wrong is made wrong in one place at a time; do its tests notice?"""

from __future__ import annotations

import argparse
import ast
import copy
import importlib.abc
import importlib.machinery
import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from types import ModuleType
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
_SECONDS = 120

_SWAPPED: dict[type[ast.AST], type[ast.AST]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Continue: ast.Break,
    ast.Break: ast.Continue,
}


class Part(NamedTuple):
    """A part of the code, and the tests that must notice."""

    files: tuple[str, ...]
    tests: tuple[str, ...]


PARTS = {
    "screen": Part(
        tuple(f"ledger/store/yaml/{name}.py" for name in ("reader", "screen", "examination")), ("tests/store/yaml",)
    ),
    "merge": Part(
        ("ledger/core/merging/*.py", "ledger/store/merging.py"),
        ("tests/core/merging", "tests/store/test_merging_properties.py"),
    ),
    "journal": Part(
        ("ledger/store/saving/journal.py", "ledger/store/saving/recovery.py"),
        ("tests/store/saving/test_save.py", "tests/store/saving/test_faults.py", "tests/store/saving/test_moving.py"),
    ),
    "audit": Part(("ledger/core/audit/*.py",), ("tests/core/audit",)),
}


class Mutant(NamedTuple):
    """One place made wrong."""

    file: Path
    line: int
    said: str
    tree: ast.Module


def mutants(file: Path) -> Iterator[Mutant]:
    """Every place of a file that can be made wrong, and how."""
    whole = ast.parse(file.read_text(encoding="utf-8"))
    for number, node in enumerate(ast.walk(whole)):
        for turn in range(_turns(node)):
            tree = copy.deepcopy(whole)
            found = next(one for place, one in enumerate(ast.walk(tree)) if place == number)
            before = ast.unparse(node)
            if _turned(found, turn) and (said := ast.unparse(found)) != before:
                line = getattr(node, "lineno", 0)
                yield Mutant(file, line, f"{' '.join(before.split())[:50]}  ->  {' '.join(said.split())[:50]}", tree)


def _turns(node: ast.AST) -> int:
    return len(node.ops) if isinstance(node, ast.Compare) else 1


def _turned(node: ast.AST, turn: int) -> bool:
    """Make one node wrong in place; False where there is nothing to turn."""
    if isinstance(node, ast.Compare) and type(node.ops[turn]) in _SWAPPED:
        node.ops[turn] = _SWAPPED[type(node.ops[turn])]()  # type: ignore[call-overload]
    elif isinstance(node, (ast.BoolOp, ast.BinOp)) and type(node.op) in _SWAPPED:
        node.op = _SWAPPED[type(node.op)]()  # type: ignore[assignment]
    elif isinstance(node, (ast.If, ast.IfExp, ast.While)):
        node.test = ast.UnaryOp(ast.Not(), node.test)
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        node.value = not node.value
    elif isinstance(node, ast.Constant) and isinstance(node.value, int):
        node.value += 1
    elif isinstance(node, ast.Return) and node.value is not None and ast.unparse(node.value) != "None":
        node.value = ast.Constant(None)
    elif isinstance(node, (ast.FunctionDef, ast.For, ast.If)):
        return False
    else:
        return _statement_gone(node)
    return True


def _statement_gone(node: ast.AST) -> bool:
    """A call or an assignment to a part that stands for itself is taken out; documentation strings stay."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        node.value = ast.Constant(None)
        return True
    if isinstance(node, ast.AugAssign):
        node.value = ast.Constant(0) if isinstance(node.value, ast.Constant) else node.value
        return isinstance(node.value, ast.Constant)
    return False


class _Wrong(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives the module of one file its wrong code, and every other module its own."""

    def __init__(self, mutant: Mutant) -> None:
        self.name = ".".join(mutant.file.relative_to(ROOT).with_suffix("").parts)
        self.code = compile(ast.fix_missing_locations(mutant.tree), str(mutant.file), "exec")

    def find_spec(self, name: str, *_: object) -> importlib.machinery.ModuleSpec | None:
        """The wrong one, where it is meant."""
        return importlib.machinery.ModuleSpec(name, self, origin="wrong on purpose") if name == self.name else None

    def exec_module(self, module: ModuleType) -> None:
        """Run it."""
        exec(self.code, vars(module))  # noqa: S102 - our own code, changed in one place


def noticed(mutant: Mutant, tests: tuple[str, ...]) -> bool:
    """Whether the tests fail, or do not come to their end, with this one."""
    child = os.fork()
    if child == 0:
        os.setpgid(0, 0)
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        import pytest

        sys.meta_path.insert(0, _Wrong(mutant))
        sys.dont_write_bytecode = True
        words = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:cov", *tests]
        os._exit(int(pytest.main(words) != 0))
    until = time.monotonic() + _SECONDS
    while time.monotonic() < until:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return status != 0
        time.sleep(0.02)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return True


def main() -> int:
    """Measure each part; 1 where one is below ninety per cent."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture.mutants", description=__doc__)
    parser.add_argument("parts", nargs="*", default=[], help=f"of {', '.join(PARTS)}; all if left out")
    parser.add_argument("--sample", type=int, default=0, help="so many of each part, drawn; all if left out")
    parser.add_argument("--seed", default="1", help="what they are drawn with")
    asked = parser.parse_args()
    os.chdir(ROOT)
    low = False
    for name in asked.parts or PARTS:
        part = PARTS[name]
        files = sorted(file for pattern in part.files for file in ROOT.glob(pattern))
        every = [mutant for file in files for mutant in mutants(file)]
        drawn = Random(asked.seed).sample(every, min(asked.sample or len(every), len(every)))  # noqa: S311
        caught = 0
        for mutant in drawn:
            if noticed(mutant, part.tests):
                caught += 1
            else:
                print(f"not noticed: {mutant.file.relative_to(ROOT)}:{mutant.line}: {mutant.said}", flush=True)
        low |= caught < 0.9 * len(drawn)
        print(f"{name}: {caught} of {len(drawn)} noticed, {100 * caught / len(drawn):.0f} % ({len(every)} in all)")
    return int(low)


if __name__ == "__main__":
    sys.exit(main())
