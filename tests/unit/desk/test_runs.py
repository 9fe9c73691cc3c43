"""Running and opening runs; the bytes are looked at in tests/integration."""

from __future__ import annotations

import pytest

from simulator.desk.again import resume_run, verify_run
from simulator.desk.runs import (
    Request,
    identity_of,
    list_stored,
    open_run,
    refuse_regions,
    run_scenario,
    with_experiment,
)
from simulator.errors import InputError
from simulator.inputs.scenario import scenario_from_plain
from tests.shipped_runs import case_of

pytestmark = pytest.mark.unit


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("store")
    run_scenario(case_of(until=2021), out=folder, regions=["xinxiang", "kaifeng"], draws=0)
    return folder


def test_a_run_gives_its_tables_by_name(store):
    (row,) = list_stored(store)
    run = open_run(row["id"], store)
    assert (row["base"], row["end"], row["draws"]) == (2020, 2021, 0)
    assert run.indicators.equals(run.table("indicators"))
    assert set(run.table("stocks")["region"]) == {"henan", "kaifeng", "xinxiang"}
    with pytest.raises(AttributeError):
        _ = run.nothing


def test_a_region_the_run_does_not_hold_is_refused(store):
    (row,) = list_stored(store)
    run = open_run(row["id"], store)
    refuse_regions(run, ["kaifeng", "henan"])
    with pytest.raises(InputError) as caught:
        refuse_regions(run, ["kaifen", "zhengzhou", "xinxiang", "开封市"])
    found = [(one.code, one.args["found"], one.args["nearest"]) for one in caught.value.problems]
    assert found[0] == ("C135", "kaifen", "kaifeng")
    assert [one[1] for one in found] == ["kaifen", "zhengzhou", "开封市"]
    assert found[2] == ("C135", "开封市", "kaifeng")


def test_a_whole_run_is_verified_and_returned_instead_of_run_again(store):
    (row,) = list_stored(store)
    assert verify_run(row["id"], store) == []
    again = run_scenario(case_of(until=2021), out=store, regions=["kaifeng", "xinxiang"], draws=0)
    assert again.id == row["id"]
    assert resume_run(row["id"], store).id == row["id"]


def test_what_decides_the_bytes_decides_the_identity():
    case = case_of(until=2021)
    request = Request(0, 1, None, False, False)

    def identity(**changes):
        asked = Request(**({**request.__dict__, **changes}))
        return identity_of(with_experiment(case, asked), asked)

    plain = identity()
    for change in ({"draws": 64}, {"seed": 2}, {"regions": ("xinxiang",)}, {"keep_draws": True}):
        assert identity(**change) != plain
    assert identity() == plain
    # what varies decides nothing where nothing is drawn
    assert identity(uncertainty="chance") == plain
    chance = identity(uncertainty="chance", draws=64)
    assert chance != identity(draws=64)
    # a run is resumed from what its identity says
    again = scenario_from_plain(chance["scenario"])
    assert again.experiment == (64, 1, "chance")


def test_names_that_do_not_exist_are_refused_before_anything_is_written(tmp_path):
    with pytest.raises(InputError) as caught:
        run_scenario(case_of(until=2021), out=tmp_path, regions=["nowhere", "nobody"], draws=0)
    assert [problem.code for problem in caught.value.problems] == ["R162", "R162"]
    with pytest.raises(InputError) as caught:
        resume_run("baseline-0000000000000000", tmp_path)
    assert [problem.code for problem in caught.value.problems] == ["R160"]
    with pytest.raises(InputError) as caught:
        run_scenario(case_of(until=2021), out=tmp_path, uncertainty="chances", draws=0)
    assert [problem.code for problem in caught.value.problems] == ["R133"]
    assert list(tmp_path.iterdir()) == []
