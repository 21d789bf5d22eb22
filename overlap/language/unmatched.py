"""What the lexicon may lack (words of this catalogue that Danish hardly knows), and what it has in vain.

simplemma's word list alone tells a rare word from a common one well enough: what it does not know and cannot put
together is a name, a short form or a term of the field, and those are what an analyst wants to see.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct

from overlap.language import mentions
from overlap.language.danish import compound, known
from overlap.language.lexicon import Lexicon
from overlap.language.matcher import matcher_of
from overlap.language.tokens import tokens
from overlap.model import TEXT_FIELDS, Catalogue, Intervention, Mentions

SHORTEST = 3
"""Letters of the shortest word worth showing."""
LEAST_INTERVENTIONS = 2
"""A word of one intervention alone is a name."""


class Word(Struct, frozen=True):
    """A word that the lexicon does not have: how it was written first, and the ids of the interventions that use it."""

    text: str
    interventions: tuple[str, ...]
    listed: bool
    """Whether the Danish word list has it as two words put together; unlisted words come first."""


def words(catalogue: Catalogue, lexicon: Lexicon, least: int = LEAST_INTERVENTIONS) -> tuple[Word, ...]:
    """Words of at least `least` interventions that neither the lexicon nor the word list has, most used first."""
    matcher = matcher_of(lexicon)
    written: dict[str, str] = {}
    users: dict[str, list[str]] = {}
    for one in catalogue.interventions:
        for word, text in _words_of(one).items():
            if not known(word) and not matcher.word(word, text):
                written.setdefault(word, text)
                users.setdefault(word, []).append(one.id)
    found = [Word(written[word], tuple(ids), compound(word)) for word, ids in users.items() if len(ids) >= least]
    return tuple(sorted(found, key=lambda word: (word.listed, -len(word.interventions), word.text.lower())))


def no_problem(catalogue: Catalogue, found: Mentions, lexicon: Lexicon) -> tuple[str, ...]:
    """Ids of the interventions in which no problem is named at all, in catalogue order."""
    problems = set(lexicon.group("problems"))
    return tuple(
        one.id for one in catalogue.interventions if problems.isdisjoint(mention.concept for mention in found[one.id])
    )


def idle(found: Mentions, lexicon: Lexicon) -> Mapping[str, tuple[str, ...]]:
    """By concept, the beginnings and whole words of the lexicon that no mention of the catalogue contains."""
    used: dict[str, Counter[str]] = {}
    for some in found.values():
        for mention in some:
            used.setdefault(mention.concept, Counter())[mention.words.lower()] += 1
    return {
        code: idle_words
        for code, concept in lexicon.concepts.items()
        if (idle_words := _unused((*concept.start, *concept.whole, *concept.case), used.get(code, Counter())))
    }


def _unused(terms: Sequence[str], used: Counter[str]) -> tuple[str, ...]:
    return tuple(term for term in terms if not any(term.lower() in words for words in used))


def _words_of(one: Intervention) -> Mapping[str, str]:
    texts = (one.text(field) for field in TEXT_FIELDS)
    every = [token for text in texts for token in tokens(text)]
    return {token.word: token.text for token in reversed(every) if len(token.word) >= SHORTEST and token.word.isalpha()}


def read(catalogue: Catalogue, lexicon: Lexicon) -> tuple[tuple[Word, ...], Mapping[str, tuple[str, ...]]]:
    """Both lists for one catalogue: words the lexicon lacks, and words it has in vain."""
    return words(catalogue, lexicon), idle(mentions.read(catalogue, lexicon), lexicon)
