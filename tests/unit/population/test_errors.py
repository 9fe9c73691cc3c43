"""The error model: sizes, what errs together, and where nothing errs."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.inputs.population.arrays import ErrorModel
from simulator.population.errors import Normals, addressed_normals, deviations, no_deviation
from tests.population_inputs import made_up, unobserved

pytestmark = pytest.mark.unit
STEPS, REGIONS, MEMBERS = 10, 3, 4000
MODEL = ErrorModel((0.09, 0.03), (0.8, 0.4), 0.002, 0.005, 0.9)


@pytest.fixture(scope="module")
def inputs():
    seen = unobserved(STEPS, REGIONS)
    births, deaths = (np.full(STEPS, np.nan) for _ in range(2))
    births[:4], deaths[:3] = 5000.0, 2500.0
    totals = seen.total.copy()
    totals[:2] = 200_000.0
    start = np.full((REGIONS, 2, 101), 1000.0)
    start[0] *= 4.0
    return made_up(
        start,
        STEPS,
        errors=MODEL,
        observed=seen._replace(total=totals, births_province=births, deaths_province=deaths),
    )


@pytest.fixture(scope="module")
def drawn(inputs):
    codes = np.array([410100, 410200, 410300])
    normals = addressed_normals(inputs, codes, 1, np.arange(1, MEMBERS + 1))
    return deviations(inputs, normals)


def test_nothing_deviates_where_the_official_figure_is_met(drawn):
    assert (drawn.fertility[:, :4] == 1.0).all()
    assert (drawn.mortality[:, :3] == 1.0).all()
    assert (drawn.migration[:, :2] == 0.0).all()


def test_errors_of_fertility_add_up(drawn):
    spread = np.log(drawn.fertility[:, 4:]).std(axis=0)
    years = np.arange(STEPS - 4)
    np.testing.assert_allclose(spread, np.sqrt(0.09**2 + 0.03**2 * years), rtol=0.05)


def test_a_longer_life_means_fewer_deaths(inputs):
    ones = np.ones((1, STEPS))
    longer = deviations(inputs, Normals(0 * ones, ones, 0 * ones, np.zeros((1, STEPS, REGIONS))))
    # 0.8 years in the first free year, of ten that the average death loses
    np.testing.assert_allclose(longer.mortality[0, 3], np.exp(-0.08))


def test_migration_errors_last_and_those_of_cities_cancel(inputs, drawn):
    free = drawn.migration[:, 2:]
    weights = inputs.start.sum(axis=(1, 2))
    common = np.average(free, axis=2, weights=weights)
    np.testing.assert_allclose(common.std(axis=0), 0.002, rtol=0.06)
    correlation = np.corrcoef(common[:, 0], common[:, 1])[0, 1]
    assert correlation == pytest.approx(0.9, abs=0.02)
    own = free - common[..., None]
    np.testing.assert_allclose(own @ weights, 0.0, atol=1e-6 * weights.sum())


def test_a_draw_keeps_its_errors_whatever_is_drawn_beside_it(inputs, drawn):
    codes = np.array([410100, 410200, 410300])
    alone = deviations(inputs, addressed_normals(inputs, codes, 1, np.array([7])))
    np.testing.assert_array_equal(alone.migration[0], drawn.migration[6])
    np.testing.assert_array_equal(alone.fertility[0], drawn.fertility[6])


def test_the_central_path_deviates_nowhere(inputs):
    central = no_deviation(inputs)
    assert (central.fertility == 1.0).all()
    assert not central.migration.any()
