"""The shipped inputs, and levers that change them."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

import numpy as np
import pytest
import yaml

from simulator.inputs.levers import Levers
from simulator.inputs.population import load_population
from simulator.inputs.population.files import read_table
from simulator.inputs.population.observations import COLUMNS, TOTALS, VITALS
from simulator.inputs.shipped import shipped_folder

pytestmark = pytest.mark.unit


def load(tree, cities, parameters, end=2030, **population):
    levers = Levers.model_validate({"population": population})
    found, problems = load_population(tree, cities, 2020, end, levers=levers, parameters=parameters)
    assert problems == []
    return found


def test_the_base_year_is_the_official_year_end_total(inputs, cities):
    totals = inputs.start.sum(axis=(1, 2))
    assert totals.sum() == pytest.approx(99_410_000)
    assert totals[cities.index("zhengzhou")] == pytest.approx(12_617_000)
    assert totals[cities.index("xinxiang")] == pytest.approx(6_255_000)


def test_fertility_behind_the_infants_of_the_census(inputs, cities):
    # facts: births at age 0 over women by the national pattern, for the year to the census
    medium_2021_over_2020 = 1.164 / 1.2805
    base = dict(zip(cities, inputs.tfr[0] / medium_2021_over_2020, strict=True))
    assert base["zhengzhou"] == pytest.approx(1.09, abs=0.02)
    assert base["kaifeng"] == pytest.approx(1.56, abs=0.02)
    assert base["xinxiang"] == pytest.approx(1.38, abs=0.02)


def test_the_famine_cohort_stays_thin(inputs):
    province = inputs.start.sum(axis=(0, 1))
    assert province[59] < 0.65 * province[57]  # born 1961 and 1963


def test_variants_act_after_the_last_official_births(tree, cities, parameters, inputs):
    low = load(tree, cities, parameters, variant="low")
    np.testing.assert_array_equal(low.tfr[:4], inputs.tfr[:4])
    assert (low.tfr[4:] < inputs.tfr[4:]).all()


def test_a_forecast_without_hindsight_sees_nothing_after_the_base(tree, cities, parameters):
    blind = load(tree, cities, parameters, observed_until=2020)
    assert np.isnan(blind.observed.total).all()
    assert np.isnan(blind.observed.births_province).all()
    until_2022 = load(tree, cities, parameters, observed_until=2022)
    assert (~np.isnan(until_2022.observed.total)).any(axis=1).sum() == 2


def test_added_migrants_reach_their_region(tree, cities, parameters):
    more = load(
        tree,
        cities,
        parameters,
        migration={"kaifeng": {"unit": "person", "at": {2026: 1000}}},
    )
    place = cities.index("kaifeng")
    assert more.migration.added[5, place] == 1000.0
    assert not more.migration.added[:5].any()


def test_the_horizon_may_reach_2050(tree, cities, parameters):
    far = load(tree, cities, parameters, end=2050)
    assert far.survival_ratio.shape == (30, 18, 2, 101)
    assert np.isfinite(far.survival_ratio).all()


def test_a_base_without_a_census_is_refused(tree, cities, parameters):
    found, problems = load_population(tree, cities, 2025, 2030, parameters=parameters)
    assert found is None
    assert [problem.code for problem in problems] == ["P268"]


def test_observations_cannot_end_before_the_base(tree, cities, parameters):
    levers = Levers.model_validate({"population": {"observed_until": 2019}})
    _, problems = load_population(tree, cities, 2020, 2030, levers=levers, parameters=parameters)
    assert [problem.code for problem in problems] == ["P269"]


def test_missing_parameters_are_named(tree, cities):
    _, problems = load_population(tree, cities, 2020, 2030, parameters={})
    assert {problem.code for problem in problems} == {"P260"}
    assert "population/migration_damping.yaml" in {p.args["file"] for p in problems}


def test_the_files_of_the_united_nations_are_copied_unchanged(tree):
    for line in (shipped_folder("params") / "population" / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split()
        content = tree.files[f"population/{name}"].read_bytes()
        assert sha256(content).hexdigest() == digest, name


def test_every_observation_names_a_known_source(tree):
    known = set(yaml.safe_load(tree.files["sources.yaml"].read_text(encoding="utf-8"))["sources"])
    for name in (TOTALS, VITALS):
        table, problems = read_table(tree, name, COLUMNS)
        assert problems == []
        assert {row["source"] for row in table.rows} <= known


def test_a_file_that_has_changed_is_read_again(tmp_path, tree, cities, parameters):
    # what was read is kept for the next position of a slider, not for other files
    own = tmp_path / "population.csv"
    own.write_bytes(tree.files[TOTALS].read_bytes())
    copied = replace(tree, files={**tree.files, TOTALS: own})
    kept = [load(copied, cities, parameters).start for _ in range(2)]
    assert np.array_equal(*kept)
    own.write_text("nothing", encoding="utf-8")
    _, problems = load_population(copied, cities, 2020, 2030, parameters=parameters)
    assert [one.code for one in problems] == ["P262"]
