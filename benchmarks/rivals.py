"""Other ways to compare all pairs of a catalogue, in the environment of the dependency group `bench`.

`python benchmarks/rivals.py ROWS.json` prints how long each takes, as JSON. Most take hours on a large catalogue; these
are measured on the pairs of some rows and multiplied up, which is fair since each looks at one pair after the other.
"""

from __future__ import annotations

import json
import logging
import sys
import time
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path

import pandas as pd
import recordlinkage
import splink.comparison_library as cl
from rapidfuzz import fuzz, process
from sklearn.feature_extraction.text import TfidfVectorizer
from splink import DuckDBAPI, Linker, SettingsCreator

TEXTS = ("name", "target_group", "description")
SOME = 20
"""Rows that raw `token_set_ratio` compares with all others."""
FEW = 150
"""Rows of which recordlinkage compares all pairs: each pair takes it as long as some hundred pairs take overlap."""
MANY = 1500
"""Rows of which Splink compares all pairs."""


class Spent(dict[str, float]):
    """`cpu` and `wall` seconds for all pairs of all rows, and `measured`, the pairs they were measured on."""


def spent(task: Callable[[], object], measured: float, pairs: float) -> Spent:
    """The seconds of a task that looks at `measured` pairs, multiplied up to `pairs`."""
    cpu, wall = time.process_time(), time.perf_counter()
    task()
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    return Spent(cpu=cpu * pairs / measured, wall=wall * pairs / measured, measured=measured)


def rivals(rows: pd.DataFrame) -> Mapping[str, Spent]:
    count = len(rows)
    pairs = count * (count - 1) / 2
    texts = [" ".join(parts) for parts in rows[list(TEXTS)].itertuples(index=False)]
    some = texts[:: max(1, count // SOME)][:SOME]
    few, many = _spread(rows, FEW), _spread(rows, MANY)
    return {
        "token_set_ratio, cdist": spent(lambda: _cdist(some, texts, 1), len(some) * count, pairs),
        "token_set_ratio, cdist, all cores": spent(lambda: _cdist(some, texts, -1), len(some) * count, pairs),
        "token_set_ratio, loop": spent(lambda: _loop(some[:5], texts), len(some[:5]) * count, pairs),
        "TF-IDF": spent(lambda: _tf_idf(texts), pairs, pairs),
        "recordlinkage, jarowinkler": spent(lambda: _linked(few, "jarowinkler"), _pairs(few), pairs),
        "recordlinkage, levenshtein": spent(lambda: _linked(few, "levenshtein"), _pairs(few), pairs),
        "splink on DuckDB": spent(lambda: _splink(many), _pairs(many), pairs),
    }


def _spread(rows: pd.DataFrame, most: int) -> pd.DataFrame:
    return rows.iloc[:: max(1, len(rows) // most)].head(most)


def _pairs(rows: pd.DataFrame) -> float:
    return len(rows) * (len(rows) - 1) / 2


def _cdist(some: list[str], texts: list[str], workers: int) -> None:
    process.cdist(some, texts, scorer=fuzz.token_set_ratio, workers=workers)


def _loop(some: list[str], texts: list[str]) -> None:
    for one in some:
        for other in texts:
            fuzz.token_set_ratio(one, other)


def _tf_idf(texts: list[str]) -> None:
    rows = TfidfVectorizer().fit_transform(texts)
    for at in range(0, len(texts), 256):
        rows[at : at + 256] @ rows.T


def _linked(rows: pd.DataFrame, method: str) -> None:
    """The three texts compared as strings; no blocking, as overlap compares all pairs too."""
    pairs = recordlinkage.index.Full().index(rows)
    compare = recordlinkage.Compare()
    for text in TEXTS:
        compare.string(text, text, method=method, label=text)
    compare.compute(pairs, rows)


def _splink(rows: pd.DataFrame) -> None:
    """The three texts compared at two thresholds each, weights as Splink sets them before training."""
    database = DuckDBAPI()
    linker = Linker(
        database.register(rows),
        SettingsCreator(
            link_type="dedupe_only",
            comparisons=[cl.JaroWinklerAtThresholds(text, [0.9, 0.7]) for text in TEXTS],
            blocking_rules_to_generate_predictions=["1=1"],
            retain_matching_columns=False,
        ),
    )
    linker.inference.predict(threshold_match_probability=0.5)


def main(file: str) -> None:
    warnings.simplefilter("ignore")
    logging.disable(logging.WARNING)
    rows = pd.DataFrame(json.loads(Path(file).read_text(encoding="utf-8")))
    rows["unique_id"] = range(len(rows))
    print(json.dumps(rivals(rows)))


if __name__ == "__main__":
    main(sys.argv[1])
