"""Blind labelling: the sheets to be filled in, and the figures of those that were."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from overlap import wording
from overlap.cli.judged import by_ids
from overlap.errors import InputError
from overlap.seal import plain
from overlap.seal import read as read_control

if TYPE_CHECKING:
    from overlap.cli.pipeline import Work
    from overlap.report.data import Records
    from overlap.report.tables import Sheet
    from overlap.review.labelled import Judged, Label, Labels, Line, Share
    from overlap.wording.sections import Wording

FORM = ("first", "second", "label", "comment", "key", "control")


def sheets(work: Work, size: int, seed: int, words: Wording) -> list[Sheet]:
    """A drawn and mixed sheet; the same for the same workbook, size and seed."""
    from overlap.report.sheets import labelling
    from overlap.review.keys import fingerprints, keys
    from overlap.review.sampling import draw, layers

    rows = work.catalogue.interventions
    by_id = {one.id: one for one in rows}
    of = layers(list(by_id), by_ids(work, work.comparison), work.delivered.pairs.lines.possible)
    pairs = [(by_id[a], by_id[b]) for a, b in draw(of, size, seed)]
    return labelling.sheets(pairs, keys(rows), fingerprints(rows), words)


def mixed(drawn: Sequence[Sheet], seed: int) -> list[Sheet]:
    """The same pairs in another order."""
    first, *rest = drawn
    rows = list(first.table.rows)
    random.Random(seed).shuffle(rows)  # noqa: S311 - the same order for the same seed, and no secret
    return [replace(first, table=replace(first.table, rows=tuple(rows))), *rest]


def labels(work: Work, path: Path) -> tuple[Labels, int]:
    """The labels in a sheet that came back, and how many could not be used (changed texts, unknown labels, no key)."""
    from overlap.reading import reviewed
    from overlap.reading.text import plain as heading
    from overlap.review.keys import fingerprints, keys
    from overlap.review.labelled import Label

    spoken = [wording.load(language).report.labelling for language in wording.LANGUAGES]
    headings = {str(at): {heading(said.columns[code]): code for code in FORM} for at, said in enumerate(spoken)}
    known = {plain(text): Label(code) for said in spoken for code, text in said.labels.items()}
    rows = reviewed.read(path, headings).rows
    if not rows:
        raise InputError("labels_none", file=path.name)
    id_of = {key: one for one, key in keys(work.catalogue.interventions).items()}
    texts = fingerprints(work.catalogue.interventions)
    found: dict[frozenset[str], Label] = {}
    unusable: set[frozenset[str]] = set()
    lost = 0
    for row in rows:
        if not row.cells["label"].strip():
            continue
        members = tuple(row.cells["key"].upper().split())
        control = read_control(row.cells["control"], 2)
        ids = frozenset(id_of[key] for key in members if key in id_of)
        label = known.get(plain(row.cells["label"]))
        names = (row.cells["first"], row.cells["second"])
        known_row = control is not None and control.fits(members, names) and len(ids) == len(members) == 2
        same = known_row and control is not None and control.fingerprints == tuple(texts[id_of[key]] for key in members)
        if not same or label is None:
            lost += 1
        elif ids in found and found[ids] is not label:
            unusable.add(ids)
        else:
            found[ids] = label
    return {pair: label for pair, label in found.items() if pair not in unusable}, lost + len(unusable)


def judged(work: Work, raters: Sequence[Labels], wished: float | None) -> Judged:
    """Layers are drawn by the program's own line, so that the same labels say the same when a line has been set."""
    from overlap.review.labelled import WISHED, judge
    from overlap.review.sampling import layers

    scores, drawn = by_ids(work, work.comparison), work.delivered.pairs.lines.possible
    of = layers([one.id for one in work.catalogue.interventions], scores, drawn)
    sizes = {layer: len(pairs) for layer, pairs in of.items()}
    line = work.policy.pairs.lines.possible
    return judge(raters, scores, sizes, drawn, line=line, wished=WISHED if wished is None else wished)


def records(found: Judged, lost: int) -> Records:
    """One row a figure: measure, value, and interval and base where it has them."""
    from overlap.report.data import Records

    rows: list[tuple[str | int | float | None, ...]] = [
        ("labels", found.labels, None, None, None),
        ("lost", lost, None, None, None),
        ("undecided", found.undecided, None, None, None),
        ("differing", found.differing, None, None, None),
    ]
    if found.agreement is not None:
        kappa = found.agreement.kappa
        rows.append(("agreement", round(found.agreement.raw, 3), None, None, found.agreement.pairs))
        rows.append(("kappa", None if kappa is None else round(kappa, 3), None, None, found.agreement.pairs))
    rows += [_share(f"right_{layer}", share) for layer, share in found.layers.items()]
    for name, line in (("line", found.at_line), ("proposed", found.proposed)):
        if line is not None:
            rows.append((f"{name}_score", line.line, None, None, None))
            rows.append(_share(f"{name}_precision", line.precision))
            rows.append((f"{name}_recall", round(line.recall, 3), None, None, None))
    return Records(("measure", "value", "low", "high", "of"), tuple(rows))


def _share(name: str, share: Share) -> tuple[str | int | float | None, ...]:
    return name, round(share.value, 3), round(share.low, 3), round(share.high, 3), share.of


def told(found: Judged, lost: int, words: Wording) -> Sheet:
    """The same figures in words, with what must be known to read them."""
    from overlap.report.sheets import labelling

    said = words.report.labelling
    rows = [
        (said.rows["labels"], said.counts.format(n=found.labels, lost=lost, undecided=found.undecided)),
        (said.rows["differing"], str(found.differing)),
    ]
    if found.agreement is not None:
        rows += list(_agreement(found, words))
    rows += [(said.layers[layer], _interval(share, words)) for layer, share in found.layers.items()]
    rows += _line(said.rows["line"], found.at_line, words)
    if found.proposed is None:
        rows.append((said.rows["proposed"].format(score="-"), said.no_line.format(wished=_number(found.wished, words))))
    else:
        rows += _line(said.rows["proposed"], found.proposed, words)
    return labelling.figures(rows, words)


def _agreement(found: Judged, words: Wording) -> Sequence[tuple[str, str]]:
    said, both = words.report.labelling, found.agreement
    if both is None:
        return ()
    kappa = said.no_kappa if both.kappa is None else _number(both.kappa, words)
    rare = f" {said.rare}" if both.rarest < RARE else ""
    raw = said.raw.format(share=_number(both.raw, words), n=both.pairs)
    return (said.rows["agreement"], raw), (said.rows["kappa"], kappa + rare)


RARE = 5
"""Uses of the rarest label under which kappa says little."""


def _line(name: str, line: Line, words: Wording) -> list[tuple[str, str]]:
    said = words.report.labelling
    score = f"{line.line:.1f}".replace(".", words.report.phrases.decimal)
    if line.precision.of == 0:
        return [(name.format(score=score), said.nothing)]
    recall = said.recall.format(share=_number(line.recall, words))
    return [(name.format(score=score), f"{_interval(line.precision, words)}. {recall}")]


def _interval(share: Share, words: Wording) -> str:
    if share.of == 0:
        return words.report.labelling.nothing
    values: Mapping[str, str] = {
        name: _number(value, words)
        for name, value in (("share", share.value), ("low", share.low), ("high", share.high))
    }
    return words.report.labelling.interval.format(right=share.right, of=share.of, **values)


def _number(value: float, words: Wording) -> str:
    return f"{value:.2f}".replace(".", words.report.phrases.decimal)
