"""The whole analysis of one catalogue: every finding that reports print, computed once."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

from overlap.analysis import sensitivity
from overlap.analysis.answers import answers
from overlap.analysis.chains import chains
from overlap.analysis.coverage import coverage
from overlap.analysis.facetpolicy import Reasons
from overlap.analysis.gaps import gaps
from overlap.analysis.groups import counting_children, groups
from overlap.analysis.need import Rates
from overlap.analysis.overlaps import flagged
from overlap.analysis.pairs import Comparison, at_least, first, merged, scored
from overlap.analysis.policy import PairPolicy, Policy
from overlap.analysis.profiles import Profiles
from overlap.analysis.sides import as_meant
from overlap.model import Catalogue, Findings, Population, Said, Sensitivity, Theme, Understanding

MOST_PAIRS = 20_000
"""Pairs that findings are made of, the likest first: more than a catalogue of 1,000 has, and more than anyone reads."""


def study(
    catalogue: Catalogue,
    understanding: Mapping[str, Understanding],
    themes: Sequence[Theme],
    profiles: Profiles,
    policy: Policy,
    *,
    rates: Rates | None = None,
    population: Population | None = None,
    budget_year: int | None = None,
) -> Findings:
    """All findings; no clock and no file is touched."""
    above, firmness = _compared(profiles, policy.pairs)
    likest = first(above, MOST_PAIRS)
    pairs = flagged(catalogue, understanding, themes, profiles, likest, policy)
    related = (*pairs, *chains(catalogue, understanding, themes, policy, pairs))
    meant = as_meant(catalogue, understanding, policy.ages)
    found = answers(
        catalogue,
        understanding,
        themes,
        policy,
        pairs=related,
        rates=rates,
        population=population,
        budget_year=budget_year,
    )
    return Findings(
        catalogue=catalogue,
        themes=tuple(themes),
        understanding=understanding,
        pairs=related,
        coverage=coverage(meant, understanding, themes, policy),
        gaps=gaps(meant, understanding, themes, policy, pairs=related, needs=found.needs, budget_year=budget_year),
        answers=found,
        settings=dict(settings(policy)),
        why=dict(reasons(policy)),
        groups=groups(catalogue, pairs, counting_children(understanding, policy.gaps.children)),
        sensitivity=firmness,
        pairs_left_out=len(above.scores) - len(likest.scores),
    )


def _compared(profiles: Profiles, policy: PairPolicy) -> tuple[Comparison, tuple[Sensitivity, ...]]:
    """The pairs at or above the line, best first, and how many there would be with one setting changed.

    The second needs pairs far below the line; they are counted block by block and let go.
    """
    blocks: list[Comparison] = []
    counts = [sensitivity.sensitivity(profiles, merged(()), policy)]
    for block in scored(profiles, policy, sensitivity.floor(policy)):
        counts.append(sensitivity.sensitivity(profiles, block, policy))
        blocks.append(at_least(block, policy.lines.possible))
    firmness = (Sensitivity(same[0].change, sum(one.pairs for one in same)) for same in zip(*counts, strict=True))
    return merged(blocks), tuple(firmness)


def settings(record: object, where: str = "") -> list[tuple[str, str]]:
    """Every value of the policy by its dotted name, in the order of the file: what the method sheet prints."""
    found: list[tuple[str, str]] = []
    for field in dataclasses.fields(record):  # type: ignore[arg-type]
        value, name = getattr(record, field.name), f"{where}.{field.name}".lstrip(".")
        if field.name == "why":
            continue
        if dataclasses.is_dataclass(value):
            found += settings(value, name)
        elif isinstance(value, int | float):
            found.append((name, f"{value:g}"))
    return found


def reasons(record: object, where: str = "") -> list[tuple[str, Said]]:
    """The reason of every setting that has one, by the same names as `settings`."""
    why: Reasons = getattr(record, "why", {})
    names = dict.fromkeys(name for told in why.values() for name in told)
    found: list[tuple[str, Said]] = [
        (f"{where}.{name}".lstrip("."), {language: told[name] for language, told in why.items()}) for name in names
    ]
    for field in dataclasses.fields(record):  # type: ignore[arg-type]
        value = getattr(record, field.name)
        if dataclasses.is_dataclass(value):
            found += reasons(value, f"{where}.{field.name}".lstrip("."))
    return found
