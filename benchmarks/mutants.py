"""Would the tests notice? Small wrong changes to four rooms, each held against the tests of its room; a seeded sample.

A change swaps a comparison, moves a number by one, turns a condition around, swaps an operator, returns nothing or
drops a statement. Each is tried in a process of its own, in which the one module is compiled from the changed tree;
no file is written. A change is noticed when a test fails, and also when the tests take far longer than they should.
What the tests let through stands in `mutants.toml` with a word on each.

Run by `make mutants`. Needs `fork` (Linux, macOS). Prints the page `docs/mutants.md`; progress goes to stderr.
"""

from __future__ import annotations

import argparse
import ast
import copy
import importlib
import importlib.util
import os
import random
import resource
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from pathlib import Path
from types import CodeType

from msgspec import Struct

for threads in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ[threads] = "1"  # a process that has begun threads cannot be forked safely

# Imported once here and shared by every process, so that a change costs its tests and not the start of its libraries.
import hypothesis  # noqa: E402
import pytest  # noqa: E402

for library in ("numpy", "openpyxl", "pandas", "rapidfuzz.process", "simplemma", "typer", "Stemmer"):
    importlib.import_module(library)

ROOT = Path(__file__).resolve().parents[1]
REMARKS = Path(__file__).with_suffix(".toml")
AIM = 85
"""Percent of the changes that tests must notice."""
MEMORY = 4 << 30


class Room(Struct, frozen=True):
    """Modules and the tests that speak for them, the quickest first."""

    title: str
    modules: tuple[str, ...]
    tests: tuple[str, ...]


ROOMS = {
    "ages": Room(
        "Ages",
        ("overlap.reading.values.ages", "overlap.reading.values.ages_in_prose", "overlap.reading.values.age_signs"),
        (
            "tests/reading/values/test_ages_in_prose.py",
            "tests/reading/values/test_ages.py",
            "tests/reading/values/test_properties.py::test_ages_are_read_back_as_they_are_said",
        ),
    ),
    "mentions": Room(
        "Mention cues",
        ("overlap.language.polarity", "overlap.language.cues"),
        ("tests/language/test_polarity.py", "tests/language/test_sentences.py"),
    ),
    "pairs": Room(
        "Pair scoring",
        ("overlap.analysis.pairs", "overlap.analysis.structure", "overlap.analysis.likeness"),
        (
            "tests/analysis/test_parts_of_pairs.py",
            "tests/analysis/test_pairs.py::test_pairs_are_those_of_a_plain_loop",
        ),
    ),
    "gaps": Room(
        "Gap rules",
        ("overlap.analysis.gaps", "overlap.analysis.served", "overlap.analysis.need", "overlap.analysis.coverage"),
        (
            "tests/analysis/test_gap_figures.py",
            "tests/analysis/test_need.py",
            "tests/analysis/test_coverage.py",
            "tests/analysis/test_gaps.py",
        ),
    ),
}

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
    lines = _path(module).read_text(encoding="utf-8").splitlines()
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


def _path(module: str) -> Path:
    return ROOT.joinpath(*module.split(".")).with_suffix(".py")


def _tree(module: str) -> ast.Module:
    return ast.parse(_path(module).read_text(encoding="utf-8"))


def _short(node: ast.AST) -> str:
    return " ".join(ast.unparse(node).split())[:80]


def _untouched(nodes: Sequence[ast.AST]) -> set[int]:
    """Annotations, decorators and the bounds of type variables: they say nothing when the program runs."""
    silent: list[ast.AST] = []
    for node in nodes:
        for name in ("annotation", "returns", "decorator_list"):
            part = getattr(node, name, None)
            silent += part if isinstance(part, list) else [part] if part else []
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


class _Loader(SourceFileLoader):
    """Compiles one module from its changed tree."""

    mutant: Mutant

    def get_code(self, fullname: str) -> CodeType:
        tree = _tree(fullname)
        target = list(ast.walk(tree))[self.mutant.at]
        changed = ast.copy_location(self.mutant.change(copy.deepcopy(target)), target)
        return compile(ast.fix_missing_locations(_Exchange(target, changed).visit(tree)), self.path, "exec")


class _Exchange(ast.NodeTransformer):
    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self._old, self._new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        return self._new if node is self._old else self.generic_visit(node)


class _Finder(MetaPathFinder):
    def __init__(self, mutant: Mutant) -> None:
        self._mutant = mutant

    def find_spec(self, fullname: str, *_: object) -> ModuleSpec | None:
        if fullname != self._mutant.module:
            return None
        path = str(_path(fullname))
        loader = _Loader(fullname, path)
        loader.mutant = self._mutant
        return importlib.util.spec_from_file_location(fullname, path, loader=loader)


_OPTIONS = ("-x", "-q", "-p", "no:cacheprovider", "--hypothesis-profile=first_failure")


def start(room: Room, mutant: Mutant | None, seconds: int) -> int:
    """The process that runs the room's tests on the changed module, with at most so much processor time."""
    child = os.fork()
    if child:
        return child
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    os.nice(max(0, 15 - os.nice(0)))
    if mutant:
        sys.meta_path.insert(0, _Finder(mutant))
    try:
        code = int(any(pytest.main([*_OPTIONS, test]) for test in room.tests))  # the quickest alone, then the next
    except BaseException:  # noqa: BLE001  a change may break anything, also pytest
        code = 1
    os._exit(code)


def outcomes(room: Room, chosen: Sequence[Mutant], seconds: int, jobs: int, minutes: float) -> dict[Mutant, str]:
    """`killed`, `survived` or `time` of each, as they were drawn; after so many minutes none is begun."""
    until = time.monotonic() + 60 * minutes
    waiting, running, found = list(chosen), {}, {}
    while running or waiting:
        if time.monotonic() > until:
            waiting = []
        while waiting and len(running) < jobs:
            mutant = waiting.pop(0)
            running[start(room, mutant, seconds)] = mutant
        if not running:
            break
        child, status = os.wait()
        mutant = running.pop(child)
        found[mutant] = "time" if os.WIFSIGNALED(status) else "killed" if os.WEXITSTATUS(status) else "survived"
        print(
            f"{len(found)}/{len(chosen)} {found[mutant]:8} {mutant.line:4} {mutant.name}", file=sys.stderr, flush=True
        )
    return found


def _noticed(logs: Sequence[Path], possible: Sequence[Mutant]) -> dict[Mutant, str]:
    """The outcomes that earlier runs told on stderr. Tests may have been added since, and none taken away."""
    by_name = {mutant.name: mutant for mutant in possible}
    lines = [line.split(None, 3) for log in logs for line in log.read_text(encoding="utf-8").splitlines()]
    told = [(line[3], line[1]) for line in lines if len(line) > 3 and line[1] in ("killed", "survived", "time")]
    return {by_name[name]: outcome for name, outcome in told if name in by_name}


def unchanged(room: Room) -> float:
    """Processor seconds of the tests on the unchanged room, on which they must pass."""
    began = resource.getrusage(resource.RUSAGE_CHILDREN)
    _, status = os.waitpid(start(room, None, 3600), 0)
    assert status == 0, f"the tests of {room.title} fail without any change"
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ended.ru_utime + ended.ru_stime - began.ru_utime - began.ru_stime


def page(results: dict[str, dict[Mutant, str]], seed: int) -> str:
    """`docs/mutants.md`."""
    remarks = tomllib.loads(REMARKS.read_text(encoding="utf-8")) if REMARKS.exists() else {}
    equivalent, words = remarks.get("equivalent", {}), remarks.get("survivors", {})
    lines = [
        "# Would the tests notice?",
        "",
        "Written by `make mutants`, which changes the program in small wrong ways and runs the tests of that room:",
        "comparisons and operators swapped, numbers moved by one, conditions turned around, filters and statements",
        f"dropped, nothing returned. A seeded sample (seed {seed}) of all such changes, which tests were then mended",
        f"for, so it says what these tests now notice and not how they fare on others. The aim is that {AIM} % are",
        "noticed. Changes that no test could notice, because the program does the same, are counted apart.",
        "",
        "| room | possible | tried | noticed | of these by time | the same program | let through | noticed, % |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for key, found in results.items():
        lines.append(_row(ROOMS[key], found, equivalent))
    for key, found in results.items():
        left = sorted((one for one in found if found[one] == "survived"), key=lambda one: (one.module, one.line))
        if left:
            lines += ["", f"## {ROOMS[key].title}: what was let through", ""]
        for mutant in left:
            name = mutant.name.replace("|", "\\|")
            why = equivalent.get(mutant.name, "")
            lines.append(
                f"- `{name}`: " + (f"the same program: {why}" if why else words.get(mutant.name, "not explained yet"))
            )
    return "\n".join(lines) + "\n"


def _row(room: Room, found: dict[Mutant, str], equivalent: dict[str, str]) -> str:
    possible = sum(len(mutants(module)) for module in room.modules)
    same = sum(outcome == "survived" and one.name in equivalent for one, outcome in found.items())
    noticed = sum(outcome != "survived" for outcome in found.values())
    late = sum(outcome == "time" for outcome in found.values())
    left = len(found) - noticed - same
    share = 100 * noticed / (noticed + left) if noticed + left else 100
    return f"| {room.title} | {possible} | {len(found)} | {noticed} | {late} | {same} | {left} | {share:.0f} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rooms", nargs="*", choices=[*ROOMS, []], help="all unless named")
    parser.add_argument("--count", type=int, default=40, help="changes tried in each room")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--minutes", type=float, default=60, help="most for a room; what is not begun is not counted")
    parser.add_argument(
        "--earlier",
        type=Path,
        nargs="*",
        default=[],
        help="progress of earlier runs: what tests noticed is not tried again",
    )
    parser.add_argument("--only", default="", help="try only changes whose name holds this")
    given = parser.parse_args()
    os.chdir(ROOT)
    hypothesis.settings.register_profile(
        "first_failure",
        derandomize=True,
        deadline=None,
        database=None,
        phases=(hypothesis.Phase.explicit, hypothesis.Phase.generate),  # a failure is enough; none is made smaller
    )
    results = {}
    for key in given.rooms or ROOMS:
        room = ROOMS[key]
        possible = [mutant for module in room.modules for mutant in mutants(module)]
        chosen = random.Random(given.seed).sample(possible, min(given.count, len(possible)))  # noqa: S311
        results[key] = earlier = _noticed(given.earlier, possible)
        left = [one for one in dict.fromkeys([*earlier, *chosen]) if earlier.get(one, "survived") == "survived"]
        left = [mutant for mutant in left if given.only in mutant.name]
        if not left or not given.minutes:
            continue
        began, seconds = time.monotonic(), unchanged(room)
        print(f"{key}: {len(possible)} changes, tests take {seconds:.1f} s of processor time", file=sys.stderr)
        results[key] = earlier | outcomes(room, left, int(3 * seconds) + 5, given.jobs, given.minutes)
        print(f"{key}: {time.monotonic() - began:.0f} s", file=sys.stderr)
    print(page(results, given.seed), end="")


if __name__ == "__main__":
    main()
