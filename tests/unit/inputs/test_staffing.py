from __future__ import annotations

import numpy as np
import pytest

from tests.shipped_runs import made

pytestmark = pytest.mark.unit
SEATS = "levers: {workforce: {seats: {physicians: 1.5}}}"


def test_the_inflow_of_the_base_period_is_growth_and_exits_without_recruits():
    base = made()
    place = base.at("xinxiang", "nurses")
    staff = base.world.staff
    exits = base.values("workforce.nurse_exit_rate")
    stock = base.stocks.standing[place]
    assert staff.exits[1][place] == exits
    growth = staff.level[place] - stock * (exits - staff.recruits[place[1]])
    assert growth == pytest.approx(822.5318, abs=1e-3)


def test_seats_of_2021_are_licensed_from_2027():
    base = made(SEATS)
    position = base.at("xinxiang", "physicians")[1]
    assert base.world.staff.years_to_licence[position] == 6
    assert base.world.staff.seats[:, position].tolist() == [1.0] * 7 + [1.5] * 4


def test_intakes_up_to_the_base_are_history_whatever_the_lever():
    base = made("levers: {workforce: {seats: {nurses: 0.0}}}")
    position = base.at("xinxiang", "nurses")[1]
    assert base.world.staff.years_to_licence[position] == 4
    assert base.world.staff.seats[:5, position].tolist() == [1.0] * 5
    assert base.world.staff.seats[5:, position].tolist() == [0.0] * 6


def test_retention_lowers_exits_in_its_city_only():
    base = made("levers: {workforce: {retention: {physicians: {kaifeng: 0.25, henan: 0.5}}}}")
    rate = base.values("workforce.physician_exit_rate")
    for city, kept in (("kaifeng", 0.25), ("xinxiang", 0.5)):
        place = base.at(city, "physicians")
        assert base.world.staff.exits[1][place] == pytest.approx(rate * (1 - kept))


def test_the_law_postpones_a_fifth_of_retirements_from_2025_to_2039():
    base = made(until=2042)
    place = base.at("xinxiang", "physicians")
    rate = base.values("workforce.physician_exit_rate")
    share = base.values("workforce.physician_retirement_share")
    exits = base.world.staff.exits[(slice(None), *place)]
    assert exits[1:5].tolist() == [rate] * 4
    assert exits[5:20] == pytest.approx(rate * (1 - share / 5))
    assert exits[20:].tolist() == [rate] * 3


def test_the_lever_takes_the_place_of_the_law():
    base = made("levers: {workforce: {retirement_age: {unit: year, at: {2024: 0.5, 2026: 0}}}}")
    place = base.at("kaifeng", "nurses")
    rate = base.values("workforce.nurse_exit_rate")
    postponed = rate * (1 - base.values("workforce.nurse_retirement_share") / 2)
    exits = base.world.staff.exits[(slice(3, 8), *place)]
    assert exits == pytest.approx([rate, postponed, postponed, rate, rate])


def test_hires_from_other_cities_are_whole_and_have_a_limit_and_a_cost():
    base = made("levers: {workforce: {from_neighbours: {physicians: {xinxiang: 99.6}}}}")
    place = base.at("xinxiang", "physicians")
    staff = base.world.staff
    assert staff.hires[1][place] == 100
    assert staff.hires.sum() == 100 * base.world.n_years
    assert staff.hire_limit[place[1]] == base.values("workforce.physician_mobility_rate")
    assert staff.hire_cost_rise[place[1]] == base.values("workforce.neighbour_cost_rise")


def test_posts_and_attraction_hold_in_their_city_from_their_year():
    base = made(
        "levers: {workforce: {attraction: {nurses: {kaifeng: 1.5}}, "
        "posts: {nurses: {kaifeng: {unit: person, at: {2022: 16000}}}}}}"
    )
    here, there = base.at("kaifeng", "nurses"), base.at("xinxiang", "nurses")
    staff = base.world.staff
    assert [staff.posts[year][here] for year in (1, 2, 3)] == [np.inf, 16000.0, 16000.0]
    assert (staff.attraction[1][here], staff.attraction[1][there]) == (1.5, 1.0)
    assert staff.posts[3][there] == np.inf


def test_other_services_have_no_staff():
    base = made()
    others = base.world.traits.family != 1
    assert np.abs(base.world.staff.level[:, others]).max() == 0
