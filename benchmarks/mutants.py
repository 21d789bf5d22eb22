"""Would the tests notice? Small wrong changes to some rooms, each held against the tests of its room; a seeded sample.

Each change (`mutations`) is tried in a process of its own, in which the one module is compiled from the changed tree;
no file is written. A change is noticed when a test fails, and also when the tests take far longer than they should.
What the tests let through stands in `mutants.toml` with a word on each.

Run by `make mutants`. Needs `fork` (Linux, macOS). Prints the page `docs/mutants.md`; progress goes to stderr.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import os
import random
import resource
import sys
import time
import tomllib
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from pathlib import Path
from types import CodeType

from msgspec import Struct
from mutations import ROOT, Mutant, changed, mutants, path

for threads in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ[threads] = "1"  # a process that has begun threads cannot be forked safely

# Imported once here and shared by every process, so that a change costs its tests and not the start of its libraries.
import hypothesis  # noqa: E402
import pytest  # noqa: E402

for library in ("numpy", "openpyxl", "pandas", "rapidfuzz.process", "simplemma", "typer", "Stemmer"):
    importlib.import_module(library)

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
    "weighing": Room(
        "Weighing",
        ("overlap.language.weighing", "overlap.language.evidence"),
        ("tests/language/test_weighing.py", "tests/language/test_sentences.py"),
    ),
    "pairs": Room(
        "Pair scoring",
        ("overlap.analysis.pairs", "overlap.analysis.structure", "overlap.analysis.likeness"),
        (
            "tests/analysis/test_parts_of_pairs.py",
            "tests/analysis/test_pairs.py::test_pairs_are_those_of_a_plain_loop",
            "tests/analysis/test_marks.py::test_pairs_near_the_line_are_counted_for_each_intervention",
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


class _Loader(SourceFileLoader):
    """Compiles one module from its changed tree."""

    mutant: Mutant

    def get_code(self, *_: object) -> CodeType:
        return compile(changed(self.mutant), self.path, "exec")


class _Finder(MetaPathFinder):
    def __init__(self, mutant: Mutant) -> None:
        self._mutant = mutant

    def find_spec(self, fullname: str, *_: object) -> ModuleSpec | None:
        if fullname != self._mutant.module:
            return None
        file = str(path(fullname))
        loader = _Loader(fullname, file)
        loader.mutant = self._mutant
        return importlib.util.spec_from_file_location(fullname, file, loader=loader)


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
        possible = [one for module in room.modules for one in mutants(module) if given.only in one.name]
        chosen = random.Random(given.seed).sample(possible, min(given.count, len(possible)))  # noqa: S311
        if not chosen:
            continue
        began, seconds = time.monotonic(), unchanged(room)
        print(f"{key}: {len(possible)} changes, tests take {seconds:.1f} s of processor time", file=sys.stderr)
        results[key] = outcomes(room, chosen, int(3 * seconds) + 5, given.jobs, given.minutes)
        print(f"{key}: {time.monotonic() - began:.0f} s", file=sys.stderr)
    print(page(results, given.seed), end="")


if __name__ == "__main__":
    main()
