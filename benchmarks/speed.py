"""How long the whole job takes as a catalogue grows, and how scoring compares with what one would write first.

`make bench` prints the tables of `docs/speed.md`. Times are processor seconds (user and system, of a second process
too), because other work on the machine does not change them much; what counts is the ratios within one run. Only `wall`
is time on the clock, from the input to the last report. Raw `token_set_ratio` is measured on some rows against all and
multiplied up, TF-IDF on all pairs.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import catalogue as made_up
from rapidfuzz import fuzz, process
from sklearn.feature_extraction.text import TfidfVectorizer

from overlap.analysis.pairs import scored
from overlap.cli import show
from overlap.cli.outputs import everything
from overlap.cli.pipeline import Work
from overlap.wording import load

STAGES: Mapping[str, tuple[str, ...]] = {
    "reading": ("catalogue",),
    "concepts": ("lexicon", "mentions"),
    "facets": ("understanding",),
    "words": ("words", "profiles"),
    "findings": ("findings",),
}
"""The stages of `Work` by the columns of the table; the reports come after them."""
QUERIES = 10
"""Rows that raw `token_set_ratio` compares with all others, before multiplying up."""


def seconds(task: Callable[[], object]) -> float:
    start = _spent()
    task()
    return _spent() - start


def _spent() -> float:
    """Processor seconds so far, those of processes that have ended included."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in both)


def job(file: Path) -> list[float]:
    """Processor seconds of every stage and of the reports."""
    work = Work(file)
    spent = [seconds(lambda names=names: [getattr(work, name) for name in names]) for names in STAGES.values()]  # type: ignore[misc]
    return [*spent, seconds(lambda: everything(work, show.story(work, load("da"))))]


def scoring(file: Path) -> float:
    """Processor seconds of scoring alone, down to the lower line."""
    work = Work(file)
    profiles, policy = work.profiles, work.policy.pairs
    return seconds(lambda: [len(block.scores) for block in scored(profiles, policy, policy.lines.possible)])


def rivals(file: Path) -> tuple[float, float]:
    """Processor seconds to compare all pairs with raw `token_set_ratio`, and with TF-IDF."""
    texts = [f"{one.name} {one.target_group} {one.description}" for one in Work(file).catalogue.interventions]
    some = texts[:: max(1, len(texts) // QUERIES)][:QUERIES]
    few = seconds(lambda: process.cdist(some, texts, scorer=fuzz.token_set_ratio))

    def tf_idf() -> object:
        rows = TfidfVectorizer().fit_transform(texts)
        return [rows[at : at + 256] @ rows.T for at in range(0, len(texts), 256)]

    return few / len(some) * len(texts) / 2, seconds(tf_idf)


def one(count: int) -> None:
    """The line of one size, measured in a process of its own so that the peak of memory is its own."""
    with tempfile.TemporaryDirectory() as folder:
        file = made_up.write(Path(folder) / "made_up.xlsx", count)
        start = time.monotonic()
        spent = job(file)
        wall = time.monotonic() - start
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        alone = scoring(file)
        raw, tf_idf = rivals(file)
    cells = " | ".join(f"{part:.1f}" for part in (*spent, sum(spent), wall))
    print(f"| {count:,} | {cells} | {memory} | {alone:.1f} | {raw / alone:.0f} | {tf_idf / alone:.1f} |", flush=True)


def main(sizes: Sequence[str]) -> None:
    whole = ("reports", "together", "wall", "peak MB")
    heads = ("interventions", *STAGES, *whole, "scoring alone", "token_set_ratio", "TF-IDF")
    print(f"| {' | '.join(heads)} |\n|{'---|' * len(heads)}", flush=True)
    for size in sizes or ("123", "1000", "3000"):
        subprocess.run([sys.executable, __file__, "--one", size], check=True)  # noqa: S603


if __name__ == "__main__":
    one(int(sys.argv[2])) if sys.argv[1:2] == ["--one"] else main(sys.argv[1:])
