"""Ages that sentences state in passing: read where it is said whose age it is, and left alone in all other numbers."""

from __future__ import annotations

import pytest

from overlap.model import Span
from overlap.reading.values import ages, ages_in_prose


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("Piger i alderen 13-17 år", Span(13, 17)),
        ("Børn (6-12) med angst", Span(6, 12)),
        ("Unge fra 15 år", Span(15, None)),
        ("Unge under 18 år", Span(None, 17)),
        ("12-årige", Span(12, 12)),
        ("Fra 3 år og opefter", Span(3, None)),
        ("Elever i 6.-9. klasse", Span(12, 16)),
        ("Fra 5. klasse og op", Span(11, None)),
        ("Hele mellemtrinnet", Span(10, 13)),
        ("Skolebørn og unge på 16-18 år", Span(6, 18)),
        ("Børn på 3-6 år og unge mellem 13 og 17 år", Span(3, 17)),
        ("Børn op til 6 år", Span(None, 6)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_ages_of_those_it_is_for_are_read(text: str, span: Span) -> None:
    """The hull of all that is stated."""
    assert ages_in_prose.find(text) == span


@pytest.mark.parametrize(
    "text", ["", "Børn med angst", "Vi har 10 års erfaring", "Børn 6-12 gange", "Der er 8 til 10 pladser"]
)
def test_other_numbers_are_no_ages(text: str) -> None:
    """What does not say whose age it is stays unstated: no bounds, and not an unreadable age."""
    assert ages_in_prose.find(text) == Span(None, None)


@pytest.mark.parametrize(
    ("text", "high"),
    [
        ("Fra fødslen til barnet er 3 år", 3),
        ("Vi følger familien til barnet er et år", 1),
        ("Fra fødslen til barnet bliver 3 år", 2),
        ("Vi følger familien til barnet bliver 18 måneder", 1),
    ],
)
def test_a_family_followed_from_birth_is_followed_from_the_first_year(text: str, high: int) -> None:
    """ "Til barnet er 3 år" takes in the third birthday, "til barnet bliver 3 år" ends there."""
    assert ages_in_prose.find_first_years(text) == Span(0, high)


@pytest.mark.parametrize("text", ["", "Fra fødslen", "Til barnet er glad", "Til barnet er 300 år"])
def test_without_a_year_nobody_is_followed_from_birth(text: str) -> None:
    """No bound is made up. An age that nobody reaches says nothing of the upper end."""
    assert ages_in_prose.find_first_years(text).high is None


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("120 år", Span(120, 120)),
        ("121 år", None),
        ("0 år", Span(0, 0)),
        ("under 1 år", Span(None, 0)),
        ("under 0 år", None),
        ("11 mdr.", Span(0, 0)),
        ("12 mdr.", Span(1, 1)),
        ("23 mdr.", Span(1, 1)),
        ("24 mdr.", Span(2, 2)),
        ("under 18 måneder", Span(None, 1)),
        ("under 12 måneder", Span(None, 0)),
        ("under 24 måneder", Span(None, 1)),
        ("under 2½ år", Span(None, 2)),
        ("under skolealderen", Span(None, 5)),
        ("fra 6 til under 12 år", Span(6, 11)),
        ("0. klasse", Span(6, 7)),
        ("10. klasse", Span(16, 17)),
        ("11. klasse", None),
        ("1.g", Span(16, 17)),
        ("3.g", Span(18, 19)),
        ("4.g", None),
        ("0.g", None),
        ("5-5 år", Span(5, 5)),
        ("12-6 år", None),
        ("12-6 år; 3-4 år", Span(3, 4)),
        ("voksne", Span(18, None)),
        ("voksne 20+", Span(20, None)),
        ("12 år og nedefter", Span(None, 12)),
        ("op til 5 år, og 13-17 år", Span(None, 17)),
        ("3-5 år, og fra 13 år", Span(3, None)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_an_age_is_read_to_its_last_year_and_no_further(text: str, span: Span | None) -> None:
    """The ends of what an age can be, and of what "under" takes in."""
    assert ages.parse(text) == span


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("5 xx", None),
        ("xx 5", None),
        ("5 xx 7 år", Span(7, 7)),
        ("skolen 6 xx", Span(6, 16)),
        ("xx voksne 5", Span(18, None)),
        ("5 år, 7", Span(5, 7)),
        ("5 - 7. klasse", Span(11, 14)),
        ("5. klasse - 7", Span(11, 14)),
        ("7 uger", None),
        ("6-9 uger, 13 år", Span(13, 13)),
        ("udskoling 7.-9. klasse", Span(13, 16)),
        ("udskoling fra 14 år", Span(14, None)),
        ("udskoling mellem 13 og 15", Span(13, 15)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_number_without_a_unit_counts_only_beside_what_explains_it(text: str, span: Span | None) -> None:
    """A bare number takes the unit of its neighbours; among words that nobody knows it is no age."""
    assert ages.parse(text) == span
