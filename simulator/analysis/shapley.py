"""A difference shared out among those who cause it: Shapley values.

Players are what differs between two states, a coalition is a set of players already at the second
state, its value is the outcome then. The Shapley value of a player is what it adds on average over
all orders in which the players may be moved:

    phi_i = sum over S without i of |S|! (n - |S| - 1)! / n! · (v(S + i) - v(S))

The values add up to v(all) - v(none); players that add the same everywhere get the same, one that
never adds anything gets nothing. Beside them stand what a player does alone and what it does last;
what the players do alone does not add up, and what is missing is their interaction.

Above `MOST_EXACT` players the orders are sampled, each with its reverse (antithetic), so that
every sampled order still adds up.

References
----------
Shapley (1953), A value for n-person games, Contributions to the Theory of Games II.
Castro, Gómez and Tejada (2009), Polynomial calculation of the Shapley value based on sampling,
Computers & Operations Research 36(5).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import combinations
from math import comb
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Coalition = frozenset[int]
Order = tuple[int, ...]
Value = Callable[[Coalition], Floats]
"""Takes the players that are moved, returns outcomes of any one shape."""

MOST_EXACT = 8
"""Most players for whom all coalitions are asked: 256."""
PAIRS = 32
"""Orders that are sampled with their reverses where there are more players."""


class Attribution(NamedTuple):
    """What each player causes; the first axis of the arrays is the player."""

    difference: Floats
    """All players moved minus none. Shape (...), that of an outcome."""
    alone: Floats
    """Only this player moved. Shape (player, ...)."""
    last: Floats
    """This player moved after all others. Shape (player, ...)."""
    shapley: Floats
    """Adds up to the difference. Shape (player, ...)."""
    error: Floats
    """Standard error of ``shapley``; 0 where it is exact. Shape (player, ...)."""
    pairs: Floats
    """Two players moved minus what each does alone; symmetric. Shape (player, player, ...)."""

    @property
    def interaction(self) -> Floats:
        """Return what the players cause together beyond what each does alone."""
        return self.difference - _sum(self.alone, self.difference)


class Drawn(NamedTuple):
    """What each player causes in every draw; the same players and orders in all of them."""

    difference: Floats
    """Shape (draw, ...)."""
    alone: Floats
    """Shape (draw, player, ...)."""
    shapley: Floats
    """Adds up to the difference in every draw. Shape (draw, player, ...)."""


def drawn_side_by_side(draws: Sequence[Attribution], like: Attribution) -> Drawn:
    """Return what was found draw by draw, as arrays over draws; the rest of it is left aside.

    ``like`` gives the shape where there are no draws.
    """
    return Drawn(
        *(
            np.array([getattr(one, name) for one in draws]).reshape(
                len(draws), *getattr(like, name).shape
            )
            for name in Drawn._fields
        )
    )


def sampled_orders(n: int, seed: int, pairs: int = PAIRS) -> list[Order]:
    """Return orders of n players, each followed by its reverse; none where all can be asked."""
    if n <= MOST_EXACT:
        return []
    random = np.random.default_rng(seed)
    drawn = [tuple(random.permutation(n).tolist()) for _ in range(pairs)]
    return [order for one in drawn for order in (one, one[::-1])]


def coalitions(n: int, orders: Sequence[Order] = ()) -> list[Coalition]:
    """Return the coalitions that `attribute` asks, the smallest first."""
    if not orders:
        sizes = range(n + 1)
        return [frozenset(one) for size in sizes for one in combinations(range(n), size)]
    asked = {one for order in orders for one in _along(order)}
    asked |= {one for player in range(n) for one in _ends(n, player)}
    asked |= {frozenset(), *map(frozenset, combinations(range(n), 2))}
    return sorted(asked, key=lambda one: (len(one), sorted(one)))


def attribute(n: int, value: Value, orders: Sequence[Order] = ()) -> Attribution:
    """Return what each of n players causes.

    Parameters
    ----------
    n
        Number of players; coalitions hold their numbers from 0.
    value
        Asked once for each of `coalitions`.
    orders
        Orders to average over, as `sampled_orders` returns them; none for all orders.
    """
    known = cache(value)
    difference = known(frozenset(range(n))) - known(frozenset())
    ends = [_ends(n, player) for player in range(n)]
    shape = (n, *difference.shape)
    alone = np.array([known(first) - known(frozenset()) for first, _ in ends]).reshape(shape)
    last = np.array([known(frozenset(range(n))) - known(rest) for _, rest in ends]).reshape(shape)
    error = np.zeros(shape)
    if orders:
        shares, error = _sampled(n, known, orders, shape)
    else:
        shares = np.array([_exact(n, known, player) for player in range(n)]).reshape(shape)
    pairs = np.zeros((n, *shape))
    for one, two in combinations(range(n), 2):
        both = known(frozenset({one, two})) - known(frozenset())
        pairs[one, two] = pairs[two, one] = both - alone[one] - alone[two]
    return Attribution(difference, alone, last, settled(shares, difference), error, pairs)


def settled(parts: Floats, total: Floats) -> Floats:
    """Return parts that add up to a total: what rounding left over goes to the largest.

    ``parts`` has shape (part, ...), ``total`` shape (...).
    """
    if not len(parts):
        return parts
    largest = np.abs(parts).argmax(axis=0)[np.newaxis]
    rest = (total - _sum(parts, total))[np.newaxis]
    made = parts.copy()
    np.put_along_axis(made, largest, np.take_along_axis(parts, largest, 0) + rest, 0)
    return made


def _exact(n: int, value: Value, player: int) -> Floats:
    """Return the Shapley value of one player over all coalitions of the others."""
    others = [one for one in range(n) if one != player]
    found = np.zeros_like(value(frozenset()))
    for size in range(n):
        added = np.zeros_like(found)
        for members in combinations(others, size):
            before = frozenset(members)
            added = added + (value(before | {player}) - value(before))
        found = found + added / (n * comb(n - 1, size))
    return found


def _sampled(
    n: int, value: Value, orders: Sequence[Order], shape: tuple[int, ...]
) -> tuple[Floats, Floats]:
    """Return mean and standard error over pairs of an order and its reverse."""
    pairs = np.zeros((len(orders) // 2, *shape))
    for number, order in enumerate(orders):
        before = value(frozenset())
        for player, coalition in zip(order, _along(order), strict=True):
            after = value(coalition)
            pairs[number // 2, player] += (after - before) / 2
            before = after
    error = pairs.std(axis=0, ddof=1) / np.sqrt(len(pairs))
    return _sum(pairs, pairs[0]) / len(pairs), error


def _along(order: Order) -> Iterator[Coalition]:
    """Yield who is moved after each step of an order."""
    return (frozenset(order[: length + 1]) for length in range(len(order)))


def _ends(n: int, player: int) -> tuple[Coalition, Coalition]:
    """Return the coalition of a player alone, and that of all others."""
    return frozenset({player}), frozenset(range(n)) - {player}


def _sum(parts: Floats, like: Floats) -> Floats:
    """Return the sum over the first axis, one part after the other."""
    total = np.zeros_like(like)
    for part in parts:
        total = total + part
    return total
