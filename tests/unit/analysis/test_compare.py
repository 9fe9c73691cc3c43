from dataclasses import replace

import pandas as pd
import pytest

from simulator.analysis.compare import compare
from tests.example_catalogue import catalogue, run_view

pytestmark = pytest.mark.unit


def test_inputs_that_differ_are_listed_by_path():
    found = compare([run_view(), run_view("tight", level=0.9)], 2025, catalogue())
    row = ["levers", "政策手段", "levers.revenue.level", "财力倍数", "1.0", "0.9"]
    assert found.inputs.to_numpy().tolist() == [row]


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


def unlike_views():
    views = [run_view(), run_view("tight", lift=-0.2)]
    inputs = [dict(view.inputs) for view in views]
    for at, one in enumerate(inputs):
        one["version", "program"], one["version", "digest"] = "0.1.0", f"{at}" * 8
    return [replace(view, inputs=one) for view, one in zip(views, inputs, strict=True)]


def test_runs_of_another_model_are_called_so_in_every_table():
    found = compare(unlike_views(), 2025, catalogue())
    for table in (found.inputs, found.totals, found.outcomes):
        (said,) = set(table["unlike"])
        assert said.startswith("模型版本不同")
        assert table.attrs["notes"][0] == said
    assert found.inputs["input"].tolist()[0] == "version.digest"
    alike = compare([run_view(), run_view("tight")], 2025, catalogue())
    assert "unlike" not in alike.outcomes


def test_runs_of_another_base_year_are_called_so():
    views = [run_view(), replace(run_view("tight"), base=2021)]
    found = compare(views, 2025, catalogue("en"))
    assert found.notes[0].startswith("The base years differ")
    assert set(found.outcomes["unlike"]) == {found.notes[0]}


def test_inputs_stand_by_kind_with_a_name_and_a_dash_where_one_has_none():
    views = [run_view(), run_view("tight")]
    views[1] = replace(
        views[1],
        inputs={
            **views[1].inputs,
            ("taken_over", "kaifeng", "hospital_beds", "2023"): "30000",
            ("files", "a/b.yaml"): "01234567",
            ("version", "numpy"): "2.4.6",
            ("baseline_levers", "revenue", "level"): "0.9",
            ("parameters", "budget.growth"): "0.01 [0, 0.02] 假设",
        },
    )
    shown = compare(views, 2025, catalogue()).inputs
    assert shown["kind"].tolist() == [
        "version",
        "baseline_levers",
        "taken_over",
        "parameters",
        "files",
    ]
    named = dict(zip(shown["kind"], shown["input_label"], strict=True))
    assert named["taken_over"] == "开封市 · 床位 · 2023"
    assert named["baseline_levers"] == "财力倍数"
    assert set(shown["baseline-0123456789abcdef"]) == {"—"}


def test_an_interval_is_told_as_text_too():
    views = [run_view(), run_view("tight")]
    for shift, view in enumerate(views):
        values = [9.0, 1.0 + shift, 5.0 + 2 * shift]
        view.tables["draws"] = pd.DataFrame(
            {
                "draw": [0, 1, 2],
                "region": "kaifeng",
                "indicator": "hospital_beds_per_1000",
                "year": 2025,
                "value": values,
            }
        )
    found = compare(views, 2025, catalogue()).outcomes.set_index(["region", "indicator"])
    told = found["difference_interval_label:tight-0123456789abcdef"]
    assert told[("kaifeng", "hospital_beds_per_1000")] == "+1.05至+1.95"
    assert told[("kaifeng", "residents.total")] == ""
