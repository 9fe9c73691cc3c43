"""The store that tests of the pages look at: three scenarios, lived once a session."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator import api

UNTIL = 2030
DRAWN = {"baseline": 20, "level-up": 20, "tight": 0}
"""Draws by scenario; one has none, so that a page without a fan is seen too."""


@pytest.fixture(scope="session")
def page_runs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, api.Run]:
    """Return the runs by scenario; all stand in one store."""
    store = tmp_path_factory.mktemp("page-runs")
    return {
        name: api.run_scenario(name, draws=draws, until=UNTIL, engine="compiled", out=store)
        for name, draws in DRAWN.items()
    }


@pytest.fixture(scope="session")
def page_store(page_runs: dict[str, api.Run]) -> Path:
    """Return the store of these runs."""
    return page_runs["baseline"].path.parent
