"""Laws on the shipped baseline itself: change one thing, foretell what becomes of the rest.

`docs/methods/verification.md` lists them with what was found.
"""

from __future__ import annotations

import numpy as np
import pytest

from simulator.desk.cases import load_case, params_of
from simulator.desk.runs import run_scenario
from simulator.inputs.shipped import shipped_folder
from simulator.model import TOTAL_SEX, Experiment, begin
from simulator.population.groups import group_totals
from simulator.population.projection import project
from tests.laws.test_projects_laws import mirrored
from tests.shipped_runs import content, made, tables_of
from tests.worlds import lived

pytestmark = pytest.mark.integration
UNTIL = 2026
KEYS = {
    "indicators": ["region", "indicator", "year"],
    "population_flows": ["region", "year"],
    "stocks": ["region", "service", "year"],
    "use": ["region", "service", "year"],
}
STAFF = ("physicians", "nurses")
WHY = {"zh": "试算", "en": "trial"}
POOLS = ("equal_per_capita", "by_shortfall", "by_fiscal_gap")


def levers(**changed):
    return tables_of({"levers": changed}, UNTIL)


def column(tables, table, name):
    return tables[table].set_index(KEYS[table])[name]


def of_programmes(tables):
    """Return what the programmes have delivered by region, indicator and year."""
    services = params_of(None).services
    names = {one.indicator for one in services.values() if one.family == "programme"}
    found = column(tables, "indicators", "value")
    return found[found.index.get_level_values("indicator").isin(names)]


def standing_staff(tables):
    found = column(tables, "stocks", "standing")
    return found[found.index.get_level_values("service").isin(STAFF)]


def up_to(tables, year):
    """Return all rows dated up to a year-end."""
    dated = {
        name: frame["month"] <= (year - 2020) * 12 if name == "events" else frame["year"] <= year
        for name, frame in tables.items()
    }
    return {name: frame[dated[name]].reset_index(drop=True) for name, frame in tables.items()}


def assert_same(one, other):
    assert one.keys() == other.keys()
    for name, frame in one.items():
        assert frame.equals(other[name]), name


def never_less(more, less):
    """Hold every row at least as large, and one of them larger."""
    assert more.index.equals(less.index)
    assert (more >= less).all()
    assert (more > less).any()


NEUTRAL = {
    "money": {
        "revenue": {"level": 1.0},
        "fungible": 0.0,
        "shocks": [{"year": 2022, "years": 2, "revenue": 1.0}],
        "affordability": {"ceiling": 0.5},
    },
    "people": {
        "population": {"variant": "medium", "migration": {"zhengzhou": 0.0}},
        "served_in": [{"from": "zhengzhou", "to": "kaifeng", "share": 0.0}],
        "need_reference": "province",
        "doubts": {},
    },
    "staff": {
        "workforce": {
            "seats": {"physicians": 1.0, "nurses": 1.0},
            "retention": {"physicians": {"henan": 0.0}},
            "recruitment": {"physicians": {"kaifeng": 0.0}},
            "from_neighbours": {"physicians": {"kaifeng": 0.0}},
            "attraction": {"physicians": {"kaifeng": 1.0}},
            "posts": {"physicians": {"kaifeng": 10_000_000}},
        }
    },
    "services": {"closures": {"kindergarten_places": 0.0}, "conversions": {"toddler_places": 0.0}},
    **{rule: {"transfers": {"rule": rule, "pool": 0.0}} for rule in POOLS},
}


@pytest.mark.parametrize("name", NEUTRAL)
def test_a_lever_that_changes_nothing_changes_no_byte(name):
    assert_same(levers(**NEUTRAL[name]), tables_of({}, UNTIL))


def test_a_lever_that_says_what_the_parameter_says_changes_no_byte():
    parameters = params_of(None).parameters
    value = {name: one.value for name, one in parameters.items()}
    said = levers(
        revenue={"growth": value["budget.revenue_growth"]},
        carry_over={"limit": value["budget.carry_over_limit"]},
        take_up={"toddler_places": value["services.toddler_take_up"]},
        slots={
            "approval": int(value["projects.approval_slots"]),
            "construction": int(value["projects.construction_slots"]),
        },
    )
    assert_same(said, tables_of({}, UNTIL))


@pytest.mark.parametrize("until", [2023, 2035])
def test_another_horizon_leaves_the_years_of_both_alike(until):
    year = min(until, UNTIL)
    assert_same(up_to(tables_of({}, until), year), up_to(tables_of({}, UNTIL), year))


@pytest.mark.parametrize("year", [2023, 2025])
def test_what_begins_in_a_year_leaves_the_years_before_alike(year):
    level = {"unit": "factor", "at": {2021: 1.0, year - 1: 1.0, year: 0.5}}
    poorer, base = levers(revenue={"level": level}), tables_of({}, UNTIL)
    assert_same(up_to(poorer, year - 1), up_to(base, year - 1))
    assert not poorer["stocks"].equals(base["stocks"])


@pytest.mark.parametrize(("less", "more"), [(0.5, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 1.0)])
def test_more_money_never_delivers_fewer_units_of_a_programme(less, more):
    poor, rich = (of_programmes(levers(revenue={"level": level})) for level in (less, more))
    never_less(rich, poor)


def test_prices_and_money_alike_change_no_stock():
    """The shipped own money follows from the unit costs, so it is scaled with them."""
    money = {n: p for n, p in params_of(None).parameters.items() if p.unit.startswith("yuan")}
    overrides = [
        {"parameter": name, "was": one.value, "value": one.value * 10, "why": WHY}
        for name, one in money.items()
    ]
    dear, base = tables_of({"overrides": overrides}, UNTIL), tables_of({}, UNTIL)
    for name in ("population", "population_flows", "stocks", "use", "indicators", "verdicts"):
        assert dear[name].equals(base[name]), name
    # a tenfold share of a fen is rounded elsewhere, a few fen at most in a row
    np.testing.assert_allclose(dear["ledger"]["yuan"], base["ledger"]["yuan"] * 10, rtol=0, atol=10)


@pytest.mark.parametrize("limit", [0.5, 1.0])
def test_money_a_year_early_and_carried_over_delivers_no_less_than_two_equal_years(limit):
    def spent(first, second):
        level = {"unit": "factor", "at": {2021: first, 2022: second, 2023: 1.0}}
        return of_programmes(levers(carry_over={"limit": limit}, revenue={"level": level}))

    assert (spent(1.2, 0.8) >= spent(1.0, 1.0)).all()


def test_higher_fertility_never_means_fewer_births():
    variants = [levers(population={"variant": one}) for one in ("low", "medium", "high")]
    low, medium, high = (column(one, "population_flows", "births").dropna() for one in variants)
    never_less(medium, low)
    never_less(high, medium)


def test_more_migrants_lower_every_ratio_of_their_city_that_nothing_else_moves():
    more = levers(population={"migration": {"luohe": 50_000.0}})
    ratios = ["hospital_beds_per_1000", "physicians_per_1000"]
    fewer, many = (
        column(one, "indicators", "value").loc["luohe"].loc[ratios]
        for one in (tables_of({}, UNTIL), more)
    )
    never_less(fewer, many)


def test_more_seats_bring_no_doctor_before_2027_and_no_nurse_before_2025():
    seats = {name: 1.5 for name in STAFF}
    more, base = ({"levers": one} for one in ({"workforce": {"seats": seats}}, {}))
    gained = standing_staff(tables_of(more)) - standing_staff(tables_of(base))
    assert (gained >= 0).all()
    first = gained[gained > 0].reset_index().groupby("service")["year"].min()
    assert first.to_dict() == {"physicians": 2027, "nurses": 2025}


def test_who_keeps_more_staff_never_has_fewer():
    kept = [levers(workforce={"retention": {n: {"henan": x} for n in STAFF}}) for x in (0.2, 0.5)]
    some, more = map(standing_staff, kept)
    never_less(some, standing_staff(tables_of({}, UNTIL)))
    never_less(more, some)


def test_more_who_ask_never_leave_more_places_empty_and_build_nothing():
    services = ("toddler_places", "kindergarten_places", "hospital_beds")
    few, many = (levers(take_up=dict.fromkeys(services, share)) for share in (0.5, 0.8))
    for name in ("demand", "use", "unmet"):
        never_less(column(many, "use", name), column(few, "use", name))
    never_less(column(few, "use", "idle"), column(many, "use", "idle"))
    assert many["stocks"].equals(few["stocks"])


def test_permuting_the_regions_permutes_the_books():
    found = made(until=UNTIL)
    persons = project(found.case.population).member(0).persons
    people = group_totals(persons)[:, :, TOTAL_SEX]
    straight, _, _ = lived(found.world, people)
    turned, _, _ = lived(*mirrored(found.world, people))
    for name in straight._fields:
        np.testing.assert_array_equal(
            getattr(turned, name), getattr(straight, name)[:, ::-1], err_msg=name
        )


IRRELEVANT = """  lanterns_hung:
    label: {zh: 灯笼, en: Lanterns hung}
    family: programme
    domain: culture_sports
    unit: household
    group: total
    base: {rest: none}
    unit_cost: costs.barrier_free_home_unit
"""


def test_a_service_that_nobody_plans_changes_nothing(tmp_path):
    shipped = (shipped_folder("params") / "services.yaml").read_text(encoding="utf-8")
    (tmp_path / "services.yaml").write_text(shipped + IRRELEVANT, encoding="utf-8")
    central, keys = begin(Experiment(load_case(content({}), until=UNTIL, params=tmp_path)))
    values, _ = central.central.tables
    base = tables_of({}, UNTIL)
    for name, frame in keys.items():
        more = frame.assign(**values[name])
        if "service" in more:
            more = more[more["service"] != "lanterns_hung"].reset_index(drop=True)
        assert more.equals(base[name]), name


RESERVE = """---
source: {zh: 试算, en: trial}
projects:
  - id: wing
    name: {zh: 东院区, en: East wing}
    region: xinxiang
    service: hospital_beds
    units: 500
    status: reserve
    date: 2021-03
"""


@pytest.mark.parametrize(("draws", "seed"), [(3, 1), (5, 2)])
def test_more_draws_and_another_seed_leave_the_central_path_alike(tmp_path, draws, seed):
    def central(**asked):
        run = run_scenario("baseline", until=2021, out=tmp_path, **asked)
        tables = {name: run.table(name) for name in KEYS}
        return {n: t[t["statistic"] == "central"].reset_index(drop=True) for n, t in tables.items()}

    assert_same(central(draws=draws, seed=seed), central(draws=0))


def test_a_later_approval_never_opens_earlier(tmp_path):
    folder = tmp_path / "projects"
    folder.mkdir()
    (folder / "own.yaml").write_text(RESERVE, encoding="utf-8")
    months = []
    for delay in (0, 6, 12, 24):
        change = {"levers": {"projects": {"wing": {"delay": delay}}}}
        begun, _ = begin(Experiment(load_case(content(change), until=2030, params=tmp_path)))
        events = dict(begun.central.tables.events)
        own = (np.asarray(events["event"]) == "commissioned") & (
            np.char.find(np.asarray(events["project"]).astype(str), "wing") >= 0
        )
        months.append(int(np.asarray(events["month"])[own][0]))
    assert months == sorted(months)
    assert months[0] < months[-1]
