"""Laws of sampling: slices, percentiles, groups, and what may not move."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from simulator.distributions.family import fitted
from simulator.distributions.spread import Outcome, Spread
from simulator.distributions.triangular import triangular
from simulator.ensemble.sampling import sample, strata
from simulator.inputs.uncertain import Uncertain

pytestmark = pytest.mark.unit

seeds = st.integers(-(2**63), 2**63 - 1)
widths = st.floats(0.0, 1e9, allow_subnormal=False)
sides = st.floats(1e-3, 1e3)
families = st.sampled_from(["triangular", "pert", "lognormal", "truncated_normal"])
correlations = st.floats(-1.0, 1.0)
names = st.text(min_size=1, max_size=12)


@st.composite
def members(draw):
    """Return uncertain quantities of any family with distinct names, some of them in groups."""
    found = []
    for name in draw(st.lists(names, min_size=2, max_size=6, unique=True)):
        low, middle, high = sorted(draw(st.lists(sides, min_size=3, max_size=3, unique=True)))
        spread = Spread(low, middle, high)
        outcomes = (Outcome(low, 0.25), Outcome(middle, 0.5), Outcome(high, 0.25))
        family = draw(st.sampled_from(["triangular", "pert", "truncated_normal", "discrete"]))
        group = draw(st.sampled_from(["", "economy", "天气"]))
        outcomes = outcomes if family == "discrete" else ()
        found.append(
            Uncertain(name, spread, family, outcomes, group, draw(correlations) if group else 0.0)
        )
    return found


@given(st.text(max_size=30), st.integers(1, 3000), seeds, names, correlations)
def test_exactly_one_value_falls_into_each_slice(name, draws, seed, group, correlation):
    chances = strata(name, draws, seed, group=group, correlation=correlation)
    slices = np.floor(chances * draws).astype(int)
    assert sorted(slices.tolist()) == list(range(draws))


@given(st.text(max_size=30), st.integers(1, 3000), seeds, names, correlations)
def test_a_group_reorders_slices_and_keeps_each_draws_place_in_its_slice(
    name, draws, seed, group, correlation
):
    alone = strata(name, draws, seed) * draws
    grouped = strata(name, draws, seed, group=group, correlation=correlation) * draws
    np.testing.assert_allclose(alone % 1.0, grouped % 1.0, atol=1e-9)


@given(members(), st.integers(0, 60), seeds, st.randoms())
def test_neither_order_nor_company_moves_a_draw(known, draws, seed, random):
    together = sample(known, draws, seed)
    shuffled = random.sample(known, len(known))
    assert {name: one.tolist() for name, one in sample(shuffled, draws, seed).items()} == {
        name: one.tolist() for name, one in together.items()
    }
    fewer = sample(known[1:], draws, seed)
    assert all(one.tolist() == together[name].tolist() for name, one in fewer.items())


@given(members(), st.integers(0, 60), seeds)
def test_draw_zero_is_central(known, draws, seed):
    values = sample(known, draws, seed)
    assert {name: one[0] for name, one in values.items()} == {
        one.name: one.spread.central for one in known
    }


@given(families, st.floats(-100.0, 100.0), sides, sides)
def test_five_percent_lie_below_low_and_above_high(family, central, below, above):
    assume(family != "lognormal" or above > 1.001 * below)
    spread = Spread(central - below, central, central + above)
    found = fitted(family, spread)
    ends = found.quantile(np.array([0.05, 0.95]))
    np.testing.assert_allclose(ends, [spread.low, spread.high], atol=1e-9 * (below + above + 100))


@given(families, st.floats(-100.0, 100.0), sides, sides, st.booleans())
def test_a_higher_probability_never_gives_a_lower_value(family, central, below, above, bounds):
    assume(family != "lognormal" or (above > 1.001 * below and not bounds))
    found = fitted(family, Spread(central - below, central, central + above, bounds=bounds))
    values = found.quantile(np.linspace(1e-12, 1.0 - 1e-12, 201))
    assert (np.diff(values) >= -1e-9 * (below + above + 100)).all()
    if bounds:
        assert central - below - 1e-9 <= values[0]
        assert values[-1] <= central + above + 1e-9


@given(st.floats(0.0, 1.0), st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_a_cut_normal_stays_inside_its_limits_or_there_is_none(one, other, third):
    low, central, high = sorted((one, other, third))
    assume(high - low > 1e-6)
    found = fitted("truncated_normal", Spread(low, central, high, minimum=0.0, maximum=1.0))
    if found is not None:
        assert found.least >= 0.0
        assert found.greatest <= 1.0
        expected = [low if low < central else central, high if high > central else central]
        ends = found.quantile(np.array([0.05, 0.95]))
        if low < central < high:
            np.testing.assert_allclose(ends, expected, atol=1e-6)


@given(seeds, correlations, correlations)
def test_members_correlate_by_the_product_of_their_correlations(seed, one, other):
    draws = 4000
    first = strata("costs.a", draws, seed, group="economy", correlation=one)
    second = strata("costs.b", draws, seed, group="economy", correlation=other)
    # the rank correlation of a Gaussian copula (Kruskal 1958); 5 standard errors
    asked = 6.0 / math.pi * math.asin(one * other / 2.0)
    assert np.corrcoef(first, second)[0, 1] == pytest.approx(asked, abs=5.0 / math.sqrt(draws))


@given(st.floats(-1e9, 1e9), widths, widths, st.booleans(), st.integers(0, 200), seeds)
def test_values_lie_inside_the_support_and_support_around_the_range(
    central, below, above, bounds, draws, seed
):
    spread = Spread(central - below, central, central + above, bounds=bounds)
    least, mode, greatest = triangular(spread)
    values = sample([Uncertain("x", spread)], draws, seed)["x"]
    assert values[0] == central == mode
    assert least <= spread.low <= spread.high <= greatest
    assert least <= values.min()
    assert values.max() <= greatest
