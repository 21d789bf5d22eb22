"""What `overlap evaluate` measures, in the words of the reader and never as a code."""

import pytest

from overlap import wording
from overlap.report.sheets.evaluated import named
from overlap.review.agreement import COLUMNS
from overlap.review.sentences import ALL

TITLES = {"skolefravær": "School absence"}


@pytest.mark.parametrize(
    ("what", "said"),
    [
        pytest.param("theme:skolefravær", "Theme: School absence", id="a theme by its name, not its key"),
        pytest.param("theme:all", "All themes", id="all themes"),
        pytest.param("facet:level_within_one", "Step, at most one off", id="a facet"),
        pytest.param("held_out:typo", "held_out: misspelt", id="a kind of sentence, after the name of its file"),
        pytest.param("own:irony", "own: irony", id="a kind that somebody made up stands as it is"),
    ],
)
def test_what_was_measured_is_told_in_words(what: str, said: str) -> None:
    assert named(what, wording.load("en"), TITLES.__getitem__) == said


@pytest.mark.parametrize("language", wording.LANGUAGES)
def test_every_facet_that_is_measured_has_a_name(language: str) -> None:
    said = wording.load(language).report.evaluated
    assert {f"facet:{column}" for column in (*COLUMNS, "level", "level_within_one")} <= set(said.whats)
    assert {ALL, "excluded"} <= set(said.kinds)
