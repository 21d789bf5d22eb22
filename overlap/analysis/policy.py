"""The settings of the analysis, each with its reason: the typed face of `knowledge/policy.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from overlap.model import AgeBand


@dataclass(frozen=True, slots=True)
class AgePolicy:
    """Ages the analysis speaks of, years inclusive."""

    lowest: int
    highest: int
    bands: tuple[AgeBand, ...]
    why: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Ages:
    """Years of age, both ends included."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Transition:
    """A change between two ages, after the year `last`; two may share a `key` where offers differ in where they end."""

    key: str
    last: int


@dataclass(frozen=True, slots=True)
class GapPolicy:
    """When something counts as missing."""

    wait_goal_weeks: int
    theme_ages: Mapping[str, Ages]
    department_ages: Mapping[str, Ages]
    transitions: tuple[Transition, ...]
    why: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Policy:
    """Everything a person may want to set, with the reason why it is as it is."""

    ages: AgePolicy
    gaps: GapPolicy
