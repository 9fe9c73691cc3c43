"""What was fitted on later years is fitted again on what was known in the base year."""

import shutil
from dataclasses import replace

import numpy as np
import pytest

from simulator.desk.cases import params_of, series_of
from simulator.desk.refit import inflow_line, refitted
from simulator.inputs.observed import Series
from simulator.inputs.params import load_params
from simulator.inputs.shipped import shipped_folder

pytestmark = pytest.mark.integration
BASE, LAST = 2020, 2022
NAMES = {"physicians": "physician", "nurses": "nurse"}


@pytest.mark.parametrize("service", list(NAMES))
def test_the_line_through_all_years_is_the_shipped_parameter(service):
    known = params_of().parameters
    exits = known[f"workforce.{NAMES[service]}_exit_rate"].value
    years = range(2014, LAST + 1)
    stocks = np.array([series_of().of("henan", service, year)[0].value for year in years])
    line = inflow_line(stocks, exits, LAST - BASE)
    assert line.value == pytest.approx(
        known[f"workforce.{NAMES[service]}_intake_growth"].value, abs=2e-3
    )
    assert line.low < line.value < line.high


def test_a_steady_rise_is_found_to_the_last_digit():
    """Nobody leaves; 100, 110, … 150 join: the mean of the last five is 130, the rise 10."""
    stocks = np.cumsum([1000.0, 100.0, 110.0, 120.0, 130.0, 140.0, 150.0])
    line = inflow_line(stocks, 0.0)
    assert line.value == pytest.approx(10.0 / 130.0)
    assert line.high - line.low == pytest.approx(0.0, abs=1e-9)


def test_later_years_do_not_move_what_is_fitted_again(tmp_path):
    series = series_of()
    wrong = Series(
        tuple(replace(one, value=3 * one.value) if one.year > BASE else one for one in series.rows)
    )
    folders = [
        refitted(params_of(), seen, BASE, tmp_path / name)
        for name, seen in (("own", series), ("wrong", wrong))
    ]
    for file in ("physician", "nurse"):
        texts = [(one / f"workforce/{file}_intake_growth.yaml").read_bytes() for one in folders]
        assert texts[0] == texts[1]
    found = load_params(folders[0]).parameters["workforce.physician_intake_growth"]
    assert (found.date, found.derived_from[0]) == (BASE, "observations.henan.physicians.2014-2020")
    assert found.low < found.value < found.high


def test_a_planners_own_parameters_are_taken_over(tmp_path):
    own, name = tmp_path / "own", "costs/hospital_bed_capital.yaml"
    (own / "costs").mkdir(parents=True)
    shutil.copy(shipped_folder("params") / name, own / name)
    folder = refitted(load_params(own), series_of(), BASE, tmp_path / "store")
    assert (folder / name).read_bytes() == (own / name).read_bytes()
    assert (folder / "workforce" / "nurse_intake_growth.yaml").is_file()
    assert not (folder / "regions.yaml").exists()


def test_nothing_is_fitted_again_where_nothing_later_was_read_or_too_little_is_known(tmp_path):
    assert refitted(params_of(), series_of(), LAST, tmp_path) is None
    assert refitted(params_of(), Series(), BASE, tmp_path) is None
    assert refitted(params_of(), series_of(), 2018, tmp_path) is None
