"""Groups of interventions in which every one overlaps every other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from overlap.model import Pair


def groups(pairs: Iterable[Pair]) -> tuple[tuple[str, ...], ...]:
    """Sets of three or more interventions in which every one overlaps every other, largest first.

    No chaining: A-B and B-C do not make a group unless A-C is flagged too (Bron and Kerbosch 1973).
    """
    near: dict[str, set[str]] = {}
    for one in pairs:
        near.setdefault(one.a, set()).add(one.b)
        near.setdefault(one.b, set()).add(one.a)
    cliques = [tuple(sorted(clique)) for clique in _cliques(set(), set(near), set(), near) if len(clique) > 2]
    return tuple(sorted(cliques, key=lambda clique: (-len(clique), clique)))


def _cliques(chosen: set[str], open_: set[str], closed: set[str], near: Mapping[str, set[str]]) -> Iterator[set[str]]:
    if not open_ and not closed:
        yield chosen
        return
    pivot = max(sorted(open_ | closed), key=lambda node: len(near[node] & open_))
    for node in sorted(open_ - near[pivot]):
        yield from _cliques(chosen | {node}, open_ & near[node], closed & near[node], near)
        open_ = open_ - {node}
        closed = closed | {node}
