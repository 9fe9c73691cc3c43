"""What the province decides beside the cities: training seats, the share of conversions."""

from __future__ import annotations

import pytest

from simulator.cli.main import main
from simulator.desk.cases import load_case
from simulator.desk.engines import COMPILED, engine_for
from simulator.desk.optimise import optimise
from simulator.desk.optimised import table
from simulator.desk.optimised_notes import notes
from simulator.desk.plan_files import save_plan
from simulator.ensemble.futures import Future, answer
from simulator.eventlog import EVENT
from simulator.model import Engine, lived_as
from simulator.optimise.aside import set_aside
from simulator.optimise.best_use import weights_of
from simulator.optimise.ground import CENTRAL, ground_of, undecided_starts
from simulator.optimise.replay import shortfall

pytestmark = pytest.mark.integration

NURSES = {"region": ("xinxiang",), "indicator": ("nurses_per_1000",), "draws": 0}
PLACES = {"indicator": ("toddler_places_per_1000",), "as_of": 2025, "by": 2028, "draws": 0}


@pytest.fixture(scope="module")
def trained():
    """Return the least money for Xinxiang's nurses with seats."""
    return optimise("baseline", seats=True, **NURSES)


def test_seats_bring_in_the_simulator_what_is_planned(trained):
    alone = optimise("baseline", **NURSES)
    assert trained.plan.seats[1, 0] == 200  # a fifth more nurses in 2021
    assert trained.found.simulated[0] == pytest.approx(
        trained.found.planned[0], rel=3e-3, nan_ok=True
    )
    (with_seats,), (without,) = (table(one)["simulated"] for one in (trained, alone))
    assert with_seats > without + 0.05


def test_seats_move_every_city_as_reckoned(trained):
    live = engine_for(0, COMPILED)
    case = trained.case
    more = case.with_levers({"workforce.seats.nurses": 1.2})
    there, with_more = (ground_of(one, live, member=CENTRAL).standing for one in (case, more))
    nurses = list(case.services).index("nurses")
    gained = (with_more - there)[:, :, nurses]
    seats = trained.ground.seats
    first = trained.ground.axes.years.index(2025)
    assert gained[:first].max() == 0.0
    share = 0.2 * seats.graduates[:, seats.service.tolist().index(nurses), 0]
    assert gained[first] == pytest.approx(share, abs=1.0)  # whole persons


def test_the_money_of_seats_is_a_row_of_the_province(trained):
    money = table(trained, "money", "en")
    (row,) = money[money["region"] == "henan_own"].to_dict("records")
    assert (row["region_label"], row["service"], row["starts"]) == (
        "Provincial treasury",
        "nurses",
        0,
    )
    assert row["public_yuan"] == row["training_spent_yuan"]
    # seats of a fifth more: persons, four years, 12,000 yuan each
    assert row["public_yuan"] == pytest.approx(row["seats"] * 4 * 12_000, rel=1e-3)
    assert money["seats"].sum() == row["seats"]
    assert any("ledger" in one for one in notes(trained, "en"))
    assert any("省本级" in one for one in notes(trained))


def test_a_saved_plan_holds_its_seats(trained, tmp_path):
    path, *budget = save_plan(trained, "more-seats", tmp_path)
    case = load_case(path, budget=budget[0] if budget else None)
    assert case.scenario.levers.workforce.seats_in("nurses", 2021) == 1.2
    for place, year in enumerate(trained.ground.axes.years):
        factor = 1.0 + trained.plan.seats[1, place] / 1000
        assert case.scenario.levers.workforce.seats_in("nurses", year) == pytest.approx(factor)
    found = answer(case, Future(), engine_for(0, COMPILED))
    at = case.cities.index("xinxiang"), case.readings.names.index("nurses_per_1000")
    assert found.value[at][5] == pytest.approx(trained.found.simulated[0, 4], abs=1e-9)


@pytest.mark.parametrize("objective", ["cost", "shortfall"])
def test_conversions_leave_no_more_short(objective, tmp_path):
    plain = optimise("baseline", objective=objective, **PLACES)
    found = optimise("baseline", objective=objective, conversions=True, **PLACES)
    weights = weights_of(plain.wanted)
    left, without = (shortfall(one.found, weights) for one in (found, plain))
    assert left <= without + 1e-9
    ((lever, share),) = found.conversions.items()
    assert (lever, share) in {("conversions.toddler_places", one) for one in (0.25, 0.5, 1.0)}
    assert any(f"{100 * share:.0f} percent" in one for one in notes(found, "en"))
    path, *_ = save_plan(found, "converted", tmp_path)
    case = load_case(path)
    assert case.scenario.levers.converted_in("toddler_places", 2026) == share
    assert case.scenario.levers_in(2025).converted_in("toddler_places", 2025) == 0.0


def test_a_share_of_the_scenario_stays_where_no_other_is_better():
    own = {
        "label": {"zh": "改建", "en": "Converted"},
        "question": {"zh": "改建", "en": "Converted"},
        "extends": "baseline",
        "levers": {"conversions": {"toddler_places": 0.25}},
    }
    found = optimise(own, objective="shortfall", conversions=True, **PLACES)
    assert found.conversions == {}
    assert any("25 percent" in one for one in notes(found, "en"))


def test_what_is_set_aside_for_conversions_is_drawn_in_full():
    share = {"unit": "share", "at": {2026: 1.0, 2027: 0.0}}
    case = load_case("baseline", as_of=2025, until=2033)
    case = undecided_starts(case.with_levers({"conversions.toddler_places": share}))
    frame, draw = lived_as(case, CENTRAL, Engine(engine_for(0, COMPILED), keep_events=True))
    aside = set_aside(frame.world, draw.lived)
    childcare = [account.domain == "childcare" for account in case.accounts]
    events = draw.lived.events
    assert ((events["event"] == EVENT["funded"]) & (events["month"] > 12 * 5)).any()
    assert aside.min() >= 0
    assert aside[-1][:, childcare].sum() == 0


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("model-city --seats", "C217", 2),
        ("baseline --region kaifeng --indicator toddler_places_per_1000 --seats", "C218", 1),
        ("model-city --conversions", "C219", 1),
        ("baseline --region kaifeng --indicator nurses_per_1000 --conversions", "C219", 1),
    ],
)
def test_one_mistake_has_one_code(line, code, said, capsys):
    status = main(["optimise", *line.split(), "--draws", "0"])
    written = capsys.readouterr().err
    assert (status, written.count(f"[{code}]")) == (2, said)
    assert written.count("  [") == said
