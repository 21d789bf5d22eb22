"""What a report is about: the findings, the voice they are told in, and the edition they are told for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property

from msgspec import Struct

from overlap.model import (
    CoverageCell,
    Findings,
    Gap,
    Group,
    Intervention,
    Pair,
    PairCount,
    PairKind,
    Role,
    Tally,
    Theme,
    Tier,
    Verdict,
)
from overlap.report.phrases import counted, day, listed, number
from overlap.report.reasons import pair_sentence
from overlap.report.tables import Edition
from overlap.report.voice import Voice, gap_sentence

BEYOND = "data/overlaps_beyond.csv"
"""Where the flagged pairs without a reason are listed."""


class Story(Struct, frozen=True, dict=True):
    findings: Findings
    voice: Voice
    edition: Edition

    @cached_property
    def by_id(self) -> Mapping[str, Intervention]:
        return {one.id: one for one in self.findings.catalogue.interventions}

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Where each stands in the catalogue, by its id."""
        return {key: at for at, key in enumerate(self.by_id)}

    @cached_property
    def cells(self) -> Mapping[str, tuple[CoverageCell, ...]]:
        """The fields of the map by theme, those of all steps together."""
        found: dict[str, list[CoverageCell]] = {}
        for cell in self.findings.coverage:
            if not cell.step:
                found.setdefault(cell.theme, []).append(cell)
        return {theme: tuple(cells) for theme, cells in found.items()}

    @cached_property
    def overlaps(self) -> tuple[Pair, ...]:
        """The flagged pairs that count as overlaps, best first."""
        return tuple(pair for pair in self.findings.pairs if pair.kind is not PairKind.CHAIN)

    @cached_property
    def chains(self) -> tuple[Pair, ...]:
        return tuple(pair for pair in self.findings.pairs if pair.kind is PairKind.CHAIN)

    def tally(self, table: str) -> Tally | None:
        """The line of a table for everyone, if it was counted."""
        lines = (one for one in self.findings.answers.tallies if one.table == table)
        return next((one for one in lines if not one.theme and not one.department and one.kind is None), None)

    def to_list(self, pairs: Sequence[Pair]) -> tuple[Pair, ...]:
        """Those that the council is shown: people have not said that they are no overlaps. All are counted."""
        judged = self.findings.judgements
        return tuple(
            pair for pair in pairs if judged.verdict(pair.a, pair.b) not in (Verdict.NOT_OVERLAP, Verdict.CHAIN)
        )

    def in_order(self, group: Group) -> tuple[str, ...]:
        """The members in the order of the catalogue, as verdicts on them are found by."""
        return tuple(sorted(group.members, key=self.places.__getitem__))

    def verdict(self, group: Group) -> str:
        return self.findings.judgements.verdict(*self.in_order(group))

    def left_out(self, pairs: Sequence[Pair]) -> tuple[str, ...]:
        """How many of the pairs are not listed because people decided so, in sentences."""
        words, phrases = self.voice.report.review, self.voice.report.phrases
        verdicts = [self.findings.judgements.verdict(pair.a, pair.b) for pair in pairs]
        told = {Verdict.NOT_OVERLAP: words.rejected, Verdict.CHAIN: words.chained}
        sentences = (counted(verdicts.count(which), count, phrases) for which, count in told.items())
        return tuple(sentence for sentence in sentences if sentence)

    def overlaps_on(self, theme: Theme) -> tuple[Pair, ...]:
        return tuple(pair for pair in self.overlaps if theme.key in pair.themes)

    @property
    def all_explained(self) -> bool:
        """Every flagged pair has its reason; else the sheets show the likest of them, and the figures count all."""
        return self.findings.beyond is None

    def count(self, theme: Theme | None = None) -> PairCount:
        """The overlaps on a theme in focus, or all: those with a reason and those without."""
        pairs = self.overlaps if theme is None else self.overlaps_on(theme)
        found = PairCount(
            tiers=Counter(pair.tier for pair in pairs),
            split=sum(pair.kind is PairKind.FRAGMENTATION for pair in pairs),
            across=sum(map(self.crosses, pairs)),
            partly=sum(map(self.partly_shared, pairs)),
            main=sum(theme is not None and self.is_main(theme, pair) for pair in pairs),
        )
        beyond = self.findings.beyond
        return found.plus(beyond.counts[theme.key if theme else ""]) if beyond else found

    def shown(self, pairs: Sequence[Pair], theme: Theme | None = None) -> tuple[str, ...]:
        """How many of the pairs of a theme in focus, or of all, a list holds; nothing where it holds all of them."""
        phrases = self.voice.report.phrases
        every = self.count(theme).pairs
        if self.all_explained or every == len(pairs):
            return ()
        told = {"shown": number(len(pairs), phrases), "pairs": counted(every, phrases.pairs, phrases), "file": BEYOND}
        return (self.voice.report.overlaps.shown.format(**told),)

    def groups_shown(self) -> tuple[str, ...]:
        """How many of the groups a list holds, where these are not all."""
        missing, phrases = self.findings.groups_beyond, self.voice.report.phrases
        if not missing:
            return ()
        here = len(self.findings.groups)
        told = {"shown": number(here, phrases), "groups": number(here + missing, phrases)}
        return (self.voice.words.firmness.groups_shown.format(**told),)

    def name(self, key: str) -> str:
        """An intervention as a reader finds it again: its number, its name, and whether it is over or to come."""
        one = self.by_id[key]
        told = f"{key} {one.name}"
        if one.runs:
            return told
        status = self.voice.words.terms.statuses[one.status].lower()
        return self.voice.report.gaps.not_running.format(role=told, status=status)

    def tab(self, title: str) -> str:
        """A title as the tab of a sheet may be: at most 31 characters, and none that Excel keeps for itself."""
        return "".join(" " if one in "[]:*?/\\" else one for one in title)[:31].strip(" '")

    def departments(self, key: str) -> str:
        return ", ".join(self.by_id[key].departments)

    def reason(self, pair: Pair) -> str:
        """Why the two are flagged; many sheets say it, so it is put together once."""
        told = self._reasons.get(id(pair))
        if told is None:
            told = pair, pair_sentence(pair, self.by_id[pair.a], self.by_id[pair.b], self.voice)
            self._reasons[id(pair)] = told
        return told[1]

    @cached_property
    def _reasons(self) -> dict[int, tuple[Pair, str]]:
        """The reasons given so far, each beside its pair, so that no other pair takes its place in memory."""
        return {}

    def decimal(self, value: float) -> str:
        """A number with one decimal, none when it is whole, the way the language writes it."""
        text = f"{value:.1f}".removesuffix(".0")
        return text.replace(".", self.voice.report.phrases.decimal)

    def calibrated(self, measured: str, otherwise: str) -> str:
        """`measured` with when and by what labels the line was set, or `otherwise` where no labels set it."""
        line, phrases = self.findings.threshold, self.voice.report.phrases
        if line is None or not line.measured:
            return otherwise
        percent = self.decimal(100 * line.precision)
        when, labels = day(date.fromisoformat(line.day), phrases), number(line.labels, phrases)
        return measured.format(day=when, labels=labels, file=line.of, precision=percent)

    def gap(self, gap: Gap) -> str:
        return gap_sentence(gap, self.voice)

    def crosses(self, pair: Pair) -> bool:
        """Whether the two have no department in common; unstated is not different."""
        first, second = self._departments_of(pair)
        return bool(first and second) and first.isdisjoint(second)

    def partly_shared(self, pair: Pair) -> bool:
        """Whether the two share a department, and one of them has others besides."""
        first, second = self._departments_of(pair)
        return first != second and not first.isdisjoint(second)

    def _departments_of(self, pair: Pair) -> tuple[set[str], set[str]]:
        return set(self.by_id[pair.a].departments), set(self.by_id[pair.b].departments)

    def is_main(self, theme: Theme, pair: Pair) -> bool:
        """Whether the theme is main theme to at least one of the two."""
        read = self.findings.understanding
        return any(read[key].role(theme.key) is Role.PRIMARY for key in (pair.a, pair.b))

    def with_role(self, theme: Theme, role: Role) -> tuple[Intervention, ...]:
        """Those that exist today; ended and planned interventions serve nobody."""
        return tuple(self._roles.get((theme.key, role), ()))

    @cached_property
    def _roles(self) -> Mapping[tuple[str, Role], Sequence[Intervention]]:
        """Those that exist today by theme and role, in the order of the catalogue; who has no role is left out."""
        found: dict[tuple[str, Role], list[Intervention]] = {}
        for one in self.by_id.values():
            for theme, reading in self.findings.understanding[one.id].themes.items() if one.runs else ():
                if reading.role is not Role.NONE:
                    found.setdefault((theme, reading.role), []).append(one)
        return found

    @property
    def marked(self) -> tuple[Theme, ...]:
        """The themes the question was about, else (none is marked) all of them."""
        themes = self.findings.themes
        return tuple(theme for theme in themes if theme.focus or theme.strengthen) or themes

    def tiers(self, count: PairCount) -> str:
        """ "20 sandsynlige og 41 mulige", leaving out those there are none of."""
        phrases = self.voice.report.phrases
        numbers = {tier: count.tiers.get(tier, 0) for tier in Tier}
        told = [counted(n, phrases.tiers[tier], phrases) for tier, n in numbers.items() if n and tier in phrases.tiers]
        return listed(told, phrases)
