"""Making code wrong in one place: every place of a file, and the code that comes of it."""

from __future__ import annotations

import ast
import copy
import sys
from collections.abc import Iterator
from pathlib import Path
from types import CodeType
from typing import NamedTuple

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
_ITSELF = {"None", "True", "False"}
"""Answers that are not taken away: nothing is left of the first, and the others are turned over."""
_NOT_HERE = {"TYPE_CHECKING"} | ({"sys.platform == 'win32'"} if sys.platform != "win32" else set())
_LONG = 60
_Function = ast.FunctionDef | ast.AsyncFunctionDef


class Mutant(NamedTuple):
    """One place made wrong: the node with this number, in its order of walking, turned the so-many-th way."""

    file: Path
    line: int
    said: str
    number: int
    turn: int
    lines: range
    """Those of the statement: a test that runs none of them cannot notice."""
    function: tuple[str, int] | None
    """Name and first line of the outermost function whose body it is in; None for what runs at import."""


def mutants(file: Path) -> Iterator[Mutant]:
    """Every place of a file that can be made wrong, and how."""
    whole = ast.parse(file.read_text(encoding="utf-8"))
    places = dict(_places(whole, None, None))
    for number, node in enumerate(ast.walk(whole)):
        if node not in places:
            continue
        lines, function = places[node]
        before = _shown(node)
        for turn in range(_turns(node)):
            other = copy.deepcopy(node)
            if _turned(other, turn) and (after := _shown(other)) != before:
                said = f"{before[:_LONG]}  ->  {after[:_LONG]}"
                yield Mutant(file, getattr(node, "lineno", 0), said, number, turn, lines, function)


def wrong(mutant: Mutant) -> CodeType:
    """The code of the whole file with this one place made wrong."""
    tree = ast.parse(mutant.file.read_text(encoding="utf-8"))
    node = next(one for number, one in enumerate(ast.walk(tree)) if number == mutant.number)
    _turned(node, mutant.turn)
    return compile(ast.fix_missing_locations(tree), str(mutant.file), "exec")


def code_of(code: CodeType, function: tuple[str, int]) -> CodeType | None:
    """The code of one function in the code of its file."""
    for one in code.co_consts:
        if isinstance(one, CodeType):
            if (one.co_name, one.co_firstlineno) == function:
                return one
            if (found := code_of(one, function)) is not None:
                return found
    return None


def _places(
    node: ast.AST, lines: range | None, function: tuple[str, int] | None
) -> Iterator[tuple[ast.AST, tuple[range, tuple[str, int] | None]]]:
    """Each node with the lines of its statement and its function; what does not run here is left out."""
    if isinstance(node, ast.If) and ast.unparse(node.test) in _NOT_HERE:
        for other in node.orelse:
            yield from _places(other, lines, function)
        return
    if isinstance(node, ast.stmt):
        body: list[ast.stmt] = getattr(node, "body", [])
        end = body[0].lineno - 1 if body else node.end_lineno or node.lineno
        lines = range(node.lineno, max(end, node.lineno) + 1)
    yield node, (lines or range(0), function)
    for name, field in ast.iter_fields(node):
        inside = function
        if function is None and name == "body" and isinstance(node, _Function):
            inside = (node.name, min([node.lineno, *(one.lineno for one in node.decorator_list)]))
        if name in ("annotation", "returns"):
            continue
        for child in field if isinstance(field, list) else [field]:
            if isinstance(child, ast.AST):
                yield from _places(child, lines, inside)


def _shown(node: ast.AST) -> str:
    """The node on one line; of a branch the question alone."""
    asked = f"if {ast.unparse(node.test)}" if isinstance(node, (ast.If, ast.While)) else ast.unparse(node)
    return " ".join(asked.split())


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
    elif isinstance(node, ast.Return) and node.value is not None and ast.unparse(node.value) not in _ITSELF:
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
