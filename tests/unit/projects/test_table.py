from __future__ import annotations

import numpy as np
import pytest

from simulator.instants import Calendar
from simulator.projects.table import FUNDED, OPEN, PREPARATION, Launch, ProjectTable

pytestmark = pytest.mark.unit


def launch(region=0, serial=1):
    months, fen = np.array([2, 1, 1, 6, 2]), np.array([700, 300])
    return Launch(region, 1, serial, 10, 13, months, fen, 50)


def test_a_project_expects_to_open_after_all_its_stages():
    table = ProjectTable(Calendar(2, 2), 2)
    project = table.add(launch())
    row = project.row
    assert table.opening[row] == 13 + 12
    assert table.fen[row].tolist() == [700, 300]
    assert (table.social_fen[row], table.state[row]) == (50, PREPARATION)
    assert project.fen == (700, 300, 50), "social capital last"
    assert (project.region, project.service, project.months) == (0, 1, (2, 1, 1, 6, 2))


def test_a_table_doubles_and_forgets_nothing():
    table = ProjectTable(Calendar(2, 2), 2)
    for serial in range(200):
        table.add(launch(serial=serial))
    assert table.n == 200
    assert table.serial[:200].tolist() == list(range(200))
    assert table.months[199].tolist() == [2, 1, 1, 6, 2]


def test_projects_are_found_by_region_and_state_oldest_first():
    table = ProjectTable(Calendar(2, 2), 2)
    for region in (0, 1, 0, 0):
        table.add(launch(region))
    table.state[2], table.state[3] = FUNDED, OPEN
    assert table.where(region=0, states=(PREPARATION, FUNDED)).tolist() == [0, 2]
