"""The sheets that hold everything, for those who count for themselves: one table each, from cell A1."""

from __future__ import annotations

from collections.abc import Sequence

from overlap.model import UNSTATED, Field, Intervention, Mention, Pair, Role
from overlap.report.phrases import years_of
from overlap.report.sheets.gaps import cells_of, role_of, words_of
from overlap.report.story import Story
from overlap.report.tables import Column, Shape, Sheet, Table, Value


def _sheet(title: str, table: Table) -> Sheet:
    return Sheet(title, title, (), table, printed=False)


def interventions(story: Story) -> Sheet:
    words, fields = story.voice.report.data, story.voice.words.terms.fields
    columns = (
        Column(fields["number"], 8),
        Column(words.row, 7, Shape.NUMBER),
        Column(fields["name"], 36),
        Column(fields["department"], 16),
        Column(fields["provider"], 28),
        Column(fields["kind"], 14),
        Column(fields["target_group"], 50),
        Column(words.age_from, 10, Shape.NUMBER),
        Column(words.age_to, 10, Shape.NUMBER),
        Column(fields["access"], 14),
        Column(words.wait_from, 13, Shape.NUMBER),
        Column(words.wait_to, 13, Shape.NUMBER),
        Column(words.status, 15),
        Column(fields["evaluation"], 13),
        Column(fields["places"], 12, Shape.AMOUNT),
        Column(fields["budget"], 16, Shape.AMOUNT),
        Column(fields["funding"], 14),
        Column(fields["partners"], 40),
    )
    rows = tuple(_facts(one, story) for one in story.by_id.values())
    return _sheet(words.interventions, Table("data_interventions", columns, rows))


def _facts(one: Intervention, story: Story) -> tuple[Value, ...]:
    terms = story.voice.words.terms
    return (
        one.id,
        one.row,
        one.name,
        story.departments(one.id),
        one.provider,
        terms.kinds[one.kind],
        one.text(Field.TARGET_GROUP),
        one.ages.low,
        one.ages.high,
        terms.access[one.access],
        one.wait_weeks.low,
        one.wait_weeks.high,
        terms.statuses[one.status],
        terms.evaluated[one.evaluated],
        one.places,
        one.budget,
        one.funding_end.isoformat() if one.funding_end else "",
        one.partners,
    )


def pairs(story: Story) -> Sheet:
    words, told = story.voice.report.data, story.voice.report.overlaps
    columns = (
        Column(words.first_number, 8),
        Column(told.first, 34),
        Column(words.second_number, 8),
        Column(told.second, 34),
        Column(told.score, 8, Shape.NUMBER),
        Column(told.tier, 14),
        Column(told.kind, 16),
        Column(words.theme, 26),
        Column(told.departments, 20),
        Column(told.reason, 90),
    )
    rows = tuple(_pair(pair, story) for pair in story.findings.pairs)
    return _sheet(words.pairs, Table("data_pairs", columns, rows))


def _pair(pair: Pair, story: Story) -> tuple[Value, ...]:
    terms = story.voice.words.terms
    first, second = story.departments(pair.a), story.departments(pair.b)
    return (
        pair.a,
        story.by_id[pair.a].name,
        pair.b,
        story.by_id[pair.b].name,
        round(pair.score, 1),
        terms.tiers[pair.tier],
        terms.pair_kinds[pair.kind],
        story.voice.labels.titles(pair.themes),
        story.voice.report.overlaps.across.format(a=first, b=second),
        story.reason(pair),
    )


def themes(story: Story) -> Sheet:
    """Every theme an intervention has anything to do with, and the words that decided it."""
    words, fields = story.voice.report.data, story.voice.words.terms.fields
    rules = story.voice.words.terms.rules
    columns = (
        Column(fields["number"], 8),
        Column(fields["name"], 36),
        Column(words.theme, 20),
        Column(words.role, 24),
        Column(words.words, 60, rank=2),
        Column(words.cell, 14, rank=3),
        Column(words.rule, 34, rank=4),
    )
    rows = tuple(
        (
            one.id,
            one.name,
            story.voice.labels.title(key),
            role_of(one, reading.role, story),
            words_of(reading.mentions),
            cells_of(one, reading.mentions),
            _rule(rules.get(reading.rule, reading.rule), reading.mentions, words.because),
        )
        for one in story.by_id.values()
        for key, reading in story.findings.understanding[one.id].themes.items()
        if reading.role is not Role.NONE or reading.mentions
    )
    return _sheet(words.themes, Table("data_themes", columns, rows))


def _rule(rule: str, mentions: Sequence[Mention], because: str) -> str:
    """The rule, and the words that decided where it took more than one of the cues of the lexicon."""
    said = tuple(dict.fromkeys(" ".join(words.split()) for mention in mentions for words in mention.because))
    return f"{rule} ({because.format(words=', '.join(said))})" if said else rule


def facets(story: Story) -> Sheet:
    """What each intervention is, in words: problems, forms of help, who takes part, how far from everyday life."""
    words, fields, terms = story.voice.report.data, story.voice.words.terms.fields, story.voice.words.terms
    columns = (
        Column(fields["number"], 6),
        Column(fields["name"], 34),
        Column(words.problems, 30),
        Column(words.forms, 34),
        Column(words.addressees, 18, rank=2),
        Column(words.level, 15, rank=3),
        Column(words.setting, 18, rank=4),
    )
    titles = story.voice.labels.titles
    rows = []
    for one in story.by_id.values():
        found = story.findings.understanding[one.id].facets
        addressees, setting = titles(found.addressees), terms.settings.get(found.setting, found.setting)
        level = terms.levels[str(int(found.level))]
        problems, forms = titles(found.problems_main), titles(found.forms_main)
        rows.append((one.id, one.name, problems, forms, addressees, level, setting))
    return _sheet(words.facets, Table("facets", columns, tuple(rows)))


def coverage(story: Story) -> Sheet:
    """Every field of the map, and of the other themes those that someone serves."""
    words, phrases = story.voice.report.data, story.voice.report.phrases
    marked = {theme.key for theme in story.marked}
    columns = (
        Column(words.theme, 20),
        Column(words.age_band, 10),
        Column(story.voice.words.terms.fields["department"], 16),
        Column(words.possible, 12),
        Column(words.primary, 40),
        Column(words.secondary, 40),
    )
    rows = tuple(
        (
            story.voice.labels.title(cell.theme),
            years_of(cell.age_band, phrases),
            cell.department if cell.department != UNSTATED else phrases.unstated,
            words.yes if cell.possible else words.no,
            ", ".join(cell.primary),
            ", ".join(cell.secondary),
        )
        for cell in story.findings.coverage
        if not cell.step and (cell.theme in marked or cell.primary or cell.secondary)
    )
    return _sheet(words.coverage, Table("data_coverage", columns, rows))
