"""What the lexicon may lack, and what it has in vain."""

from __future__ import annotations

from overlap.language import lexicon, mentions, unmatched
from overlap.model import Catalogue, Intervention, Source

LEXICON = lexicon.load(("problems",))


def catalogue(*descriptions: str) -> Catalogue:
    rows = tuple(Intervention(str(at), at + 2, "Indsats", description=text) for at, text in enumerate(descriptions))
    return Catalogue(Source("bilag.xlsx", "0" * 64), "Ark", 1, (), rows)


def test_word_of_two_interventions_unknown_to_danish_is_shown() -> None:
    """A short form used twice is suggested; common words, the lexicon's own and words used once are not."""
    found = unmatched.words(catalogue("Samtaler ved VIBUS-teamet om angst", "VIBUS og Krøllebølle"), LEXICON)
    assert [(word.text, word.interventions) for word in found] == [("VIBUS", ("0", "1"))]


def test_intervention_without_any_problem_is_listed() -> None:
    """A problem named only to be turned away is still recognised."""
    rows = catalogue("Vi spiller kort hver torsdag", "Ikke for unge med angst")
    assert unmatched.no_problem(rows, mentions.read(rows, LEXICON), LEXICON) == ("0",)


def test_words_of_the_lexicon_without_a_hit_are_listed() -> None:
    """The word that hit is not idle; others of the same concept are."""
    found = mentions.read(catalogue("Unge med bulimi"), LEXICON)
    assert "bulimi" not in unmatched.idle(found, LEXICON)["spiseforstyrrelse"]
    assert "anoreks" in unmatched.idle(found, LEXICON)["spiseforstyrrelse"]
