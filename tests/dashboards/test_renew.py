"""A run of another version of the program is made anew by a button."""

import time

import pytest

from dashboards.jobs import Jobs
from dashboards.parts.renew import Renew
from dashboards.state import State
from simulator import api

pytestmark = pytest.mark.integration


@pytest.fixture
def earlier(monkeypatch, page_runs):
    """Have the run with no draws told to be of another version."""
    run = page_runs["tight"]
    monkeypatch.setattr(api, "is_current", lambda one: one.id != run.id)
    return run.id


@pytest.fixture
def state(page_store):
    jobs = Jobs()
    yield State(page_store, jobs=jobs)
    jobs.close()


def looked_at(state, run):
    state.run_id = run
    part = Renew(state)
    part.show()
    return part


def wait_for(part):
    until = time.monotonic() + 60
    while part.work.job is not None and time.monotonic() < until:
        time.sleep(0.01)


def test_only_a_run_of_another_version_is_told_of(state, earlier, page_runs):
    part = looked_at(state, earlier)
    assert (part.line.visible, part.button.visible) == (True, True)
    assert "旧版本" in part.said.object
    assert not looked_at(state, page_runs["baseline"].id).line.visible


def test_the_button_leads_to_the_new_run(state, earlier, page_runs, monkeypatch):
    new = page_runs["level-up"]
    asked = []
    monkeypatch.setattr(
        api, "renew_run", lambda run, store, on_progress: asked.append((run, store)) or new
    )
    part = looked_at(state, earlier)
    part._ask()
    wait_for(part)
    assert asked == [(earlier, state.store)]
    assert state.run_id == new.id
    part.stale = True
    part.show()
    assert not part.line.visible


def test_what_is_refused_is_said_where_the_button_is(state, earlier, monkeypatch):
    def refuse(run, store, on_progress):
        return api.load_case("no-such-scenario")

    monkeypatch.setattr(api, "renew_run", refuse)
    part = looked_at(state, earlier)
    part._ask()
    wait_for(part)
    assert 'role="alert"' in part.work.line.object
    assert (state.run_id, part.button.disabled) == (earlier, False)


def test_a_read_only_page_has_no_button(page_store, earlier):
    part = looked_at(State(page_store, read_only=True), earlier)
    assert not part.button.visible
    assert "管理员" in part.said.object
    with pytest.raises(PermissionError):
        part._ask()
