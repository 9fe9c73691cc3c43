"""What is told of a job: the queue before it, how far it is, a stop, and how it ended."""

import threading

import pytest

from dashboards.parts.work import Work
from dashboards.state import State
from simulator.errors import InputError, Problem, Where

pytestmark = pytest.mark.unit
SECONDS = 30


@pytest.fixture
def work(jobs, tmp_path):
    return Work(State(tmp_path, jobs=jobs))


def followed(work, job):
    """Follow a job and return what waits for its end."""
    done = threading.Event()
    work.follow(job, lambda _: done.set())
    return lambda: done.wait(SECONDS)


def held(jobs):
    """Keep the queue busy; return what lets it go."""
    go, began = threading.Event(), threading.Event()

    def hold(_):
        began.set()
        go.wait(SECONDS)

    jobs.ask("hold", hold)
    began.wait(SECONDS)
    return go.set


def test_nothing_is_told_where_there_is_no_job(work):
    assert not work.line.visible
    assert not work.button.visible


def test_a_job_in_the_queue_tells_how_many_stand_before_it_and_can_be_stopped(work, jobs):
    let_go = held(jobs)
    ended = followed(work, jobs.ask("mine", lambda told: None))
    assert "前面还有 1 项" in work.line.object
    assert work.button.visible
    work.stop()
    assert ended()
    assert "已停止" in work.line.object
    assert not work.button.visible
    let_go()


def test_a_job_that_reports_tells_how_far_it_is_until_it_stops(work, jobs):
    go, seen = threading.Event(), threading.Event()

    def long(told):
        told(3, 7)
        seen.set()
        go.wait(SECONDS)
        told(4, 7)

    job = jobs.ask("long", long)
    seen.wait(SECONDS)
    ended = followed(work, job)
    assert "正在计算：3/7" in work.line.object
    work.stop()
    assert "正在停止" in work.line.object
    assert not work.button.visible
    go.set()
    assert ended()
    assert job.status == "stopped"


def test_what_came_of_a_job_is_left_to_who_asked(work, jobs):
    assert followed(work, jobs.ask("good", lambda told: 1))()
    assert not work.line.visible
    work.say(["<b>完成"])
    assert "&lt;b&gt;完成" in work.line.object


def test_why_nothing_came_of_a_job_is_told_in_words(work, jobs):
    def refuse(told):
        raise InputError(Problem("C230", Where(), {"given": "<i>"}))

    assert followed(work, jobs.ask("bad", refuse))()
    assert 'role="alert"' in work.line.object
    assert "&lt;i&gt;" in work.line.object


@pytest.mark.parametrize(("stays", "status"), [(True, "waiting"), (False, "stopped")])
def test_a_job_stays_or_goes_when_its_visitor_leaves(work, jobs, stays, status):
    let_go, work.stays = held(jobs), stays
    job = jobs.ask("mine", lambda told: None)
    work.follow(job, lambda _: pytest.fail("told after leaving"))
    work.leave()
    assert job.status == status
    assert work.job is None
    jobs.close()
    let_go()
