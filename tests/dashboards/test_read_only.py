"""A server that may not write: what would write is refused below the buttons, too."""

import pytest

from dashboards.jobs import Jobs
from dashboards.state import State
from dashboards.states.laboratory import Trying
from dashboards.states.optimisation import Asking
from dashboards.states.projects import ProjectsState
from dashboards.states.review import ReviewState

pytestmark = pytest.mark.integration


@pytest.fixture
def state(page_store, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # where scenarios would be written
    jobs = Jobs()
    yield State(page_store, jobs=jobs, read_only=True)
    jobs.close()


WRITING = {
    "a scenario of moved levers": lambda state: Trying(state).save("mine", {}, {}),
    "a plan": lambda state: Asking(state).save("mine"),
    "a run of a plan": lambda state: Asking(state).run([]),
    "a restated run": lambda state: ReviewState(state).restate(),
    "an upload": lambda state: ProjectsState(state).take("budget", "money.csv", b""),
}


@pytest.mark.parametrize("write", WRITING.values(), ids=WRITING)
def test_what_would_write_is_refused(state, write, page_store, tmp_path):
    before = sorted(page_store.iterdir())
    with pytest.raises(PermissionError):
        write(state)
    assert sorted(page_store.iterdir()) == before
    assert list(tmp_path.iterdir()) == []


def test_a_read_only_server_says_that_nothing_may_be_written(state):
    assert not state.may_write
    assert state.in_language("en").read_only
