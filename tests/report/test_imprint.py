"""A report says which case it belongs to, or that nobody has said so yet."""

from __future__ import annotations

from msgspec.structs import replace

from overlap.report import imprint
from overlap.report.tables import Edition, Imprint
from overlap.report.voice import Voice

FULL = Imprint("C", "Overlap og huller", "EMN-2023-015813", "10809168", "B\u00f8rn og Unge")


def test_what_was_given_stands_at_the_edges(voice: Voice, edition: Edition) -> None:
    words = voice.report.printing
    found = imprint.edges(imprint.titled("x", words, FULL), words, replace(edition, imprint=FULL))
    assert found == imprint.Edges(
        "Bilag C: Overlap og huller", "Sag: EMN-2023-015813   Dokumentnummer: 10809168", "Dato: 18-06-2024"
    )
    assert imprint.missing(words, FULL) == ()


def test_what_was_not_given_says_so(voice: Voice, edition: Edition) -> None:
    """Never a number that somebody made up."""
    words = voice.report.printing
    assert imprint.line(words, edition) == (
        "Bilag: (inds\u00e6ttes). Sag: (inds\u00e6ttes). Dokumentnummer: (inds\u00e6ttes). Afsender: (inds\u00e6ttes)."
    )
    assert imprint.missing(words, edition.imprint) == ("Bilag", "Sag", "Dokumentnummer", "Afsender")
