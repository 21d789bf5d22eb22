"""The settings behind the facets, each with its reason: section `facets` of `knowledge/policy.toml`."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

Reasons = Mapping[str, Mapping[str, str]]
"""Why each setting is as it is: by language, then by the name of the setting."""


class Places(Struct, frozen=True):
    """What a mention is worth by where it stands; 1 is the ordinary."""

    name: float
    target_group: float
    target_group_later: float
    first_sentence: float
    second_sentence: float
    description: float
    purpose: float


class ProblemPolicy(Struct, frozen=True):
    """When a problem is what an intervention is for (main), and when it merely takes it in (other)."""

    places: Places
    again: float
    """Share that counts of every mention after the heaviest one of a field."""
    bar: float
    share_of_top: float
    """Share of the heaviest code that a second main code must reach."""
    most: int
    floor: float
    crowd: int
    in_crowd: float
    across: float
    """Share that counts of every field after the heaviest one."""
    vague: Mapping[str, float]
    """How much a mention of a problem tells, 0-1, by code; 1 where not named."""
    implied: float
    """What the main form adds to the problem that it works on by its nature."""
    why: Reasons


class FormPolicy(Struct, frozen=True):
    """When a form of help is what is mainly done (main), and when it is done along with it (other)."""

    places: Places
    again: float
    bar: float
    share_of_top: float
    most: int
    floor: float
    formats: Mapping[str, float]
    """What a mention of a format is worth, where one of a form is 1, by its concept."""
    also: float
    """Share of a mention that counts for what its form also is."""
    fits: float
    misfits: float
    why: Reasons


class StepPolicy(Struct, frozen=True):
    """How step and setting follow from forms, words and provider."""

    light_forms: tuple[str, ...]
    eased_forms: tuple[str, ...]
    said: float
    usual: float
    provider: float
    setting_of_kind: Mapping[str, str]
    why: Reasons


class FacetPolicy(Struct, frozen=True):
    """What an intervention is, read from its words."""

    problems: ProblemPolicy
    forms: FormPolicy
    steps: StepPolicy
    wide_problems: tuple[str, ...]
    why: Reasons
