"""Reports of stored runs: every number comes from the store, and the pages look as they must."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from datetime import date
from html import unescape
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from simulator import api
from simulator.analysis.numbers import number, signed
from simulator.cli.main import main
from simulator.desk.draft import draft
from simulator.desk.pictures import label
from simulator.desk.reports import Asked, report_document, write_report
from simulator.desk.review import review
from simulator.desk.runs import run_scenario
from simulator.errors import InputError
from simulator.reporting.word import write_word
from tests.laid_out import pages

MOST_PAGES = 3
NUMBER = re.compile(r"[+-]?\d[\d,]*(?:\.\d+)?")
STORED = Path(__file__).parents[1] / "stored" / "model-city-format-2.zip"


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return tmp_path_factory.mktemp("runs")


@pytest.fixture(scope="module")
def runs(store):
    asked = {"draws": 8, "keep_draws": True, "until": 2026, "out": store}
    return [run_scenario(name, **asked) for name in ("baseline", "tight")]


@pytest.fixture(scope="module")
def path(runs, store):
    return write_report(runs, store / "report.docx", day="2026-11-28")


def rows_below(path, title):
    """Return the cells of the first table whose caption holds a title, without its heading."""
    file = docx.Document(str(path))
    captions = [p for p in file.paragraphs if p.style.name == "Caption" and title in p.text]
    caption = next(p for p in captions if p.text.startswith("表"))
    table = caption._p.getnext()
    rows = table.findall(qn("w:tr"))[1:]
    return [[_text(cell) for cell in row.findall(qn("w:tc"))] for row in rows]


def _text(cell):
    nodes = cell.iter(qn("w:t"), qn("w:br"))
    return "".join("\n" if node.tag == qn("w:br") else node.text or "" for node in nodes)


@pytest.mark.integration
@pytest.mark.parametrize(("region", "name"), [("henan", "河南省"), ("kaifeng", "开封市")])
def test_the_indicator_table_says_what_the_store_holds(runs, path, region, name):
    shown = rows_below(path, f"{name}规划指标2025年预测（基准）")
    stored = runs[0].table("verdicts")
    stored = stored[(stored["region"] == region) & (stored["year"] == 2025)]
    stored = stored[(stored["target_year"] == 2025) & (stored["plan"] == f"{region}-14")]
    central = stored[stored["statistic"] == "central"]
    assert len(shown) == len(central)
    # the printed order is the plan's; as sets of cells both must agree
    expected = []
    for row in central.to_dict("records"):
        drawn = stored[stored["row_id"] == row["row_id"]].set_index("statistic")["value"]
        ends = [number(drawn[one], row["unit"]) for one in ("p05", "p95") if one in drawn]
        span = "—".join(ends) if len(ends) == 2 and ends[0] != ends[1] and "—" not in ends else ""
        value = number(row["value"], row["unit"])
        expected.append(
            (f"{value}\n{span}" if span else value, number(row["shortfall"], row["unit"]))
        )
    assert sorted((row[4], row[5]) for row in shown) == sorted(expected)
    chances = central["probability_met"].dropna()
    said = [row[8].partition("概率")[2] for row in shown if "概率" in row[8]]
    assert sorted(said) == sorted(f"{chance * 100:.0f}%" for chance in chances)


@pytest.mark.integration
def test_the_gap_table_says_what_the_store_holds(runs, path):
    shown = rows_below(path, "2025年各市与全省的差距")
    stored = runs[0].table("gaps").query("statistic == 'central' and year == 2025")
    stored = stored[stored["reference"] == "province"]
    expected = {}
    for row in stored.to_dict("records"):
        unit = row["unit"]
        names = label("region", row["region"]), label("indicator", row["indicator"])
        expected[names] = [
            number(row["value"], unit),
            number(row["reference_value"], unit),
            signed(row["gap"], unit),
            signed(row["gap_percent"], "percent"),
            number(row["units_to_close"], "none"),
            number(row["yuan_to_close"] / 1e8, "per_1000"),
        ]
    compared = [row for row in shown if row[3].endswith("\n全省")]
    assert len(compared) > 15
    for row in compared:
        first = [cell.split("\n")[0] for cell in row]
        assert first[2:] == expected[first[0], first[1]]


@pytest.mark.integration
@pytest.mark.parametrize("suffix", [".html", ".pdf"])
def test_pages_and_pdf_say_what_the_store_holds(runs, store, suffix):
    path = write_report(runs, store / f"report{suffix}", day="2026-11-28")
    found = Counter(NUMBER.findall(text_of(path)))
    stored = runs[0].table("verdicts").query("statistic == 'central' and year == 2025")
    stored = stored[(stored["target_year"] == 2025) & (stored["region"] == "henan")]
    gaps = runs[0].table("gaps").query("statistic == 'central' and year == 2025")
    gaps = gaps[(gaps["reference"] == "province") & (gaps["region"] == "kaifeng")]
    expected = [
        *(number(value, unit) for value, unit in zip(stored["value"], stored["unit"], strict=True)),
        *(signed(gap, unit) for gap, unit in zip(gaps["gap"], gaps["unit"], strict=True)),
    ]
    assert len(expected) > 40
    assert Counter(one for one in expected if NUMBER.fullmatch(one)) - found == Counter()


def text_of(path):
    """Return what a reader of a page or a PDF sees."""
    if path.suffix == ".html":
        page = path.read_text(encoding="utf-8").partition("<main>")[2]
        return unescape(re.sub(r"<[^>]*>", " ", page))
    if shutil.which("pdftotext") is None:
        pytest.skip("no pdftotext: apt-get install poppler-utils")
    asked = ["pdftotext", "-raw", str(path), "-"]
    return subprocess.run(asked, check=True, capture_output=True, text=True).stdout


@pytest.mark.integration
def test_the_ledger_sums_to_the_stores_money(runs, path):
    shown = rows_below(path, "河南省资金台账2021—2026年")
    ledger = runs[0].table("ledger").query("statistic == 'central' and region == 'henan'")
    sums = ledger.groupby(["category", "year"])["yuan"].sum() / 1e8
    own = next(row for row in shown if row[0] == "本级财力")
    assert own[1:] == [f"{sums['own', year]:,.1f}" for year in range(2021, 2027)]
    assert {cell for cell in shown[-1][1:]} == {"0.0"}


@pytest.mark.integration
def test_the_same_run_twice_stands_once_and_other_variants_are_named(runs):
    made = report_document([runs[0], runs[0]])
    assert "基准、基准" not in made.subtitle
    for options, code in (
        ({"variant": "ful"}, "R200"),
        ({"template": "t.docx"}, "R204"),
    ):
        target = "r.xlsx" if "template" in options else "r.docx"
        with pytest.raises(InputError) as caught:
            write_report(runs, target, **options)
        assert [problem.code for problem in caught.value.problems] == [code]
        assert not Path(target).exists()


@pytest.mark.integration
def test_unlike_runs_are_refused_or_named_on_every_page(runs, store):
    other = api.import_run(STORED, store)
    with pytest.raises(InputError) as caught:
        report_document([runs[0], other])
    assert [problem.code for problem in caught.value.problems] == ["R239"]
    made = report_document([runs[0], other], asked=Asked(unlike=True))
    assert made.warning.startswith("模型版本不同")
    assert made.warning in made.running
    path = write_word(made, store / "unlike.docx")
    section = docx.Document(str(path)).sections[0]
    for header in (section.header, section.even_page_header):
        assert made.warning in header.paragraphs[0].text


@pytest.mark.integration
def test_the_command_writes_a_report_and_says_where(runs, store, capsys):
    to = store / "brief.docx"
    asked = ["report", runs[0].id, "--runs", str(store), "--to", str(to), "--variant", "brief"]
    assert main([*asked, "--lang", "en"]) == 0
    assert str(to) in capsys.readouterr().out
    texts = [p.text for p in docx.Document(str(to)).paragraphs]
    assert texts[0] == "Henan: targets for basic public services in 2025"
    assert docx.Document(str(to)).core_properties.created.date() == date.today()


@pytest.mark.integration
@pytest.mark.parametrize(("kind", "year"), [("annual", 2022), ("midterm", 2023), ("final", 2025)])
def test_a_review_says_what_equalise_review_says(runs, store, kind, year):
    path = write_report(runs[:1], store / f"{kind}.docx", variant=kind, year=year)
    total = review(kind, year, run=runs[0]).counts.iloc[0]
    first = rows_below(path, f"{year}年评价项数")[0]
    names = ("n_rows", "done", "missed", "not_observed", "definition_changed", "no_number")
    assert first[2:8] == [str(total[name]) for name in names]


@pytest.mark.integration
def test_a_draft_of_a_plan_holds_the_suggested_targets(runs, store):
    asked = {"variant": "draft-plan", "region": "kaifeng", "year": 2030}
    path = write_report(runs[:1], store / "draft.docx", **asked)
    table = draft("kaifeng", 2025, 2030, out=store)
    shown = rows_below(path, "开封市2026—2030年目标建议")
    expected = [
        number(float(value), unit)
        for value, unit in zip(table["suggested"], table["unit"], strict=True)
    ]
    assert [row[6].split("\n")[0] for row in shown] == expected


@pytest.mark.integration
def test_a_review_without_its_year_is_refused(runs, store):
    for asked in ({"variant": "final"}, {"variant": "draft-plan", "year": 2030}):
        with pytest.raises(InputError) as caught:
            write_report(runs, store / "never.docx", **asked)
        assert [problem.code for problem in caught.value.problems] == ["R205"]
    assert not (store / "never.docx").exists()


@pytest.mark.slow
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_brief_has_at_most_three_pages(runs, tmp_path, language):
    for n in (1, 2):
        path = write_report(runs[:n], tmp_path / f"{n}.docx", language, variant="brief")
        assert 1 <= pages(path, tmp_path) <= MOST_PAGES


@pytest.mark.slow
def test_a_full_report_is_laid_out(path, tmp_path):
    assert pages(path, tmp_path) > 10
