"""What is done with a problem is weighed from evidence a person can read; the table fits what it was learned from."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from overlap import knowledge
from overlap.language import lexicon, mentions, weighing
from overlap.language.evidence import Use, classes
from overlap.language.weighing import START, Meaning
from overlap.model import Bearer, Field, Mention, Polarity

LEXICON = lexicon.load(("problems",))
TRAINING = Path(__file__).parents[2] / "data" / "gold" / "sentences" / "training"


def of(text: str, field: Field = Field.DESCRIPTION) -> list[Mention]:
    return [one for one in mentions.find(text, LEXICON, field) if one.concept in ("angst", "adhd", "selvskade")]


def names(text: str) -> frozenset[str]:
    found = [one for one in mentions.occurrences(text, LEXICON, Field.DESCRIPTION) if one.concept == "angst"]
    return found[0].evidence


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("in ikk", "Angst er ikke noget, vi kan afhjælpe"),
        ("before ikk", "Der optages ikke unge med angst"),
        ("before, ikk", "Det er vi ikke klar til, og unge med angst kan søge"),
        ("after henvis", "Unge med angst henvises til psykiatrien"),
        ("after {actor}", "Unge med angst henvises til psykiatrien"),
        ("-1 med", "Gruppe for unge med angst"),
        ("+1 henvis", "Angst henvises"),
        ("row ung med", "Gruppe for unge med angst"),
        ("row med @@", "Gruppe for unge med angst"),
        ("opens grup", "Gruppe for unge med angst"),
        ("self {actor}", "Angstambulatoriet ligger i nr. 4"),
        ("earlier plad", "Der er plads til otte. De fleste har angst"),
        ("later #", "De fleste har angst. Der er 8 på holdet"),
        ("before #", "20 unge med angst"),
        ("before @", "Unge med ADHD og angst"),
        ("asks", "Har du angst?"),
        ("in a title", "Bogen 'Fri af angst' kan lånes"),
        ("mark> )", "Unge (med angst)"),
        ("cue turned_away", "Ikke for unge med angst"),
    ],
)
def test_evidence_says_where_which_words_stand(name: str, text: str) -> None:
    """Each kind of evidence is named after its place and its word or class."""
    assert name in names(text)


@pytest.mark.parametrize(
    ("text", "concept", "expected"),
    [
        pytest.param(
            "Hun er 8. Kan Ida få ondt i maven, ikke angst? Nej",
            "somatisk_sygdom",
            "+1 ikk|+1 {negation}|+2 @|-1 få|-1 {quant}|-2 ida|-2 {name}|after, @|after, ikk|after, {negation}|"
            "asks|before få|before ida|before kan|before {name}|before {not_ours}|before {quant}|"
            "cue not_for turned_away|cue turned_away|earlier #|earlier er|earlier hun|earlier {condition}|in @|"
            "in få|in ida|in ikk|in kan|in {name}|in {negation}|in {not_ours}|in {quant}|later nej|"
            "later {reject}|mark< |mark> ,|opens kan|opens {not_ours}|place inside|row @@ ikk|"
            "row @@ {negation}|row få @@|row ida få|row ida {quant}|row ikk @|row kan ida|row kan {name}|"
            "row {name} få|row {name} {quant}|row {negation} @|row {not_ours} ida|row {not_ours} {name}|"
            "row {quant} @@|self i|self mav|self ondt|then ida|then {name}",
            id="several words, amid others",
        ),
        pytest.param(
            "Angst. Ikke for os",
            "angst",
            "cue neither|cue unlinked neither|later for|later ikk|later os|later {negation}|later {ours}|"
            "mark< |mark> .|opens @|place first|self angst",
            id="first, with a sentence behind",
        ),
        pytest.param(
            "Vi ser ikke angst",
            "angst",
            "-1 ikk|-1 {negation}|-2 ser|before ikk|before ser|before vi|before {negation}|before {ours}|"
            "cue plain taken_in|cue taken_in|in ikk|in ser|in vi|in {negation}|in {ours}|mark< |mark> |"
            "opens vi|opens {ours}|place last|row ikk @@|row ser ikk|row ser {negation}|row vi ser|"
            "row {negation} @@|row {ours} ser|self angst|then ser",
            id="last",
        ),
    ],
)
def test_this_is_all_the_evidence_there_is(text: str, concept: str, expected: str) -> None:
    """Every kind, and of each no more than the text holds."""
    (found,) = [one for one in mentions.occurrences(text, LEXICON, Field.DESCRIPTION) if one.concept == concept]
    assert found.evidence == set(expected.split("|"))


def test_a_part_of_a_sentence_ends_at_punctuation() -> None:
    """A denial before the comma is not in the part of the concept behind it."""
    assert "before ikk" not in names("Det er vi ikke klar til, og unge med angst kan søge")


def test_words_of_one_class_give_the_same_evidence() -> None:
    """What was learned of one word holds for the others of its class."""
    assert "{actor}" in classes("børnepsykiatrien")
    assert "{actor}" in classes("angstambulatoriet")
    assert "{negation}" in classes("hverken")
    assert classes("vandrehjem") == ()


def test_the_use_that_is_likeliest_with_all_its_meanings_decides() -> None:
    """Two meanings of one use stand together against one of another, and the likelier of the two names the rule."""
    sums = dict.fromkeys(Meaning, -900) | {Meaning.PLAIN: 100, Meaning.NOT_FOR: 60, Meaning.REFERRED: 70}
    assert weighing.decide(sums) is Meaning.REFERRED
    assert weighing.decide(sums | {Meaning.PLAIN: 200}) is Meaning.PLAIN


@pytest.mark.parametrize(("plain", "use"), [(69, Use.TURNED_AWAY), (70, Use.TAKEN_IN)])
def test_weights_are_hundredths_of_a_logarithm(plain: int, use: Use) -> None:
    """Two meanings that are equally likely are together twice as likely: 69.3 hundredths make up for that."""
    sums = dict.fromkeys(Meaning, -9_000) | {Meaning.PLAIN: plain, Meaning.NOT_FOR: 0, Meaning.REFERRED: 0}
    assert weighing.decide(sums).use is use


def test_a_name_counts_once_and_an_unknown_one_nothing() -> None:
    """Sums are the start and the weight of each known name."""
    name = next(name for name in weighing.names() if name != START)
    expected = [a + b for a, b in zip(weighing.weights_of(START), weighing.weights_of(name), strict=True)]
    assert list(weighing.sums([(name, "in findesikke"), (name,)]).values()) == expected
    assert weighing.weights_of("in findesikke") == (0,) * len(Meaning)


@pytest.fixture
def speaking_against(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Mapping[str, int]], None]]:
    """A table of weights in which this evidence speaks against the intervention, and riding both for it and against."""
    learned = (weighing.weights_of, weighing._known, weighing._around)

    def forget() -> None:
        for one in learned:
            one.cache_clear()

    def put(weights: Mapping[str, int]) -> None:
        rows = {name: (0, weight, 0, 0, 0, 0) for name, weight in {START: 0, **weights}.items()}
        table = {name: "\t".join(map(str, row)) for name, row in {**rows, "in rid": (500, 450, 0, 0, 0, 0)}.items()}
        monkeypatch.setattr(weighing, "_table", lambda: table)
        forget()

    yield put
    monkeypatch.undo()
    forget()


def test_the_three_telling_words_that_weigh_most_are_those_that_decided(
    speaking_against: Callable[[Mapping[str, int]], None],
) -> None:
    """Denials tell, other small words do not; nor does what is the problem itself, or no word of its sentence."""
    untold = ("in der", "self angst", "later bor", "asks", "place inside", "cue taken_in", "then i")
    weights = {"in ikk": 400, "row på hest": 300, "in kæld": 200, "in torsdag": 100, **dict.fromkeys(untold, 900)}
    speaking_against(weights)
    (found,) = of("Gruppe i kælderen for unge med angst, der ikke rider på heste om torsdagen? De bor her.")
    assert (found.polarity, found.rule) == (Polarity.EXCLUDED, "not_for")
    assert found.because == ("kælderen", "ikke", "på heste")


def test_the_words_that_decided_stand_with_a_mention_that_the_cues_read_otherwise() -> None:
    """They are quoted as they stand in the sentence; a mention that the cues read alike needs none."""
    told = "Ved selvskade er det Team Ung, der griber ind"
    plain = "Gruppe for unge med selvskade"
    overruled = [one for text in (told, plain) for one in of(text) if one.because]
    assert all(words in told for one in overruled for words in one.because)
    assert not of(plain)[0].because


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("Angst ligger uden for det, vi kan hjælpe med, og forældrene må gå til egen læge.", Polarity.EXCLUDED),
        ("Vi afviser ingen, fordi de har ADHD.", Polarity.INCLUDED),
        ("Ifølge en rapport fra 2021 har hver tiende elev i landet angst.", Polarity.BACKGROUND),
    ],
    ids=["turned_away", "taken_in", "told_of"],
)
def test_new_sentences_are_read(text: str, polarity: Polarity) -> None:
    """Sentences written after the weights were learned are read as a person reads them."""
    found = of(text)[0]
    assert found.polarity is polarity
    assert found.bearer is Bearer.CHILD


@pytest.mark.parametrize(
    ("text", "away", "taken"),
    [
        ("Tilbuddet er ikke for unge med angst, men for unge med ADHD.", "angst", "adhd"),
        ("Børn uden angst, men med ADHD.", "angst", "adhd"),
        ("Børn med ADHD, men ikke angst", "angst", "adhd"),
        ("Drenge med ADHD kan ikke optages, men drenge med angst kan.", "adhd", "angst"),
    ],
    ids=["not_but", "without_but_with", "but_not", "cannot_but_can"],
)
def test_of_two_problems_one_is_turned_away(text: str, away: str, taken: str) -> None:
    """Each side of a plain contrast is read for itself."""
    found = {one.concept: one.polarity for one in of(text, Field.TARGET_GROUP)}
    assert found == {away: Polarity.EXCLUDED, taken: Polarity.INCLUDED}


def test_the_name_of_an_intervention_is_its_own() -> None:
    """A name is too short to weigh: what it names is what is offered, unless it says otherwise."""
    assert of("Sammen om angst", Field.NAME)[0].polarity is Polarity.INCLUDED
    assert of("Ikke for unge med angst", Field.NAME)[0].polarity is Polarity.EXCLUDED


def test_every_row_of_the_table_has_a_weight_for_each_meaning() -> None:
    """The table has one column a meaning, and rows that weigh something."""
    assert {len(weighing.weights_of(name)) for name in weighing.names()} == {len(Meaning)}
    assert len(weighing.names()) > 5_000
    assert not [name for name in weighing.names() if name.startswith("# ")]
    assert {use.value for use in Use} == {"taken_in", "turned_away", "neither"}


def test_the_table_was_learned_from_the_sentences_that_stand_beside_it() -> None:
    """Its head names the fingerprint of the training files; `make weights` after changing them."""
    files = sorted(TRAINING.glob("*.csv"))
    digest = hashlib.sha256(b"".join(file.read_bytes().replace(b"\r\n", b"\n") for file in files)).hexdigest()[:12]
    assert f"{len(files)} files, {digest}." in knowledge.text("lexicon/weights.tsv").splitlines()[0]
