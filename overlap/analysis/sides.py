"""One of the two interventions of a pair, and what is said of its ages."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from overlap.analysis.policy import AgePolicy
from overlap.model import Catalogue, Facets, Intervention, Span, Understanding


class Side(Struct, frozen=True):
    """An intervention with what was understood of it."""

    row: Intervention
    read: Understanding


def meant(row: Intervention, facets: Facets, ages: AgePolicy) -> Span:
    """The ages an intervention is for: as stated, but "op til 30" for young people alone begins where youth does."""
    stated = row.ages
    youth = bool(facets.addressees) and set(facets.addressees) <= set(ages.youth)
    if stated.low is None and stated.high is not None and stated.high > ages.youth_from and youth:
        return Span(ages.youth_from, stated.high)
    return stated


def as_meant(catalogue: Catalogue, understanding: Mapping[str, Understanding], ages: AgePolicy) -> Catalogue:
    """The catalogue with the ages each intervention is for, where the text does not state them in full."""
    rows = (replace(row, ages=meant(row, understanding[row.id].facets, ages)) for row in catalogue.interventions)
    return replace(catalogue, interventions=tuple(rows))


def span_text(span: Span) -> str:
    """``7-12``, ``13-`` or ``-17``; empty where nothing is stated."""
    if not span.known:
        return ""
    return f"{'' if span.low is None else span.low}-{'' if span.high is None else span.high}"


def common(one: Span, other: Span) -> Span:
    """The years two intervals share; not stated where either is not."""
    if not (one.known and other.known):
        return Span()
    lows = [low for low in (one.low, other.low) if low is not None]
    highs = [high for high in (one.high, other.high) if high is not None]
    return Span(max(lows, default=None), min(highs, default=None))
