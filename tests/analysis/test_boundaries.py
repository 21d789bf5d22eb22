"""Another intervention named beside words that send the reader on is a boundary; a partner's name is not."""

from __future__ import annotations

import pytest

from overlap.analysis.boundaries import boundaries
from overlap.cli.facetbook import facet_book
from overlap.language import lexicon
from overlap.model import Catalogue, Intervention, Kind, Source

RULES = facet_book(lexicon.load()).boundary

OTHERS = (
    Intervention(id="1", row=2, name="Modig i Mængden – gruppe for 13-17 år"),
    Intervention(id="2", row=3, name="Skolebroen"),
    Intervention(id="3", row=4, name="Ungdommens Anonyme Rådgivning (UAR)"),
    Intervention(id="4", row=5, name="ABC Nordby", provider="ABC", kind=Kind.PARTNERSHIP),
    Intervention(id="5", row=6, name="Rådgivning"),
)


def boundary_of(text: str, name: str = "Tryg Start", partners: str = "") -> tuple[str, ...]:
    own = Intervention(id="9", row=10, name=name, description=text, partners=partners)
    catalogue = Catalogue(Source("x", "0"), "Ark1", 1, (), (*OTHERS, own))
    return boundaries(catalogue, RULES).of(own)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        pytest.param("Unge over 13 år henvises til Modig i Mængden.", ("1",), id="referred, first part of the name"),
        pytest.param("Er fraværet det største, så se Skolebroen.", ("2",), id="see"),
        pytest.param("Det drøftes først, om «Skolebroen» passer bedre.", ("2",), id="fits better, in quotes"),
        pytest.param("Akut hjælp varetages af UAR.", ("3",), id="short name in brackets"),
        pytest.param("Spiseforstyrrelse hjælpes hos ABC.", ("4",), id="capitals the association is known by"),
        pytest.param("Ældre unge: se nr. 3.", ("3",), id="by number"),
        pytest.param("Hører til Skolebroens målgruppe, ikke vores.", ("2",), id="genitive"),
        pytest.param("Fravær hører til i Skolebrøen.", ("2",), id="one letter wrong in a long name"),
        pytest.param("Over 13 år: Modig i Mængden i stedet. Fravær: se Skolebroen.", ("1", "2"), id="two, in order"),
        pytest.param("Vi samarbejder med Skolebroen.", (), id="partner"),
        pytest.param("Skolebroen og UAR deltager i møderne.", (), id="named without a cue"),
        pytest.param("Ved behov henvises til skolebroen over åen.", (), id="small letters are no name"),
        pytest.param(
            "Der henvises til rådgivning i kommunen. Rådgivning findes også.", (), id="a common word is no name"
        ),
        pytest.param("Se nr. 77.", (), id="a number nobody has"),
    ],
)
def test_boundary_is_another_offer_the_text_sends_on_to(text: str, ids: tuple[str, ...]) -> None:
    """Names count beside cues only."""
    assert boundary_of(text) == ids


def test_partner_cell_is_no_boundary() -> None:
    """A list of partners delimits nothing."""
    assert boundary_of("Forløb på ti gange.", partners="Skolebroen; henvises fra UAR") == ()


def test_own_name_is_no_boundary() -> None:
    """An intervention does not delimit itself against itself, nor against the first word it shares with another."""
    assert boundary_of("Se Skolebroen.", name="Skolebroen Syd") == ()
