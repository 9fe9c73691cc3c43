"""Uncertain values: what a range means and how draws are spread over it."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats

from simulator.ensemble.sampling import Triangle, Uncertain, quantile, sample, strata, support
from simulator.errors import InputError, ModelError, Where

pytestmark = pytest.mark.unit


def codes(error):
    return [problem.code for problem in error.value.problems]


def test_low_and_high_are_the_fifth_and_ninety_fifth_percentile():
    least, mode, greatest = support(Uncertain("cost", 1.1e6, 0.75e6, 1.55e6))
    triangle = stats.triang((mode - least) / (greatest - least), least, greatest - least)
    assert mode == 1.1e6
    assert triangle.cdf([0.75e6, 1.55e6]) == pytest.approx([0.05, 0.95], abs=1e-12)


def test_a_symmetric_range_has_its_textbook_support():
    # P5 of the symmetric triangle on (-w, w) is -w (1 - sqrt(0.1))
    half = 1.0 / (1.0 - math.sqrt(0.1))
    found = support(Uncertain("x", 0.0, -1.0, 1.0))
    assert found == pytest.approx(Triangle(-half, 0.0, half), rel=1e-13)


def test_bounds_are_the_support_itself():
    found = support(Uncertain("share", 0.5, 0.2, 0.9, bounds=True))
    assert found == Triangle(0.2, 0.5, 0.9)


@pytest.mark.parametrize("bounds", [True, False])
def test_a_range_without_width_is_a_constant(bounds):
    values = sample([Uncertain("x", 0.3, 0.3, 0.3, bounds=bounds)], 50, 1)["x"]
    assert set(values.tolist()) == {0.3}


def test_nothing_lies_beyond_the_mode_where_a_side_has_no_width():
    below = support(Uncertain("share", 1.0, 0.8, 1.0))
    assert below.greatest == 1.0
    falling = stats.triang(1.0, below.least, 1.0 - below.least)
    assert falling.cdf(0.8) == pytest.approx(0.05, abs=1e-12)
    above = support(Uncertain("delay", 0.0, 0.0, 6.0))
    assert above.least == 0.0
    rising = stats.triang(0.0, 0.0, above.greatest)
    assert rising.cdf(6.0) == pytest.approx(0.95, abs=1e-12)


@pytest.mark.parametrize("scale", [1e-9, 1.0, 1e15])
@pytest.mark.parametrize("left", [1e-9, 0.01, 0.4])
def test_any_skew_and_any_size_is_solved(scale, left):
    least, mode, greatest = support(Uncertain("x", 0.0, -left * scale, scale))
    shape = (mode - least) / (greatest - least)
    triangle = stats.triang(shape, least, greatest - least)
    assert triangle.cdf([-left * scale, scale]) == pytest.approx([0.05, 0.95], abs=1e-9)


@pytest.mark.parametrize(
    ("low", "central", "high"),
    [(2.0, 1.0, 3.0), (1.0, 3.0, 2.0), (math.nan, 1.0, 2.0), (0.0, 1.0, math.inf)],
)
def test_a_range_that_is_none_is_refused(low, central, high):
    with pytest.raises(InputError) as caught:
        support(Uncertain("x", central, low, high, where=Where("costs/x.yaml", 3)))
    assert codes(caught) == ["R130"]
    assert str(caught.value.problems[0].where) == "costs/x.yaml:3"


def test_a_share_that_could_exceed_one_is_refused_not_clipped():
    share = Uncertain("share", 0.9, 0.8, 0.99, minimum=0.0, maximum=1.0)
    with pytest.raises(InputError) as caught:
        support(share)
    assert codes(caught) == ["R131"]
    with pytest.raises(InputError):
        support(Uncertain("cost", 0.02, 0.01, 0.5, minimum=0.0))


def test_all_bad_ranges_are_reported_at_once():
    bad = [Uncertain(name, 1.0, 2.0, 3.0) for name in ("a", "b")]
    with pytest.raises(InputError) as caught:
        sample([*bad, Uncertain("c", 1.0, 0.0, 2.0)], 10, 1)
    assert [problem.args["name"] for problem in caught.value.problems] == ["a", "b"]


def test_two_parameters_of_one_name_are_refused():
    with pytest.raises(ModelError) as caught:
        sample([Uncertain("a", 1.0, 0.0, 2.0)] * 2, 10, 1)
    assert codes(caught) == ["M189"]


def test_draw_zero_is_central_and_draws_follow_the_distribution():
    values = sample([Uncertain("x", 1.1, 0.75, 1.55)], 2000, 7)["x"]
    assert values.shape == (2001,)
    assert values[0] == 1.1
    assert np.quantile(values[1:], [0.05, 0.95]) == pytest.approx([0.75, 1.55], abs=2e-3)


def test_no_draws_is_draw_zero_alone():
    assert sample([Uncertain("x", 1.0, 0.0, 2.0)], 0, 1)["x"].tolist() == [1.0]


def test_adding_a_parameter_moves_no_draw_of_another():
    one, other = Uncertain("a", 1.0, 0.0, 2.0), Uncertain("b", 1.0, 0.0, 2.0)
    alone = sample([one], 100, 1)["a"]
    assert sample([other, one], 100, 1)["a"].tolist() == alone.tolist()


def test_parameters_are_not_tied_to_each_other_nor_to_the_seed():
    names = [f"costs.{i}" for i in range(8)]
    drawn = np.array([strata(name, 500, seed) for name in names for seed in (1, 2)])
    correlation = np.corrcoef(drawn) - np.eye(16)
    # standard deviation of a correlation of 500 independent pairs is 0.045
    assert np.abs(correlation).max() < 0.2


def test_the_first_draws_are_pinned():
    values = sample([Uncertain("costs.hospital_bed_capital", 1.1e6, 0.75e6, 1.55e6)], 4, 20260101)
    assert values["costs.hospital_bed_capital"].tolist() == pytest.approx(PINNED, rel=1e-12)


PINNED = [1100000.0, 1391624.0221676435, 929327.3755518442, 1248707.9484905032, 1097461.4492958765]


def test_quantiles_are_those_of_scipy():
    triangle = Triangle(1.0, 2.0, 5.0)
    probability = np.array([0.001, 0.2, 0.25, 0.3, 0.999])
    expected = stats.triang(0.25, 1.0, 4.0).ppf(probability)
    assert quantile(triangle, probability) == pytest.approx(expected, rel=1e-13)
