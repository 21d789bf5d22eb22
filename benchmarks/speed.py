"""How long the whole job takes as a catalogue grows, and how scoring compares with what one would write first.

`make bench` prints the tables of `docs/speed.md`. Times are processor seconds, because other work on the machine does
not change them much; what counts is the ratios within one run. Raw `token_set_ratio` is measured on some rows against
all and multiplied up, TF-IDF on all pairs.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import catalogue as made_up
from rapidfuzz import fuzz, process
from sklearn.feature_extraction.text import TfidfVectorizer

from overlap.analysis.pairs import compare
from overlap.cli.pipeline import Work

STAGES = ("catalogue", "lexicon", "mentions", "understanding", "words", "profiles", "findings")
QUERIES = 10
"""Rows that raw `token_set_ratio` compares with all others, before multiplying up."""


def seconds(task: Callable[[], object]) -> float:
    start = time.process_time()
    task()
    return time.process_time() - start


def job(file: Path) -> list[float]:
    """Processor seconds of every stage, and of scoring alone."""
    work = Work(file)
    spent = [seconds(lambda stage=stage: getattr(work, stage)) for stage in STAGES]  # type: ignore[misc]
    policy = work.policy.pairs
    return [*spent, seconds(lambda: compare(work.profiles, policy, policy.lines.possible))]


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
        spent = job(file)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        raw, tf_idf = rivals(file)
    scoring = spent[-1]
    cells = [f"{part:.1f}" for part in (*spent[:-1], sum(spent[:-1]), scoring)]
    print(f"| {count:,} | {' | '.join(cells)} | {memory} | {raw / scoring:.0f} | {tf_idf / scoring:.1f} |", flush=True)


def main(sizes: Sequence[str]) -> None:
    heads = ("interventions", *STAGES, "together", "scoring alone", "peak MB", "token_set_ratio", "TF-IDF")
    print(f"| {' | '.join(heads)} |\n|{'---|' * len(heads)}", flush=True)
    for size in sizes or ("123", "1000", "3000"):
        subprocess.run([sys.executable, __file__, "--one", size], check=True)  # noqa: S603


if __name__ == "__main__":
    one(int(sys.argv[2])) if sys.argv[1:2] == ["--one"] else main(sys.argv[1:])
