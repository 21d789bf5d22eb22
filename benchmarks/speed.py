"""How long the whole job takes as a catalogue grows, and how scoring compares with other ways to compare all pairs.

`make bench` measures and writes the tables of `docs/speed.md`. Every size runs in processes of its own, so that peaks
of memory are its own. Processor seconds stand beside what the clock says: other work on the machine changes the second
several times over, and the first by some tens of per cent; what counts is the ratios within one run.
"""

from __future__ import annotations

import json
import os
import pickle
import re
import resource
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import catalogue as made_up
import drawn

from overlap.analysis import pairs
from overlap.cli import show
from overlap.cli.outputs import everything
from overlap.cli.pipeline import Work
from overlap.reading import Options
from overlap.wording import load

PAGE = Path(__file__).parent.parent / "docs" / "speed.md"
STAGES: Mapping[str, tuple[str, ...]] = {
    "reading": ("catalogue",),
    "texts": ("lexicon", "understanding"),
    "words": ("words", "profiles"),
    "findings": ("findings",),
}
"""The stages of `Work` by the columns of the table; the reports come after them."""
WHOSE = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
GROWN = (12_054, 50_000)
"""Sizes between which the growth of scoring is measured, on drawn profiles."""
ROUNDS = 3
"""Times that each is measured, in turn; the quickest counts, for the machine may be slow while one of them runs."""
EVERY = 16
"""One block of so many is scored at these sizes, spread over all, and multiplied up."""


def seconds(task: Callable[[], object]) -> tuple[float, float]:
    """Processor seconds, with those of processes that the task started, and seconds by the clock."""
    before, wall = os.times(), time.perf_counter()
    task()
    return sum(os.times()[:4]) - sum(before[:4]), time.perf_counter() - wall


def peak() -> int:
    """The most memory this process has held, and the largest that it started, in MB: at most so much at one time."""
    return sum(resource.getrusage(whose).ru_maxrss // 1024 for whose in WHOSE)


def held() -> int:
    """The most this process has held, in MB. On Linux `getrusage` counts what its parent held at its start, too."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return int(re.findall(r"VmHWM:\s+(\d+)", status.read_text(encoding="ascii"))[0]) // 1024


def job(file: Path, rival_python: str) -> Mapping[str, object]:
    """Every stage to the reports, then scoring alone beside its rivals on the same rows."""
    take_any_size()
    work = Work(file)
    spent = {
        stage: seconds(lambda names=names: [getattr(work, name) for name in names])  # type: ignore[misc]
        for stage, names in STAGES.items()
    }
    spent["reports"] = seconds(lambda: everything(work, show.story(work, load("da"))))
    memory = peak()
    policy, flagged = work.policy.pairs, 0

    def score() -> None:
        nonlocal flagged
        for block in pairs.scored(work.profiles, policy, policy.lines.possible):
            flagged += len(block.scores)

    found = {"stages": spent, "peak": memory, "scoring": seconds(score), "flagged": flagged}
    found["rows"] = size = len(work.catalogue.interventions)
    found["grown"] = _grown_apart(work, file.with_suffix(".pickle")) if size == GROWN[0] else {}
    if rival_python:
        rows = file.with_suffix(".json")
        texts = [
            {"name": one.name, "target_group": one.target_group, "description": one.description}
            for one in work.catalogue.interventions
        ]
        rows.write_text(json.dumps(texts), encoding="utf-8")
        script = Path(__file__).parent / "rivals.py"
        told = subprocess.run([rival_python, script, rows], check=True, capture_output=True, text=True)  # noqa: S603
        found["rivals"] = json.loads(told.stdout.splitlines()[-1])
    return found


def _grown_apart(work: Work, file: Path) -> Mapping[int, Sequence[float]]:
    """Scoring at the sizes of `GROWN`, each in a process of its own."""
    file.write_bytes(pickle.dumps((work.profiles, work.policy.pairs)))
    found: dict[int, list[Sequence[float]]] = {count: [] for count in GROWN}
    for count in GROWN * ROUNDS:
        command = [sys.executable, __file__, "--grown", file, str(count)]
        told = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
        found[count].append(json.loads(told.stdout))
    return {count: min(some, key=lambda one: one[0] + one[1]) for count, some in found.items()}


def grown(file: Path, count: int) -> tuple[float, float, int]:
    """Processor seconds of what is done once and of all blocks, from one block in `EVERY`, and the peak so far."""
    profiles, policy = pickle.loads(file.read_bytes())  # noqa: S301 - written by `_grown_apart`
    profiles = drawn.drawn(profiles, count)
    floor = policy.lines.possible
    start = time.process_time()
    known = pairs.ready(profiles, policy)
    once = time.process_time() - start
    blocks, done = 0.0, 0
    for rows in list(pairs.blocks(count))[EVERY // 2 :: EVERY]:
        start = time.process_time()
        pairs.compared(pairs.bare(rows, known), known, floor)
        blocks += time.process_time() - start
        done += sum(count - row - 1 for row in rows.tolist())
    return once, blocks * count * (count - 1) / 2 / done, held()


def take_any_size() -> None:
    """Let this process read a workbook of more rows than the program takes: what is asked here is how it grows."""
    Work.reading = property(lambda work: Options(work.sheet, work.header_row, sys.maxsize))  # type: ignore[assignment, method-assign]


def whole(file: Path, count: int) -> Mapping[str, float]:
    """The command itself, from the workbook to every report, in a process of its own."""
    larger = count > Options().max_rows
    code = (
        (f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r}); import speed; speed.take_any_size()\n")
        * larger
        + "import resource, sys; from overlap.cli import call\n"
        "code = call(sys.argv[1:])\n"
        "assert not code, code\n"
        "spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]\n"
        "print(sum(one.ru_utime + one.ru_stime for one in spent), sum(one.ru_maxrss for one in spent) // 1024)"
    )
    begin = time.perf_counter()
    told = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code, "run", file, "--out", file.parent / "reports"],
        check=True,
        capture_output=True,
        text=True,
    )
    cpu, memory = told.stdout.splitlines()[-1].split()
    return {"cpu": float(cpu), "wall": time.perf_counter() - begin, "peak": float(memory)}


def measured(count: int, rival_python: str) -> Mapping[str, object]:
    """Everything about one size, from processes of their own."""
    with tempfile.TemporaryDirectory() as folder:
        file = made_up.write(Path(folder) / "made_up.xlsx", count)
        done = subprocess.run(  # noqa: S603
            [sys.executable, __file__, "--job", file, "--rivals", rival_python],
            check=True,
            capture_output=True,
            text=True,
        )
        return {**json.loads(done.stdout.splitlines()[-1]), "whole": whole(file, count)}


def tables(found: Sequence[Mapping[str, object]]) -> Mapping[str, str]:
    """The tables of the page by name; what was not measured this time stays as it was."""
    made = {"stages": _stages(found)}
    if any("rivals" in one for one in found):
        made["rivals"] = _rivals(found)
    if any(one["grown"] for one in found):
        made["grown"] = _grown(found)
    return made


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (heads, ["---"] * len(heads), *rows))


def _stages(found: Sequence[Mapping[str, object]]) -> str:
    rows = []
    for one in found:
        spent = [f"{cpu:.1f}" for cpu, _ in one["stages"].values()]
        all_of = one["whole"]
        rows.append([f"{one['rows']:,}", *spent, *(f"{all_of[key]:,.0f}" for key in ("cpu", "wall", "peak"))])
    return _table(["interventions", *STAGES, "reports", "whole run, CPU", "whole run, clock", "peak MB"], rows)


def _rivals(found: Sequence[Mapping[str, object]]) -> str:
    found = [one for one in found if "rivals" in one]
    names = list(found[0]["rivals"])
    rows = [["overlap, every pair at or above the line", *(_said(*one["scoring"]) for one in found)]]
    for name in names:
        cells = []
        for one in found:
            cpu, wall = one["rivals"][name]["cpu"], one["rivals"][name]["wall"]
            cells.append(f"{_said(cpu, wall)}: {cpu / one['scoring'][0]:,.1f} x")
        rows.append([name, *cells])
    return _table(["CPU s (clock s): ratio of CPU", *(f"{one['rows']:,}" for one in found)], rows)


def _said(cpu: float, wall: float) -> str:
    return f"{cpu:,.1f} ({wall:,.1f})"


def _grown(found: Sequence[Mapping[str, object]]) -> str:
    rows = []
    for one in found:
        for count, (once, blocks, memory) in one["grown"].items():
            each = (once + blocks) / (int(count) * (int(count) - 1) / 2) * 1e9
            rows.append([f"{int(count):,}", f"{once:.1f}", f"{blocks:.0f}", f"{each:.0f}", f"{memory:,}"])
    return _table(["interventions", "once, CPU s", "all pairs, CPU s", "ns a pair", "peak MB"], rows)


def main() -> None:
    asked = ArgumentParser()
    asked.add_argument("sizes", nargs="*", type=int)
    asked.add_argument("--rivals", default="", help="the interpreter of the dependency group bench")
    asked.add_argument("--job", type=Path)
    asked.add_argument("--grown", type=Path, help="profiles and policy, drawn to the one size given")
    given = asked.parse_args()
    if given.grown:
        print(json.dumps(grown(given.grown, given.sizes[0])))
        return
    if given.job:
        print(json.dumps(job(given.job, given.rivals)))
        return
    made = tables([measured(size, given.rivals) for size in given.sizes])
    page = PAGE.read_text(encoding="utf-8")
    for name, table in made.items():
        print(f"{table}\n", flush=True)
        page = re.sub(
            rf"(<!-- measured: {name} -->\n).*?(\n<!-- /measured -->)", rf"\1{table}\2", page, flags=re.DOTALL
        )
    PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
