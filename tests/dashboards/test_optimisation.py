"""The page of the optimum: what is asked, what is kept, what the pictures are fed."""

import pandas as pd
import pytest

from dashboards import answers
from dashboards.charts import frontier, plan_money, stairs
from dashboards.parts.words import paragraphs, table
from dashboards.state import State
from dashboards.states.optimisation import Asking
from dashboards.states.solved import Solved

pytestmark = pytest.mark.integration
PLACES = "toddler_places_per_1000"


@pytest.fixture
def asking(page_store):
    made = Asking(State(page_store))
    made.param.update(region=["kaifeng"], indicator=[PLACES], as_of=2022)
    return made


def test_the_form_asks_as_the_command_does(asking):
    asking.param.update(absorb="20，toddler_places=60", probability=80, by=2027, seats=True)
    told = asking.question()
    assert told["absorb"] == ("20", "toddler_places=60")
    assert (told["probability"], told["by"], told["until"]) == (0.8, 2027, None)
    assert told["seats"]
    assert not told["binding"]
    asking.param.update(goal_value=2.5, comparator="at_most")
    assert asking.goal()["goal"].startswith(f"{PLACES}<=2.5")


def test_the_same_question_is_answered_at_once_and_another_is_not(asking):
    first = asking.solve()
    assert isinstance(first, Solved)
    assert asking.solve() is first
    assert first.tables["rows"]["region"].unique().tolist() == ["kaifeng"]
    asking.binding = True
    with pytest.raises(Exception, match="C212"):
        asking.solve()


def test_a_choice_outlives_a_change_of_language_and_the_solve_is_not_done_again(asking, page_store):
    first = asking.solve()
    other = Asking(asking.state.in_language("en"))
    assert (other.region, other.as_of) == (["kaifeng"], 2022)
    assert other.solve().found is first.found


def test_no_more_answers_are_kept_than_there_is_room_for(monkeypatch):
    monkeypatch.setattr(answers, "_kept", type(answers._kept)())
    for key in range(answers.MOST + 5):
        answers.keep(key, key)
        answers.known(0)
    assert answers.known(0) == 0
    assert answers.known(1) is None
    assert len(answers._kept) == answers.MOST


def test_the_frontier_is_fed_and_its_point_marked():
    frame = pd.DataFrame(
        {
            "point": [1, 2],
            "shortfall_percent": [1.0, 2.0],
            "lowest_percent": [50.0, 60.0],
            "label": ["1", "2"],
            "money_label": ["1 亿元", "2 亿元"],
        }
    )
    picture = frontier.frontier(lambda key: key, 100)
    frontier.feed_frontier(picture, frame)
    frontier.mark_point(picture, 2)
    assert picture.source.data["lowest_percent"] == [50.0, 60.0]
    assert picture.source.selected.indices == [1]


def test_the_landing_of_the_stairs_stands_out():
    frame = pd.DataFrame(
        {
            "shown": [1.0, 1.1],
            "setting_label": ["1倍", "1.1倍"],
            "value": [1.9, 2.0],
            "met": [False, True],
            "landing": [False, True],
        }
    )
    frame.attrs = {
        "lever_axis": "财力",
        "indicator_axis": "个",
        "setting_format": "0",
        "goal": 2.0,
    }
    picture = stairs.stairs(lambda key: key, 100)
    stairs.feed_stairs(picture, frame)
    assert picture.marker.location == 2.0
    assert picture.source.data["size"][1] > picture.source.data["size"][0]


def test_what_comes_from_people_is_escaped():
    frame = pd.DataFrame({"<b>": ["<script>"]})
    frame.attrs["numbers"] = []
    for told in (table(frame, "<i>"), paragraphs(["<script>"], "story")):
        assert "<script>" not in told
        assert "&lt;script&gt;" in told


def test_another_question_marks_the_answer_that_is_shown_as_that_of_the_former(asking):
    asking.show(asking.solve())
    assert "开封市" in asking.title
    assert not asking.moved
    asking.by = 2028
    assert asking.moved
    asking.by = 0
    assert not asking.moved


def test_own_money_is_another_question_and_named_in_its_title(asking):
    plain = asking.solve()
    asking.money = asking.take_money("财力.xlsx", asking.book())
    rich = asking.solve()
    assert rich is not plain
    asking.show(rich)
    assert asking.title.endswith("财力.xlsx")


def test_what_was_asked_is_asked_again_in_the_other_language_unless_it_changed(asking):
    asking.solve()
    assert Asking(asking.state.in_language("en")).asked_before == "optimum"
    asking.binding = True
    assert Asking(asking.state.in_language("en")).asked_before == ""


def test_the_money_by_year_is_fed_with_its_unit_and_no_figure_is_rebuilt(asking):
    frame = asking.solve().tables["by_year"]
    picture = plan_money.plan_money(asking.state.say, 100)
    before = list(picture.figure.renderers)
    years = frame[frame["region"] == "kaifeng"]
    years.attrs = frame.attrs
    plan_money.feed_plan_money(picture, years, "年份")
    assert picture.source.data["capital"] == years["capital"].tolist()
    assert picture.figure.yaxis[0].axis_label == "亿元（2020年价）"
    assert picture.figure.renderers == before
