"""What a sentence does with the concepts in it, and whose problem they are. The one place that decides polarity.

A cue acts on the concepts within its reach. Its reach ends where another main clause begins: at *men*, *mens* and
their like, and after a comma with a new subject. Where several cues reach a concept, an express welcome (*henvises
hertil*) stands before an exclusion, and that before background. A phrase that turns a denial around (*ikke kun*,
*udelukker ikke*) takes the force from the denials inside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from overlap.language.cues import CueGroup, Cues, Effect
from overlap.language.matcher import Hit, Matcher, parted
from overlap.language.names import NAME, QUOTED, Names, in_title
from overlap.language.patterns import Entry, PatternIndex, Words, asked_by, keys_of, matches, parse
from overlap.language.patterns import Pattern as Phrase
from overlap.language.tokens import Sentence, Token
from overlap.model import Bearer, Polarity

PLAIN = "plain"
"""The rule of a mention that nothing was said about."""
LIST_WORDS = 5
"""Most words between two concepts of one list."""

_POLARITIES = {
    Effect.EXCLUDED: Polarity.EXCLUDED,
    Effect.BACKGROUND: Polarity.BACKGROUND,
    Effect.INCLUDED: Polarity.INCLUDED,
}
_BEARERS = {
    Effect.CHILD: Bearer.CHILD,
    Effect.PARENT: Bearer.PARENT,
    Effect.SIBLING: Bearer.SIBLING,
    Effect.STAFF: Bearer.STAFF,
}
_KEPT_INSIDE_HITS = (*_BEARERS, Effect.PROTECTED)
"""What a cue may say even where it is part of a phrase that names a concept."""
_COLONS = frozenset(":=>→")
_RANK = (Effect.INCLUDED, Effect.EXCLUDED, Effect.BACKGROUND)
"""An express welcome stands before an exclusion: *henvises hertil* says *henvises* too."""


class Judged(NamedTuple):
    """A hit with what its sentence says of it."""

    hit: Hit
    polarity: Polarity = Polarity.INCLUDED
    bearer: Bearer = Bearer.CHILD
    rule: str = PLAIN
    linked: bool = True
    """Whether the sentence speaks of people or of help beside it."""


class Verdict(NamedTuple):
    """A sentence judged. One that names no problem `reaches_back`: its cues may also act on the sentence before.

    They do so when this one `takes_up` that one expressly ("i de tilfælde"), when that one `asks` about what it names,
    or `supposes` it and this one `points_back`.
    """

    judged: tuple[Judged, ...]
    reaches_back: bool = False
    points_back: bool = False
    takes_up: bool = False
    asks: bool = False
    supposes: bool = False


class _Scene(NamedTuple):
    """What is the same for all concepts of a sentence, and for each way of reading it once found."""

    sentence: Sentence
    words: Words
    walls: Sequence[bool]
    """Before which words another main clause begins."""
    phrases: Sequence[tuple[int, int, int]]
    """The cues that ask for no concept, as `PatternIndex.find` gives them."""
    about: Sequence[Entry]
    """The cues that may stand here, with a concept in them."""


class _Cue(NamedTuple):
    first: int
    last: int
    group: CueGroup
    direction: str

    def swallows(self, other: _Cue) -> bool:
        """Whether the other is part of this one and says something else ("ikke til os" and "til os")."""
        longer = self.last - self.first > other.last - other.first
        inside = self.first <= other.first and other.last <= self.last
        return longer and inside and {self.group.effect, other.group.effect} == {Effect.EXCLUDED, Effect.INCLUDED}

    def overlaps(self, other: _Cue) -> bool:
        return self.first < other.last and other.first < self.last


class Judge:
    """The cues of a lexicon, compiled."""

    def __init__(self, cues: Cues, matcher: Matcher) -> None:
        self._matcher = matcher
        boundaries = cues.boundaries
        self._contrast = frozenset(boundaries.contrast)
        self._clause = frozenset(boundaries.clause)
        self._conditions = frozenset(boundaries.conditions)
        self._links = asked_by([parse(link, matcher.lexicon.words) for link in boundaries.links])
        self._pointers = frozenset(boundaries.pointers)
        self._name_ends = frozenset(boundaries.name_ends)
        self._joiners = frozenset(boundaries.joiners)
        self._articles = frozenset(boundaries.articles)
        self._back_references = frozenset(boundaries.back_references)
        self._breakers = frozenset(boundaries.list_breakers)
        self._openers = frozenset(boundaries.openers)
        self._suppositions = frozenset(boundaries.suppositions)
        self._names = Names(cues)
        self._owners: list[tuple[CueGroup, str]] = []
        patterns: list[tuple[Phrase, int]] = []
        for group in cues.groups:
            for direction in ("forward", "backward", "both", "either", "ahead", "here"):
                for phrase in getattr(group, direction):
                    pattern = parse(phrase, matcher.lexicon.words)
                    patterns.append((pattern, len(self._owners)))
                    self._owners.append((group, direction))
        self._index = PatternIndex(patterns)
        matcher.know_phrases([pattern for pattern, _ in patterns])

    def judge(self, sentence: Sentence, hits: Sequence[Hit], words: Words) -> Verdict:
        """Problems are judged among themselves, and so are all other concepts: they share no lists."""
        is_problem = self._matcher.lexicon.is_problem
        problems = [hit for hit in hits if is_problem(hit.concept)]
        others = [hit for hit in hits if not is_problem(hit.concept)]
        judged: tuple[Judged, ...] = ()
        if hits:
            scene = self._scene(sentence, words)
            linked = any(keys_of(token.word, self._links) for token in sentence.tokens)
            every = [*self._judge(scene, problems, linked=linked), *self._judge(scene, others, linked=linked)]
            judged = tuple(sorted(every, key=lambda one: one.hit.start))
        if problems:
            supposes = sentence.tokens[0].word in self._suppositions
            return Verdict(judged, asks=sentence.after.startswith("?"), supposes=supposes)
        opening = {token.word for token in sentence.tokens[:4]}
        return Verdict(
            judged,
            reaches_back=True,
            points_back=not self._pointers.isdisjoint(opening),
            takes_up=not self._back_references.isdisjoint(opening),
        )

    def carried(self, sentence: Sentence) -> str:
        """The rule by which a sentence turns away what the one before it names; nothing if it does not."""
        scene = self._scene(sentence, self._matcher.words(sentence.tokens))
        return next((cue.group.rule for cue in self._cues(scene, ()) if cue.group.carries), "")

    def _judge(self, scene: _Scene, hits: Sequence[Hit], *, linked: bool) -> list[Judged]:
        cues = self._cues(scene, hits) if hits else []
        return [self._one(hit, hits, cues, scene, linked=linked) for hit in hits]

    def _one(self, hit: Hit, hits: Sequence[Hit], cues: Sequence[_Cue], scene: _Scene, *, linked: bool) -> Judged:
        tokens, walls = scene.sentence.tokens, scene.walls
        polarity, rule = Polarity.INCLUDED, PLAIN
        reaching = [cue for cue in cues if self._reaches(cue, hit, hits, tokens, walls)]
        deciding = min(reaching, key=lambda cue: (not cue.group.firm, _RANK.index(cue.group.effect)), default=None)
        if deciding is not None:
            polarity, rule = _POLARITIES[deciding.group.effect], deciding.group.rule
        if rule == PLAIN and self._names.is_name(hit, tokens):
            polarity, rule = Polarity.BACKGROUND, NAME
        bearer = None if self._matcher.lexicon.concepts[hit.concept].shared else self._bearer(hit, cues, tokens)
        if rule == PLAIN and bearer is not None and bearer.group.effect is not Effect.CHILD:
            rule = bearer.group.rule
        if in_title(hit, scene.sentence):
            polarity, rule = Polarity.BACKGROUND, QUOTED
        whose = _BEARERS[bearer.group.effect] if bearer else Bearer.CHILD
        return Judged(hit, polarity, whose, rule, linked or hit.last > hit.first + 1)

    def _scene(self, sentence: Sentence, words: Words) -> _Scene:
        """A sentence as cues see it: `words`, with the clauses in it."""
        tokens = sentence.tokens
        possible = self._index.possible(words.keys)
        if not possible:
            return _Scene(sentence, words, (), (), ())
        walls = self._walls(tokens)
        ends = [at > 0 and (parted(token.before) or walls[at]) for at, token in enumerate(tokens)]
        opened = [True, *(token.word in self._openers for token in tokens)]
        words = words._replace(
            starts=[end or after_opener for end, after_opener in zip(ends, opened, strict=False)] + [True],
            ends=[*ends, True],
            colons=frozenset(at for at, token in enumerate(tokens) if not _COLONS.isdisjoint(token.before)),
            denials=words.denials | {at for at, wall in enumerate(walls) if wall},
        )
        phrases = matches([one for one in possible if not one.about], words)
        return _Scene(sentence, words, walls, phrases, [one for one in possible if one.about])

    def _cues(self, scene: _Scene, hits: Sequence[Hit]) -> list[_Cue]:
        phrases = scene.phrases
        if hits and scene.about:
            about = matches(scene.about, scene.words._replace(concepts=_spans(hits)))
            phrases = sorted([*phrases, *about])
        found = [_Cue(first, last, *self._owners[owner]) for first, last, owner in phrases]
        if not found:
            return []
        tokens = scene.sentence.tokens
        inside = {at for hit in hits if hit.last - hit.first > 1 for at in range(hit.first, hit.last)}
        found = [
            cue
            for cue in found
            if cue.direction == "here"
            or cue.group.effect in _KEPT_INSIDE_HITS
            or inside.isdisjoint(range(cue.first, cue.last))
        ]
        if tokens[0].word not in self._conditions:
            found = [cue for cue in found if not cue.group.supposed]
        found = [cue for cue in found if not any(other.swallows(cue) for other in found)]
        protected = [cue for cue in found if cue.group.effect is Effect.PROTECTED]
        return [
            cue
            for cue in found
            if cue.group.effect is not Effect.PROTECTED
            and not (cue.group.effect is Effect.EXCLUDED and any(cue.overlaps(other) for other in protected))
        ]

    def _walls(self, tokens: Sequence[Token]) -> list[bool]:
        """Before which words another main clause begins."""
        walls = [False] * (len(tokens) + 1)
        for at in range(1, len(tokens)):
            token = tokens[at]
            comma = "," in token.before
            joined = tokens[at - 1].word in self._joiners
            walls[at] = (
                token.word in self._contrast
                or (comma and token.word in self._joiners)
                or ((comma or joined) and token.word in self._clause)
            )
        return walls

    def _reaches(
        self, cue: _Cue, hit: Hit, hits: Sequence[Hit], tokens: Sequence[Token], walls: Sequence[bool]
    ) -> bool:
        if cue.group.effect not in _POLARITIES:
            return False
        if cue.direction == "here":
            inside = [other for other in hits if cue.first <= other.first and other.last <= cue.last]
            return bool(inside) and self._listed(inside[-1], hit, tokens, walls) and hit.first >= inside[-1].first
        behind = cue.direction != "forward" and hit.last <= cue.first and self._backward(cue, hit, hits, tokens, walls)
        ahead = cue.direction != "backward" and hit.first >= cue.last and self._forward(cue, hit, tokens, walls)
        if cue.direction == "either" and ahead:
            return not any(self._backward(cue, other, hits, tokens, walls) for other in hits if other.last <= cue.first)
        if cue.direction == "ahead" and behind:
            return not any(self._forward(cue, other, tokens, walls) for other in hits if other.first >= cue.last)
        within = cue.first <= hit.first and hit.last <= cue.last
        return behind or ahead or within

    def _backward(
        self, cue: _Cue, hit: Hit, hits: Sequence[Hit], tokens: Sequence[Token], walls: Sequence[bool]
    ) -> bool:
        start = cue.first
        same_subject = start > 0 and (walls[start] or walls[start - 1])  # "..., men behandles i regionen"
        if same_subject:
            start -= 1 if walls[start] else 2
        if any(walls[at] for at in range(hit.last, start + 1)):
            return False
        between = [other for other in hits if hit.last <= other.first and other.last <= cue.first]
        if not between or same_subject or cue.direction == "both":
            return True
        return any(self._listed(hit, other, tokens, walls) for other in between)

    def _bearer(self, hit: Hit, cues: Sequence[_Cue], tokens: Sequence[Token]) -> _Cue | None:
        """The nearest cue that says whose problem it is."""
        about = [cue for cue in cues if cue.group.effect in _BEARERS]
        for cue in about:
            if cue.group.effect is Effect.CHILD and hit.first <= cue.first and cue.last <= hit.last:
                return cue  # "... kan få deres barn i skole"
        for cue in about:
            inside = cue.direction == "here" and cue.first <= hit.first and hit.last <= cue.last
            if inside or (cue.direction == "backward" and 0 <= cue.first - hit.last <= LIST_WORDS):
                return cue
        ahead = [
            cue
            for cue in about
            if cue.direction == "forward" and cue.last <= hit.first and not self._starts_anew(cue, hit, tokens)
        ]
        return max(ahead, key=lambda cue: (cue.last, cue.last - cue.first), default=None)

    def _starts_anew(self, cue: _Cue, hit: Hit, tokens: Sequence[Token]) -> bool:
        """Whether a list goes on with a noun of its own ("en forælder der er syg eller en begyndende angst")."""
        return any(
            tokens[at].word in self._openers and tokens[at + 1].word in self._articles
            for at in range(cue.last, hit.first - 1)
        )

    def _forward(self, cue: _Cue, hit: Hit, tokens: Sequence[Token], walls: Sequence[bool]) -> bool:
        between = range(cue.last, hit.first + 1)
        if any(walls[at] for at in between):
            return False
        if cue.direction == "forward" and cue.group.effect is Effect.BACKGROUND:  # a partner's name ends at a verb
            return not any(tokens[at].word in self._name_ends for at in between)
        return cue.direction == "both" or not any(")" in tokens[at].before for at in between)

    def _listed(self, one: Hit, two: Hit, tokens: Sequence[Token], walls: Sequence[bool]) -> bool:
        """Whether the two stand in one list: few words between, a comma, slash or conjunction, and no verb."""
        left, right = sorted((one, two), key=lambda hit: hit.first)
        gap = range(left.last, right.first)
        if left.first == right.first or left.last > right.first:
            return True
        if len(gap) > LIST_WORDS or any(walls[at] for at in gap) or walls[right.first]:
            return False
        return not any(tokens[at].word in self._breakers for at in gap)


def _spans(hits: Sequence[Hit]) -> dict[int, int]:
    spans: dict[int, int] = {}
    for hit in hits:
        spans[hit.first] = max(spans.get(hit.first, 0), hit.last)
    return spans
