"""Observed series: vintages, breaks and the factors across them."""

import pytest

from simulator.errors import InputError
from simulator.inputs.observed import Link, Observed, Series, load_series
from simulator.inputs.regions import load_regions
from simulator.inputs.shipped import params_tree
from simulator.inputs.sources import load_sources

pytestmark = pytest.mark.unit
PEOPLE = "resident_population"
BEFORE, AFTER = ("pre_census", "常住人口"), ("post_census", "常住人口")


def seen(year, value, kind=AFTER, published="2021"):
    return Observed(
        year,
        "kaifeng",
        PEOPLE,
        value,
        "person",
        *kind,
        published,
        "final",
        "kaifeng-14",
        "",
        "x.csv",
        2,
    )


def code_of(call, *given):
    with pytest.raises(InputError) as caught:
        call(*given)
    return [problem.code for problem in caught.value.problems]


def test_growth_is_computed_between_values_of_one_kind():
    series = Series((seen(2020, 100.0), seen(2022, 110.0)))
    assert series.growth("kaifeng", PEOPLE, 2020, 2022) == pytest.approx(1.1)


def test_no_growth_across_a_break_without_a_stated_factor():
    series = Series((seen(2015, 90.0, BEFORE), seen(2020, 100.0)))
    assert code_of(series.growth, "kaifeng", PEOPLE, 2015, 2020) == ["O132"]
    assert code_of(series.growth, "kaifeng", PEOPLE, 2014, 2020) == ["O131"]


def test_a_link_factor_leads_across_a_break_both_ways():
    rows = (seen(2015, 90.0, BEFORE), seen(2020, 99.0))
    link = Link("kaifeng", PEOPLE, 2020, BEFORE, AFTER, 1.1)
    assert Series(rows, (link,)).growth("kaifeng", PEOPLE, 2015, 2020) == pytest.approx(1.0)
    back = Link("kaifeng", PEOPLE, 2020, AFTER, BEFORE, 1 / 1.1)
    assert Series(rows, (back,)).growth("kaifeng", PEOPLE, 2015, 2020) == pytest.approx(1.0)


def test_the_link_nearest_to_the_old_value_counts():
    rows = (seen(2015, 90.0, BEFORE), seen(2020, 99.0))
    far = Link("kaifeng", PEOPLE, 2019, BEFORE, AFTER, 2.0)
    near = Link("kaifeng", PEOPLE, 2016, BEFORE, AFTER, 1.1)
    series = Series(rows, (far, near))
    assert series.growth("kaifeng", PEOPLE, 2015, 2020) == pytest.approx(1.0)


def test_values_of_one_kind_go_before_linked_ones():
    rows = (seen(2016, 90.0, BEFORE), seen(2016, 100.0), seen(2020, 120.0))
    link = Link("kaifeng", PEOPLE, 2020, BEFORE, AFTER, 2.0)
    assert Series(rows, (link,)).growth("kaifeng", PEOPLE, 2016, 2020) == pytest.approx(1.2)


def test_the_vintage_published_last_is_the_latest():
    series = Series((seen(2020, 2.0, published="2024"), seen(2020, 1.0, published="2021")))
    assert series.latest("kaifeng", PEOPLE, 2020).value == 2.0
    assert series.latest("kaifeng", PEOPLE, 2021) is None


HEAD = "year,region,indicator,value,unit,basis,definition,published,status,source,note\n"
ROW = "2020,kaifeng,physicians,1,person,,执业（助理）医师,2021,final,kaifeng-14,\n"


@pytest.mark.parametrize(
    ("was", "now", "code"),
    [
        ("2020,", "二〇,", "O102"),
        ("kaifeng,physicians", "kaifen,physicians", "O103"),
        ("final,kaifeng-14", "final,kaifeng-15", "O104"),
        ("person", "persons", "O105"),
        ("final", "last", "O105"),
    ],
)
def test_a_wrong_row_is_told_at_its_line(tmp_path, was, now, code):
    folder = tmp_path / "params" / "observations"
    folder.mkdir(parents=True)
    text = HEAD + ROW.replace(was, now, 1)
    (folder / "own.csv").write_text(text, encoding="utf-8")
    tree = params_tree(tmp_path / "params")
    _, problems = load_series(tree, ["kaifeng", *_regions()], _sources(tree))
    assert [(one.code, one.where.line) for one in problems] == [(code, 2)]


def _regions():
    return load_regions(params_tree())[0]


def _sources(tree):
    return load_sources(tree)[0]
