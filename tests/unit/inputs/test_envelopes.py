from __future__ import annotations

import numpy as np
import pytest

from simulator.inputs.envelopes import NO_LIMIT, BaseYear, accounts_of, capital_costs, money
from simulator.inputs.values import Values
from tests.shipped_runs import made

pytestmark = pytest.mark.unit


def test_accounts_are_tiers_and_funds_by_domain():
    accounts = accounts_of(made().case.services)
    assert len(set(accounts)) == len(accounts)
    assert accounts[0] == ("city", "general_budget", "health")
    assert {account.fund for account in accounts} == {"general_budget", "special_bonds"}


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
    earned = base.world.money.bonds.payer < 0
    own = base.world.money.own[..., earned].astype(float)
    growth = base.values("budget.revenue_growth")
    np.testing.assert_allclose(own[1], own[0] * (1 + growth), atol=1)
    np.testing.assert_array_equal(tight.world.money.own[0], base.world.money.own[0])
    np.testing.assert_allclose(tight.world.money.own[2][:, earned], own[0] * 0.9 * 1.03**2, atol=1)


def test_the_pool_and_the_fungible_share_are_those_of_the_year():
    base = made(
        "levers: {fungible: 0.2, transfers: {rule: by_shortfall, pool: "
        "{unit: yuan, at: {2021: 100.0}, growth: 0.5}}}"
    )
    assert base.world.money.pool[:4].tolist() == [0, 10_000, 15_000, 22_500]
    assert base.world.money.fungible.tolist() == [0.0] + [0.2] * 10


def test_the_general_budget_of_a_domain_pays_for_its_bonds():
    base = made()
    accounts, bonds = base.case.accounts, base.world.money.bonds
    for account, payer in zip(accounts, bonds.payer.tolist(), strict=True):
        if account.fund == "special_bonds":
            assert accounts[payer] == ("city", "general_budget", account.domain)
        else:
            assert payer == -1
    assert (bonds.millionths, bonds.term, bonds.interest_only) == (32_800, 15, 5)


def test_bonds_have_no_limit_but_that_of_a_budget():
    case, base = made().case, made()
    bond = case.accounts.index(("city", "special_bonds", "health"))
    assert (base.world.money.own[:, :, bond] == NO_LIMIT).all()
    given = np.full(base.world.money.own.shape, np.nan)
    given[1:, 0, bond] = 5_000.0
    nothing = np.zeros(base.world.standing.shape)
    limited = money(
        case.services,
        case.accounts,
        base.values,
        case.scenario,
        BaseYear(nothing, nothing),
        given=given,
    )
    assert (limited.own[1:, 0, bond] == 5_000).all()
    assert (limited.own[1:, 1:, bond] == NO_LIMIT).all()


def test_funds_that_ask_for_more_than_the_cost_are_cut_from_the_last():
    case = made().case
    drawn = {
        "costs.hospital_capital_general_share": 0.8,
        "budget.hospital_capital_bond_share": 0.6,
    }
    values = Values(case.parameters, drawn)
    beds = capital_costs(case.services, case.accounts, values)[0]
    cost = round(values("costs.hospital_bed_capital") * 100)
    assert beds[beds > 0].tolist() == [round(0.8 * cost), cost - round(0.8 * cost)]
