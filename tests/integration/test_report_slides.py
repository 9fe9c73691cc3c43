"""Slides and chart files of stored runs: every number comes from the store."""

import zipfile

import pytest
from pptx import Presentation

from simulator.axes import FISCAL_FUNDS
from simulator.cli.main import main
from simulator.desk.reports import write_report
from simulator.desk.runs import run_scenario
from tests.laid_out import pages


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return tmp_path_factory.mktemp("runs")


@pytest.fixture(scope="module")
def runs(store):
    asked = {"draws": 8, "until": 2026, "out": store}
    return [run_scenario(name, **asked) for name in ("baseline", "tight")]


@pytest.mark.integration
def test_slides_say_and_draw_what_the_store_holds(runs, store):
    path = write_report(runs, store / "slides.pptx", day="2026-11-28")
    slides = list(Presentation(str(path)).slides)
    charts = {
        series.name: dict(zip(plot.categories, series.values, strict=True))
        for slide in slides
        for shape in slide.shapes
        if shape.has_chart
        for plot in shape.chart.plots
        for series in plot.series
    }
    equity = runs[0].table("equity").query("indicator == '' and n_imputed == 0")
    for measure, name in (("equalisation_index", "均等化指数"), ("attainment_index", "达标指数")):
        central = equity[(equity["measure"] == measure) & (equity["statistic"] == "central")]
        years = [str(year) for year in central["year"]]
        assert charts[name] == dict(zip(years, central["value"], strict=True))
        first, last = (central.set_index("year")["value"][year] for year in (2020, 2025))
        if measure == "equalisation_index":
            said = slides[5].shapes.title.text_frame.text
            assert f"的{first:.3f}变为2025年的{last:.3f}" in said
    verdicts = runs[1].table("verdicts").query("statistic == 'central' and year == 2025")
    own = verdicts[verdicts["plan"] == verdicts["region"] + "-14"]
    met = own[(own["target_year"] == 2025) & own["met"].eq(1.0)]
    assert sum(charts["紧平衡达标"].values()) == len(met)
    ledger = runs[0].table("ledger").query("statistic == 'central' and region == 'henan'")
    fiscal = ledger[ledger["fund"].isin(FISCAL_FUNDS) & (ledger["category"] == "recurrent")]
    spent = -fiscal.groupby("year")["yuan"].sum() / 1e8
    assert list(charts["运行经费"].values()) == pytest.approx(spent.tolist())


@pytest.mark.integration
def test_the_command_writes_slides_and_charts_and_names_what_it_can_write(runs, store, capsys):
    asked = ["report", runs[0].id, "--runs", str(store), "--lang", "en", "--to"]
    for name in ("slides-en.pptx", "charts.png.zip", "charts.svg.zip"):
        assert main([*asked, str(store / name)]) == 0
        assert zipfile.is_zipfile(store / name)
    assert main([*asked, str(store / "charts.png")]) == 2
    told = capsys.readouterr().err
    assert all(end in told for end in (".pptx", ".png.zip", ".svg.zip"))


@pytest.mark.slow
@pytest.mark.parametrize("language", ["zh", "en"])
def test_slides_are_laid_out(runs, tmp_path, language):
    path = write_report(runs, tmp_path / "slides.pptx", language)
    assert pages(path, tmp_path, "libsdlo.so") == 7
