"""Work beside the pages: a queue, progress, and a stop that leaves nothing half done."""

import threading

import pytest

from simulator import api

pytestmark = pytest.mark.integration
SECONDS = 60


def ended(job):
    """Wait for the end of a job and return it."""
    done = threading.Event()
    job.listen(lambda: done.set() if job.ended else None)
    assert job.ended or done.wait(SECONDS)
    return job


def test_a_run_is_made_beside_the_pages_and_tells_its_progress(jobs, tmp_path):
    told = []

    def work(progress):
        def both(done, total):
            told.append((done, total))
            progress(done, total)

        return api.run_scenario("baseline", draws=4, until=2022, out=tmp_path, on_progress=both)

    job = ended(jobs.ask("baseline", work))
    assert job.status == "done"
    assert told[-1] == (5, 5)
    assert (job.done, job.total) == (5, 5)
    assert api.open_run(job.result.id, tmp_path).id == job.result.id


def test_a_stopped_run_leaves_what_can_be_gone_on_with_and_nothing_listed(jobs, tmp_path):
    stopping = []

    def work(progress):
        def stop(done, total):
            stopping[0].stop()
            progress(done, total)

        begin.wait(SECONDS)
        return api.run_scenario("baseline", draws=4, until=2022, out=tmp_path, on_progress=stop)

    begin = threading.Event()
    stopping.append(jobs.ask("baseline", work))
    begin.set()
    assert ended(stopping[0]).status == "stopped"
    assert api.list_runs(tmp_path) == []


def test_what_waits_is_stopped_before_it_begins_and_the_same_is_asked_once(jobs):
    hold = threading.Event()
    first = jobs.ask("long", lambda _: hold.wait(SECONDS))
    waiting = jobs.ask("next", lambda _: pytest.fail("stopped before it began"))
    assert jobs.ask("next", lambda _: None) is waiting
    assert jobs.ahead(waiting) == 1
    waiting.stop()
    hold.set()
    assert ended(first).status == "done"
    assert ended(waiting).status == "stopped"


def test_a_refusal_is_kept_with_its_reasons(jobs):
    job = ended(jobs.ask("bad", lambda _: api.load_case("no-such-scenario")))
    assert job.status == "failed"
    assert job.error.problems
