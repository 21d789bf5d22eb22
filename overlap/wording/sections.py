"""The shape of the wording files: one frozen section for each part of the tool that speaks."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from overlap.wording.answers import Answers
from overlap.wording.report import Report


class Terms(Struct, frozen=True, kw_only=True):
    """Labels of closed choices, by the value of their enum in `model`."""

    fields: Mapping[str, str]
    severities: Mapping[str, str]
    kinds: Mapping[str, str]
    access: Mapping[str, str]
    evaluated: Mapping[str, str]
    roles: Mapping[str, str]
    tiers: Mapping[str, str]
    pair_kinds: Mapping[str, str]
    gap_kinds: Mapping[str, str]
    levels: Mapping[str, str]
    settings: Mapping[str, str]
    """Where it takes place, by the codes of `data/gold/CODEBOOK.md`; in the order they are offered."""
    rules: Mapping[str, str]
    """Why an intervention has the role it has to a theme."""
    statuses: Mapping[str, str]
    verdicts: Mapping[str, str]
    effects: Mapping[str, str]


class Counted(Struct, frozen=True, kw_only=True):
    """One sentence in the forms that a number asks for; empty where nothing is said of that number."""

    one: str
    many: str
    none: str = ""

    def form(self, n: int) -> str:
        return {0: self.none, 1: self.one}.get(n, self.many)


class Gaps(Struct, frozen=True, kw_only=True):
    """What is said of gaps: `sentences` by reason, then a tail for each further number that is worth saying.

    `steps`, `fields` and `rate_kinds` are the codes that stand inside the sentences, as words.
    """

    sentences: Mapping[str, Counted]
    tails: Mapping[str, Counted]
    steps: Mapping[str, str]
    fields: Mapping[str, str]
    rate_kinds: Mapping[str, str]

    def sentence(self, reason: str, values: Mapping[str, str]) -> str:
        """The sentence of `reason`, its form chosen by the number `n` among `values`, and its tails."""
        words = dict(values)
        words["step"] = self.steps.get(values.get("step", ""), "")
        words["rate_kind"] = self.rate_kinds.get(values.get("rate_kind", ""), "")
        words["field"] = self.fields.get(values.get("field", ""), "")
        said = [self.sentences[reason].form(int(values["n"])).format_map(words)]
        for name, tail in self.tails.items():
            if name in values:
                said.append(tail.form(int(values[name])).format_map({**words, "n": values[name]}))
        return " ".join(part for part in said if part)


class Cli(Struct, frozen=True, kw_only=True):
    """Help and talk of the command line. Plain characters only: a console may be cp850 or cp1252."""

    help: str
    usage: str
    usage_options: str
    usage_command: str
    arguments: str
    options_heading: str
    commands_heading: str
    help_option: str
    try_help: str
    interrupted: str
    ours: str
    commands: Mapping[str, str]
    """One line a command, by its name."""
    details: Mapping[str, str]
    """What stands above the options in the help of one command, by its name: what it does, with an example."""
    options: Mapping[str, str]
    metavars: Mapping[str, str]
    mistakes: Mapping[str, str]
    notes: Mapping[str, str]
    """What is told on stderr while working."""
    stages: Mapping[str, str]
    """What is going on, by the part of the work."""


class Firmness(Struct, frozen=True, kw_only=True):
    """Groups of overlapping interventions, and how firm the number of pairs is."""

    groups_tab: str
    groups_heading: str
    groups_reading: str
    groups_shown: str
    members: str
    size: str
    departments: str
    themes: str
    budget: str
    places: str
    kroner: str
    children: str
    no_sum: str
    at_least: str
    unknown: str
    tab: str
    heading: str
    reading: str
    change: str
    pairs: str
    difference: str
    lighter: str
    heavier: str
    lines: Mapping[str, str]


class Unmatched(Struct, frozen=True, kw_only=True):
    """What the word lists may lack, and what they hold in vain."""

    suggested: str
    suggested_reading: str
    word: str
    times: str
    where: str
    nothing: str
    nothing_reading: str
    nothing_none: str
    missing: str
    intervention: str
    idle: str
    idle_reading: str
    concept: str
    words: str
    kinds: Mapping[str, str]


class Wording(Struct, frozen=True, kw_only=True):
    """Everything that is said in one language."""

    language: str
    """The code of the language, as in `LANGUAGES`."""
    messages: Mapping[str, str]
    """Sentences for issues and errors, by code. Placeholders in braces are filled from their values."""
    terms: Terms
    cli: Cli
    firmness: Firmness
    unmatched: Unmatched
    gaps: Gaps
    answers: Answers
    report: Report
