"""Laws of services used in another city: nobody is lost, and nothing but use moves."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.services.need import arriving
from simulator.services.rules import served_where
from tests.worlds import lived, worlds

pytestmark = pytest.mark.unit
MOVED = ("demand", "use", "idle", "unmet")


@st.composite
def asked(draw, *, one_other=False):
    """Return demand (region, service) and shares (service, from, to) of at most all of it."""
    n_regions, n_services = draw(st.integers(1, 5)), draw(st.integers(1, 3))
    size = (n_services, n_regions, n_regions)
    demand = np.array(
        draw(st.lists(st.integers(0, 10**9), min_size=n_regions * n_services, max_size=99))
    )[: n_regions * n_services].reshape(n_regions, n_services)
    count = int(np.prod(size))
    drawn = draw(st.lists(st.floats(0.0, 1.0), min_size=count, max_size=count))
    shares = np.array(drawn).reshape(size)
    shares[:, np.arange(n_regions), np.arange(n_regions)] = 0.0
    if one_other:
        largest = shares.argmax(axis=-1)[..., None]
        shares = np.where(np.arange(n_regions) == largest, shares, 0.0)
    return demand, shares / np.maximum(shares.sum(axis=-1, keepdims=True), 1.0)


@given(asked())
def test_the_demand_of_all_cities_together_stays_in_whole_units(given_):
    demand, shares = given_
    arrived = arriving(demand, shares)
    assert arrived.dtype == np.int64
    assert arrived.min() >= 0
    np.testing.assert_array_equal(arrived.sum(axis=0), demand.sum(axis=0))


@given(asked())
def test_every_city_gets_its_share_to_less_than_a_unit(given_):
    demand, shares = given_
    for service, home in np.ndindex(shares.shape[:2]):
        units = int(demand[home, service])
        parts = served_where(units, shares[service, home], home)
        away = np.arange(len(parts)) != home
        assert (np.abs(parts - units * shares[service, home])[away] < 1.0 + 1e-6).all()


@given(asked())
def test_a_share_of_zero_changes_nothing(given_):
    demand, shares = given_
    np.testing.assert_array_equal(arriving(demand, shares * 0.0), demand)


@given(asked(one_other=True), st.randoms(use_true_random=False))
def test_another_order_of_the_cities_gives_the_same_in_that_order(given_, chance):
    """With two destinations that are owed the same half unit, rank decides; else nothing does."""
    demand, shares = given_
    order = list(range(demand.shape[0]))
    chance.shuffle(order)
    permuted = shares[:, order][:, :, order]
    np.testing.assert_array_equal(
        arriving(demand[order], permuted), arriving(demand, shares)[order]
    )


@given(worlds())
def test_only_demand_and_use_move_and_what_stands_does_not(made):
    world, people = made
    moved, _, _ = lived(world, people)
    stays, _, _ = lived(world._replace(served_in=world.served_in * 0.0), people)
    for name in (one for one in moved._fields if one not in MOVED):
        np.testing.assert_array_equal(getattr(moved, name), getattr(stays, name), err_msg=name)
    np.testing.assert_array_equal(moved.demand.sum(axis=1), stays.demand.sum(axis=1))
