"""Every place where a catalogue speaks of a concept: the words, the field, the polarity and whose problem it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from overlap.language.lexicon import Lexicon
from overlap.language.matcher import Matcher
from overlap.language.polarity import PLAIN, Judge, Judged, Verdict
from overlap.language.tokens import Sentence, sentences
from overlap.model import TEXT_FIELDS, Catalogue, Field, Intervention, Mention, Mentions, Polarity

UNLINKED = "unlinked"
"""The rule of a mention in a description whose sentence speaks neither of people nor of help."""
_STANDS_IN_NAMES = ("not_for", "except")


@dataclass(frozen=True, slots=True)
class _Found:
    """A mention that may yet turn out to be too weak to count."""

    mention: Mention
    weak: bool


def find(text: str, lexicon: Lexicon, field: Field = Field.DESCRIPTION) -> tuple[Mention, ...]:
    """The mentions in `text` alone, in reading order; weak words count beside another hit of their concept."""
    return _settled(_reader(lexicon).read(text, field))


def of(intervention: Intervention, lexicon: Lexicon) -> tuple[Mention, ...]:
    """The mentions in the text fields of one intervention, field by field in reading order."""
    reader = _reader(lexicon)
    return _settled(found for field in TEXT_FIELDS for found in reader.read(intervention.text(field), field))


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
    """A lexicon at work. Sentences that recur are judged once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._matcher = Matcher(lexicon)
        self._judge = Judge(lexicon.cues, self._matcher)
        self._verdicts: dict[tuple[str, str], Verdict] = {}

    def read(self, text: str, field: Field) -> Iterator[_Found]:
        verdicts = [(sentence, self._verdict(sentence)) for sentence in sentences(text)]
        for at, (sentence, verdict) in enumerate(verdicts):
            carried = _answer(verdict, verdicts[at + 1][1]) if at + 1 < len(verdicts) else ""
            for judged in verdict.judged:
                settled = self._in_field(_carry(judged, carried), field)
                yield _found(settled, field, sentence.start, text)

    def _verdict(self, sentence: Sentence) -> Verdict:
        key = sentence.text, sentence.after
        if key not in self._verdicts:
            self._verdicts[key] = self._judge.judge(sentence, self._matcher.hits(sentence))
        return self._verdicts[key]

    def _in_field(self, judged: Judged, field: Field) -> Judged:
        """What the field makes of a judgement.

        The name of an intervention is its own, unless it goes on to name a house or an association. In a description a
        problem that stands beside neither people nor help is only told of; other fields say whom and what it is for,
        and a form of help is help wherever it stands.
        """
        own = judged.rule not in _STANDS_IN_NAMES and (judged.rule != "name" or judged.hit.start == 0)
        if field is Field.NAME and own:
            return replace(judged, polarity=Polarity.INCLUDED, rule=PLAIN)
        problem = self._matcher.lexicon.group_of.get(judged.hit.concept) == "problems"
        if field is Field.DESCRIPTION and problem and judged.rule == PLAIN and not judged.linked:
            return replace(judged, polarity=Polarity.BACKGROUND, rule=UNLINKED)
        return judged


@cache
def _reader(lexicon: Lexicon) -> _Reader:
    return _Reader(lexicon)


def _answer(verdict: Verdict, following: Verdict) -> str:
    """The rule by which the next sentence turns away what this one asks about or supposes, if it does."""
    answers = verdict.asks or following.takes_up or (verdict.supposes and following.points_back)
    return following.carries if answers else ""


def _carry(judged: Judged, rule: str) -> Judged:
    if not rule or judged.polarity is not Polarity.INCLUDED:
        return judged
    return replace(judged, polarity=Polarity.EXCLUDED, rule=rule)


def _found(judged: Judged, field: Field, offset: int, text: str) -> _Found:
    start, end = offset + judged.hit.start, offset + judged.hit.end
    mention = Mention(
        judged.hit.concept, field, start, end, text[start:end], judged.polarity, judged.bearer, judged.rule
    )
    return _Found(mention, judged.hit.weak)
