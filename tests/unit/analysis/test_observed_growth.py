"""The fastest growth on record, read from counts of different years."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from simulator.analysis.observed_growth import Growth, fastest

pytestmark = pytest.mark.unit


def known(counts, *, printed):
    """Return a case of two cities and its ground; ``printed`` says whose base is evidence."""
    observations = {
        (region, "beds", year): SimpleNamespace(value=value) for region, year, value in counts
    }
    case = SimpleNamespace(
        cities=("east", "west"),
        params=SimpleNamespace(observations=observations),
        scenario=SimpleNamespace(horizon=SimpleNamespace(base=2020)),
        readings=SimpleNamespace(numerator=np.array([[True, False], [True, True]])),
    )
    ground = SimpleNamespace(
        axes=SimpleNamespace(services=("beds", "places")),
        world=SimpleNamespace(standing=np.array([[100, 0], [200, 0]])),
        real=np.array([[one, True] for one in (*printed, True)]),
    )
    return case, ground, "beds"


def test_the_base_counts_where_it_is_printed():
    counts = [("east", 2022, 150), ("west", 2021, 300)]
    assert fastest(*known(counts, printed=(True, False))) == [Growth("east", 2020, 2022, 0.25)]


def test_of_cities_the_fastest_counts_and_the_province_beside():
    counts = [("east", 2021, 110), ("east", 2023, 165), ("henan", 2017, 50), ("henan", 2020, 60)]
    city, province = fastest(*known(counts, printed=(True, True)))
    assert city == Growth("east", 2021, 2023, pytest.approx(0.25))
    assert province == Growth("henan", 2017, 2020, pytest.approx(0.2 / 3))


def test_one_count_says_nothing():
    assert fastest(*known([("west", 2021, 300)], printed=(False, False))) == []
