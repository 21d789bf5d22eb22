"""The shape of the wording files: one frozen section for each part of the tool that speaks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Terms:
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
    statuses: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Wording:
    """Everything that is said in one language."""

    messages: Mapping[str, str]
    """Sentences for issues and errors, by code. Placeholders in braces are filled from their values."""
    terms: Terms
