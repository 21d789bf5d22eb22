"""What the sheets on recommendations 1, 2 and 3 say, and those on changes of age, need and the overlap index."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct


class Said(Struct, frozen=True, kw_only=True):
    """One sheet: its tab and heading, the lines above the table, and the headings of its columns."""

    tab: str
    heading: str
    lines: tuple[str, ...]
    columns: Mapping[str, str]


class Answers(Struct, frozen=True, kw_only=True):
    everyone: str
    """The group of all interventions, of all departments."""
    every_kind: str
    access: Said
    wait: Said
    evaluation: Said
    funding: Said
    cooperation: Said
    handovers: Said
    needs: Said
    population: str
    no_population: str
    places_unstated: str
    index: Said
    cooperations: Mapping[str, str]
    """What the cells of partners say of a pair, by `CooperationAnswer`."""
