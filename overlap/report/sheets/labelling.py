"""The sheet on which people label pairs blind: two interventions in their own words, and nothing the tool thinks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from overlap.model import Intervention
from overlap.report.tables import Column, Sheet, Table, Value
from overlap.seal import control, key_text
from overlap.wording.sections import Wording

MOST = 1500
"""Characters of a text; the rest stands in the workbook."""


def sheets(
    pairs: Sequence[tuple[Intervention, Intervention]],
    keys: Mapping[str, str],
    fingerprints: Mapping[str, str],
    words: Wording,
) -> list[Sheet]:
    """The pairs in the order given, and the sheet with the labels."""
    said = words.report.labelling
    labels = tuple(said.labels.values())
    columns = (
        Column(said.columns["first"], 60),
        Column(said.columns["second"], 60),
        Column(said.columns["label"], 20, entry=True, choices=labels),
        Column(said.columns["comment"], 30, entry=True),
        Column(said.columns["key"], 18, mark=True),
        Column(said.columns["control"], 22, mark=True),
    )
    rows = tuple(_row(a, b, keys, fingerprints, words) for a, b in pairs)
    asked = Sheet(said.tab, said.heading, said.lines, Table("labelling", columns, rows))
    choices = Table("choices", (Column(said.columns["label"], 30),), tuple((label,) for label in labels))
    return [asked, Sheet(said.choices_tab, said.choices_tab, (), choices, printed=False)]


def _row(
    a: Intervention, b: Intervention, keys: Mapping[str, str], fingerprints: Mapping[str, str], words: Wording
) -> tuple[Value, ...]:
    ordered = sorted((a.id, b.id), key=lambda one: keys[one])
    members, texts = [keys[one] for one in ordered], [fingerprints[one] for one in ordered]
    names = (_told(a, words), _told(b, words))
    return (*names, "", "", key_text(members), control(members, names, texts, ("", "")).text)


def _told(one: Intervention, words: Wording) -> str:
    """Name and texts as they stand in the workbook, with the cells of age and access; never a code of ours."""
    fields = words.terms.fields
    told = [one.name, one.target_group, one.description, one.purpose]
    told += [f"{fields[which]}: {cell.text}" for which, cell in one.cells.items() if which in ("age", "access")]
    return "\n".join(text[:MOST] for text in told if text)


def figures(rows: Sequence[tuple[str, str]], words: Wording) -> Sheet:
    """What the labels say, one figure a line."""
    said = words.report.labelling
    columns = (Column(said.figure, 60), Column(said.value, 60))
    return Sheet(said.figures_tab, said.figures_tab, (), Table("label_figures", columns, tuple(rows)))
