"""What is known about the codes of the facets: the typed face of `knowledge/facets.toml`."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct


class Form(Struct, frozen=True):
    """What usually follows from a form of help.

    `level`: its step, 1-4. `share`: how much a mention of it says about the whole, 1 is the ordinary; below it for
    what is mostly done along with something else. `setting`: its usual place, empty when it follows from the provider.
    `addressee`: who sits in the room by its nature; `joined_by`: who also does if the description names them;
    `brings`: who joins children. `problem`: what it works on when nothing else is said.
    `also`: forms that a mention of it speaks for too. `covers`: forms that are part of it, no second main form.
    `outdoes`: forms that are where it leads or what it consists of, also where the text says more of them.
    """

    level: int
    share: float = 1.0
    setting: str = ""
    addressee: str = ""
    joined_by: str = ""
    brings: str = ""
    problem: str = ""
    also: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()
    outdoes: tuple[str, ...] = ()


class People(Struct, frozen=True):
    """How persons in a target group are told apart. Cue phrases are lower case, words in order.

    `children_alone`: forms in which children are by themselves, also where the family gets help.
    `placed_by_age`: concepts that are a child or a young person by age; `adult` is the one of them that is not a child
    when no age is stated. `joined`: all that may stand between two persons of one rank. `joins_late`: cues right
    before a person that make it a target group of its own. Ages are years: a child is at most `oldest_child`, a young
    person at least `youngest_youth`; a range is both from a middle of `middle_of_both` or up to `nearly_grown`.
    """

    child: str
    youth: str
    family: str
    staff: str
    placed_by_age: tuple[str, ...]
    adult: str
    children_alone: tuple[str, ...]
    joined: tuple[str, ...]
    joins_late: tuple[str, ...]
    oldest_child: int
    youngest_youth: int
    middle_of_both: int
    nearly_grown: int


class Boundary(Struct, frozen=True):
    """Words in lower case that send a reader on to another intervention, and those that only name a partner."""

    away: tuple[str, ...]
    hints: tuple[str, ...]
    partner: tuple[str, ...]
    number: tuple[str, ...]
    common: tuple[str, ...]


class FacetBook(Struct, frozen=True):
    """Codes and what is known about them. `problems` are the codes of the problem concepts of the lexicon."""

    forms: Mapping[str, Form]
    formats: Mapping[str, Mapping[str, str]]
    """A way of working to the form it is, by the addressee in the room."""
    people: People
    addressees: tuple[str, ...]
    settings: Mapping[str, str]
    """Concept to setting code."""
    levels: Mapping[str, int]
    """Concept to the step it speaks for."""
    wide: str
    """The concept of an offer to almost anyone."""
    laws: Mapping[str, int]
    """Section of the law, as written after the section sign, to step."""
    boundary: Boundary
    problems: tuple[str, ...] = ()
