"""What holds for every population, whatever its numbers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.errors import InputError
from simulator.inputs.population import PopulationInputs
from simulator.population.groups import group_totals
from simulator.population.projection import project
from simulator.population.step import advance_one_year
from tests.population_inputs import made_up, unobserved

pytestmark = pytest.mark.unit
N_AGES = 101
TIMINGS = st.sampled_from(["end", "even"])
SEEDS = st.integers(0, 2**32 - 1)


def random_step(seed: int, regions: int = 3, ages: int = 12):
    draw = np.random.Generator(np.random.PCG64(seed))
    start = draw.uniform(0.0, 1e6, (regions, 2, ages))
    return {
        "start": start,
        "survival_ratio": draw.uniform(0.3, 1.0, (regions, 2, ages)),
        "fertility_rate": draw.uniform(0.0, 0.3, (regions, ages)),
        "males_per_female_birth": float(draw.uniform(1.0, 1.2)),
        "net_migration": draw.uniform(0.0, 1e4, (regions, 2, ages)),
    }


def random_inputs(seed: int, regions: int = 3, steps: int = 4) -> PopulationInputs:
    draw = np.random.Generator(np.random.PCG64(seed))
    start = draw.uniform(1e3, 1e5, (regions, 2, N_AGES))
    fertile = np.zeros((steps, N_AGES))
    fertile[:, 15:50] = 1.0 / 35.0
    seen = unobserved(steps, regions)
    totals = seen.total.copy()
    totals[: steps // 2] = start.sum(axis=(1, 2)) * draw.uniform(0.97, 1.03, regions)
    leaving = draw.uniform(0.01, 0.1, N_AGES)
    return made_up(
        start,
        steps,
        survival_ratio=draw.uniform(0.97, 1.0, (steps, regions, 2, N_AGES)),
        fertility_pattern=fertile,
        tfr=draw.uniform(0.8, 2.5, (steps, regions)),
        departure_rate=leaving / leaving.mean(),
        arrival_rate=draw.uniform(0.01, 0.1, N_AGES),
        default=draw.uniform(-0.01, 0.01, regions),
        weight=np.full(steps, 0.9),
        observed=seen._replace(total=totals),
    )


@given(SEEDS, TIMINGS)
def test_a_step_balances_for_each_region_and_sex(seed, timing):
    arguments = random_step(seed)
    step = advance_one_year(**arguments, timing=timing)
    before = arguments["start"].sum(axis=-1)
    flows = step.births - step.deaths + step.net_migration.sum(axis=-1)
    np.testing.assert_allclose(step.residents.sum(axis=-1), before + flows, rtol=0, atol=1e-6)


@given(SEEDS, TIMINGS)
def test_no_cell_and_no_flow_is_negative(seed, timing):
    step = advance_one_year(**random_step(seed), timing=timing)
    assert (step.residents >= 0.0).all()
    assert (step.births >= 0.0).all()
    assert (step.deaths >= -1e-6).all()


@given(SEEDS, TIMINGS, st.sampled_from([0.5, 2.0, 4.0]))
def test_scaling_people_scales_the_step(seed, timing, factor):
    arguments = random_step(seed)
    larger = arguments | {
        "start": arguments["start"] * factor,
        "net_migration": arguments["net_migration"] * factor,
    }
    one, many = (advance_one_year(**a, timing=timing) for a in (arguments, larger))
    np.testing.assert_allclose(many.residents, one.residents * factor, rtol=1e-12)
    np.testing.assert_allclose(many.births, one.births * factor, rtol=1e-12)


@given(SEEDS, TIMINGS)
def test_the_order_of_regions_does_not_matter(seed, timing):
    arguments = random_step(seed)
    order = np.array([2, 0, 1])
    moved = {
        key: value[order] if isinstance(value, np.ndarray) else value
        for key, value in arguments.items()
    }
    one, other = (advance_one_year(**a, timing=timing) for a in (arguments, moved))
    np.testing.assert_array_equal(other.residents, one.residents[order])


@given(SEEDS)
def test_without_deaths_births_and_moves_everyone_is_one_year_older(seed):
    arguments = random_step(seed)
    arguments["survival_ratio"] = np.ones_like(arguments["survival_ratio"])
    arguments["fertility_rate"] = np.zeros_like(arguments["fertility_rate"])
    arguments["net_migration"] = np.zeros_like(arguments["net_migration"])
    step, start = advance_one_year(**arguments), arguments["start"]
    np.testing.assert_array_equal(step.residents[..., 1:-1], start[..., :-2])
    np.testing.assert_array_equal(step.residents[..., -1], start[..., -2] + start[..., -1])
    assert not step.residents[..., 0].any()


@given(SEEDS)
def test_a_cell_that_would_become_negative_is_refused(seed):
    arguments = random_step(seed)
    arguments["net_migration"][1, 0, 3] = -1e9
    with pytest.raises(InputError) as failure:
        advance_one_year(**arguments, regions=("a", "b", "c"), year=2030)
    (problem,) = failure.value.problems
    assert problem.code == "M110"
    assert problem.args == {"region": "b", "age": "3", "sex": "female", "year": "2030"}


@given(SEEDS)
def test_a_projection_balances_and_meets_observed_totals(seed):
    inputs = random_inputs(seed)
    path = project(inputs).member(0)
    totals = path.persons.sum(axis=(2, 3))
    change = path.births[1:] - path.deaths[1:] + path.net_migration[1:]
    np.testing.assert_allclose(np.diff(totals, axis=0), change, rtol=0, atol=1e-6)
    known = ~np.isnan(inputs.observed.total)
    np.testing.assert_allclose(totals[1:][known], inputs.observed.total[known], rtol=1e-12)
    assert (path.persons >= 0.0).all()


@given(SEEDS)
def test_a_projection_does_not_depend_on_the_order_of_regions(seed):
    inputs, order = random_inputs(seed), np.array([1, 2, 0])
    moved = inputs._replace(
        regions=tuple(inputs.regions[place] for place in order),
        start=inputs.start[order],
        survival_ratio=inputs.survival_ratio[:, order],
        tfr=inputs.tfr[:, order],
        migration=inputs.migration._replace(default=inputs.migration.default[order]),
        observed=inputs.observed._replace(total=inputs.observed.total[:, order]),
    )
    one, other = (project(given).member(0).persons for given in (inputs, moved))
    np.testing.assert_allclose(other, one[:, order], rtol=1e-9)


@given(SEEDS)
def test_scaling_everybody_scales_a_projection(seed):
    inputs = random_inputs(seed)
    doubled = inputs._replace(
        start=inputs.start * 2.0,
        observed=inputs.observed._replace(total=inputs.observed.total * 2.0),
    )
    np.testing.assert_allclose(project(doubled).persons, project(inputs).persons * 2.0, rtol=1e-9)


@given(SEEDS)
def test_groups_count_everyone_once(seed):
    persons = random_inputs(seed).start[None]
    totals = group_totals(persons)
    np.testing.assert_allclose(totals[0, :, 2, -1], persons[0].sum(axis=(1, 2)), rtol=1e-12)
    np.testing.assert_allclose(totals[..., 2, :], totals[..., 0, :] + totals[..., 1, :])
