"""Agreement with labels as tables to read. The figures are handed in; nothing is computed here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from overlap.report.tables import Column, Sheet, Table, Value
from overlap.wording.sections import Wording

THEME = "theme"


class Interval(Protocol):
    @property
    def value(self) -> float: ...
    @property
    def low(self) -> float: ...
    @property
    def high(self) -> float: ...


class Ranking(Protocol):
    @property
    def average_precision(self) -> Interval: ...
    @property
    def r_precision(self) -> float: ...
    @property
    def precision_at(self) -> tuple[tuple[int, float], ...]: ...


class Line(Protocol):
    @property
    def scope(self) -> str: ...
    @property
    def grade(self) -> int: ...
    @property
    def labels(self) -> int: ...
    @property
    def ranking(self) -> Ranking: ...


class Rates(Protocol):
    @property
    def right(self) -> int: ...
    @property
    def precision(self) -> float: ...
    @property
    def recall(self) -> float: ...
    @property
    def f1(self) -> float: ...


class Flagged(Rates, Protocol):
    @property
    def line(self) -> str: ...
    @property
    def flagged(self) -> int: ...


class Agreement(Rates, Protocol):
    @property
    def extra(self) -> int: ...
    @property
    def missed(self) -> int: ...


class Reading(Protocol):
    @property
    def method(self) -> str: ...
    @property
    def what(self) -> str: ...
    @property
    def agreement(self) -> Agreement: ...


Named = Callable[[str], str]
"""The name of a theme by its key."""


def sheets(
    rankings: Iterable[tuple[str, Line]],
    flagged: Sequence[Flagged],
    readings: Sequence[Reading],
    words: Wording,
    theme: Named,
) -> list[Sheet]:
    """How well each method ranks the labelled pairs, how right the flagged pairs are, and how right the readings."""
    said = words.report.evaluated
    columns = (
        Column(said.method, 24),
        Column(said.scope, 12),
        Column(said.grade, 8),
        Column(said.labels, 8, rank=3),
        Column(said.average_precision, 20),
        Column(said.r_precision, 12, rank=4),
        Column(said.precision_at, 22, rank=2),
    )
    rows = tuple(_ranking(method, line, words) for method, line in rankings)
    lines = (
        Column(said.line, 16),
        Column(said.flagged, 10),
        Column(said.right, 10),
        Column(said.precision, 12),
        Column(said.recall, 12),
        Column(said.f1, 8),
    )
    counted = tuple(_flagged(one, words) for one in flagged)
    return [
        Sheet(said.pairs, said.pairs, (said.reading,), Table("rankings", columns, rows)),
        Sheet(said.lines, said.lines, (), Table("lines", lines, counted)),
        *([_readings(readings, words, theme)] if readings else []),
    ]


def _readings(readings: Sequence[Reading], words: Wording, theme: Named) -> Sheet:
    said = words.report.evaluated
    columns = (
        Column(said.what, 34),
        Column(said.method, 24),
        Column(said.right, 10, rank=2),
        Column(said.extra, 10, rank=2),
        Column(said.missed, 10, rank=2),
        Column(said.precision, 12),
        Column(said.recall, 12),
        Column(said.f1, 8),
    )
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (
            named(one.what, words, theme),
            said.methods.get(one.method, one.method),
            one.agreement.right,
            one.agreement.extra,
            one.agreement.missed,
            *_rates(one.agreement, words),
        )
        for one in readings
    )
    return Sheet(said.readings, said.readings, (said.readings_note,), Table("readings", columns, rows))


def named(what: str, words: Wording, theme: Named) -> str:
    """What a reading is of, in words: a theme is `theme:angst`, a kind of sentence its file and kind.

    The name of a file is the reader's own, and so is a kind that is not ours: they stand as they are.
    """
    said = words.report.evaluated
    if what in said.whats:
        return said.whats[what]
    of, _, one = what.partition(":")
    if of == THEME:
        return said.theme.format(name=theme(one))
    return said.sentences.format(file=of, kind=said.kinds.get(one, one))


def _ranking(method: str, line: Line, words: Wording) -> tuple[Value, ...]:
    said, ranking = words.report.evaluated, line.ranking
    precision = ranking.average_precision
    part = method.removeprefix("without_")
    named = said.methods.get(method) or said.without.format(part=words.report.explained.parts.get(part, part).lower())
    cuts = " / ".join(_decimal(value, words) for _, value in ranking.precision_at)
    interval = (
        f"{_decimal(precision.value, words)} ({_decimal(precision.low, words)}-{_decimal(precision.high, words)})"
    )
    grade = said.grades[str(line.grade)]
    scope = said.scopes[line.scope]
    return named, scope, grade, line.labels, interval, _decimal(ranking.r_precision, words), cuts


def _flagged(one: Flagged, words: Wording) -> tuple[Value, ...]:
    figures = _rates(one, words)
    return words.terms.tiers[one.line], one.flagged, one.right, *figures


def _rates(found: Rates, words: Wording) -> tuple[str, ...]:
    return tuple(_decimal(value, words) for value in (found.precision, found.recall, found.f1))


def _decimal(value: float, words: Wording) -> str:
    return f"{value:.2f}".replace(".", words.report.phrases.decimal)
