"""Groups of interventions in which every one overlaps every other."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from overlap.model import Catalogue, Group, Intervention, Pair, Understanding


def groups(catalogue: Catalogue, pairs: Iterable[Pair], for_children: Collection[str]) -> tuple[Group, ...]:
    """The groups of a catalogue with what their members cost and hold, where they say so; members in its order.

    `for_children` are the ids of those that count children and young people alone.
    """
    rows = {row.id: row for row in catalogue.interventions}
    order = {key: at for at, key in enumerate(rows)}
    found = tuple(pairs)
    themes = {frozenset((pair.a, pair.b)): pair.themes for pair in found}
    every = [tuple(sorted(members, key=order.__getitem__)) for members in cliques(found)]
    every.sort(key=lambda members: (-len(members), [order[key] for key in members]))
    return tuple(_group([rows[key] for key in members], themes, for_children) for members in every)


def counting_children(understanding: Mapping[str, Understanding], codes: Collection[str]) -> frozenset[str]:
    """Ids of those whose addressees all are among `codes`: what others count are families, parents or professionals."""
    read = {key: one.facets.addressees for key, one in understanding.items()}
    return frozenset(key for key, addressees in read.items() if addressees and set(addressees) <= set(codes))


def _group(
    rows: Sequence[Intervention], themes: Mapping[frozenset[str], tuple[str, ...]], for_children: Collection[str]
) -> Group:
    shared = [themes[frozenset((one.id, other.id))] for one, other in combinations(rows, 2)]
    budgets = [row.budget for row in rows if row.budget is not None]
    places = [row.places for row in rows if row.places is not None]
    return Group(
        members=tuple(row.id for row in rows),
        themes=tuple(key for key in shared[0] if all(key in keys for keys in shared)),
        budget=sum(budgets),
        unstated_budget=len(rows) - len(budgets),
        places=sum(places),
        unstated_places=len(rows) - len(places),
        same_unit=all(row.id in for_children for row in rows),
    )


def cliques(pairs: Iterable[Pair]) -> tuple[tuple[str, ...], ...]:
    """Sets of three or more interventions in which every one overlaps every other, largest first.

    No chaining: A-B and B-C do not make a group unless A-C is flagged too (Bron and Kerbosch 1973).
    """
    near: dict[str, set[str]] = {}
    for one in pairs:
        near.setdefault(one.a, set()).add(one.b)
        near.setdefault(one.b, set()).add(one.a)
    found = [tuple(sorted(clique)) for clique in _cliques(set(), set(near), set(), near) if len(clique) > 2]
    return tuple(sorted(found, key=lambda clique: (-len(clique), clique)))


def _cliques(chosen: set[str], open_: set[str], closed: set[str], near: Mapping[str, set[str]]) -> Iterator[set[str]]:
    if not open_ and not closed:
        yield chosen
        return
    pivot = max(sorted(open_ | closed), key=lambda node: len(near[node] & open_))
    for node in sorted(open_ - near[pivot]):
        yield from _cliques(chosen | {node}, open_ & near[node], closed & near[node], near)
        open_ = open_ - {node}
        closed = closed | {node}
