"""The lists of evidence in words: nothing left out, found by a search, the weightiest first."""

import pytest

from simulator.desk import evidence_tables
from simulator.desk.cases import params_of
from simulator.desk.evidence_tables import EVIDENCE_TABLES, HEADS, evidence_table

pytestmark = pytest.mark.unit


def test_every_parameter_and_every_value_of_a_region_has_its_row():
    table = evidence_table("parameters")
    known = params_of(None).parameters.values()
    assert len(table) == sum(1 + len(one.regions) for one in known)
    assert (table["grade"] != "").all()
    assumed = table[table["grade"] == "假设"]
    assert (assumed["reason"] != "").all()


def test_what_is_not_assumed_says_where_it_comes_from():
    table = evidence_table("parameters", "en")
    assert (table.loc[table["grade"] != "assumed", "place"] != "").all()


@pytest.mark.parametrize("name", EVIDENCE_TABLES)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_all_columns_have_headings_in_words(name, lang):
    table = evidence_table(name, lang)
    assert list(table.columns) == list(HEADS[name])
    assert set(table.attrs["heads"]) == set(HEADS[name])
    assert len(table)


def test_a_search_takes_every_word_wherever_it_stands():
    whole = evidence_table("doubts")
    found = evidence_table("doubts", words="开封市 养老")
    assert 0 < len(found) < len(whole)
    texts = found.astype(str).agg(" ".join, axis=1)
    assert texts.str.contains("开封市").all()
    assert texts.str.contains("养老").all()
    assert not len(evidence_table("doubts", words="没有这样的词"))


def test_what_was_measured_stands_first(monkeypatch):
    last = evidence_table("doubts")["id"].iloc[-1]
    turns = {one: one == last for one in evidence_table("doubts")["id"]}
    monkeypatch.setitem(evidence_tables._MEASURED, "doubts", turns)
    table = evidence_table("doubts")
    assert (table["id"].iloc[0], table["changes_verdict"].iloc[0]) == (last, "是")
    assert table["changes_verdict"].iloc[1] == "否"


def test_effects_are_sorted_and_absent_ones_stay_last(monkeypatch):
    names = evidence_table("assumed")["name"].tolist()
    monkeypatch.setitem(evidence_tables._MEASURED, "assumed", {names[3]: 2.0, names[5]: 0.5})
    table = evidence_table("assumed")
    assert table["name"].tolist()[:2] == [names[3], names[5]]
    assert table["effect"].isna().sum() == len(names) - 2
