"""When a cell of partners means another row of the catalogue."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from overlap.analysis.names import Names
from overlap.model import Intervention
from tests.analysis.builders import POLICY, Row, world

EVERYDAY = ("eleven på skolerne taler med forening og gymnasier",) * 3
"""Words that three texts write small are no names."""


def row(key: str, name: str, provider: str = "", partners: str = "", description: str = "") -> Intervention:
    return Intervention(key, 2, name, provider=provider, partners=partners, description=description)


def names(*rows: Intervention) -> Names:
    catalogue, _ = world(Row("x"))
    talk = tuple(row(f"t{at}", f"Andet {at}", description=text) for at, text in enumerate(EVERYDAY))
    return Names(replace(catalogue, interventions=(*rows, *talk)), POLICY.gaps.names)


@pytest.mark.parametrize(
    ("partners", "name", "provider", "organisation"),
    [
        pytest.param("Skoler, Ventilen", "Ventilen Aarhus", "Ventilen Danmark", False, id="start-of-the-name"),
        pytest.param("UKH, Røde Kors", "Trivselscafé", "Ungdomskulturhuset (UKH)", True, id="short-name-in-brackets"),
        pytest.param("PPR; GPU", "Gratis Psykologhjælp til Unge (GPU)", "Klinikken", False, id="of-the-intervention"),
        pytest.param("Rusmiddelcentret", "Ung Rus", "Rusmiddelcenter Aarhus", True, id="inflected"),
        pytest.param("Trivselsteamet", "Det Tværgående Trivselsteam", "Fælles team", False, id="last-word-inflected"),
        pytest.param("Skoler og headspace", "headspace Aarhus", "Det Sociale Netværk", False, id="brand-in-small"),
        pytest.param("Styr på kaos (holder oplæg)", "Styr på kaos", "Mestringscentret", False, id="remark-in-brackets"),
        pytest.param("Klub Nord Regnbuegruppen", "Regnbuegruppen", "Klubben", False, id="name-inside-the-part"),
        pytest.param("MSB Unge, Job og Uddannelse", "Mod", "Unge, Job og Uddannelse", True, id="name-with-a-comma"),
        pytest.param("PPR orienteres", "Cool Kids", "PPR, digitalt team", True, id="remark-after"),
        pytest.param("BROEN", "Fritid for alle", "BROEN", True, id="capitals"),
    ],
)
def test_a_partner_is_recognised(partners: str, name: str, provider: str, organisation: bool) -> None:
    """By its name or by who runs it, inflected, shortened or inside a longer part."""
    one, other = row("1", "Den første", partners=partners), row("2", name, provider)
    found = names(one, other).naming(one, other)
    assert found is not None
    assert found.organisation is organisation


@pytest.mark.parametrize(
    ("partners", "name", "provider"),
    [
        pytest.param("skolerne", "Sorggrupper på skolerne", "Sundhedsplejen", id="everyday-word"),
        pytest.param("Gymnasier", "Trivsel på gymnasier", "Fonden", id="everyday-word-with-a-capital"),
        pytest.param("Foreninger", "Klub", "Foreningen Lysning", id="everyday-word-inflected"),
        pytest.param("STU", "Studenterne", "Huset", id="short-word-inside-a-word"),
        pytest.param("Familiecentret", "Kurset", "Børnecentret", id="another-centre"),
        pytest.param("", "Ventilen Aarhus", "Ventilen", id="empty-cell"),
        pytest.param("PPR", "Klub", "", id="no-provider"),
    ],
)
def test_others_are_not(partners: str, name: str, provider: str) -> None:
    """Everyday words and other houses name nobody in the catalogue."""
    one, other = row("1", "Den første", partners=partners), row("2", name, provider)
    assert names(one, other).naming(one, other) is None


def test_a_town_that_ends_many_names_names_nobody() -> None:
    """ "Aarhus Universitet" does not mean whoever is in Aarhus."""
    town = [row(f"a{at}", f"{word} Aarhus") for at, word in enumerate(("Tuba", "Sind", "Game"))]
    one, other = row("1", "Cool Kids", partners="Aarhus Universitet"), row("2", "Unge i sorg", "Sorgcentret, Aarhus")
    assert names(one, other, *town).naming(one, other) is None


def test_capitals_tell_two_namesakes_apart() -> None:
    """BROEN the association and Broen the project: the one written the same way is meant."""
    one = row("1", "Fritidspas", partners="Foreninger, BROEN")
    project, association = row("2", "Broen - små hold", "Tre skoler"), row("3", "BROEN Aarhus", "BROEN")
    found = names(one, project, association)
    assert found.naming(one, project) is None
    assert found.naming(one, association) is not None


@pytest.mark.parametrize(
    ("mine", "yours", "same", "answer"),
    [
        pytest.param("Hus to", "Andre", "", True, id="one-names-the-other"),
        pytest.param("Andre", "Hus et", "", True, id="the-other-names-the-one"),
        pytest.param("Andre", "Andre", "", False, id="neither"),
        pytest.param("Andre", "", "", None, id="one-says-nothing"),
        pytest.param("Andre", "Andre", "PPR", True, id="same-provider"),
        pytest.param("Andre", "Andre", "PPR og Skolen", True, id="one-house-in-both"),
    ],
)
def test_cooperation_between_two(mine: str, yours: str, same: str, answer: bool | None) -> None:
    """Named by either; unknown where one of them names no partner at all."""
    one = row("1", "Hus et", same or "Et", partners=mine)
    other = row("2", "Hus to", same or "To", partners=yours)
    assert names(one, other).between(one, other) is answer
