import pandas as pd
import pytest

from simulator.analysis.document import Heading, Items, Picture
from simulator.analysis.index_frame import index_over_time
from simulator.analysis.reports.facts import worst_target
from simulator.analysis.reports.findings import due_rows
from simulator.analysis.reports.method import time_marks
from tests.example_catalogue import catalogue
from tests.report_content import equity, judged, report, view

pytestmark = pytest.mark.unit


def blocks(kind, *views, language="zh", variant="slides"):
    made = report(variant, *views, language=language)
    return [block for block in made.blocks if isinstance(block, kind)]


def headline(number, *views):
    return blocks(Heading, *(views or (judged(),)))[number].text


def test_headlines_say_the_numbers_of_the_store():
    indicators = view().tables["indicators"]
    rows = indicators[(indicators["statistic"] == "central") & (indicators["year"] == 2025)]
    value = rows.set_index(["region", "indicator"])["value"]
    places = value["henan", "toddler_places_per_1000"]
    assert f"2025年预测{places:.2f}" in headline(1)
    assert f"缺{4.5 - places:.2f}" in headline(1)
    ledger = view().tables["ledger"].query("region == 'henan' and statistic == 'central'")
    own = ledger[(ledger["category"] == "own") & (ledger["year"] <= 2025)]["yuan"].sum()
    assert f"可用财力合计{own / 1e8:,.2f}" in headline(2)
    assert headline(4) == "均等化指数由2020年的0.850变为2025年的0.900（1为完全均等）"


def test_the_targets_met_are_counted_in_every_scenario():
    better = judged("tight", lift=3.0)
    frame = next(one for one in blocks(Picture, judged(), better) if one.kind == "met").frames[0]
    said = headline(3, judged(), better)
    assert f"可判断的{frame['judged'].sum()}项规划目标" in said
    for run in (judged(), better):
        assert f"“{run.label}”达到{frame[run.id].sum()}项" in said


def test_the_worst_binding_target_comes_before_one_that_is_missed_by_more():
    rows = due_rows(view(), catalogue())
    assert str(worst_target(rows)["nature"]) == "binding" or "binding" not in set(rows["nature"])
    unbound = rows.assign(nature="expected")
    most = unbound[(unbound["region"] == "henan")]["lacking"].max()
    assert worst_target(unbound)["lacking"] == most
    bound = unbound.copy()
    least = bound[(bound["region"] == "henan") & bound["met"].eq(False)]["lacking"].idxmin()
    bound.loc[least, "nature"] = "binding"
    assert worst_target(bound)["lacking"] == bound.loc[least, "lacking"]


def test_where_nothing_is_missed_a_binding_target_is_shown_as_met():
    rows = due_rows(view(lift=50.0), catalogue())
    assert bool(worst_target(rows)["met"])
    assert "达到2025年目标" in headline(1, judged(lift=50.0))
    assert worst_target(rows.assign(met=pd.NA)) is None


def test_targets_missed_by_a_hair_are_told():
    notes = next(one for one in blocks(Picture, judged()) if one.kind == "met").notes
    assert len(notes) == 1
    near = view()
    verdicts = near.tables["verdicts"].copy()
    lacking = verdicts["met"].eq(0.0) & (verdicts["year"] == 2025)
    verdicts.loc[lacking, "shortfall"] = verdicts.loc[lacking, "target_value"] * 0.001
    near.tables["verdicts"] = verdicts
    notes = next(one for one in blocks(Picture, near) if one.kind == "met").notes
    assert "差不足1%" in notes[1]


def test_the_years_say_whether_they_look_back_or_ahead():
    assert time_marks(view(), "zh") == ["2021—2025年回顾（反事实）", "2026—2030年展望"]


def test_the_closing_slide_names_sources_doubts_and_runs():
    said = "\n".join(blocks(Items, judged(), judged("tight"))[0].texts)
    for expected in ("项为假设", "目标出处", "baseline-0123456789abcdef", "tight-"):
        assert expected in said


def test_indices_come_from_the_variant_of_evidence_alone():
    table = equity(draws=True)
    imputed = table.assign(n_imputed=15, n_regions=18, group="all", value=0.1)
    frame = index_over_time(pd.concat([table, imputed]), catalogue())
    assert frame["equalisation_index"].tolist() == pytest.approx(
        [0.85 + k / 100 for k in range(11)]
    )
    assert (frame["p95"] - frame["p05"])[1:].tolist() == pytest.approx([0.04] * 10)
    assert frame.attrs["who"].startswith("组间，3组")
    assert index_over_time(None, catalogue()).empty
    assert index_over_time(imputed, catalogue()).empty


def test_every_indicator_of_the_region_is_a_chart_of_its_own():
    keys = [one.key for one in blocks(Picture, judged(), variant="charts")]
    assert len(keys) == len(set(keys))
    for indicator in ("hospital_beds_per_1000", "toddler_places_per_1000"):
        assert f"trajectories:baseline-0123456789abcdef:henan:{indicator}" in keys
