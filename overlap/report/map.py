"""What the map shows: coverage of theme by age, the interventions behind it, and the pairs that may overlap.

Every row carries keys by which the page filters: numbers of themes, bands and departments, never text of the input.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from msgspec import Struct

from overlap.model import UNSTATED, Kind, Pair, Theme
from overlap.report import imprint
from overlap.report.phrases import day, years_of
from overlap.report.sheets import coverage, front, overlaps, register
from overlap.report.story import Story
from overlap.report.tables import Column, Mark, Table, Value


class Choice(Struct, frozen=True):
    """One of the things to choose between: its key and what it is called."""

    key: str
    text: str


class Chosen(Struct, frozen=True):
    """One thing to filter by."""

    name: str
    label: str
    choices: tuple[Choice, ...]


class Line(Struct, frozen=True):
    """One theme: a mark for each band, in their order."""

    theme: str
    title: str
    marks: tuple[Mark, ...]


class Group(Struct, frozen=True):
    """Themes that belong together under one heading."""

    heading: str
    lines: tuple[Line, ...]


class Listing(Struct, frozen=True):
    """A table whose rows can be filtered: `keys` holds, for each row, its keys by name."""

    name: str
    heading: str
    reading: str
    table: Table
    keys: tuple[Mapping[str, str], ...]


class Map(Struct, frozen=True):
    title: str
    lines: tuple[str, ...]
    filters: tuple[Chosen, ...]
    bands: tuple[Choice, ...]
    groups: tuple[Group, ...]
    interventions: Listing
    pairs: Listing
    about: tuple[str, ...]


def of(story: Story) -> Map:
    keys = _Keys(story)
    words, printing = story.voice.report.map, story.voice.report.printing
    heading = imprint.titled(story.voice.report.front.heading, printing, story.edition.imprint)
    base, *_, caution = front.lines(story)
    source = story.findings.catalogue.source
    dated = story.voice.report.front.dated.format(
        day=day(story.edition.day, story.voice.report.phrases), version=story.edition.version
    )
    return Map(
        title=heading,
        lines=(base, *front.left_out(story), caution),
        filters=keys.filters(),
        bands=keys.bands,
        groups=_groups(story, keys),
        interventions=_interventions(story, keys),
        pairs=_pairs(story, keys),
        about=(
            imprint.line(printing, story.edition),
            *front.quoted(story),
            dated,
            words.fingerprint.format(sha256=source.sha256),
            words.reading,
        ),
    )


class _Keys:
    """The numbers by which themes, bands and departments are filtered, and who stands in which field."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.cells = [cell for cells in story.cells.values() for cell in cells]
        marked = story.marked
        self.themes: tuple[Theme, ...] = (
            *marked,
            *(theme for theme in story.findings.themes if theme not in marked and self._served(theme)),
        )
        self.theme = {theme.key: str(at) for at, theme in enumerate(self.themes)}
        self.band = {key: str(at) for at, key in enumerate(dict.fromkeys(cell.age_band for cell in self.cells))}
        named = {name for one in story.by_id.values() for name in one.departments or (UNSTATED,)}
        ordered = sorted(named, key=lambda name: (name == UNSTATED, name))
        self.department = {name: str(at) for at, name in enumerate(ordered)}

    def _served(self, theme: Theme) -> bool:
        return any(cell.primary or cell.secondary for cell in self.story.cells.get(theme.key, ()))

    @property
    def bands(self) -> tuple[Choice, ...]:
        phrases = self.story.voice.report.phrases
        return tuple(Choice(at, years_of(key, phrases)) for key, at in self.band.items())

    def filters(self) -> tuple[Chosen, ...]:
        words, terms = self.story.voice.report.map, self.story.voice.words.terms
        title, unstated = self.story.voice.labels.title, self.story.voice.report.phrases.unstated
        present = {one.kind for one in self.story.by_id.values()}
        departments = tuple(Choice(at, unstated if name == UNSTATED else name) for name, at in self.department.items())
        return (
            Chosen("theme", words.theme, tuple(Choice(at, title(key)) for key, at in self.theme.items())),
            Chosen("band", words.age, self.bands),
            Chosen("department", words.department, departments),
            Chosen(
                "kind", words.kind, tuple(Choice(kind.value, terms.kinds[kind]) for kind in Kind if kind in present)
            ),
        )

    @cached_property
    def fields(self) -> Mapping[str, tuple[str, ...]]:
        """The fields each intervention stands in: ``theme:band:p`` as main theme, ``theme:band:s`` taking it in."""
        found: dict[str, dict[str, None]] = {key: {} for key in self.story.by_id}
        for cell in self.cells:
            if cell.theme in self.theme:
                at = f"{self.theme[cell.theme]}:{self.band[cell.age_band]}"
                for role, ids in (("p", cell.primary), ("s", cell.secondary)):
                    for key in ids:
                        found[key][f"{at}:{role}"] = None
        return {key: tuple(fields) for key, fields in found.items()}

    def bands_of(self, key: str) -> set[str]:
        return {field.split(":")[1] for field in self.fields[key]}

    def departments_of(self, key: str) -> list[str]:
        return [self.department[name] for name in self.story.by_id[key].departments or (UNSTATED,)]


def _groups(story: Story, keys: _Keys) -> tuple[Group, ...]:
    words = story.voice.report.map
    marked = len(story.marked)
    parts = ((words.marked, keys.themes[:marked]), (words.others, keys.themes[marked:]))
    return tuple(
        Group(heading, tuple(_line(theme, story, keys) for theme in themes)) for heading, themes in parts if themes
    )


def _line(theme: Theme, story: Story, keys: _Keys) -> Line:
    cells = story.cells.get(theme.key, ())
    marks = (
        coverage.age_mark(theme.key, band, [cell for cell in cells if cell.age_band == band], story)
        for band in keys.band
    )
    return Line(keys.theme[theme.key], story.voice.labels.title(theme.key), tuple(marks))


def _interventions(story: Story, keys: _Keys) -> Listing:
    words, kinds = story.voice.report.map, story.voice.words.terms.kinds
    base = register.interventions(story).table
    columns = (*base.columns, Column(words.kind, 13), Column(words.overlapping, 20))
    partners, order = _partners(story.overlaps), {key: at for at, key in enumerate(story.by_id)}
    rows: list[tuple[Value, ...]] = []
    for one, values in zip(story.by_id.values(), base.rows, strict=True):
        others = sorted(partners.get(one.id, ()), key=order.__getitem__)
        rows.append((*values, kinds[one.kind], ", ".join(others)))
    told = tuple(
        {
            "fields": " ".join(keys.fields[one.id]),
            "department": " ".join(keys.departments_of(one.id)),
            "kind": one.kind.value,
        }
        for one in story.by_id.values()
    )
    table = Table("map_interventions", columns, tuple(rows))
    return Listing("interventions", words.interventions_heading, words.interventions_reading, table, told)


def _partners(pairs: Sequence[Pair]) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = {}
    for pair in pairs:
        found.setdefault(pair.a, set()).add(pair.b)
        found.setdefault(pair.b, set()).add(pair.a)
    return found


def _pairs(story: Story, keys: _Keys) -> Listing:
    words = story.voice.report.map
    told = tuple(_pair_keys(pair, story, keys) for pair in story.overlaps)
    table = overlaps.table("map_pairs", story.overlaps, story)
    return Listing("pairs", words.pairs_heading, words.pairs_reading, table, told)


def _pair_keys(pair: Pair, story: Story, keys: _Keys) -> Mapping[str, str]:
    both = (pair.a, pair.b)
    return {
        "theme": " ".join(keys.theme[key] for key in pair.themes if key in keys.theme),
        "band": " ".join(sorted(keys.bands_of(pair.a) & keys.bands_of(pair.b))),
        "department": " ".join(sorted({at for key in both for at in keys.departments_of(key)})),
        "kind": " ".join(sorted({story.by_id[key].kind.value for key in both})),
    }
