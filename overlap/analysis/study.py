"""The whole analysis of one catalogue: every finding that reports print, computed once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import asdict

from overlap.analysis.answers import answers
from overlap.analysis.chains import first_chains
from overlap.analysis.coverage import coverage
from overlap.analysis.doubts import doubts
from overlap.analysis.facetpolicy import Reasons
from overlap.analysis.gaps import gaps
from overlap.analysis.groups import counting_children, groups
from overlap.analysis.marks import marks
from overlap.analysis.names import Names
from overlap.analysis.need import Rates
from overlap.analysis.overlaps import flagged
from overlap.analysis.policy import Policy
from overlap.analysis.profiles import Profiles
from overlap.analysis.sides import as_meant
from overlap.analysis.sweep import Beside, in_turn, sweep
from overlap.model import Catalogue, Findings, Population, Said, Theme, Understanding


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
    wanted: Collection[tuple[str, str]] = (),
    beside: Beside = in_turn,
) -> Findings:
    """All findings; no clock and no file is touched. `wanted` are pairs to explain if they are flagged at all.

    `beside` has the two halves of the comparison done, wherever it likes.
    """
    place = {row.id: at for at, row in enumerate(catalogue.interventions)}
    asked = [(min(two), max(two)) for two in ((place[one], place[other]) for one, other in wanted)]
    focus = [theme.key for theme in themes if theme.focus]
    swept = sweep(profiles, marks(catalogue, understanding, themes, policy), policy.pairs, focus, asked, beside)
    pairs = flagged(catalogue, understanding, themes, profiles, swept.explained, policy)
    following, more = first_chains(catalogue, understanding, themes, policy, pairs, policy.pairs.most.explained)
    related = (*pairs, *following)
    names = Names(catalogue, policy.gaps.names)
    meant = as_meant(catalogue, understanding, policy.ages)
    found = answers(
        catalogue,
        understanding,
        themes,
        policy,
        pairs=related,
        names=names,
        rates=rates,
        population=population,
        budget_year=budget_year,
    )
    grouped = groups(catalogue, pairs, counting_children(understanding, policy.gaps.children))
    return Findings(
        catalogue=catalogue,
        themes=tuple(themes),
        understanding=understanding,
        pairs=related,
        coverage=coverage(meant, understanding, themes, policy),
        gaps=gaps(
            meant,
            understanding,
            themes,
            policy,
            together=found.cooperation,
            names=names,
            needs=found.needs,
            budget_year=budget_year,
        ),
        answers=found,
        settings=dict(settings(policy)),
        why=dict(reasons(policy)),
        groups=grouped[: policy.pairs.most.groups],
        groups_beyond=max(0, len(grouped) - policy.pairs.most.groups),
        sensitivity=swept.firmness,
        beyond=swept.beyond,
        chains_beyond=more,
        doubts=doubts(catalogue, understanding, swept.near.tolist()),
    )


def settings(record: Struct, where: str = "") -> list[tuple[str, str]]:
    """Every value of the policy by its dotted name, in the order of the file: what the method sheet prints."""
    found: list[tuple[str, str]] = []
    for field, value in asdict(record).items():
        name = f"{where}.{field}".lstrip(".")
        if field == "why":
            continue
        if isinstance(value, Struct):
            found += settings(value, name)
        elif isinstance(value, int | float):
            found.append((name, str(value) if isinstance(value, int) else f"{value:g}"))
    return found


def reasons(record: Struct, where: str = "") -> list[tuple[str, Said]]:
    """The reason of every setting that has one, by the same names as `settings`."""
    why: Reasons = getattr(record, "why", {})
    names = dict.fromkeys(name for told in why.values() for name in told)
    found: list[tuple[str, Said]] = [
        (f"{where}.{name}".lstrip("."), {language: told[name] for language, told in why.items()}) for name in names
    ]
    for field, value in asdict(record).items():
        if isinstance(value, Struct):
            found += reasons(value, f"{where}.{field}".lstrip("."))
    return found
