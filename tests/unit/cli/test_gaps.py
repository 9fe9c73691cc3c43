"""``equalise gaps`` in all its views, and ``equalise rank``."""

from __future__ import annotations

import pandas as pd
import pytest

from simulator.cli.gaps import only

pytestmark = pytest.mark.unit


def test_gaps_show_names_units_notes_and_the_run(equalise, api):
    answer = equalise("gaps baseline --reference target --include-imputed --year 2025")
    assert "每千人口托位数" in answer.out
    assert "补齐所需资金（亿元，2020年价）" in answer.out
    assert "15.00" in answer.out
    assert "—" in answer.out
    assert "回顾（反事实）：2025年" in answer.out
    assert "测算编号：baseline-0123456789abcdef" in answer.out
    expected = {"reference": "target", "include_imputed": True, "lang": "zh"}
    assert api.asked[-1] == ("baseline-0123456789abcdef", 2025, expected)


def test_gaps_are_of_the_last_year_by_default(equalise, api):
    equalise("gaps baseline")
    assert api.asked[-1][1] == 2030


def test_gaps_of_some_regions_keep_their_notes():
    table = pd.DataFrame({"region": ["henan", "kaifeng"], "value": [1.0, 2.0]})
    table.attrs["notes"] = ["note"]
    some = only(table, ("kaifeng",))
    assert some["value"].tolist() == [2.0]
    assert some.attrs == table.attrs
    assert only(table, None) is table


def test_linked_cities_stand_apart_and_together(equalise, api):
    answer = equalise("gaps zhengzhou-kaifeng --pooled")
    assert "6.40" in answer.out
    assert "8%在郑州市解决（假设）" in answer.out
    assert api.asked[-1] == ("zhengzhou-kaifeng-0123456789abcdef", 2030, "zh")


def test_use_is_told_in_units_and_in_money(equalise, api):
    answer = equalise("gaps baseline --use --include-imputed")
    assert "96.00" in answer.out
    assert "每年闲置金额" in answer.out
    assert api.asked[-1][1:] == (2030, "zh", {"include_imputed": True})


def test_use_takes_no_reference_and_no_other_view(equalise):
    assert equalise("gaps baseline --use --reference target").err.count("[C145]") == 1
    assert equalise("gaps baseline --use --pooled").err.count("[C145]") == 1


def test_ranks_say_among_how_many_real_cities(equalise, api):
    answer = equalise("rank baseline --domain health --year 2025")
    assert "3/6" in answer.out
    assert "有本市数据 6 个市，其余 12 个市全部为推算" in answer.out
    assert api.asked[-1][1:] == (2025, "zh", {"domain": "health", "include_imputed": False})
    assert "[C106]" in equalise("rank baseline --domain healt").err


def test_sentences_stand_alone_on_a_line_with_notes_below(equalise, api):
    answer = equalise("gaps baseline --sentences --year 2025 --include-imputed")
    assert "开封市2025年床位数为7.99张。\n" in answer.out
    assert answer.out.index("末位可能差1。") > answer.out.index("7.99")
    assert api.asked[-1][1:] == (2025, "zh", {"include_imputed": True})
    only = equalise("gaps baseline --sentences --quiet")
    assert only.out == "开封市2025年床位数为7.99张。\n\n"
    (record,) = equalise("gaps baseline --sentences --json").json()
    assert record["region"] == "kaifeng"


def test_sentences_name_their_references_themselves(equalise):
    assert equalise("gaps baseline --sentences --reference target").err.count("[C170]") == 1
    assert equalise("gaps baseline --sentences --pooled").err.count("[C145]") == 1
    assert equalise("gaps baseline --sentences --use").err.count("[C145]") == 1


def test_pooled_takes_no_option_that_chooses_gaps(equalise):
    answer = equalise("gaps baseline --pooled --reference target --include-imputed")
    assert answer.status == 2
    assert answer.err.count("[C145]") == 2
