"""From a file to findings: the one call that every command makes, each room in its turn.

Imports stand inside the functions: `--help` must not wait for pandas.
"""

from __future__ import annotations

import contextlib
import hashlib
import sys
from collections.abc import Mapping, Sequence
from functools import cached_property, partial
from multiprocessing import parent_process
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from overlap.cli.settings import NO_DECISIONS
from overlap.cli.spread import beside, copied, spread, way
from overlap.cli.talk import progress
from overlap.cli.threshold import written
from overlap.errors import OverlapError, UsageError
from overlap.model import (
    TEXT_FIELDS,
    Catalogue,
    Decision,
    Findings,
    Gap,
    Intervention,
    Judgements,
    Mentions,
    Pair,
    PairKind,
    Population,
    Theme,
    Threshold,
    Understanding,
)
from overlap.review import terms

if TYPE_CHECKING:
    from overlap.analysis.facetbook import FacetBook
    from overlap.analysis.need import Rates
    from overlap.analysis.pairs import Comparison
    from overlap.analysis.policy import Policy
    from overlap.analysis.profiles import Profiles
    from overlap.language.lexicon import Lexicon
    from overlap.language.words import Words
    from overlap.reading import Options


class Work(Struct, frozen=True, dict=True):
    """One workbook on its way through the rooms; each stage is computed when it is first asked for."""

    file: Path
    sheet: str | None = None
    header_row: int | None = None
    lexicon_file: Path | None = None
    budget_year: int | None = None
    population_file: Path | None = None
    decisions_file: Path = NO_DECISIONS
    """What people have decided and corrected; it need not be there."""
    threshold: Threshold | None = None
    """The line of the settings; `None` is that of the policy."""

    @property
    def reading(self) -> Options:
        """How the workbook is read."""
        from overlap.reading import Options

        return Options(sheet=self.sheet, header_row=self.header_row)

    @cached_property
    def as_read(self) -> Catalogue:
        """The catalogue before anyone corrected it, personal data in the texts masked: they reach no later stage.

        Where a copy of this process can read it, all that depends on no catalogue is made ready here meanwhile.
        """
        progress.stage("reading")
        started = copied()
        if not started:
            return _masked(self)
        return beside(self._make_ready, partial(_masked_by_copy, self), started)[1]

    def _make_ready(self) -> None:
        """Compile the lexicon, and load what the rest of the job is done by.

        What is wrong with the lexicon is told when it is asked for: first comes what is wrong with the catalogue.
        """
        from overlap.language import mentions

        with contextlib.suppress(OverlapError):
            mentions.ready(self.lexicon)
            _ = self.policy, self.facet_book
        from overlap.analysis import study, understanding  # noqa: F401 - loading them is what takes time
        from overlap.report import terminal, workbook  # noqa: F401

    @property
    def asked(self) -> Mapping[str, str]:
        """What was asked for and changes the report, as text; files by name and fingerprint."""
        given = {
            "sheet": self.sheet,
            "header_row": self.header_row,
            "budget_year": self.budget_year,
            "threshold": self.threshold and written(self.threshold),
            "lexicon": self.lexicon_file and signed(self.lexicon_file),
            "population": self.population_file and signed(self.population_file),
            "decisions": self.decided_in and signed(self.decided_in),
        }
        return {name: str(value) for name, value in given.items() if value is not None}

    @property
    def decided_in(self) -> Path | None:
        """The file of decisions, where there is one."""
        return self.decisions_file if self.decisions_file.is_file() else None

    @cached_property
    def decisions(self) -> Sequence[Decision]:
        from overlap.review import decisions

        return decisions.read(self.decided_in) if self.decided_in else ()

    @cached_property
    def judgements(self) -> Judgements:
        from overlap.review.judged import judgements

        return judgements(self.as_read, self.decisions)

    @cached_property
    def catalogue(self) -> Catalogue:
        from overlap.review.corrections import corrected_catalogue

        return corrected_catalogue(self.as_read, self.judgements)

    @cached_property
    def lexicon(self) -> Lexicon:
        from overlap.language import lexicon

        return lexicon.load(extra=self.lexicon_file)

    @cached_property
    def themes(self) -> Sequence[Theme]:
        from overlap.language.lexicon import themes

        return themes(self.lexicon)

    @cached_property
    def _understood(self) -> tuple[Mentions, Mapping[str, Understanding]]:
        """Mentions and what they come to before anyone corrected it: both at once, so that they are sent only once."""
        from overlap.analysis.understanding import understand
        from overlap.language import mentions

        catalogue, find = self.catalogue, partial(mentions.each, lexicon=self.lexicon)
        progress.stage("language")
        by_length = partial(spread, size=_length)
        return understand(catalogue, find, self.themes, self.policy, self.facet_book, by_length)

    @property
    def mentions(self) -> Mentions:
        return self._understood[0]

    @cached_property
    def policy(self) -> Policy:
        """The policy in force."""
        from overlap.analysis.policy import with_line

        return with_line(self.delivered, self.threshold.points) if self.threshold else self.delivered

    @cached_property
    def delivered(self) -> Policy:
        """The policy as it comes with the program, whatever line the settings give."""
        from overlap import knowledge
        from overlap.analysis.policy import Policy
        from overlap.knowledge.records import fill

        return fill(Policy, knowledge.read("policy"), "policy")

    @cached_property
    def rates(self) -> Rates:
        from overlap import knowledge
        from overlap.analysis.need import Rates
        from overlap.knowledge.records import fill

        return fill(Rates, knowledge.read("rates"), "rates")

    @cached_property
    def population(self) -> Population | None:
        """The people of the municipality by age, where a table of them is given."""
        if self.population_file is None:
            return None
        from overlap.reading.population import read_population

        return read_population(self.population_file)

    @cached_property
    def understanding(self) -> Mapping[str, Understanding]:
        from overlap.review.corrections import corrected_understanding

        return corrected_understanding(self._understood[1], self.themes, self.judgements)

    @cached_property
    def facet_book(self) -> FacetBook:
        from overlap.cli.facetbook import facet_book

        return facet_book(self.lexicon)

    @cached_property
    def words(self) -> Words:
        from overlap.language.words import telling

        return telling(self.catalogue)

    @property
    def unmatched(
        self,
    ) -> tuple[list[tuple[str, tuple[str, ...]]], dict[str, list[str]], Mapping[str, tuple[str, ...]]]:
        """Words the lexicon may lack, ids in which no problem or no form was recognised, and words it has in vain."""
        from overlap.language import unmatched

        found = [(word.text, word.interventions) for word in unmatched.words(self.catalogue, self.lexicon)]
        facets = {key: one.facets for key, one in self.understanding.items()}
        unread = {
            "problem": [key for key, one in facets.items() if not (*one.problems_main, *one.problems_other)],
            "form": [key for key, one in facets.items() if not (*one.forms_main, *one.forms_other)],
        }
        return found, unread, unmatched.idle(self.mentions, self.lexicon)

    @cached_property
    def profiles(self) -> Profiles:
        from overlap.analysis.profiles import profiles

        return profiles(self.catalogue, self.understanding, self.words.stems, self.policy, self.words.spelled)

    @cached_property
    def findings(self) -> Findings:
        from overlap.analysis.study import study
        from overlap.review.judged import confirmed, decided

        profiles = self.profiles
        progress.stage("comparing")
        found = study(
            self.catalogue,
            self.understanding,
            self.themes,
            profiles,
            self.policy,
            rates=self.rates,
            population=self.population,
            budget_year=self.budget_year,
            wanted=confirmed(self.judgements),
            beside=partial(beside, started=way(len(profiles.ids))),
        )
        flagged = {(pair.a, pair.b) for pair in found.pairs}
        missing = [self.pair(*ids) for ids in confirmed(self.judgements) if ids not in flagged]
        found = decided(found, self.judgements, missing)
        return replace(found, codes=self.codes, threshold=self.threshold)

    @property
    def codes(self) -> Mapping[str, tuple[str, ...]]:
        """What a reading may be corrected to."""
        book = self.facet_book
        return {"problem": book.problems, "form": tuple(book.forms), "addressee": book.addressees}

    @property
    def overlaps(self) -> Sequence[Pair]:
        """The flagged pairs, best first, without what merely follows on."""
        return [pair for pair in self.findings.pairs if pair.kind is not PairKind.CHAIN]

    @cached_property
    def comparison(self) -> Comparison:
        """Every pair with a score above 0."""
        from overlap.analysis.pairs import compare

        profiles = self.profiles
        progress.stage("comparing")
        return compare(profiles, self.policy.pairs, 0)

    @property
    def every_pair(self) -> Sequence[Pair]:
        from overlap.analysis.overlaps import flagged

        return flagged(
            self.catalogue, self.understanding, self.themes, self.profiles, self.comparison, self.policy, floor=0
        )

    def pair(self, a: str, b: str) -> Pair:
        """The record of any two interventions, flagged or not; `UsageError` for an id that is not there."""
        from overlap.analysis.overlaps import single

        positions = {row.id: at for at, row in enumerate(self.catalogue.interventions)}
        for asked in (a, b):
            if asked not in positions:
                raise UsageError("unknown_id", id=asked, file=self.catalogue.source.name)
        if a == b:
            raise UsageError("same_id", id=a)
        return single(
            self.catalogue, self.understanding, self.themes, self.profiles, positions[a], positions[b], self.policy
        )

    def gaps_of(self, theme: Theme) -> Sequence[Gap]:
        from overlap.analysis.gaps import gaps

        return gaps(
            self.catalogue,
            self.understanding,
            self.themes,
            self.policy,
            pairs=self.findings.pairs,
            needs=self.findings.answers.needs,
            theme=theme.key,
            budget_year=self.budget_year,
        )


def signed(file: Path) -> str:
    """A file by its name and the fingerprint of what it holds."""
    return terms.signed(file.name, hashlib.sha256(file.read_bytes()).hexdigest())


def _length(intervention: Intervention) -> int:
    """Characters to understand."""
    return sum(len(intervention.text(field)) for field in TEXT_FIELDS)


def _masked_by_copy(work: Work) -> Catalogue:
    """A copy only reads: openpyxl takes numpy in where it is there, a sixth of the work, to write numbers by.

    Where no copy could be made this is done in the first process, which goes on to reckon with numpy.
    """
    if parent_process():
        sys.modules.setdefault("numpy", None)  # type: ignore[arg-type]
    return _masked(work)


def _masked(work: Work) -> Catalogue:
    from overlap.reading import read
    from overlap.reading.personal import masked

    return masked(read(work.file, work.reading))
