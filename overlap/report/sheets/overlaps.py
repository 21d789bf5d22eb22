"""The flagged pairs: a sheet for each theme in focus, then the pairs outside those themes, then the chains."""

from __future__ import annotations

from collections.abc import Sequence

from overlap.model import Pair, Theme
from overlap.report.phrases import counted, number
from overlap.report.sheets.review import said_of
from overlap.report.story import BEYOND, Story
from overlap.report.tables import Column, Shape, Sheet, Table, Value


def theme_title(theme: Theme, story: Story) -> str:
    return story.tab(story.voice.report.overlaps.tab.format(theme=story.voice.labels.phrase(theme.key)))


def on_theme(theme: Theme, number: int, lines: Sequence[str], story: Story) -> Sheet:
    """The pairs of one theme. `lines` stand above the table."""
    heading = story.voice.report.overlaps.heading.format(theme=story.voice.labels.phrase(theme.key))
    pairs = story.overlaps_on(theme)
    found = table(f"overlaps_{number}", story.to_list(pairs), story)
    told = (*lines, *story.shown(pairs, theme), *story.left_out(pairs))
    return _sheet(theme_title(theme, story), heading, told, found, story)


def unexplained(story: Story) -> str:
    """How many more pairs are flagged than have a reason; nothing where all have one."""
    beyond, phrases = story.findings.beyond, story.voice.report.phrases
    if beyond is None:
        return ""
    pairs = counted(beyond.pairs, phrases.pairs, phrases)
    return story.voice.report.overlaps.unexplained.format(pairs=pairs, file=BEYOND)


def listed(pairs: Sequence[Pair], story: Story, *, of: int, note: str = "") -> Sheet:
    """Any pairs, best first: all that were asked for, or the first of so many."""
    words, phrases = story.voice.report.overlaps, story.voice.report.phrases
    every, shown = counted(of, phrases.pairs, phrases), number(len(pairs), phrases)
    told = f"{every}." if len(pairs) == of else words.top.format(shown=shown, pairs=every)
    lines = (told, words.reading) if of else (words.none,)
    lines = (*lines, note) if note else lines
    return Sheet(words.all_tab, words.all_tab, lines, table("listed", pairs, story), ranked=True)


def others(story: Story) -> Sheet:
    words = story.voice.report.overlaps
    focus = {theme.key for theme in story.findings.themes if theme.focus}
    pairs = [pair for pair in story.overlaps if focus.isdisjoint(pair.themes)]
    found = table("overlaps_other", story.to_list(pairs), story)
    told = (*story.shown(story.overlaps), *story.left_out(pairs))
    return _sheet(words.others_tab, words.others_heading, told, found, story)


def chains(story: Story) -> Sheet:
    words = story.voice.report.overlaps
    columns = (
        Column(words.first, 34),
        Column(words.second, 34),
        Column(words.departments, 20, rank=2),
        Column(words.reason, 62),
    )
    rows = tuple((row[0], row[1], row[2], row[-1]) for row in (_row(pair, story) for pair in story.chains))
    lines = (words.chains_reading, *_chains_shown(story))
    return Sheet(words.chains_tab, words.chains_heading, lines, Table("chains", columns, rows))


def _chains_shown(story: Story) -> tuple[str, ...]:
    """How many of the chains the list holds, where these are not all."""
    missing, phrases = story.findings.chains_beyond, story.voice.report.phrases
    if not missing:
        return ()
    shown, every = number(len(story.chains), phrases), counted(len(story.chains) + missing, phrases.pairs, phrases)
    return (story.voice.report.overlaps.chains_shown.format(shown=shown, chains=every),)


def _sheet(title: str, heading: str, lines: Sequence[str], found: Table, story: Story) -> Sheet:
    words = story.voice.report.overlaps
    return Sheet(title, heading, (*lines, words.reading if found.rows else words.none), found, ranked=True)


def table(name: str, pairs: Sequence[Pair], story: Story) -> Table:
    """Pairs in the order given, each with its reason."""
    words = story.voice.report.overlaps
    columns = (
        Column(words.first, 25),
        Column(words.second, 25),
        Column(words.departments, 15, rank=4),
        Column(words.kind, 16, rank=3),
        Column(words.tier, 13, rank=2),
        Column(words.score, 9, Shape.NUMBER),
        Column(words.reason, 52),
    )
    return Table(name, columns, tuple(_row(pair, story) for pair in pairs))


def _row(pair: Pair, story: Story) -> tuple[Value, ...]:
    terms, words = story.voice.words.terms, story.voice.report.overlaps
    first, second = story.departments(pair.a), story.departments(pair.b)
    return (
        story.name(pair.a),
        story.name(pair.b),
        words.across.format(a=first, b=second) if first != second else first,
        terms.pair_kinds[pair.kind],
        terms.tiers[pair.tier],
        round(pair.score),
        _told(pair, story),
    )


def _told(pair: Pair, story: Story) -> str:
    """Why the pair is flagged, and what people have said of it."""
    said = said_of((pair.a, pair.b), story)
    if not said:
        return story.reason(pair)
    judged = story.findings.judgements
    found = judged.of.get((pair.a, pair.b)) or judged.of_groups.get((pair.a, pair.b))
    comment = found.decisions[0].comment if found is not None and found.answer else ""
    words = story.voice.report.review
    return f"{story.reason(pair)} {words.commented.format(said=said, comment=comment).strip()}"
