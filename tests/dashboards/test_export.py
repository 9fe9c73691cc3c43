"""Files that a visitor takes away: made beside the page, whole or not at all."""

import threading
import zipfile

import pytest

from dashboards.parts.archives import Archives
from dashboards.parts.report import Report, key_of
from dashboards.state import State
from dashboards.states.export import DRAFT, FORMS, Exporting
from simulator import api
from simulator.text import say

pytestmark = pytest.mark.integration
SECONDS = 120


@pytest.fixture
def asked(page_store, jobs):
    made = Exporting(State(page_store), jobs)
    yield made
    made.close()


def ended(job):
    """Wait for the end of a job and return it."""
    done = threading.Event()
    job.listen(lambda: done.set() if job.ended else None)
    assert job.ended or done.wait(SECONDS)
    return job


def test_every_form_is_offered_once_and_told_whom_it_is_for():
    assert sorted(FORMS) == sorted(api.REPORT_FORMS)
    for language in ("zh", "en"):
        told = {say(language, "dashboard", f"form_help.{key_of(form)}") for form in FORMS}
        assert len(told) == len(FORMS)


def test_what_is_chosen_outlives_a_change_of_language(asked, page_runs, jobs):
    mine = [page_runs[name].id for name in ("tight", "level-up")]
    asked.param.update(runs=mine, form=".html", variant="brief", include_imputed=True)
    other = Exporting(asked.state.in_language("en"), jobs)
    assert (other.runs, other.form, other.variant) == (mine, ".html", "brief")
    assert other.include_imputed
    assert other.spoken == "en"


def test_a_run_that_is_gone_is_not_chosen_any_more(asked, page_runs, jobs):
    asked.runs = [page_runs["tight"].id, "gone-0123456789abcdef"]
    assert Exporting(asked.state.in_language("en"), jobs).runs == [page_runs["tight"].id]


def test_what_a_form_does_not_take_is_not_asked(asked):
    part = Report(asked.state, asked)
    shown = {}
    for form in FORMS:
        asked.form = form
        part.draw()
        shown[form] = (part.variant.visible, part.template.visible)
    assert [form for form, one in shown.items() if one[0]] == [".docx", ".pdf", ".html"]
    assert [form for form, one in shown.items() if one[1]] == [".docx", ".pptx"]


def test_a_review_asks_for_its_year_and_a_draft_for_its_region_too(asked):
    assert asked.needs == ()
    asked.variant = "annual"
    assert asked.needs == ("year",)
    asked.variant = DRAFT
    assert asked.needs == ("year", "region")
    asked.form = ".csv"
    assert asked.options() == {"unlike": False}


@pytest.mark.parametrize("form", [".html", ".csv", ".iamc.csv"])
def test_the_file_is_that_of_the_command(asked, page_runs, tmp_path, form):
    asked.form = form
    job = ended(asked.ask_report())
    assert job.status == "done"
    mine = api.write_report([page_runs["baseline"]], tmp_path / f"x{form}", **asked.options())
    assert job.result.read_bytes() == mine.read_bytes()


def test_tables_are_packed_into_one_file(asked):
    asked.form = ".parquet"
    made = ended(asked.ask_report()).result
    with zipfile.ZipFile(made) as packed:
        assert "gaps.parquet" in {name.rpartition("/")[2] for name in packed.namelist()}


def test_runs_that_another_page_compares_are_reported_on_in_order(page_store, page_runs, jobs):
    compared = [page_runs[name].id for name in ("level-up", "baseline")]
    state = State(page_store)
    earlier = Exporting(state, jobs)
    part = Report(state, earlier)
    state.reported = compared
    part.draw()
    later = Exporting(state, jobs)
    assert earlier.runs == part.runs.value == later.runs == compared


def test_a_file_that_is_no_template_is_refused_and_nothing_is_written(asked):
    asked.param.update(template=b"not a document")
    job = ended(asked.ask_report())
    assert job.status == "failed"
    assert [problem.code for problem in job.error.problems] == ["R201"]
    assert job.result is None


def test_files_go_with_the_visit_and_with_the_next_one_made(asked):
    asked.form = ".csv"
    first = ended(asked.ask_report()).result
    second = ended(asked.ask_report()).result
    assert second.exists()
    assert not first.exists()
    asked.close()
    assert not second.exists()


def test_a_stopped_file_is_not_there(asked):
    asked.form = ".xlsx"
    job = asked.ask_report()
    job.stop()
    assert ended(job).status == "stopped"
    assert job.result is None


def test_a_whole_run_travels_from_store_to_store(asked, page_runs, tmp_path, jobs):
    archive = ended(asked.ask_archives()).result
    assert archive.name == f"{page_runs['baseline'].id}.zip"
    other = Exporting(State(tmp_path), jobs)
    first = ended(other.ask_import(archive.read_bytes())).result
    assert (first.id, first.stood) == (page_runs["baseline"].id, False)
    assert ended(other.ask_import(archive.read_bytes())).result.stood


def test_what_is_no_run_is_refused(asked):
    job = ended(asked.ask_import(b"PK nothing"))
    assert [problem.code for problem in job.error.problems] == ["R220"]


def test_several_runs_are_packed_together(asked, page_runs):
    asked.runs = [run.id for run in page_runs.values()]
    with zipfile.ZipFile(ended(asked.ask_archives()).result) as packed:
        names = {name for name in packed.namelist() if name.endswith(".zip")}
    assert names == {f"{run.id}.zip" for run in page_runs.values()}


def test_a_store_that_may_not_change_takes_no_run_and_drafts_no_plan(page_store, jobs):
    asked = Exporting(State(page_store, read_only=True), jobs)
    assert DRAFT not in list(asked.param.variant.objects)
    part = Archives(asked.state, asked)
    assert not part.upload.visible
    part.upload.value = b"PK"
    assert part.work.job is None
