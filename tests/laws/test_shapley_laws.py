"""Laws of Shapley values on any value function: add up, symmetric, null, linear, and sampled."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.analysis.shapley import (
    attribute,
    coalitions,
    drawn_side_by_side,
    sampled_orders,
    settled,
)

pytestmark = pytest.mark.unit

NUMBERS = st.floats(-1e6, 1e6, allow_nan=False)


def game(n, numbers):
    """Return a value function of two outcomes a coalition, from a list of numbers."""
    known = {one: np.array(numbers[2 * at : 2 * at + 2]) for at, one in enumerate(coalitions(n))}
    return known.__getitem__


@st.composite
def games(draw, least=0, most=5):
    n = draw(st.integers(least, most))
    return n, game(n, draw(st.lists(NUMBERS, min_size=2 * 2**n, max_size=2 * 2**n)))


@given(games())
def test_values_add_up_to_the_difference(made):
    n, value = made
    found = attribute(n, value)
    size = 1.0 + np.abs(found.shapley).max(initial=0.0)
    assert np.abs(found.shapley.sum(axis=0) - found.difference).max() <= 1e-14 * n * size
    both = found.alone.sum(axis=0) + found.interaction
    assert both == pytest.approx(found.difference, rel=1e-12, abs=1e-8)


@given(games(least=1, most=4))
def test_values_are_the_mean_over_all_orders(made):
    n, value = made
    added = np.zeros((n, 2))
    orders = list(permutations(range(n)))
    for order in orders:
        for at, player in enumerate(order):
            added[player] += value(frozenset(order[: at + 1])) - value(frozenset(order[:at]))
    assert attribute(n, value).shapley == pytest.approx(added / len(orders), rel=1e-9, abs=1e-6)


@given(games(least=2, most=2))
def test_the_interaction_of_two_is_that_of_their_pair(made):
    n, value = made
    found = attribute(n, value)
    assert found.pairs[0, 1] == pytest.approx(found.interaction, rel=1e-9, abs=1e-8)
    assert found.pairs[0, 1].tolist() == found.pairs[1, 0].tolist()
    # the interaction of two is shared in halves
    assert found.shapley - found.alone == pytest.approx(
        np.tile(found.interaction / 2, (2, 1)), rel=1e-9, abs=1e-8
    )


@given(st.integers(2, 5), st.lists(NUMBERS, min_size=6, max_size=6))
def test_players_who_add_the_same_get_the_same(n, by_size):
    found = attribute(n, lambda coalition: np.array([by_size[len(coalition)]]))
    for shares in (found.shapley, found.alone, found.last):
        assert shares == pytest.approx(np.tile(shares[:1], (n, 1)), rel=1e-9, abs=1e-8)


@given(games(most=4))
def test_a_player_who_never_adds_anything_gets_nothing(made):
    n, value = made
    found = attribute(n + 1, lambda coalition: value(coalition - {n}))
    assert found.shapley[n].tolist() == found.alone[n].tolist() == found.last[n].tolist() == [0, 0]
    assert found.shapley[:n] == pytest.approx(attribute(n, value).shapley, rel=1e-9, abs=1e-6)


@given(games(least=3, most=3), games(least=3, most=3), NUMBERS)
def test_values_of_a_sum_are_the_sum_of_values(one, other, factor):
    n, first, second = 3, one[1], other[1]
    both = attribute(n, lambda coalition: first(coalition) + factor * second(coalition))
    apart = attribute(n, first).shapley + factor * attribute(n, second).shapley
    assert both.shapley == pytest.approx(apart, rel=1e-7, abs=1e-3)


@given(st.lists(NUMBERS, min_size=1, max_size=9))
def test_players_who_do_not_interact_get_what_they_do_alone(effects):
    n = len(effects)
    value = lambda coalition: np.array([sum(effects[p] for p in sorted(coalition))])  # noqa: E731
    found = attribute(n, value, sampled_orders(n, seed=1, pairs=2))
    for shares in (found.shapley, found.last):
        assert shares[:, 0] == pytest.approx(effects, rel=1e-9, abs=1e-7)
    assert found.interaction == pytest.approx(np.zeros(1), abs=1e-7)
    assert found.pairs == pytest.approx(np.zeros((n, n, 1)), abs=1e-7)


@given(st.integers(0, 1000))
def test_sampled_values_add_up_and_lie_within_their_error(seed):
    n = 9
    strength = np.linspace(-1.0, 2.0, n)
    value = lambda coalition: np.array([sum(strength[list(coalition)]) ** 2])  # noqa: E731
    found = attribute(n, value, sampled_orders(n, seed))
    assert found.shapley.sum(axis=0) == pytest.approx(found.difference, rel=1e-12)
    exact = strength * strength.sum()  # of (sum)²: x_i · sum of all
    # pairs of an order and its reverse are exact where players interact two by two
    assert found.shapley[:, 0] == pytest.approx(exact, rel=1e-9, abs=1e-9)
    assert found.error.max() < 1e-9


def test_a_value_is_asked_once_and_only_for_the_coalitions_listed():
    n, asked = 9, []
    orders = sampled_orders(n, seed=3, pairs=2)

    def value(coalition):
        asked.append(coalition)
        return np.zeros(1)

    attribute(n, value, orders)
    assert sorted(asked, key=sorted) == sorted(coalitions(n, orders), key=sorted)
    assert len(asked) == len(set(asked)) < 2**n


def test_sampling_errs_as_much_as_its_error_says():
    n = 10
    weights = np.arange(1.0, n + 1)
    value = lambda coalition: np.array([float(sum(weights[list(coalition)]) > 27)])  # noqa: E731
    exact = attribute(n, value)
    many = [attribute(n, value, sampled_orders(n, seed)) for seed in range(60)]
    misses = np.array([one.shapley - exact.shapley for one in many])
    said = np.sqrt(np.mean([one.error**2 for one in many], axis=0))
    assert np.sqrt((misses**2).mean(axis=0)) == pytest.approx(said, rel=0.5, abs=2e-3)
    assert all(one.error.max() > 0 for one in many)


@given(st.lists(NUMBERS, min_size=1, max_size=6), NUMBERS)
def test_what_rounding_leaves_goes_to_the_largest(parts, total):
    before = np.array(parts)[:, np.newaxis]
    after = settled(before, np.array([total]))
    assert after.sum() == pytest.approx(total, rel=1e-12, abs=1e-6)
    assert (after != before).sum() <= 1
    assert settled(before[:0], np.array([total])).shape == (0, 1)


@given(st.lists(games(least=3, most=3), min_size=1, max_size=4))
def test_in_every_draw_the_values_add_up_to_its_difference(drawn):
    found = [attribute(n, value) for n, value in drawn]
    together = drawn_side_by_side(found, found[0])
    assert together.shapley.shape == (len(drawn), 3, *found[0].difference.shape)
    for number, one in enumerate(found):
        size = 1.0 + np.abs(one.shapley).max(initial=0.0)
        missing = together.shapley[number].sum(axis=0) - together.difference[number]
        assert np.abs(missing).max() <= 3e-14 * size
    assert drawn_side_by_side([], found[0]).shapley.shape == (0, 3, *found[0].difference.shape)
