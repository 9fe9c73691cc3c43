"""A run on a planner's own money."""

from __future__ import annotations

import pytest

from simulator import api

pytestmark = pytest.mark.integration
KEY = ["region", "indicator", "year"]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return tmp_path_factory.mktemp("runs")


@pytest.fixture(scope="module")
def derived(store):
    return api.run_scenario("baseline", until=2027, out=store, draws=0)


def money(tmp_path, change=lambda frame: frame):
    frame = change(api.budget_template("baseline"))
    return api.write_table(frame, tmp_path / "budget.csv")


def test_the_template_unchanged_gives_the_same_numbers_under_another_id(tmp_path, store, derived):
    run = api.run_scenario("baseline", until=2027, out=store, budget=money(tmp_path), draws=0)
    assert run.id != derived.id
    assert run.indicators["value"].equals(derived.indicators["value"])


def test_more_money_for_small_children_gives_more_places_there_only(tmp_path, store, derived):
    def richer(frame):
        chosen = (frame["region"] == "kaifeng") & (frame["domain"] == "childcare")
        return frame.assign(yuan=frame["yuan"].mask(chosen, frame["yuan"] * 3.0))

    run = api.run_scenario(
        "baseline", until=2027, out=store, budget=money(tmp_path, richer), draws=0
    )
    before, after = (one.indicators.set_index(KEY)["value"] for one in (derived, run))
    places = ("kaifeng", "toddler_places_per_1000", 2027)
    assert after[places] > before[places]
    elsewhere = before.index.get_level_values("region") == "zhengzhou"
    assert after[elsewhere].equals(before[elsewhere])


def test_prices_that_rose_are_worth_less(tmp_path, store, derived):
    def dearer(frame):
        return frame.assign(deflator=2.0)

    run = api.run_scenario(
        "baseline", until=2027, out=store, budget=money(tmp_path, dearer), draws=0
    )
    own = [api.run_ledger(one).set_index("category").loc["own"] for one in (run, derived)]
    assert own[0]["2025"] == pytest.approx(own[1]["2025"] / 2.0)
