"""Projects and ledger of a real run."""

from __future__ import annotations

import pytest

from simulator import api

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    return api.run_scenario("baseline", until=2026, out=tmp_path_factory.mktemp("runs"), draws=0)


def test_every_opening_of_the_events_is_a_project_of_the_table(run):
    table, events = api.run_projects(run), run.table("events")
    opened = events[(events["event"] == "commissioned") & (events["project"] != "")]
    assert int(table["commissioned"].notna().sum()) == len(opened)
    assert table["months_waiting_money"].dropna().min() >= 0


def test_every_year_of_every_region_balances(run):
    for region in ("henan", "zhengzhou", "jiyuan"):
        table = api.run_ledger(run, region).set_index("category")
        years = [name for name in table.columns if name.isdigit()]
        assert table.loc["balance", years].abs().max() == 0.0


def test_affordability_names_the_regions_without_a_budget(run):
    table = api.run_affordability(run)
    assert set(table["region"]) == {"henan", "zhengzhou", "kaifeng", "xinxiang"}
    assert "洛阳市" in table.attrs["notes"][-1]
    kaifeng = table[(table["region"] == "kaifeng") & (table["year"] == 2025)].iloc[0]
    ledger = api.run_ledger(run, "kaifeng").set_index("category")["2025"]
    assert 0 < kaifeng["capital"] <= -ledger["capital"]


@pytest.mark.parametrize(
    ("ask", "code"),
    [
        (lambda run: api.run_projects(run, region="kaifen"), "C135"),
        (lambda run: api.run_projects(run, service="beds"), "C136"),
        (lambda run: api.run_ledger(run, domain="healt"), "C137"),
    ],
)
def test_names_that_do_not_exist_are_refused(run, ask, code):
    with pytest.raises(api.SimulatorError) as refused:
        ask(run)
    assert [problem.code for problem in refused.value.problems] == [code]
