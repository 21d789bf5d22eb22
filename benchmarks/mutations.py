"""What can be changed in a module, one small wrong change at a time, and the tree that comes of it.

A change swaps a comparison, moves a number by one, turns a condition around, swaps an operator, returns nothing or
drops a statement.
"""

from __future__ import annotations

import ast
import copy
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

ROOT = Path(__file__).resolve().parents[1]

_SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult,
    ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
}  # fmt: skip
_NAMES = {"min": "max", "max": "min", "any": "all", "all": "any"}

Change = Callable[[ast.AST], ast.AST]


class Mutant(Struct, frozen=True):
    """The `at`th node of a module, walked in order, and what becomes of it."""

    module: str
    line: int
    at: int
    change: Change
    name: str
    """What is changed, told by the words of the line and not by its number, which moves when other code is written."""


def mutants(module: str) -> list[Mutant]:
    """Every change that is tried on the module."""
    nodes = list(ast.walk(_tree(module)))
    lines = path(module).read_text(encoding="utf-8").splitlines()
    untouched, seen = _untouched(nodes), Counter[str]()
    found = []
    for at, node in enumerate(nodes):
        if id(node) in untouched:
            continue
        for change in _changes(node):
            line = node.iter.lineno if isinstance(node, ast.comprehension) else getattr(node, "lineno", 0)
            told = f"{_short(node)} -> {_short(change(copy.deepcopy(node)))}"
            name = f"{module.rpartition('.')[2]}: {told} in {lines[line - 1].strip()}"
            seen[name] += 1
            found.append(Mutant(module, line, at, change, name if seen[name] == 1 else f"{name} #{seen[name]}"))
    return found


def changed(mutant: Mutant) -> ast.Module:
    """The tree of the module with the change made, ready to be compiled."""
    tree = _tree(mutant.module)
    target = list(ast.walk(tree))[mutant.at]
    new = ast.copy_location(mutant.change(copy.deepcopy(target)), target)
    return ast.fix_missing_locations(_Exchange(target, new).visit(tree))


def path(module: str) -> Path:
    """The file of a module."""
    return ROOT.joinpath(*module.split(".")).with_suffix(".py")


def _tree(module: str) -> ast.Module:
    return ast.parse(path(module).read_text(encoding="utf-8"))


def _short(node: ast.AST) -> str:
    return " ".join(ast.unparse(node).split())[:80]


def _untouched(nodes: Sequence[ast.AST]) -> set[int]:
    """Annotations, decorators, what kind of record a class is and the bounds of type variables: no rule is in them."""
    silent: list[ast.AST] = []
    for node in nodes:
        for name in ("annotation", "returns", "decorator_list"):
            part = getattr(node, name, None)
            silent += part if isinstance(part, list) else [part] if part else []
        if isinstance(node, ast.ClassDef):
            silent += [keyword.value for keyword in node.keywords]
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.BinOp) and _is_type(node.value):
            silent.append(node.value)
    return {id(inner) for node in silent for inner in ast.walk(node)}


def _is_type(value: ast.BinOp) -> bool:
    """`Verdict = bool | None`."""
    return isinstance(value.right, ast.Constant) and value.right.value is None


def _changes(node: ast.AST) -> Iterator[Change]:
    match node:
        case ast.Compare(ops=[*ops]):
            for which, operator in enumerate(ops):
                if type(operator) in _SWAPS:
                    yield lambda one, which=which: _swapped_at(one, which)
        case ast.BoolOp() | ast.BinOp() | ast.AugAssign() if type(node.op) in _SWAPS:
            yield _swapped
        case ast.UnaryOp(op=ast.Not() | ast.USub() | ast.Invert()):
            yield lambda one: one.operand  # type: ignore[attr-defined]
        case ast.Constant(value=bool()):
            yield lambda one: ast.Constant(not one.value)  # type: ignore[attr-defined]
        case ast.Constant(value=int() | float()):
            yield lambda one: ast.Constant(one.value + 1)  # type: ignore[attr-defined]
            yield lambda one: ast.Constant(one.value - 1)  # type: ignore[attr-defined]
        case ast.Call(func=ast.Name(id=name)) if name in _NAMES:
            yield _renamed
        case _:
            yield from _changes_of_flow(node)


def _changes_of_flow(node: ast.AST) -> Iterator[Change]:
    match node:
        case ast.If() | ast.IfExp() | ast.While():
            yield _turned
        case ast.comprehension(ifs=[_, *_]):
            yield _unfiltered
        case ast.Return(value=ast.expr()) if not _is_nothing(node.value):
            yield _nothing
    if isinstance(node, ast.AugAssign | ast.Raise | ast.Continue) or (
        isinstance(node, ast.Expr) and isinstance(node.value, ast.Call | ast.Yield | ast.YieldFrom)
    ):
        yield lambda _: ast.Pass()


def _swapped(node: ast.AST) -> ast.AST:
    node.op = _SWAPS[type(node.op)]()  # type: ignore[attr-defined]
    return node


def _swapped_at(node: ast.AST, which: int) -> ast.AST:
    node.ops[which] = _SWAPS[type(node.ops[which])]()  # type: ignore[attr-defined]
    return node


def _renamed(node: ast.AST) -> ast.AST:
    node.func.id = _NAMES[node.func.id]  # type: ignore[attr-defined]
    return node


def _turned(node: ast.AST) -> ast.AST:
    node.test = ast.UnaryOp(ast.Not(), node.test)  # type: ignore[attr-defined]
    return node


def _unfiltered(node: ast.AST) -> ast.AST:
    node.ifs = []  # type: ignore[attr-defined]
    return node


def _is_nothing(value: ast.AST) -> bool:
    return isinstance(value, ast.Constant) and value.value is None


def _nothing(node: ast.AST) -> ast.AST:
    empty = isinstance(node.value, ast.Tuple | ast.List)  # type: ignore[attr-defined]
    node.value = ast.Tuple([], ast.Load()) if empty else ast.Constant(None)  # type: ignore[attr-defined]
    return node


class _Exchange(ast.NodeTransformer):
    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self._old, self._new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        return self._new if node is self._old else self.generic_visit(node)
