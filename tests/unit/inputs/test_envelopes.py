from __future__ import annotations

import numpy as np
import pytest

from simulator.inputs.envelopes import accounts_of
from tests.shipped_runs import made

pytestmark = pytest.mark.unit


def test_accounts_are_tiers_and_funds_by_domain():
    accounts = accounts_of(made().case.services)
    assert len(set(accounts)) == len(accounts)
    assert accounts[0] == ("city", "general_budget", "health")
    assert {account.fund for account in accounts} == {"general_budget"}


def test_money_moves_only_between_accounts_of_one_tier_and_fund():
    base = made()
    purse = base.world.money.purse
    for one, first in zip(base.case.accounts, purse, strict=True):
        for other, second in zip(base.case.accounts, purse, strict=True):
            assert (first == second) == (one[:2] == other[:2])


def test_the_cost_of_a_unit_is_shared_without_loss():
    base = made()
    money = base.world.money
    for position, service in enumerate(base.case.services.values()):
        if service.capital:
            whole = round(base.values(service.capital) * 100)
            assert money.capital_fen[position].sum() + money.social_fen[position] == whole
        assert money.capital_fen[position].min() >= 0
        assert money.social_fen[position] >= 0


def test_the_derived_envelope_pays_capital_of_the_past_and_what_stands():
    base = made()
    money = base.world.money
    health = base.case.accounts.index(("city", "general_budget", "health"))
    place = base.at("xinxiang", "hospital_beds")
    beds = base.stocks.standing[place]
    retired = beds * base.values("services.hospital_bed_retirement")
    capital = (2242.33455 + retired) * money.capital_fen[place[1], health]
    running = beds * money.unit_fen[place[1]]
    staff = sum(
        base.stocks.standing[base.at("xinxiang", name)]
        * base.values("workforce.recruitment_rate")
        * money.unit_fen[base.at("xinxiang", name)[1]]
        for name in ("physicians", "nurses")
    )
    assert money.own[0, place[0], health] == pytest.approx(capital + running + staff, rel=1e-6)


def test_own_money_grows_and_takes_the_level_from_the_first_year():
    base, tight = made(), made("levers: {revenue: {level: 0.9, growth: 0.03}}")
    own = base.world.money.own.astype(float)
    growth = base.values("budget.revenue_growth")
    np.testing.assert_allclose(own[1], own[0] * (1 + growth), atol=1)
    np.testing.assert_array_equal(tight.world.money.own[0], base.world.money.own[0])
    np.testing.assert_allclose(tight.world.money.own[2], own[0] * 0.9 * 1.03**2, atol=1)


def test_the_pool_and_the_fungible_share_are_those_of_the_year():
    base = made(
        "levers: {fungible: 0.2, transfers: {rule: by_shortfall, pool: "
        "{unit: yuan, at: {2021: 100.0}, growth: 0.5}}}"
    )
    assert base.world.money.pool[:4].tolist() == [0, 10_000, 15_000, 22_500]
    assert base.world.money.fungible.tolist() == [0.0] + [0.2] * 10
