import pandas as pd
import pytest

from simulator.analysis.compare import compare
from tests.example_catalogue import catalogue, run_view

pytestmark = pytest.mark.unit


def test_inputs_that_differ_are_listed_by_path():
    found = compare([run_view(), run_view("tight", level=0.9)], 2025, catalogue())
    assert found.inputs.to_numpy().tolist() == [["levers.revenue.level", "1.0", "0.9"]]


def test_the_totals_come_first_and_say_that_money_differs():
    found = compare([run_view(), run_view("tight", lift=-0.2)], 2025, catalogue())
    assert found.notes[0].startswith("财政资金总量不同")
    first = found.totals.iloc[0]
    assert first["label"] == "财政资金总量"
    assert first["baseline-0123456789abcdef"] == pytest.approx(5 * 9.94e9)
    assert first["difference:tight-0123456789abcdef"] == pytest.approx(-0.2 * 5 * 9.94e9)


def test_equal_money_is_said():
    found = compare([run_view(), run_view("tight")], 2025, catalogue())
    assert found.notes[0].startswith("财政资金总量相同")
    assert found.inputs.empty


def test_outcomes_stand_side_by_side():
    found = compare([run_view(), run_view("tight", lift=-0.2)], 2025, catalogue())
    outcomes = found.to_frame().set_index("indicator")["difference:tight-0123456789abcdef"]
    people = outcomes.index.str.startswith("residents.")
    assert outcomes[~people].to_numpy() == pytest.approx(-0.2)
    assert outcomes[people].to_numpy() == pytest.approx(0.0)
    assert (~people).sum() == 15


def test_differences_are_paired_by_draw():
    views = [run_view(), run_view("tight")]
    for shift, view in enumerate(views):
        view.tables["draws"] = pd.DataFrame(
            {
                "draw": [0, 1, 2],
                "region": "kaifeng",
                "indicator": "hospital_beds_per_1000",
                "year": 2025,
                "value": [9.0, 1.0 + shift, 5.0 + shift],
            }
        )
    found = compare(views, 2025, catalogue()).outcomes.set_index(["region", "indicator"])
    paired = found.loc[("kaifeng", "hospital_beds_per_1000")]
    assert paired["difference_p05:tight-0123456789abcdef"] == pytest.approx(1.0)
    assert paired["difference_p95:tight-0123456789abcdef"] == pytest.approx(1.0)
