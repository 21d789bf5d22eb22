"""One of the two interventions of a pair, and what is said of its ages."""

from __future__ import annotations

from dataclasses import dataclass

from overlap.model import Intervention, Span, Understanding


@dataclass(frozen=True, slots=True)
class Side:
    """An intervention with what was understood of it."""

    row: Intervention
    read: Understanding


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
