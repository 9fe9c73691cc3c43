"""Goal seek on the shipped baseline, from the command line."""

from __future__ import annotations

import json

import pytest

from simulator.cli.main import main
from simulator.desk.goal import goal_notes, goal_seek, points
from simulator.errors import InputError

pytestmark = pytest.mark.integration

ASK = {"goal": "toddler_places_per_1000>=2", "region": "kaifeng", "year": 2025, "draws": 4}


def test_more_own_money_brings_toddler_places_in_a_step():
    found = goal_seek("baseline", lever="revenue.level", **ASK)
    table = points(found).set_index("point")
    assert list(table.index) == ["as_is", "missed", "reached"]
    assert table["met"].tolist() == [False, False, True]
    step = table.loc["reached", "setting"] - table.loc["missed", "setting"]
    assert step == pytest.approx(0.001)
    at = {"revenue.level": float(table.loc["reached", "setting"])}
    again = goal_seek("baseline", lever="revenue.growth", **{**ASK, "draws": 0})
    assert again.case.with_levers(at).scenario.levers.revenue.level == at["revenue.level"]
    assert 0.0 <= found.chance <= 1.0
    for lang in ("zh", "en"):
        notes = goal_notes(found, lang)
        assert str(table.loc["reached", "setting"]) in notes[0]
        assert "as_of" not in " ".join(notes)
    assert table.loc["reached", ["simulated_p50", "chance"]].notna().all()
    assert table["relaxation"].tolist() == ["", "", ""]


def test_the_command_answers_no_where_the_lever_is_not_enough(capsys):
    line = "goal-seek baseline --lever fungible --goal toddler_places_per_1000>=9"
    status = main([*line.split(), "--region", "kaifeng", "--draws", "0", "--json"])
    rows = json.loads(capsys.readouterr().out)
    assert status == 1
    assert [(one["point"], one["met"]) for one in rows] == [("as_is", False), ("nearest", False)]
    assert rows[1]["status"] in ("never", "unmoved")
    assert rows[1]["planned"] == rows[1]["value"]
    assert (rows[1]["simulated_p50"], rows[1]["chance"]) == (None, None)
    assert "达不到目标" in rows[1]["relaxation"] or "不影响" in rows[1]["relaxation"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"goal": "toddler_places_per_1000=2"}, "C213"),
        ({"goal": ">=2"}, "C213"),
        ({"goal": "toddler_places_per_1000>=many"}, "C213"),
        ({"goal": "toddler_places>>=2"}, "C213"),
        ({"goal": "no_such_indicator>=2"}, "C134"),
        ({"goal": "life_expectancy>=80"}, "C155"),
        ({"lever": "revenue.levle"}, "C214"),
        ({"lever": "allocation.rule"}, "C214"),
        ({"lever": "workforce.seats"}, "C214"),
        ({"lever": "workforce.seats.nurse"}, "S121"),
        ({"lever": "transfers.pool"}, "S119"),
        ({"region": "keifeng"}, "C135"),
        ({"year": 2050}, "C117"),
    ],
)
def test_one_mistake_has_one_code(change, code):
    with pytest.raises(InputError) as caught:
        goal_seek("baseline", **{"lever": "revenue.level", **ASK, **change})
    assert [one.code for one in caught.value.problems] == [code]
