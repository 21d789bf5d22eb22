"""Learn the weights of evidence from labelled sentences: `make weights`. Says how they do on authors left out.

Multinomial logistic regression on what `overlap.language.evidence` sees around each mention of a theme. The table keeps
the evidence that weighs most, fitted once more without the rest, in whole hundredths. With ``--judge`` also the page
`docs/weights.md`: each author's sentences judged with that author left out, which is what another pen may expect.
"""

from __future__ import annotations

import hashlib
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from csv import DictReader
from itertools import groupby
from pathlib import Path

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from overlap.cli.pipeline import Work
from overlap.language.evidence import Use
from overlap.language.lexicon import Lexicon, load, themes
from overlap.language.mentions import occurrences
from overlap.language.weighing import SCALE, START, Meaning, decide
from overlap.model import TEXT_FIELDS, Field, Role
from overlap.review import gold
from overlap.review.agreement import Agreement
from overlap.review.sentences import Labelled, Themes, read

ROOT = Path(__file__).parents[1]
SENTENCES = ROOT / "data" / "gold" / "sentences"
TRAINING = SENTENCES / "training"
SEEN = (SENTENCES / "development.csv", ROOT / "tests" / "language" / "sentences.csv")
"""Sentences that the cues were written with in view. What the cues say of these, and of the sample, tells nothing of
what they say of others, and is left out of the evidence."""
HELD_OUT = tuple(sorted(SENTENCES.rglob("held_out*.csv")))
PAGE = ROOT / "docs" / "weights.md"
TABLE = ROOT / "overlap" / "knowledge" / "lexicon" / "weights.tsv"
SOFTNESS = 0.1
"""The inverse strength of regularisation, chosen on authors left out."""
RAREST = 3
"""Mentions that evidence must be seen at to be kept."""
KEPT = 12_000
"""Pieces of evidence in the table; more did not read authors left out better."""
_TAKEN_IN = (Role.PRIMARY, Role.SECONDARY)
_USES = frozenset(use.value for use in Use)
_KINDS = {"background": Meaning.TOLD, "whose_problem": Meaning.ANOTHER}


class Instance(Struct, frozen=True):
    """One mention of a theme in a labelled sentence."""

    sentence: Labelled
    theme: str
    names: frozenset[str]
    meaning: Meaning


class Fitted(Struct, frozen=True):
    """Columns of evidence, and weights (meanings x columns, then the intercept)."""

    columns: Mapping[str, int]
    weights: NDArray[np.float64]
    start: NDArray[np.float64]

    def meanings(self, some: Sequence[Instance]) -> list[Meaning]:
        sums = matrix(some, self.columns) @ self.weights.T + self.start
        return [decide(dict(zip(Meaning, map(round, row * SCALE), strict=True))) for row in sums]


def instances(file: Path) -> Iterator[Instance]:
    """The mentions of themes in a file of single sentences, or of whole interventions told sentence by sentence."""
    lexicon = load()
    theme_of = _labelled_themes(lexicon)
    for text, field, sentences in _texts(file):
        for one in occurrences(text, lexicon, field):
            if one.concept in theme_of:
                theme = theme_of[one.concept]
                labels = next(labels for end, labels in sentences if one.start < end)
                yield Instance(labels, theme, one.evidence, _meaning(labels, theme))


def labelled_rows() -> Iterator[Instance]:
    """The mentions of themes in the sample, each with the label of its intervention; where a theme that is taken in is
    also turned away or told of, only the mentions that take it in.
    """
    work = Work(ROOT / "data" / "bilag_b.xlsx")
    labels = gold.read(ROOT / "data" / "gold")
    lexicon = load()
    theme_of = _labelled_themes(lexicon)
    for one in work.catalogue.interventions:
        for field in TEXT_FIELDS:
            for found in occurrences(one.text(field), lexicon, field):
                theme = theme_of.get(found.concept)
                role = labels.themes[one.id].get(theme) if theme else None
                use = next(Use(name[4:]) for name in found.evidence if name.startswith("cue ") and name[4:] in _USES)
                if theme is None or role is None or (role in _TAKEN_IN and use is not Use.TAKEN_IN):
                    continue
                said = Labelled(f"{one.id} {theme}", "", field, "", Themes(frozenset(), frozenset()))
                yield Instance(said, theme, _without_cues(found.evidence), _of_role(role, found.evidence))


def _without_cues(names: frozenset[str]) -> frozenset[str]:
    return frozenset(name for name in names if not name.startswith("cue "))


def _of_role(role: Role, names: frozenset[str]) -> Meaning:
    if role in _TAKEN_IN:
        return Meaning.PLAIN
    referred = any(name.startswith("cue referred") for name in names)
    excluded = Meaning.REFERRED if referred else Meaning.NOT_FOR
    return excluded if role is Role.EXCLUDED else Meaning.OTHER


def _labelled_themes(lexicon: Lexicon) -> Mapping[str, str]:
    """Concepts to the theme of each, for the themes that people labelled: the columns of the sample's labels."""
    labelled = {key for roles in gold.read(ROOT / "data" / "gold").themes.values() for key in roles}
    return {concept: one.key for one in themes(lexicon) if one.key in labelled for concept in one.concepts}


def _texts(file: Path) -> Iterator[tuple[str, Field, list[tuple[int, Labelled]]]]:
    """Texts with their field, and their labelled sentences by the offset that each ends at."""
    with file.open(encoding="utf-8", newline="") as opened:
        rows = list(DictReader(opened))
    if "doc" not in rows[0]:
        for one in read(file):
            yield one.text, one.field, [(len(one.text), one)]
        return
    for (doc, field), some in groupby(rows, key=lambda row: (row["doc"], row["field"])):
        text, ends = "", []
        for nth, row in enumerate(some):
            text += ("\n" if text else "") + row["sentence"]
            themes_of = Themes(*(frozenset(filter(None, row[name].split("|"))) for name in ("included", "excluded")))
            ends.append(
                (len(text), Labelled(f"{doc}-{field}-{nth}", row["kind"], Field(field), row["sentence"], themes_of))
            )
        yield text, Field(field), ends


def _meaning(one: Labelled, theme: str) -> Meaning:
    if theme in one.themes.included:
        return Meaning.PLAIN
    if theme in one.themes.excluded:
        return Meaning.REFERRED if one.kind == "referral" else Meaning.NOT_FOR
    return _KINDS.get(one.kind, Meaning.OTHER)


def matrix(some: Sequence[Instance], columns: Mapping[str, int]) -> csr_matrix:
    rows = [[columns[name] for name in sorted(one.names) if name in columns] for one in some]
    ends = np.cumsum([0, *map(len, rows)])
    return csr_matrix(
        (np.ones(int(ends[-1])), np.array([at for row in rows for at in row], dtype=np.int64), ends),
        shape=(len(some), len(columns)),
    )


def fit(some: Sequence[Instance]) -> Fitted:
    counts = Counter(name for one in some for name in one.names)
    columns = {name: at for at, name in enumerate(sorted(name for name, times in counts.items() if times >= RAREST))}
    weights, _ = _fit(some, columns)
    most = np.abs(weights).max(axis=0)
    line = np.sort(most)[-min(KEPT, len(most))]
    kept = {name: at for at, name in enumerate(name for name, column in columns.items() if most[column] >= line)}
    return Fitted(kept, *_fit(some, kept))


def _fit(some: Sequence[Instance], columns: Mapping[str, int]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    labels = [list(Meaning).index(one.meaning) for one in some]
    model = LogisticRegression(C=SOFTNESS, max_iter=300, tol=1e-3).fit(matrix(some, columns), labels)
    return model.coef_, model.intercept_


def table(fitted: Fitted, source: str) -> str:
    """The weights as text: evidence and a column a meaning, in hundredths, in order of the evidence."""

    def line(name: str, weights: NDArray[np.float64]) -> str:
        return "\t".join([name, *(str(round(weight * SCALE)) for weight in weights)])

    head = f"# Learned by benchmarks/weights.py from {source}. Columns: {', '.join(Meaning)}."
    rows = (line(name, fitted.weights[:, at]) for name, at in sorted(fitted.columns.items()))
    return "\n".join([head, line(START, fitted.start), *rows]) + "\n"


def fingerprint(files: Sequence[Path]) -> str:
    digest = hashlib.sha256(b"".join(file.read_bytes().replace(b"\r\n", b"\n") for file in files))
    return digest.hexdigest()[:12]


def uses(some: Sequence[Instance], fitted: Fitted | None) -> list[Use]:
    """What is done with each mention, by the weights, or else by the cues alone."""
    if fitted is not None:
        return [meaning.use for meaning in fitted.meanings(some)]
    return [next(use for use in Use if f"cue {use.value}" in one.names) for one in some]


def agreement(sentences: Sequence[Labelled], some: Sequence[Instance], found: Sequence[Use]) -> tuple[float, float]:
    """F1 of the themes taken in, and of those turned away, over the sentences (0-1)."""
    said: dict[Use, dict[str, set[str]]] = {use: defaultdict(set) for use in Use}
    for one, use in zip(some, found, strict=True):
        said[use][one.sentence.id].add(one.theme)
    taken_in = [(one.themes.included, said[Use.TAKEN_IN][one.id]) for one in sentences]
    turned_away = [
        (one.themes.excluded, said[Use.TURNED_AWAY][one.id] - said[Use.TAKEN_IN][one.id]) for one in sentences
    ]
    return _f1(taken_in), _f1(turned_away)


def _f1(pairs: Sequence[tuple[frozenset[str], set[str]]]) -> float:
    return Agreement(
        right=sum(len(labels & found) for labels, found in pairs),
        extra=sum(len(found - labels) for labels, found in pairs),
        missed=sum(len(labels - found) for labels, found in pairs),
    ).f1


def judged(file: Path, some: Sequence[Instance], fitted: Fitted) -> str:
    """A line of the page: how the cues alone and the weights do on `file`."""
    sentences = [one for _, _, parts in _texts(file) for _, one in parts]
    every = (agreement(sentences, some, uses(some, by)) for by in (None, fitted))
    cells = (f"{file.parent.name}/{file.stem}", str(len(sentences)), *(f"{a:.2f} / {b:.2f}" for a, b in every))
    return f"| {' | '.join(cells)} |"


HEAD = """# How the weights do on authors they were not learned from

Made by `make weights`. Each file of `data/gold/sentences/training/` is by one author; the weights are learned anew from
all the others and judged on it. Files that begin with c hold whole interventions, labelled sentence by sentence. The
held-out files were never learned from. F1 of themes taken in / themes turned away.

| File | Sentences | Cues alone | Weights |
|---|---|---|---|
"""


if __name__ == "__main__":
    files = sorted(TRAINING.glob("*.csv"))
    authors = {file: list(instances(file)) for file in files}
    seen = [replace(one, names=_without_cues(one.names)) for file in SEEN for one in instances(file)]
    seen += labelled_rows()
    full = fit([one for some in authors.values() for one in some] + seen)
    text = table(full, f"{len(files)} files, {fingerprint(files)}")
    TABLE.write_text(text, encoding="utf-8", newline="\n")
    if "--judge" in sys.argv:
        lines = [
            judged(file, some, fit([one for other in files if other != file for one in authors[other]] + seen))
            for file, some in authors.items()
        ]
        lines += [judged(file, list(instances(file)), full) for file in HELD_OUT]
        PAGE.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8", newline="\n")
