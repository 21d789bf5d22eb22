"""The sheets on recommendation 3 (cooperation), on changes of age, on need and on the overlap index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from overlap.model import SMALLEST_SHOWN, CooperationAnswer, Need
from overlap.report.phrases import number, years_of
from overlap.report.story import Story
from overlap.report.tables import Column, Shape, Sheet, Table, Value
from overlap.wording.answers import Said

ASKED = (
    CooperationAnswer.NOT_NAMED,
    CooperationAnswer.UNIT_NAMED,
    CooperationAnswer.NAMED,
    CooperationAnswer.NOT_STATED,
    CooperationAnswer.SAME_PROVIDER,
)
"""The order of pairs: those that ought to talk come first."""

WIDTHS = {
    "group": 20,
    "kind": 14,
    "base": 10,
    "a": 34,
    "b": 34,
    "departments": 16,
    "themes": 20,
    "theme": 18,
    "answer": 16,
    "words": 20,
    "stops": 38,
    "apart": 38,
    "ages": 11,
    "figure": 46,
    "estimate": 14,
    "places": 16,
    "source": 38,
}
"""Characters on paper; what is not named takes 11."""

RANKS = {
    "kind": 2,
    "visitation": 3,
    "within": 3,
    "departments": 4,
    "words": 3,
    "stays": 3,
    "starts": 3,
    "figure": 3,
    "source": 4,
    "left_out": 2,
}


def cooperation(story: Story) -> Sheet:
    """Recommendation 3: each pair that overlaps or follows on, those that do not name each other first."""
    words = story.voice.words
    said = words.answers.cooperation
    pairs = sorted(story.findings.answers.cooperation, key=lambda pair: (ASKED.index(pair.answer), -pair.score))
    rows = [
        (
            words.terms.pair_kinds[pair.kind],
            story.name(pair.a),
            story.name(pair.b),
            " / ".join(dict.fromkeys((story.departments(pair.a), story.departments(pair.b)))),
            story.voice.labels.titles(pair.themes),
            words.answers.cooperations[pair.answer],
            "; ".join(dict.fromkeys(naming.words for naming in pair.namings)),
        )
        for pair in pairs
    ]
    values = {answer.value: str(sum(pair.answer is answer for pair in pairs)) for answer in CooperationAnswer}
    values |= {"pairs": str(len(pairs)), "cutoff": story.findings.settings.get("gaps.names.cutoff", "")}
    more = story.shown(story.overlaps)
    return of_answers("cooperation", said, rows, values, texts=tuple(said.columns), more=more, ranked=True)


def handovers(story: Story) -> Sheet:
    """What stops at each change of age on the themes the question was about."""
    said = story.voice.words.answers.handovers
    marked = {theme.key for theme in story.marked}
    rows = [
        (
            story.voice.labels.title(one.theme),
            one.transition,
            _names(one.stops, story),
            len(one.stays),
            len(one.starts),
            len(one.named),
            _names([key for key in one.stops if key not in one.named], story),
        )
        for one in story.findings.answers.handovers
        if one.theme in marked
    ]
    return of_answers("handovers", said, rows, {}, texts=("theme", "transition", "stops", "apart"))


def needs(story: Story) -> Sheet:
    """What the sources say of each theme, and what it comes to here."""
    answers = story.voice.words.answers
    found, spoken = story.findings.answers.needs, story.voice.words.language
    rows = [
        (
            story.voice.labels.title(need.theme),
            story.voice.words.gaps.rate_kinds[need.kind],
            years_of(need.ages.key, story.voice.report.phrases),
            _estimate(need, story),
            _places(need, story),
            ". ".join(part[spoken].rstrip(".") for part in (need.figure, need.note) if part[spoken]) + ".",
            f"{need.source[spoken]}. {need.area[spoken]}, {need.year}.",
        )
        for need in found
    ]
    counted = dict.fromkeys(need.population for need in found if need.population)
    told = tuple(answers.population.format(population=one) for one in counted) or (answers.no_population,)
    return of_answers("needs", answers.needs, rows, {}, texts=tuple(answers.needs.columns), more=told)


def index(story: Story) -> Sheet:
    """How much of what is covered is covered by several departments, in whole per cent.

    Two departments that share no field are left out; all departments together always stand there.
    """
    answers = story.voice.words.answers
    marked = {theme.key for theme in story.marked}
    every = max((one.departments for one in story.findings.answers.index), key=len, default=())
    shown = [one for one in story.findings.answers.index if not one.theme or one.theme in marked]
    rows = [
        (
            story.voice.labels.title(one.theme) if one.theme else answers.everyone,
            ", ".join(one.departments),
            one.cells,
            one.marks - one.cells,
            round(100 * one.value) if one.value is not None else None,
            len(one.left_out),
        )
        for one in shown
        if one.cells and (one.marks > one.cells or one.departments == every)
    ]
    return of_answers("index", answers.index, rows, {}, texts=("theme", "departments"))


def _names(ids: Sequence[str], story: Story) -> str:
    return "; ".join(story.name(key) for key in ids)


def _estimate(need: Need, story: Story) -> str:
    if need.low is None or need.high is None:
        return ""
    words = story.voice.report.phrases
    low, high = (f"<{SMALLEST_SHOWN}" if 0 < n < SMALLEST_SHOWN else number(n, words) for n in (need.low, need.high))
    return low if low == high else words.span.format(low=low, high=high)


def _places(need: Need, story: Story) -> str:
    """The places stated, and how many interventions state none."""
    places = number(need.places, story.voice.report.phrases)
    if not need.unstated:
        return places
    return story.voice.words.answers.places_unstated.format(places=places, n=len(need.unstated))


def of_answers(
    name: str,
    said: Said,
    rows: Sequence[tuple[Value, ...]],
    values: Mapping[str, str],
    *,
    texts: Sequence[str],
    left_out: Sequence[str] = (),
    more: Sequence[str] = (),
    ranked: bool = False,
) -> Sheet:
    """A sheet in the words of `said`, its placeholders filled from `values`; `more` are lines without any."""
    columns = tuple(
        Column(
            heading.format_map(values),
            WIDTHS.get(key, 11),
            Shape.TEXT if key in texts else Shape.NUMBER,
            rank=RANKS.get(key, 1),
        )
        for key, heading in said.columns.items()
        if key not in left_out
    )
    lines = tuple(line.format_map(values) for line in said.lines) if rows else ()
    return Sheet(said.tab, said.heading, (*lines, *more), Table(name, columns, tuple(rows)), ranked=ranked)
