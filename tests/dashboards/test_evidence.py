"""The page of evidence without a browser: lists, the opened row, and without any run."""

import pytest

from dashboards.jobs import Jobs
from dashboards.state import State
from dashboards.views.evidence import Evidence
from simulator import api

pytestmark = pytest.mark.integration


@pytest.fixture
def page(tmp_path):
    state = State(tmp_path)
    state.page = "evidence"
    page = Evidence(state)
    page.show()
    return page


def test_it_needs_no_run_and_lists_every_parameter(page):
    assert page.state.run is None
    assert len(page.lists["parameters"].table.value) == len(
        api.evidence_tables.evidence_table("parameters")
    )


def test_a_row_opens_its_whole_evidence_with_the_print(page):
    shown = page.lists["parameters"]
    printed = shown.frame[shown.frame["as_printed"] != ""].index[0]
    shown.table.selection = [int(printed)]
    row = shown.frame.iloc[printed]
    assert row["as_printed"] in shown.opened.object
    assert row["name"] in shown.opened.object


def test_a_search_shortens_the_list_and_closes_the_row(page):
    shown = page.lists["parameters"]
    shown.table.selection = [3]
    page.own.words = "托位"
    assert 0 < len(shown.table.value) < len(api.evidence_tables.evidence_table("parameters"))
    assert shown.table.selection == []
    assert "点表中一行" in shown.opened.object


def test_every_list_can_be_looked_at_and_downloaded(page):
    for name in api.evidence_tables.EVIDENCE_TABLES:
        page.own.table = name
        assert len(page.lists[name].table.value)
        heads = page.lists[name].frame.attrs["heads"]
        assert heads[next(iter(heads))] in page.own.file(name, "csv").decode("utf-8-sig")


def test_effects_are_measured_in_the_queue_only_where_there_is_one(page, tmp_path, monkeypatch):
    assert not page.own.can_measure("assumed")
    jobs, asked = Jobs(), []
    monkeypatch.setattr(
        api.evidence_tables, "measure_evidence", lambda name, progress: asked.append(name)
    )
    own = Evidence(State(tmp_path, jobs=jobs)).own
    assert own.can_measure("doubts")
    assert not own.can_measure("coverage")
    job = own.measure("doubts")
    jobs.close()
    job._future.result(5)
    assert asked == ["doubts"]
