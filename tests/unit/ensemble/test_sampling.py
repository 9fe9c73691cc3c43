"""Uncertain values: which ranges are refused and how draws are spread over the others."""

from __future__ import annotations

import math

import numpy as np
import pytest

from simulator.distributions.spread import Outcome, Spread
from simulator.ensemble.sampling import sample, strata
from simulator.errors import InputError, ModelError, Where
from simulator.inputs.uncertain import Uncertain, distribution

pytestmark = pytest.mark.unit


def known(name, central, low, high, **more):
    limits = {key: more.pop(key) for key in ("bounds", "minimum", "maximum") if key in more}
    return Uncertain(name, Spread(low, central, high, **limits), **more)


def codes(error):
    return [problem.code for problem in error.value.problems]


@pytest.mark.parametrize(
    ("low", "central", "high"),
    [(2.0, 1.0, 3.0), (1.0, 3.0, 2.0), (math.nan, 1.0, 2.0), (0.0, 1.0, math.inf)],
)
def test_a_range_that_is_none_is_refused(low, central, high):
    with pytest.raises(InputError) as caught:
        distribution(known("x", central, low, high, where=Where("costs/x.yaml", 3)))
    assert codes(caught) == ["R130"]
    assert str(caught.value.problems[0].where) == "costs/x.yaml:3"


@pytest.mark.parametrize("bounds", [True, False])
@pytest.mark.parametrize("family", ["triangular", "pert", "lognormal", "truncated_normal"])
def test_a_range_without_width_is_a_constant(family, bounds):
    values = sample([known("x", 0.3, 0.3, 0.3, bounds=bounds, family=family)], 50, 1)["x"]
    assert set(values.tolist()) == {0.3}


def test_a_share_that_could_exceed_one_is_refused_not_clipped():
    share = known("share", 0.9, 0.8, 0.99, minimum=0.0, maximum=1.0)
    with pytest.raises(InputError) as caught:
        distribution(share)
    assert codes(caught) == ["R131"]
    with pytest.raises(InputError):
        distribution(known("cost", 0.02, 0.01, 0.5, minimum=0.0))


def test_a_range_that_the_family_cannot_have_is_refused():
    left = known("x", 0.6, 0.1, 0.7, family="lognormal", where=Where("costs/x.yaml", 4))
    with pytest.raises(InputError) as caught:
        distribution(left)
    assert codes(caught) == ["R132"]
    assert caught.value.problems[0].args["family"] == "lognormal"
    # 5 % do not fit between 0.99 and 1
    with pytest.raises(InputError) as caught:
        distribution(
            known("x", 0.9, 0.7, 0.99, minimum=0.0, maximum=1.0, family="truncated_normal")
        )
    assert codes(caught) == ["R132"]


def test_a_tail_without_an_end_is_judged_where_no_draw_comes():
    share = known("x", 0.3, 0.2, 0.6, minimum=0.0, maximum=1.0, family="lognormal")
    with pytest.raises(InputError) as caught:
        distribution(share)
    assert codes(caught) == ["R131"]
    cost = known("x", 3.0, 2.0, 6.0, minimum=0.0, maximum=1e14, family="lognormal")
    assert distribution(cost).greatest < 1e4


def test_all_bad_ranges_are_reported_at_once():
    bad = [known(name, 1.0, 2.0, 3.0) for name in ("a", "b")]
    with pytest.raises(InputError) as caught:
        sample([*bad, known("c", 1.0, 0.0, 2.0)], 10, 1)
    assert [problem.args["name"] for problem in caught.value.problems] == ["a", "b"]


def test_two_parameters_of_one_name_are_refused():
    with pytest.raises(ModelError) as caught:
        sample([known("a", 1.0, 0.0, 2.0)] * 2, 10, 1)
    assert codes(caught) == ["M189"]


def test_draw_zero_is_central_and_draws_follow_the_distribution():
    values = sample([known("x", 1.1, 0.75, 1.55)], 2000, 7)["x"]
    assert values.shape == (2001,)
    assert values[0] == 1.1
    assert np.quantile(values[1:], [0.05, 0.95]) == pytest.approx([0.75, 1.55], abs=2e-3)


def test_no_draws_is_draw_zero_alone():
    assert sample([known("x", 1.0, 0.0, 2.0)], 0, 1)["x"].tolist() == [1.0]


def test_adding_a_parameter_moves_no_draw_of_another():
    one, other = known("a", 1.0, 0.0, 2.0), known("b", 1.0, 0.0, 2.0)
    alone = sample([one], 100, 1)["a"]
    assert sample([other, one], 100, 1)["a"].tolist() == alone.tolist()


def test_parameters_are_not_tied_to_each_other_nor_to_the_seed():
    names = [f"costs.{i}" for i in range(8)]
    drawn = np.array([strata(name, 500, seed) for name in names for seed in (1, 2)])
    correlation = np.corrcoef(drawn) - np.eye(16)
    # standard deviation of a correlation of 500 independent pairs is 0.045
    assert np.abs(correlation).max() < 0.2


def test_the_first_draws_are_pinned():
    values = sample([known("costs.hospital_bed_capital", 1.1e6, 0.75e6, 1.55e6)], 4, 20260101)
    assert values["costs.hospital_bed_capital"].tolist() == pytest.approx(PINNED, rel=1e-12)


def test_outcomes_come_as_often_as_their_probabilities_say():
    outcomes = (Outcome(5.0, 0.2), Outcome(15.0, 0.5), Outcome(30.0, 0.3))
    term = known("x", 15.0, 5.0, 30.0, bounds=True, family="discrete", outcomes=outcomes)
    values = sample([term], 100, 3)["x"]
    assert values[0] == 15.0
    found, counts = np.unique(values[1:], return_counts=True)
    assert dict(zip(found, counts, strict=True)) == {5.0: 20, 15.0: 50, 30.0: 30}


def test_what_is_in_no_group_keeps_its_order():
    alone = strata("a", 200, 1)
    assert strata("a", 200, 1, group="economy", correlation=0.0).tolist() == alone.tolist()
    assert strata("a", 200, 1, group="economy", correlation=0.5).tolist() != alone.tolist()


def test_groups_of_other_names_are_independent():
    one, other = (strata("a", 2000, 1, group=name, correlation=1.0) for name in ("x", "y"))
    assert abs(np.corrcoef(one, other)[0, 1]) < 0.1


PINNED = [1100000.0, 1391624.0221676435, 929327.3755518442, 1248707.9484905032, 1097461.4492958765]
