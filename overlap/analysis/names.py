"""Whether one intervention names another, or the organisation behind it, as its partner.

A cell of partners is prose ("PPR, LMS; skolerne"), so each part of it is held against what the other is called: its
name and its provider, whole and in pieces. They meet when they are alike as a whole (rapidfuzz, from the cut-off of the
policy up), or when one stands inside the other word for word and at least one of those words is a name: not everyday
language that others write small, and not an ending that many names share, such as a town.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, cached_property, partial
from itertools import chain

from msgspec import Struct
from rapidfuzz import fuzz, process

from overlap.analysis.meant import Meant
from overlap.analysis.policy import NamePolicy
from overlap.model import Catalogue, Intervention, Naming

LONG = 5
"""Letters from which two words may differ by an ending; shorter ones ("fond", "fonde") must be the same."""

_WORD = re.compile(r"\w+")
_PART = re.compile(r"[,;/\n()]|\s[-\u2013\u2014]\s|:\s")
_SHORT_NAME = re.compile(r"\(([\w+-]*[^\W\d_a-zæøå][\w+-]*)\)")


class Names(Struct, frozen=True, dict=True):
    """The names of one catalogue, ready to be looked for in its cells of partners."""

    catalogue: Catalogue
    policy: NamePolicy

    def naming(self, one: Intervention, other: Intervention) -> Naming | None:
        """How `one` names `other` as a partner: a whole name before a part of one; `None` if it does not."""
        aliases = self._aliases(other)
        meant = self._meant.by(one.partners)
        if not any(alias in meant for alias, _ in aliases):
            return None
        parts = _parts(one.partners, self.policy.joints)
        for meets, among in ((self._alike, parts), (self._inside, tuple(filter(self._is_name, parts)))):
            for alias, whole in aliases:
                for part in among:
                    if meets(part, alias) and not self._is_another(part, alias):
                        return Naming(one.id, other.id, part, alias, organisation=not whole)
        for alias, whole in aliases:
            if self._is_name(alias) and self._stands_among(alias, one.partners):
                return Naming(one.id, other.id, alias, alias, organisation=not whole)
        return None

    def meet(self, some: Sequence[Intervention], others: Sequence[Intervention]) -> tuple[Intervention, ...]:
        """Those of `some` that name, or are named by, at least one of `others`; looks only where names can meet."""
        by_alias: dict[str, list[Intervention]] = {}
        by_cell: dict[str, list[Intervention]] = {}
        for other in others:
            by_cell.setdefault(other.partners, []).append(other)
            for alias, _ in self._aliases(other):
                by_alias.setdefault(alias, []).append(other)
        by_meant: dict[str, list[Intervention]] = {}
        for cell, rows in by_cell.items():
            for alias in self._meant.by(cell):
                by_meant.setdefault(alias, []).extend(rows)

        def meets(one: Intervention) -> bool:
            named = (other for alias in self._meant.by(one.partners) for other in by_alias.get(alias, ()))
            naming = (other for alias, _ in self._aliases(one) for other in by_meant.get(alias, ()))
            return any(self.naming(one, other) for other in named) or any(self.naming(other, one) for other in naming)

        return tuple(one for one in some if meets(one))

    def between(self, one: Intervention, other: Intervention) -> bool | None:
        """One names the other, or the same provider runs both; `None` where not, and one of them names no partner."""
        if self.naming(one, other) or self.naming(other, one) or self.same_provider(one, other):
            return True
        return False if self.stated(one) and self.stated(other) else None

    def stated(self, one: Intervention) -> bool:
        """It names its partners, or says that it has none; "alle" names nobody in particular."""
        said = _plain(one.partners)
        return bool(said) and said not in self.policy.nobody_in_particular

    def only_unit(self, naming: Naming) -> bool:
        """The words name a whole house that many interventions belong to ("PPR"), not which of them is meant."""
        return naming.organisation and self._rows_of(naming.words) >= self.policy.unit_rows

    def _rows_of(self, words: str) -> int:
        """How many interventions are run by a house that `words` may mean."""
        if words not in self._counted:
            meets = (self._alike, self._inside) if self._is_name(words) else (self._alike,)
            self._counted[words] = sum(
                count for pieces, count in self._houses if any(meet(words, piece) for piece in pieces for meet in meets)
            )
        return self._counted[words]

    @cached_property
    def _houses(self) -> tuple[tuple[tuple[str, ...], int], ...]:
        """What each provider may be called, and how many interventions it runs."""
        counts = Counter(one.provider for one in self.catalogue.interventions if one.provider.strip())
        return tuple(
            (tuple(dict.fromkeys((house, *_parts(house, self.policy.joints), *_SHORT_NAME.findall(house)))), count)
            for house, count in counts.items()
        )

    @cached_property
    def _counted(self) -> dict[str, int]:
        """The houses that have been counted so far: the same few are named again and again."""
        return {}

    def same_provider(self, one: Intervention, other: Intervention) -> bool:
        """One house has a part in both ("PPR" and "PPR og Langagerskolen"): nothing to agree on between houses."""
        return bool(self.houses((one, other)))

    def houses(self, rows: Sequence[Intervention]) -> tuple[str, ...]:
        """The organisations that have a part in every one of `rows`, as the first of them writes it."""
        if not rows:
            return ()
        others = [{_plain(part) for part in self._organisations(row)} for row in rows[1:]]
        return tuple(part for part in self._organisations(rows[0]) if all(_plain(part) in other for other in others))

    def _organisations(self, row: Intervention) -> tuple[str, ...]:
        """The provider as a whole, and those of its pieces that are names."""
        pieces = (part for part in _parts(row.provider, self.policy.joints) if self._is_name(part))
        return tuple(dict.fromkeys((*filter(None, [row.provider.strip()]), *pieces)))

    def _alike(self, part: str, alias: str) -> bool:
        return _same(_plain(part), _plain(alias), self.policy.cutoff)

    def _inside(self, part: str, alias: str) -> bool:
        return _run(_words(part), _words(alias), self.policy.cutoff)

    def _stands_among(self, alias: str, partners: str) -> bool:
        """The alias runs through the cell across its commas ("MSB Unge, Job og Uddannelse")."""
        parts = _parts(partners, self.policy.joints)
        another = any(part != alias and part.casefold() == alias.casefold() for part in parts)
        return not another and _run(_words(alias), _words(partners), self.policy.cutoff)

    def _is_another(self, part: str, alias: str) -> bool:
        """Capitals tell them apart: "BROEN" is the association of that name, not the project "Broen"."""
        return part not in alias and part.casefold() in alias.casefold() and part in self._all_aliases

    def _is_name(self, text: str) -> bool:
        """At least one word is neither everyday language nor a place or other ending that many names share."""
        return any(len(word) > 1 and not self._is_everyday(word) for word in _words(text))

    def _is_everyday(self, word: str) -> bool:
        if word not in self._judged:
            self._judged[word] = word not in self._brands and (
                word in self._everyday or (len(word) >= LONG and self._inflected(word))
            )
        return self._judged[word]

    def _inflected(self, word: str) -> bool:
        return process.extractOne(word, self._long, scorer=fuzz.ratio, score_cutoff=self.policy.cutoff) is not None

    @cached_property
    def _long(self) -> tuple[str, ...]:
        return tuple(sorted(word for word in self._everyday if len(word) >= LONG))

    @cached_property
    def _judged(self) -> dict[str, bool]:
        """What has been asked of words so far: the same few names come again and again."""
        return {}

    def _aliases(self, one: Intervention) -> tuple[tuple[str, bool], ...]:
        """What `one` may be called, and whether that is the intervention itself (else its organisation)."""
        called = (one.name, one.provider)
        if called not in self._called:
            self._called[called] = self._called_by(one)
        return self._called[called]

    @cached_property
    def _called(self) -> dict[tuple[str, str], tuple[tuple[str, bool], ...]]:
        """What has been asked so far, by name and provider."""
        return {}

    @cached_property
    def _meant(self) -> Meant:
        parts = partial(_parts, joints=self.policy.joints)
        return Meant(sorted(self._all_aliases), self.policy.cutoff, LONG, parts, _words, _plain)

    def _called_by(self, one: Intervention) -> tuple[tuple[str, bool], ...]:
        of_name = (one.name, _head(one.name), *_SHORT_NAME.findall(one.name))
        of_provider = (one.provider, *_parts(one.provider, self.policy.joints), *_SHORT_NAME.findall(one.provider))
        return (
            *((alias, True) for alias in dict.fromkeys(of_name) if alias),
            *((alias, False) for alias in dict.fromkeys(of_provider) if alias),
        )

    @cached_property
    def _all_aliases(self) -> frozenset[str]:
        return frozenset(alias for one in self.catalogue.interventions for alias, _ in self._aliases(one))

    @cached_property
    def _brands(self) -> frozenset[str]:
        """First words of names that are written small on purpose, such as "headspace"."""
        firsts = [_WORD.match(text) for one in self.catalogue.interventions for text in (one.name, one.provider)]
        return frozenset(found.group() for found in firsts if found and found.group().islower())

    @cached_property
    def _everyday(self) -> frozenset[str]:
        """Words written small by many texts or by any list of partners, and words that end many different names."""
        rows: Counter[str] = Counter()
        listed: set[str] = set()
        endings: dict[str, set[str]] = {}
        for one in self.catalogue.interventions:
            texts = f"{one.target_group} {one.description} {one.purpose}"
            rows.update({word for word in _WORD.findall(texts) if word.islower()})
            listed |= {word for word in _WORD.findall(one.partners) if word.islower()}
            for name in {_head(one.name), _head(one.provider)}:
                words = _words(name)
                if len(words) > 1:
                    endings.setdefault(words[-1], set()).add(words[0])
        many = self.policy.everyday_rows
        return frozenset(
            {word for word, count in rows.items() if count >= many}
            | listed
            | {word for word, firsts in endings.items() if len(firsts) >= many}
        )


def _head(name: str) -> str:
    """The name up to its first dash, bracket, colon or comma."""
    return _PART.split(name)[0].strip()


@cache
def _parts(text: str, joints: tuple[str, ...]) -> tuple[str, ...]:
    """The pieces of a list in prose, parted at commas, brackets and the joining words of the policy."""
    joint = "|".join(re.escape(word) for word in sorted(joints, key=len, reverse=True))
    pieces = chain.from_iterable(re.split(rf"\s(?:{joint})\s", piece) for piece in _PART.split(text))
    return tuple(piece.strip() for piece in pieces if piece.strip())


@cache
def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold()))


@cache
def _plain(text: str) -> str:
    return " ".join(_words(text))


def _run(short: Sequence[str], long: Sequence[str], cutoff: int) -> bool:
    """`short` stands inside `long`, word after word, each alike enough; short words must be the same."""
    for start in range(len(long) - len(short) + 1 if short else 0):
        for one, two in zip(short, long[start:], strict=False):
            if not _same(one, two, cutoff):
                break
        else:
            return True
    return False


def _same(one: str, two: str, cutoff: int) -> bool:
    if one == two:
        return True
    return len(one) >= LONG <= len(two) and fuzz.ratio(one, two, score_cutoff=cutoff) > 0
