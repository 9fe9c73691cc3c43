"""The waterfall of a difference: bars in order, names escaped, nothing fetched."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from dashboards.charts.waterfall import waterfall, waterfall_page

pytestmark = pytest.mark.unit


def bars(from_zero=True, n_draws=0):
    frame = pd.DataFrame(
        [
            ("start", "基准", 1.0, "1.00", 0.0, 1.0),
            ("lever", "<b>转移支付</b>", 0.5, "+0.50", 1.0, 1.5),
            ("lever", "资金安排", -0.2, "-0.20", 1.5, 1.3),
            ("interaction", "相互作用", 0.1, "+0.10", 1.3, 1.4),
            ("end", "基准", 1.4, "1.40", 0.0, 1.4),
        ],
        columns=["kind", "label", "value", "text", "left", "right"],
    )
    frame.attrs = {
        "axis": (0.0, 1.6),
        "from_zero": from_zero,
        "unit": "张/千人",
        "n_draws": n_draws,
    }
    return frame


def test_every_bar_has_a_row_of_its_own_from_top_to_bottom():
    plot = waterfall(bars(), str)
    assert len(set(plot.y_range.factors)) == 5
    data = plot.renderers[0].data_source.data
    assert data["row"] == plot.y_range.factors[::-1]
    assert data["end"] == [1.0, 1.5, 1.5, 1.4, 1.4]
    assert len({data["colour"][at] for at in range(1, 4)}) == 3
    assert data["colour"][0] == data["colour"][4]
    assert plot.xaxis[0].axis_label == "张/千人"


def test_an_axis_that_begins_elsewhere_says_so():
    assert "not_from_zero" in waterfall(bars(from_zero=False), str).xaxis[0].axis_label


def test_intervals_are_named_at_the_axis_and_have_room():
    drawn = bars(n_draws=30)
    assert waterfall(drawn, str).xaxis[0].axis_label == "张/千人 · in_brackets"
    long = drawn.assign(text="+0.50（+0.10至+0.90）")
    long.attrs = drawn.attrs
    assert waterfall(long, str).x_range.end > waterfall(bars(), str).x_range.end


def test_the_page_holds_its_scripts_and_escapes_names():
    page = waterfall_page(bars(), "试算 <i>", "zh", ["来源 <u>"])
    assert "试算 &lt;i&gt;" in page
    assert "<b>转移支付" not in page
    assert "<u>" not in page
    assert re.search(r"<(script|link)[^>]* (src|href)=", page) is None
