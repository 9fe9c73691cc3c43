"""Runs that the pages are tested on, and a queue for their work."""

import pytest

from dashboards.jobs import Jobs
from tests.page_runs import page_runs, page_store

__all__ = ["page_runs", "page_store"]


@pytest.fixture
def jobs():
    made = Jobs()
    yield made
    made.close()
