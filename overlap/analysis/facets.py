"""What one intervention is, in the codes of `data/gold/CODEBOOK.md`, each with the words it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from overlap.analysis import addressees as people_of
from overlap.analysis.facetbook import FacetBook, Form
from overlap.analysis.facetpolicy import FacetPolicy, FormPolicy
from overlap.analysis.salience import Weighed, evidence, place_weight, split, weigh
from overlap.analysis.steps import level_of, setting_of
from overlap.model import Bearer, Facets, Field, Intervention, Mention, Polarity


class _Read(Struct, frozen=True):
    """One intervention under the glass: its mentions that count, by what they are about."""

    intervention: Intervention
    mentions: tuple[Mention, ...]
    book: FacetBook
    policy: FacetPolicy

    def of(self, codes: frozenset[str], polarity: Polarity = Polarity.INCLUDED) -> tuple[Mention, ...]:
        return tuple(one for one in self.mentions if one.concept in codes and one.polarity is polarity)


def facets(
    intervention: Intervention,
    mentions: Sequence[Mention],
    book: FacetBook,
    policy: FacetPolicy,
    boundary: tuple[str, ...] = (),
) -> Facets:
    """The facets of `intervention`; `boundary` holds ids found by `boundaries`. Codes are ordered, strongest first."""
    read = _Read(intervention, tuple(mentions), book, policy)
    in_room = _in_the_room(read)
    forms_main, forms_other = _forms(read, tuple(in_room))
    addressees = _addressees(read, in_room, forms_main)
    problems_main, problems_other, excluded = _problems(read, forms_main)
    main = tuple(one.code for one in forms_main)
    wide = read.of(frozenset({book.wide}))
    return Facets(
        problems_main=tuple(one.code for one in problems_main),
        problems_other=tuple(one.code for one in problems_other),
        excluded=tuple(one.code for one in excluded),
        forms_main=main,
        forms_other=tuple(one.code for one in forms_other),
        addressees=tuple(addressees),
        level=level_of(intervention, read.mentions, main, book, policy.steps),
        setting=setting_of(intervention, read.mentions, main, book, policy.steps),
        wide=_is_wide(wide, problems_main, policy),
        boundary=boundary,
        evidence={
            **evidence((*problems_main, *problems_other, *excluded)),
            **evidence((*forms_main, *forms_other)),
            **{code: tuple(some) for code, some in addressees.items()},
        },
    )


def _in_the_room(read: _Read) -> Mapping[str, list[Mention]]:
    """Addressees by the target group, or where it names nobody, by the name and then the description."""
    concepts = frozenset(read.book.addressees) | frozenset(read.book.people.placed_by_age)
    for field in (Field.TARGET_GROUP, Field.NAME, Field.DESCRIPTION):
        persons = people_of.persons_in(read.mentions, field, concepts)
        found = people_of.heads(read.intervention.text(field), persons, read.book.people)
        if found:
            return people_of.codes(found, read.intervention, read.book.people)
    return {}


def _forms(read: _Read, in_room: tuple[str, ...]) -> tuple[tuple[Weighed, ...], tuple[Weighed, ...]]:
    forms, formats = read.book.forms, read.book.formats
    rules = read.policy.forms

    def codes_of(mention: Mention) -> tuple[str, ...]:
        if mention.concept in forms:
            return (mention.concept, *forms[mention.concept].also)
        return _by_person(formats[mention.concept], in_room)

    def weight_of(mention: Mention, code: str) -> float:
        place = place_weight(mention, read.intervention, rules.places)
        if mention.concept in forms and mention.concept != code:
            place *= rules.also
        return place * forms[code].share * _fit(forms[code], in_room, read) * rules.formats.get(mention.concept, 1.0)

    counted = read.of(frozenset(forms) | frozenset(formats))
    ranked = weigh(counted, codes_of, weight_of, rules.again)
    return _uncovered(ranked, forms, rules)


def _fit(form: Form, in_room: tuple[str, ...], read: _Read) -> float:
    """What a form gains or loses by the people in the room: a course for parents, guidance for staff."""
    rules = read.policy.forms
    if form.addressee:
        return rules.fits if form.addressee in in_room else rules.misfits
    return rules.misfits if in_room == (read.book.people.staff,) else 1.0


def _uncovered(
    ranked: tuple[Weighed, ...], forms: Mapping[str, Form], rules: FormPolicy
) -> tuple[tuple[Weighed, ...], tuple[Weighed, ...]]:
    """Main and other forms; what is part of the strongest form comes after all that is not.

    A main form that outweighs others by its nature, however often they are said, leaves them beside it.
    """
    first, _ = split(ranked, rules.bar, rules.share_of_top, rules.most, rules.floor)
    outdone = {code for one in first for code in forms[one.code].outdoes}
    if outdone & {one.code for one in first}:
        main = tuple(one for one in first if one.code not in outdone)
        return main, tuple(one for one in ranked if one not in main and one.weight >= rules.floor)
    covered = forms[ranked[0].code].covers if ranked else ()
    apart = tuple(one for one in ranked if one.code not in covered)
    main, other = split(apart, rules.bar, rules.share_of_top, rules.most, rules.floor)
    part = tuple(one for one in ranked if one.code in covered and one.weight >= rules.floor)
    return main, tuple(sorted((*other, *part), key=lambda one: -one.weight))


def _by_person(form_of: Mapping[str, str], in_room: tuple[str, ...]) -> tuple[str, ...]:
    """The forms that a way of working is with these people.

    Several of them at once may have a form of their own ("barn foraeldre"); the first of them keeps its own as well.
    """
    found: dict[str, None] = {}
    grouped: set[str] = set()
    for key, form in form_of.items():
        people = set(key.split())
        if len(people) > 1 and people <= set(in_room):
            found[form] = None
            grouped |= people - {key.split()[0]}
    found |= {form_of[code]: None for code in in_room if code in form_of and code not in grouped}
    return tuple(found)


def _problems(
    read: _Read, forms: tuple[Weighed, ...]
) -> tuple[tuple[Weighed, ...], tuple[Weighed, ...], tuple[Weighed, ...]]:
    """Main, other and excluded problems. A problem of a parent or sibling is no problem of the intervention."""
    codes = frozenset(read.book.problems)
    rules = read.policy.problems
    counted = _outermost([one for one in read.of(codes) if one.bearer is Bearer.CHILD])
    listed = _crowded(counted, rules.crowd)

    def weight_of(mention: Mention, _: str) -> float:
        place = place_weight(mention, read.intervention, rules.places)
        return place * rules.vague.get(mention.concept, 1.0) * (rules.in_crowd if id(mention) in listed else 1.0)

    ranked = weigh(counted, lambda one: (one.concept,), weight_of, rules.again, rules.across)
    ranked = _with_implied(ranked, read, forms)
    main, other = split(ranked, rules.bar, rules.share_of_top, rules.most, rules.floor)
    if not main:
        main, other = split(ranked, rules.floor, 1.0, rules.most, rules.floor)
    taken = {one.code for one in (*main, *other)}
    denied = weigh(read.of(codes, Polarity.EXCLUDED), lambda one: (one.concept,), lambda *_: 1.0, 0.0)
    return main, other, tuple(one for one in denied if one.code not in taken)


def _outermost(mentions: Sequence[Mention]) -> list[Mention]:
    """Without those that stand inside a longer phrase for another problem ("misbrug" in "forældres misbrug")."""
    return [
        one
        for one in mentions
        if not any(
            other.field is one.field
            and other.start <= one.start
            and one.end <= other.end
            and other.end - other.start > one.end - one.start
            for other in mentions
        )
    ]


def _crowded(mentions: Sequence[Mention], crowd: int) -> set[int]:
    """Mentions in a target group that names at least `crowd` problems, from the third on: examples, not the aim."""
    target = sorted((one for one in mentions if one.field is Field.TARGET_GROUP), key=lambda one: one.start)
    if len({one.concept for one in target}) < crowd:
        return set()
    return {id(one) for one in target[2:]}


def _with_implied(ranked: tuple[Weighed, ...], read: _Read, forms: tuple[Weighed, ...]) -> tuple[Weighed, ...]:
    """`ranked` with the problem that the strongest form works on by its nature, so that it adds to what is said."""
    problem = read.book.forms[forms[0].code].problem if forms else ""
    if not problem:
        return ranked
    said = next((one for one in ranked if one.code == problem), Weighed(problem, 0.0, ()))
    joined = Weighed(problem, said.weight + read.policy.problems.implied, said.mentions or forms[0].mentions)
    others = (one for one in ranked if one.code != problem)
    return tuple(sorted((*others, joined), key=lambda one: -one.weight))


def _addressees(
    read: _Read, in_room: Mapping[str, list[Mention]], forms: tuple[Weighed, ...]
) -> Mapping[str, list[Mention]]:
    """Those of the target group, set right by forms that tell who sits in the room.

    Where every main form tells, they decide. Where one does, its people join; a family stands for its children.
    """
    people = read.book.people
    told = {code: list(one.mentions) for one in forms if (code := read.book.forms[one.code].addressee)}
    if told and len(told) == len(forms) and people.family not in told:
        return told
    children = {people.child, people.youth}
    told |= _joining(read, forms)
    if people.family in told:
        if not set(in_room) <= {*children, people.family}:
            return in_room
        if not any(one.code in people.children_alone for one in forms):
            return {people.family: told[people.family]}
    if set(in_room) <= children:
        told |= {code: list(one.mentions) for one in forms if (code := read.book.forms[one.code].brings)}
    return {**in_room, **{code: some for code, some in told.items() if code not in in_room}}


def _joining(read: _Read, forms: tuple[Weighed, ...]) -> Mapping[str, list[Mention]]:
    """Whole classes, say, where the description of a talk names them."""
    found: dict[str, list[Mention]] = {}
    for code in {read.book.forms[one.code].joined_by for one in forms} - {""}:
        named = [one for one in read.of(frozenset({code})) if one.field is Field.DESCRIPTION]
        if named:
            found[code] = named
    return found


def _is_wide(words: Sequence[Mention], problems: tuple[Weighed, ...], policy: FacetPolicy) -> bool:
    """Whether words for "almost anyone" stand in name or target group, or the aim is general distress."""
    stated = any(one.field in (Field.NAME, Field.TARGET_GROUP) for one in words)
    return bool(stated or (words and any(one.code in policy.wide_problems for one in problems)))
