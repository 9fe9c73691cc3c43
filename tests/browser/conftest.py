"""Runs that the pages are visited with, the browser, and the address where they are served."""

import pytest

from tests.browser.visiting import browser, served
from tests.page_runs import page_runs, page_store

__all__ = ["browser", "page_runs", "page_store"]


@pytest.fixture(scope="session")
def address(page_store):
    """Serve the pages as the command does."""
    command = ("simulator", "dashboard", "--port", "{port}", "--runs", str(page_store))
    with served(*command) as found:
        yield found
