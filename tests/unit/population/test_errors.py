"""The error model: sizes, what errs together, and where nothing errs."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.distributions.copula import factor
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
    assert (drawn.province[:, :2] == 0.0).all()
    assert (drawn.city[:, :2] == 0.0).all()


def test_errors_of_fertility_add_up(drawn):
    spread = np.log(drawn.fertility[:, 4:]).std(axis=0)
    years = np.arange(STEPS - 4)
    np.testing.assert_allclose(spread, np.sqrt(0.09**2 + 0.03**2 * years), rtol=0.05)


def test_a_longer_life_means_fewer_deaths(inputs):
    ones = np.ones((1, STEPS))
    longer = deviations(inputs, Normals(0 * ones, ones, 0 * ones, np.zeros((1, STEPS, REGIONS))))
    # 0.8 years in the first free year, of ten that the average death loses
    np.testing.assert_allclose(longer.mortality[0, 3], np.exp(-0.08))


def test_migration_errors_have_their_size_and_last(drawn):
    for errors, size in ((drawn.province[:, 2:], 0.002), (drawn.city[:, 2:, 1], 0.005)):
        np.testing.assert_allclose(errors.std(axis=0), size, rtol=0.06)
        correlation = np.corrcoef(errors[:, 0], errors[:, 1])[0, 1]
        assert correlation == pytest.approx(0.9, abs=0.02)


def test_errors_start_anew_after_a_later_official_count(inputs):
    births = inputs.observed.births_province.copy()
    births[6] = 5000.0
    seen = inputs.observed._replace(births_province=births)
    ones = np.ones((1, STEPS))
    still = np.zeros((1, STEPS))
    fertility = deviations(
        inputs._replace(observed=seen), Normals(ones, still, still, np.zeros((1, STEPS, REGIONS)))
    ).fertility
    np.testing.assert_allclose(np.log(fertility[0, 4:9]), [0.09, 0.12, 0.0, 0.09, 0.12])


def test_a_draw_keeps_its_errors_whatever_is_drawn_beside_it(inputs, drawn):
    codes = np.array([410100, 410200, 410300])
    alone = deviations(inputs, addressed_normals(inputs, codes, 1, np.array([7])))
    np.testing.assert_array_equal(alone.city[0], drawn.city[6])
    np.testing.assert_array_equal(alone.fertility[0], drawn.fertility[6])


def test_the_central_path_deviates_nowhere(inputs):
    central = no_deviation(inputs)
    assert (central.fertility == 1.0).all()
    assert not central.city.any()


@pytest.mark.parametrize("correlation", [0.4, -0.9, 1.0])
def test_the_cumulated_error_of_the_province_follows_a_group_and_keeps_its_distribution(
    inputs, drawn, correlation
):
    codes, draws = np.array([410100, 410200, 410300]), np.arange(1, MEMBERS + 1)
    model = MODEL._replace(group="economy", correlation=correlation)
    grouped = inputs._replace(errors=model)
    moved = deviations(grouped, addressed_normals(grouped, codes, 1, draws))
    common = factor(1, draws, "economy")
    cumulated = moved.province.sum(axis=1)
    assert np.corrcoef(cumulated, common)[0, 1] == pytest.approx(correlation, abs=0.04)
    assert cumulated.std() == pytest.approx(drawn.province.sum(axis=1).std(), rel=0.04)
    free = moved.province[:, 2:]
    np.testing.assert_allclose(free.std(axis=0), 0.002, rtol=0.06)
    assert np.corrcoef(free[:, 0], free[:, 1])[0, 1] == pytest.approx(0.9, abs=0.02)
    for other in ("fertility", "mortality", "city"):
        np.testing.assert_array_equal(getattr(moved, other), getattr(drawn, other))
    alone = deviations(grouped, addressed_normals(grouped, codes, 1, np.array([7])))
    np.testing.assert_array_equal(alone.province[0], moved.province[6])


def test_a_group_moves_nothing_where_every_total_is_official(inputs):
    seen = inputs.observed._replace(total=np.full_like(inputs.observed.total, 2e5))
    model = MODEL._replace(group="economy", correlation=0.5)
    grouped = inputs._replace(errors=model, observed=seen)
    normals = addressed_normals(grouped, np.array([410100, 410200, 410300]), 1, np.array([1]))
    assert not deviations(grouped, normals).province.any()
