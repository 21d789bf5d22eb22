"""Decisions found again in a catalogue, and put upon its findings. The one place where people's answers take effect."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations

from msgspec import Struct
from msgspec.structs import replace

from overlap.model import (
    OVERLAP_QUESTION,
    PAIR,
    Catalogue,
    Decision,
    Findings,
    Judgement,
    Judgements,
    Pair,
    PairKind,
    Standing,
    Tier,
    Verdict,
)
from overlap.review import keys
from overlap.review.decisions import slot

SURE = (Verdict.CONFIRMED, Verdict.WANTED)
"""What makes a flagged pair certain: people said that it is an overlap, wanted or not."""
Placed = tuple[tuple[str, ...], Decision, bool]
"""The ids a decision speaks of, the decision, and whether all their texts are those that were judged."""


def judgements(catalogue: Catalogue, decisions: Iterable[Decision]) -> Judgements:
    """Every decision by the ids it speaks of today.

    An intervention is found by its key. One that is gone, while exactly one new intervention has the very same text,
    has been renamed: its decisions come along, but are reopened.
    """
    decisions = sorted(decisions, key=slot)
    index = _Index.of(catalogue, {key for one in decisions for key in one.members})
    asked: dict[tuple[tuple[str, ...], str], list[tuple[Decision, bool]]] = defaultdict(list)
    unplaced = []
    for one in decisions:
        placed = index.place(one)
        if placed is None:
            unplaced.append(one)
        else:
            ids, decision, current = placed
            asked[ids, decision.question].append((decision, current))
    settled = {subject: _settled(answers) for subject, answers in asked.items()}
    of = {ids: found for (ids, question), found in settled.items() if question == OVERLAP_QUESTION}
    return Judgements(
        keys=index.key_of,
        fingerprints=index.fingerprint_of,
        of=of,
        of_groups=_of_groups(of),
        readings={(ids[0], question): found for (ids, question), found in settled.items() if len(ids) == 1},
        unplaced=tuple(unplaced),
    )


def _settled(answers: Sequence[tuple[Decision, bool]]) -> Judgement:
    """Answers on the text as it is go before answers on an older text; those that differ settle nothing."""
    current = [one for one, fresh in answers if fresh]
    counted = sorted(current or [one for one, _ in answers], key=lambda one: one.day, reverse=True)
    if not current:
        return Judgement(Standing.OLDER, tuple(counted))
    agreed = len({one.answer for one in counted}) == 1
    return Judgement(Standing.CURRENT if agreed else Standing.DISPUTED, tuple(counted))


def _of_groups(of: Mapping[tuple[str, ...], Judgement]) -> Mapping[tuple[str, ...], Judgement]:
    """What holds of the groups that each pair is in; the answers of several groups are as those of several people."""
    found: dict[tuple[str, ...], list[Decision]] = defaultdict(list)
    for ids, judged in of.items():
        if len(ids) > PAIR and judged.answer:
            for pair in combinations(ids, PAIR):
                found[pair] += judged.decisions
    return {pair: _settled([(one, True) for one in answers]) for pair, answers in found.items()}


class _Index(Struct, frozen=True):
    """Where the interventions of a catalogue are found."""

    key_of: Mapping[str, str]
    fingerprint_of: Mapping[str, str]
    id_of: Mapping[str, str]
    by_text: Mapping[str, tuple[str, ...]]
    """Those that no decision names: only they can be renamed ones."""
    order: Mapping[str, int]

    @classmethod
    def of(cls, catalogue: Catalogue, named: Collection[str]) -> _Index:
        rows = catalogue.interventions
        key_of, fingerprint_of = keys.keys(rows), keys.fingerprints(rows)
        by_text: dict[str, tuple[str, ...]] = {}
        for one in rows:
            text = fingerprint_of[one.id]
            if text != keys.BLANK and key_of[one.id] not in named:
                by_text[text] = (*by_text.get(text, ()), one.id)
        order = {one.id: at for at, one in enumerate(rows)}
        return cls(key_of, fingerprint_of, {key: one for one, key in key_of.items()}, by_text, order)

    def place(self, one: Decision) -> Placed | None:
        """Where the decision belongs; nothing where one of its interventions cannot be found."""
        found = [self._id(key, text) for key, text in zip(one.members, one.fingerprints, strict=True)]
        ids = [each for each in found if each is not None]
        if len(set(ids)) < len(one.members):
            return None
        current = all(
            self.key_of[each] == key and self.fingerprint_of[each] == text
            for each, key, text in zip(ids, one.members, one.fingerprints, strict=True)
        )
        return tuple(sorted(ids, key=self.order.__getitem__)), one, current

    def _id(self, key: str, text: str) -> str | None:
        if key in self.id_of:
            return self.id_of[key]
        same = self.by_text.get(text, ())
        return same[0] if len(same) == 1 else None


def decided(findings: Findings, judged: Judgements, missing: Sequence[Pair] = ()) -> Findings:
    """The findings with what people decided: certain is what they confirmed on the text as it is.

    `missing` are pairs they confirmed that the tool does not flag: they are overlaps all the same.
    """
    known = {(pair.a, pair.b) for pair in findings.pairs}
    added = tuple(replace(pair, kind=PairKind.OVERLAP) for pair in missing if (pair.a, pair.b) not in known)
    overlaps = [pair for pair in (*findings.pairs, *added) if pair.kind is not PairKind.CHAIN]
    chains = [pair for pair in findings.pairs if pair.kind is PairKind.CHAIN]
    certain = [
        replace(pair, tier=Tier.CERTAIN) if judged.verdict(pair.a, pair.b) in SURE else pair for pair in overlaps
    ]
    return replace(findings, pairs=(*certain, *chains), judgements=judged)


def confirmed(judged: Judgements) -> list[tuple[str, str]]:
    """The pairs that people confirmed, by themselves or as a group, as ids."""
    pairs = dict.fromkeys((*(ids for ids in judged.of if len(ids) == PAIR), *judged.of_groups))
    return [(a, b) for a, b in pairs if judged.verdict(a, b) in SURE]
