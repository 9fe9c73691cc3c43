"""The radar of attainment: the target is the ring, gaps stay gaps, nothing fetched."""

from __future__ import annotations

import math
import re

import numpy as np
import pandas as pd
import pytest

from dashboards.charts.radar import empty_radar, feed_radar, radar, radar_page

pytestmark = pytest.mark.unit

CELLS = pd.DataFrame(
    [
        ("kaifeng", "开封市", "a", "幼<b>", 0.5, 1),
        ("kaifeng", "开封市", "b", "教", 1.0, 2),
        ("kaifeng", "开封市", "c", "医", math.nan, 0),
        ("henan", "河南省", "a", "幼<b>", 0.25, 1),
        ("henan", "河南省", "b", "教", 1.0, 2),
        ("henan", "河南省", "c", "医", 0.9, 2),
    ],
    columns=["region", "region_label", "domain", "domain_label", "attainment", "n_indicators"],
).assign(indicators="床位", n_imputed=0)


def lines(plot, label):
    """Return the radius of each drawn point of an area's line."""
    item = next(one for one in plot.legend[0].items if one.label.value == label)
    data = item.renderers[0].data_source.data
    return np.hypot(np.array(data["x"], float), np.array(data["y"], float))


def test_the_distance_from_the_middle_is_the_attainment_and_the_line_closes():
    assert lines(radar(CELLS, str), "河南省") == pytest.approx([0.25, 1.0, 0.9, 0.25])


def test_what_cannot_be_judged_leaves_a_gap_and_no_point():
    plot = radar(CELLS, str)
    assert np.isnan(lines(plot, "开封市")).tolist() == [False, False, True, False]
    item = next(one for one in plot.legend[0].items if one.label.value == "开封市")
    assert len(item.renderers[1].data_source.data["x"]) == 2


def test_what_is_imputed_is_hollow_and_its_city_carries_a_star():
    plot = radar(CELLS.assign(n_imputed=[1, 0, 0, 0, 0, 0]), str)
    item = next(one for one in plot.legend[0].items if one.label.value == "开封市*")
    fill = item.renderers[1].data_source.data["fill"]
    assert fill[0] == "white" != fill[1]


def test_names_stand_beside_the_web_and_rings_carry_their_share():
    plot = radar(CELLS, str)
    webs = [one.data_source.data for one in plot.renderers if "text" in one.data_source.data]
    assert ["25%", "50%", "75%", "100%"] in [web["text"] for web in webs]
    assert next(web["side"] for web in webs if "side" in web) == ["center", "left", "right"]


def test_a_fed_chart_takes_fewer_and_other_areas_without_being_built_again():
    picture = empty_radar(3, str)
    feed_radar(picture, CELLS)
    feed_radar(picture, CELLS[CELLS["region"] == "henan"])
    assert [slot.item.visible for slot in picture.slots] == [True, False, False]
    assert lines(picture.figure, "河南省") == pytest.approx([0.25, 1.0, 0.9, 0.25])
    assert picture.slots[1].points.data["x"] == []


def test_the_page_holds_its_scripts_and_escapes_names():
    page = radar_page(CELLS, "试算 <i>", "zh", ["来源 <u>"])
    assert "试算 &lt;i&gt;" in page
    assert "幼<b>" not in page
    assert "<u>" not in page
    assert "\\u6765\\u6e90" in page
    assert re.search(r"<(script|link)[^>]* (src|href)=", page) is None
