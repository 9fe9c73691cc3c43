"""Observed stocks as arrays of a draw: counts, ratios to the draw's residents, shares of stocks."""

from dataclasses import replace

import numpy as np
import pytest

from simulator.desk.cases import load_case
from simulator.inputs.assimilated import (
    NOT_OBSERVED,
    ObservedStock,
    TakenOver,
    observed_stocks,
    taken_over_from_plain,
)
from simulator.inputs.base_figures import GROUPS
from simulator.results.manifest import canonical_json

pytestmark = pytest.mark.unit
KAIFENG = ("kaifeng", 2022)


@pytest.fixture(scope="module")
def case():
    return load_case("baseline")


def seen(service, kind, value, per=1, of=""):
    region, year = KAIFENG
    return ObservedStock(region, service, year, kind, value, per, of, "2023", "own")


def taken(case, *stocks):
    """Return the cell (service) of Kaifeng at the end of 2022, with a thousand of every group."""
    people = np.full((11, len(case.cities), len(GROUPS)), 1_000.0)
    held = TakenOver(2022, tuple(stocks))
    found = observed_stocks(replace(case, taken_over=held), people)
    assert (found != NOT_OBSERVED).sum() == len(stocks)
    return dict(zip(case.services, found[2, case.cities.index("kaifeng")].tolist(), strict=True))


def test_a_count_is_taken_as_it_is_and_all_else_is_not_observed(case):
    found = taken(case, seen("hospital_beds", "count", 30_000.0))
    assert found["hospital_beds"] == 30_000
    assert found["nurses"] == NOT_OBSERVED


@pytest.mark.parametrize(("ratio", "units"), [(6.6, 7), (6.5, 6), (7.5, 8)])
def test_a_ratio_is_times_the_residents_rounded_half_to_even(case, ratio, units):
    assert taken(case, seen("nurses", "per_people", ratio, 1_000, "total"))["nurses"] == units


def test_a_share_is_of_the_observed_whole(case):
    whole = seen("elderly_institution_beds", "count", 250.0)
    share = seen("nursing_type_beds", "per_service", 41.0, 100, "elderly_institution_beds")
    assert taken(case, share, whole)["nursing_type_beds"] == 102  # 102.5, half to even


def test_without_observations_all_draws_share_one_array(case):
    people = np.ones((11, len(case.cities), len(GROUPS)))
    assert observed_stocks(case, people) is observed_stocks(case, people)
    assert (observed_stocks(case, people) == NOT_OBSERVED).all()


def test_what_is_taken_over_returns_from_json(case):
    held = TakenOver(2022, (seen("nurses", "per_people", 6.5, 1_000, "total"),))
    assert taken_over_from_plain(held.to_plain()) == held
    assert canonical_json(held.to_plain())
    assert taken_over_from_plain(None) is None


def test_levers_keep_what_is_taken_over(case):
    held = TakenOver(2022, (seen("hospital_beds", "count", 30_000.0),))
    assert replace(case, taken_over=held).with_levers({"take_up": {}}).taken_over == held
