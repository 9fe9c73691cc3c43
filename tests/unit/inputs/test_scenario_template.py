"""A new scenario changes nothing until it is edited."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.errors import InputError
from simulator.inputs.scenario_template import new_scenario_text
from simulator.inputs.scenarios import load_scenario
from simulator.inputs.shipped import SCENARIOS, shipped_folder
from simulator.text import LANGUAGES

pytestmark = pytest.mark.unit
FOLDERS = (shipped_folder(SCENARIOS),)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("parent", ["baseline", "level-up"])
def test_it_equals_its_parent(tmp_path: Path, parent: str, language: str) -> None:
    file = tmp_path / "试算.yaml"
    file.write_text(new_scenario_text("试算", parent, FOLDERS, language), encoding="utf-8")
    new, old = load_scenario(file, FOLDERS), load_scenario(parent, FOLDERS)
    assert (new.levers, new.horizon, new.experiment) == (old.levers, old.horizon, old.experiment)
    assert new.id == "试算"


def test_taking_the_signs_away_fills_it_in(tmp_path: Path) -> None:
    text = new_scenario_text("x", "baseline", FOLDERS)
    text = text.replace("# revenue:", "revenue:").replace("# growth: null", "growth: 0.02 ")
    file = tmp_path / "x.yaml"
    file.write_text(text, encoding="utf-8")
    found = load_scenario(file, FOLDERS)
    assert found.levers.revenue.growth == 0.02


def test_an_unknown_parent() -> None:
    with pytest.raises(InputError):
        new_scenario_text("x", "nowhere", FOLDERS)
