"""The page of fairness without a browser: states, frames and what they feed."""

from io import BytesIO

import pandas as pd
import pytest

from dashboards.charts.lorenz import feed_lorenz, lorenz
from dashboards.charts.paths import feed_paths, paths
from dashboards.charts.ranks import feed_ranks, ranks
from dashboards.state import State
from dashboards.states.fairness import FairnessState
from dashboards.views.fairness import Fairness

pytestmark = pytest.mark.integration
BEDS, JOBS = "hospital_beds_per_1000", "new_urban_jobs"


@pytest.fixture
def state(page_store):
    return State(page_store)


def test_curves_are_fed_and_imputed_cities_are_hollow(state):
    own, picture = FairnessState(state), lorenz(str, 300)
    frame = own.lorenz()
    feed_lorenz(picture, frame)
    chosen = picture.sources["chosen"].data
    assert len(chosen["fill"]) == 19
    assert chosen["fill"].count("white") == int(frame[frame["year"] == 2025]["imputed"].sum())
    assert picture.names["chosen"].label.value == frame.attrs["ginis"][2025]


def test_the_base_year_alone_is_drawn_once(state):
    own, picture = FairnessState(state), lorenz(str, 300)
    state.year = 2020
    feed_lorenz(picture, own.lorenz())
    assert picture.sources["base"].data["fill"] == []
    assert not picture.names["base"].visible


def test_lines_without_values_leave_the_legend(state):
    own, picture = FairnessState(state), paths(str, 300)
    feed_paths(picture, own.path(), 2025)
    shown = {item.name: item.visible for item in picture.figure.legend[0].items}
    assert shown == {"p05": True, "value": True, "second": False, "third": False}
    own.measure = "theil_t"
    feed_paths(picture, own.path(), 2025)
    assert all(item.visible for item in picture.figure.legend[0].items)


def test_ranks_stand_with_the_best_above():
    frame = pd.DataFrame(
        {
            "region_label": ["甲", "乙"],
            "rank": [1.0, 2.0],
            "rank_p05": [1.0, 1.0],
            "rank_p95": [2.0, 2.0],
            "rank_label": ["1/2", "2/2"],
            "rank_interval_label": ["1–2", "1–2"],
        }
    )
    picture = ranks(str, 300)
    feed_ranks(picture, frame)
    assert picture.figure.y_range.factors == ["乙", "甲"]


def test_the_page_draws_every_part_and_again_only_what_changed(state):
    page = Fairness(state)
    state.page = "fairness"
    page.show()
    assert not any(part.stale for part in page.own_parts)
    page.own.measure = "theil_l"
    assert "泰尔L指数" in page.path.title.object
    state.indicator = JOBS
    assert not page.lorenz.chart.visible
    assert "画不出" in page.lorenz.notes.object


def test_choices_stay_in_the_other_language(state):
    FairnessState(state).param.update(include_imputed=False, measure="theil_t")
    other = FairnessState(state.in_language("en"))
    assert (other.include_imputed, other.measure) == (False, "theil_t")


def test_a_table_is_downloaded_under_its_headings(state):
    page = Fairness(state)
    page.show()
    read = pd.read_excel(BytesIO(page.table._write("xlsx")), header=None, engine="openpyxl")
    assert "等权" in read.to_string()
    assert "均等化指数" in page.table._write("csv").decode("utf-8-sig")
