"""The pages on the baseline print what a fresh run says, and what they say turns a verdict does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from benchmarks import baseline_compared, baseline_pages, hinges
from benchmarks.page_words import plain
from benchmarks.verdicts import CITIES, END, SERVICES, verdicts
from simulator import api

pytestmark = pytest.mark.integration

DOCS = Path(__file__).parents[2] / "docs"
LANGUAGES = ("zh", "en")
FROM_A_RUN = ("results", "missing", "paths", "money")
FROM_THE_SEARCH = ("summary", "turns", "firmness", "others")
MET = {"达到": True, "未达到": False, "met": True, "missed": False}


def page(lang):
    return (DOCS / f"baseline-{lang}.md").read_text(encoding="utf-8")


def cells(line):
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def figures(line):
    """Return the numbers of a row, those in the label before a parameter's name left out."""
    return re.findall(r"[-+]?\d+(?:[.,]\d+)*", re.sub(r"\| [^|]* (`[^`|]+` \|)", r"| \1", line))


def table(lang, name):
    return baseline_pages.rows_of(page(lang), name)


@pytest.fixture(scope="module")
def case():
    return api.load_case("baseline", until=END)


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    return api.run_scenario("baseline", out=tmp_path_factory.mktemp("runs"), draws=0)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_results_are_the_verdicts_of_a_fresh_run(run, lang):
    judged = run.verdicts.set_index(["region", "indicator", "year"]).sort_index()
    shown = iter(table(lang, "results"))
    for city in CITIES:
        for indicator, service in SERVICES.items():
            found = cells(next(shown))
            names = [api.label("region", city, lang), api.label("service", service, lang)]
            assert found[:2] == names
            for year, value, verdict in ((2025, *found[4:6]), (2030, *found[6:8])):
                one = judged.loc[(city, indicator, year)]
                assert (value, MET[verdict]) == (f"{one['value']:.2f}", bool(one["met"]))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", FROM_A_RUN)
def test_the_tables_of_a_run_are_up_to_date(run, case, name, lang):
    assert table(lang, name) == baseline_pages.of_run(run, case, lang)[name]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", baseline_compared.COLUMNS)
def test_the_comparison_shows_this_run(run, case, name, lang):
    rows = table(lang, name)
    column = baseline_compared.COLUMNS[name](run, case, rows)
    assert [cells(row)[2] for row in rows] == column


def test_what_is_said_to_turn_a_verdict_turns_it_and_a_step_less_does_not(case):
    trials = hinges.Trials(case, verdicts(case))
    names = {api.label("region", city): city for city in case.cities}
    indicators = {api.label("service", one): name for name, one in SERVICES.items()}
    parameters = {one.name: one for one in hinges.ranged(case)}
    for line in table("zh", "turns"):
        city, service, year, verdict, assumption, _, value, *_, at, _, _ = cells(line)
        key = names[city], indicators[service], int(year)
        parameter = parameters[re.findall(r"`(.+)`", assumption)[0]]
        turning = float(at.strip("*").replace(",", ""))
        step = hinges.step_of(parameter) * (1 if turning > parameter.value else -1)
        assert (plain(parameter.value), MET[verdict]) == (value, trials.usual[key].met)
        assert trials.turned(parameter, turning, key)
        assert not trials.turned(parameter, round(turning - step, 10), key)


@pytest.mark.parametrize("name", [*FROM_A_RUN, *FROM_THE_SEARCH])
def test_both_languages_print_the_same_numbers(name):
    chinese, english = ([figures(line) for line in table(lang, name)] for lang in LANGUAGES)
    assert chinese == english


@pytest.mark.parametrize("name", FROM_THE_SEARCH)
def test_the_tables_of_the_search_are_filled(name):
    assert table("zh", name)
