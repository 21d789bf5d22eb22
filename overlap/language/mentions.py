"""Every place where a catalogue speaks of a concept: the words, the field, the polarity and whose problem it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct

from overlap.language import evidence, weighing
from overlap.language.evidence import Read, Use
from overlap.language.lexicon import Lexicon
from overlap.language.matcher import matcher_of
from overlap.language.polarity import PLAIN, Judge, Judged, Verdict
from overlap.language.tokens import Sentence, sentences
from overlap.language.weighing import Meaning
from overlap.model import TEXT_FIELDS, Bearer, Catalogue, Field, Intervention, Mention, Mentions, Polarity

UNLINKED = "unlinked"
"""The rule of a mention in a description whose sentence speaks neither of people nor of help."""
KEPT = 10_000
"""Sentences kept as they were searched and judged: the standing phrases of many catalogues in one workbook."""
_STANDS_IN_NAMES = ("not_for", "except")


_POLARITIES = {
    Use.TAKEN_IN: Polarity.INCLUDED,
    Use.TURNED_AWAY: Polarity.EXCLUDED,
    Use.NEITHER: Polarity.BACKGROUND,
}


class Occurrence(Struct, frozen=True):
    """A problem named from `start` on in a text, and the names of all evidence of what the text does with it."""

    concept: str
    start: int
    evidence: frozenset[str]


class _Found(NamedTuple):
    """A mention that may yet turn out to be too weak to count."""

    mention: Mention
    weak: bool


def ready(lexicon: Lexicon) -> None:
    """Compile `lexicon`, before there is a text to find anything in."""
    _reader(lexicon)


def find(text: str, lexicon: Lexicon, field: Field = Field.DESCRIPTION) -> tuple[Mention, ...]:
    """The mentions in `text` alone, in reading order; weak words count beside another hit of their concept."""
    return _settled(_reader(lexicon).read(text, field))


def of(intervention: Intervention, lexicon: Lexicon) -> tuple[Mention, ...]:
    """The mentions in the text fields of one intervention, field by field in reading order."""
    reader = _reader(lexicon)
    return _settled(found for field in TEXT_FIELDS for found in reader.read(intervention.text(field), field))


def occurrences(text: str, lexicon: Lexicon, field: Field) -> Iterator[Occurrence]:
    """The problems named in `text` with their evidence: what the weights are learned from."""
    yield from _reader(lexicon).problems(text, field)


def read(catalogue: Catalogue, lexicon: Lexicon) -> Mentions:
    """The mentions of every intervention, by id."""
    rows = catalogue.interventions
    return {one.id: found for one, found in zip(rows, each(rows, lexicon), strict=True)}


def each(interventions: Sequence[Intervention], lexicon: Lexicon) -> list[tuple[Mention, ...]]:
    """The mentions of some interventions, in their order."""
    return [of(one, lexicon) for one in interventions]


def _settled(found: Iterable[_Found]) -> tuple[Mention, ...]:
    every = tuple(found)
    strong = {one.mention.concept for one in every if not one.weak}
    return tuple(one.mention for one in every if not one.weak or one.mention.concept in strong)


class _Reader:
    """A lexicon at work. Sentences that recur are searched and judged by the cues once.

    What is done with a problem is then weighed from all that its text says, save in a name: that is too short.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._matcher = matcher_of(lexicon)
        self._judge = Judge(lexicon.cues, self._matcher)
        self._evidence = evidence.Reader(lexicon.cues)
        self._searched = lru_cache(maxsize=KEPT)(self._search)

    def read(self, text: str, field: Field) -> Iterator[_Found]:
        starts, reads, judged = self._judged(text, field)
        for at, (start, some) in enumerate(zip(starts, judged, strict=True)):
            for one in some:
                weighs = field is not Field.NAME and self._matcher.lexicon.is_problem(one.hit.concept)
                told = self._weighed(one, reads, at) if weighs else one
                because = () if told is one else _because(one, reads, at)
                yield _found(told, field, start, text, because)

    def problems(self, text: str, field: Field) -> Iterator[Occurrence]:
        starts, reads, judged = self._judged(text, field)
        strong = {one.hit.concept for some in judged for one in some if not one.hit.weak}
        for at, (start, some) in enumerate(zip(starts, judged, strict=True)):
            for one in some:
                if self._matcher.lexicon.is_problem(one.hit.concept) and one.hit.concept in strong:
                    names = frozenset(name for names, _, _ in evidence.evidence(reads, at, one) for name in names)
                    yield Occurrence(one.hit.concept, start + one.hit.start, names)

    def _judged(self, text: str, field: Field) -> tuple[list[int], list[Read], list[list[Judged]]]:
        """Where each sentence begins, and what the cues say of it; also of the sentence before, and in this field."""
        every = list(sentences(text))
        searched = [self._searched(sentence) for sentence in every]
        verdicts = [verdict for _, verdict in searched]
        carried = [
            self._answer(verdict, following, sentence)
            for verdict, following, sentence in zip(verdicts, verdicts[1:], every[1:], strict=False)
        ]
        judged = [
            [self._in_field(_carry(one, rule), field) for one in verdict.judged]
            for verdict, rule in zip(verdicts, [*carried, ""], strict=False)
        ]
        return [sentence.start for sentence in every], [read for read, _ in searched], judged

    def _search(self, sentence: Sentence) -> tuple[Read, Verdict]:
        words = self._matcher.words(sentence.tokens)
        hits = self._matcher.hits(sentence, words)
        problems = [hit for hit in hits if self._matcher.lexicon.is_problem(hit.concept)]
        return self._evidence.read(sentence, problems), self._judge.judge(sentence, hits, words)

    def _answer(self, verdict: Verdict, following: Verdict, sentence: Sentence) -> str:
        """The rule by which the following `sentence` turns away what one asks about or supposes, if it does."""
        answers = verdict.asks or following.takes_up or (verdict.supposes and following.points_back)
        return self._judge.carried(sentence) if answers and verdict.judged and following.reaches_back else ""

    def _weighed(self, judged: Judged, reads: Sequence[Read], at: int) -> Judged:
        """The judgement of the cues, unless all evidence together says that another use is made of the problem."""
        meaning = weighing.weigh(reads, at, judged)
        if meaning.use is evidence.use_of(judged):
            return judged
        if meaning is Meaning.ANOTHER and self._matcher.lexicon.concepts[judged.hit.concept].shared:
            return judged
        bearer = Bearer.CHILD if meaning.use is not Use.NEITHER or judged.bearer is Bearer.CHILD else judged.bearer
        return judged._replace(polarity=_POLARITIES[meaning.use], bearer=bearer, rule=meaning.value)

    def _in_field(self, judged: Judged, field: Field) -> Judged:
        """What the field makes of a judgement.

        The name of an intervention is its own, unless it goes on to name a house or an association. In a description a
        problem that stands beside neither people nor help is only told of; other fields say whom and what it is for,
        and a form of help is help wherever it stands.
        """
        own = judged.rule not in _STANDS_IN_NAMES and (judged.rule != "name" or judged.hit.start == 0)
        if field is Field.NAME and own:
            return judged._replace(polarity=Polarity.INCLUDED, rule=PLAIN)
        problem = self._matcher.lexicon.is_problem(judged.hit.concept)
        if field is Field.DESCRIPTION and problem and judged.rule == PLAIN and not judged.linked:
            return judged._replace(polarity=Polarity.BACKGROUND, rule=UNLINKED)
        return judged


@lru_cache(maxsize=1)
def _reader(lexicon: Lexicon) -> _Reader:
    return _Reader(lexicon)


def _because(judged: Judged, reads: Sequence[Read], at: int) -> tuple[str, ...]:
    """The words that overruled the cues, as they stand, in reading order."""
    sentence = reads[at].sentence
    spans = set(weighing.explain(reads, at, judged))
    return tuple(
        sentence.text[sentence.tokens[first].start : sentence.tokens[last - 1].end] for first, last in sorted(spans)
    )


def _carry(judged: Judged, rule: str) -> Judged:
    if not rule or judged.polarity is not Polarity.INCLUDED:
        return judged
    return judged._replace(polarity=Polarity.EXCLUDED, rule=rule)


def _found(judged: Judged, field: Field, offset: int, text: str, because: tuple[str, ...]) -> _Found:
    start, end = offset + judged.hit.start, offset + judged.hit.end
    mention = Mention(
        judged.hit.concept, field, start, end, text[start:end], judged.polarity, judged.bearer, judged.rule, because
    )
    return _Found(mention, judged.hit.weak)
