"""Statistics over draws and the tables made of them."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from simulator.axes import STATISTICS
from simulator.ensemble import summaries
from simulator.ensemble.blocks import layout_of
from tests.fake_model import fake_keys

pytestmark = pytest.mark.unit


class Draws:
    """Draws in memory: by table and column an array (draw, row), draw 0 first."""

    def __init__(self, numbers, draws, keys=None):
        self.numbers = numbers
        self.draws = draws
        self.keys = keys or {name: fake_keys()[name] for name in ("ledger", "verdicts")}
        self.layout = layout_of(self.keys)

    def _array(self, table, column):
        rows = self.layout[table].rows
        found = np.asarray(self.numbers.get(f"{table}.{column}", 0.0), dtype=np.float64)
        return np.broadcast_to(found, (self.draws + 1, rows))

    def central(self, table, column):
        return self._array(table, column)[0]

    def rows(self, table, column):
        array = self._array(table, column)[1:].T
        yield array[:2]
        yield array[2:]

    def reduced(self, table, column, reduce, width):
        parts = [reduce(rows.copy()) for rows in self.rows(table, column) if len(rows)]
        return np.concatenate([np.empty((0, width)), *parts])

    def text(self, table, column):
        return np.array([f"{column}{row}" for row in range(self.layout[table].rows)])


def summary(numbers, draws):
    values = Draws(numbers, draws)
    return summaries.summarise("tight", values.keys, values)


def test_statistics_by_hand():
    # draw 0 is 10; draws 1…5 are 1, 2, 3, 4, 5: P5 lies at 1 + 0.05 · 4, and the mean errs by
    # the root of 10 / 4 / 5
    drawn = np.array([10.0, 5.0, 3.0, 1.0, 2.0, 4.0])[:, None]
    table = summary({"ledger.yuan": drawn}, 5)["ledger"]
    first = table[table["category"] == "own"].iloc[:8]
    assert first["statistic"].tolist() == list(STATISTICS)
    assert first["yuan"].tolist() == pytest.approx([10.0, 3.0, 1.2, 2.0, 3.0, 4.0, 4.8, 0.5**0.5])


def test_without_draws_only_the_central_value_stands():
    tables = summary({"ledger.yuan": [[1.0, 2.0, 3.0]]}, 0)
    assert tables["ledger"]["statistic"].tolist() == ["central"] * 3
    assert tables["ledger"]["yuan"].tolist() == [1.0, 2.0, 3.0]
    assert tables["verdicts"]["probability_met"].isna().all()


def test_rows_keep_the_order_of_the_case():
    table = summary({"ledger.yuan": 1.0}, 3)["verdicts"]
    regions = table["region"].tolist()[:: len(STATISTICS)]
    assert regions == ["zhengzhou", "kaifeng", "xinxiang"]
    assert table["scenario"].tolist() == ["tight"] * 24


def test_a_cell_that_is_null_in_one_draw_has_no_statistic_but_the_central():
    completion = np.full((5, 3), 0.5)
    completion[2, 1] = np.nan
    table = summary({"verdicts.completion": completion}, 4)["verdicts"]
    known = table["completion"].notna().to_numpy().reshape(3, 8)
    assert known[[0, 2]].all()
    assert known[1].tolist() == [True] + [False] * 7


def test_a_cell_without_central_value_may_have_statistics():
    completion = np.full((3, 3), 0.5)
    completion[0, 0] = np.nan
    table = summary({"verdicts.completion": completion}, 2)["verdicts"]
    assert table["completion"].isna().tolist()[:8] == [True] + [False] * 7


def test_met_is_central_and_its_probability_the_share_of_draws():
    met = np.array([[1.0, 0.0, np.nan], [1.0, 0.0, 1.0], [0.0, 0.0, np.nan], [1.0, 1.0, 1.0]])
    table = summary({"verdicts.met": met}, 3)["verdicts"]
    central = table[table["statistic"] == "central"]
    assert central["met"].tolist() == [True, False, pd.NA]
    found = central["probability_met"].tolist()
    assert found[:2] == pytest.approx([2 / 3, 1 / 3])
    assert np.isnan(found[2])
    errors = table[table["statistic"] == "standard_error"]["probability_met"].tolist()
    # with two successes and two failures added: 4 and 3 of 7
    assert errors[:2] == pytest.approx([(12 / 49 / 7) ** 0.5] * 2)
    assert np.isnan(errors[2])
    others = table[table["statistic"].isin(["mean", "p05", "p50", "p95"])]
    assert others[["met", "probability_met"]].isna().all(axis=None)


def test_texts_of_draws_stand_in_central_rows_and_those_of_the_case_in_all():
    table = summary({}, 2)["verdicts"]
    assert table["flags"].tolist()[:9] == ["flags0", *[""] * 7, "flags1"]
    assert table["target_as_printed"].tolist()[:9] == ["8.5"] * 8 + ["7.7"]


def test_a_ledger_row_that_is_zero_in_every_statistic_is_left_out():
    yuan = np.zeros((4, 3))
    yuan[0, 0] = 1.0
    yuan[2, 2] = 1.0
    table = summary({"ledger.yuan": yuan}, 3)["ledger"]
    assert table["year"].tolist() == [2021] * 8 + [2022] * 8
    assert table["category"].tolist() == ["own"] * 16


def test_rows_of_other_regions_are_not_stored_but_the_treasuries_are():
    table = pd.DataFrame({"region": ["henan", "anyang", "henan_own", "nation", "", "hebi"]})
    kept = summaries.stored_rows(table, ["hebi"])
    assert kept["region"].tolist() == ["henan", "henan_own", "nation", "", "hebi"]
    whole = pd.DataFrame({"measure": ["gini"]})
    assert summaries.stored_rows(whole, []) is whole


def test_every_draw_of_the_indicators_can_be_kept():
    keys = {"indicators": fake_keys()["indicators"]}
    number = np.arange(36.0).reshape(3, 12)
    values = Draws({"indicators.value": number}, 2, keys)
    table = summaries.draw_table("tight", keys, values)
    assert table["value"].tolist() == number.reshape(-1).tolist()
    assert table["draw"].tolist() == [0] * 12 + [1] * 12 + [2] * 12
    assert table["region"].tolist()[:12] == keys["indicators"]["region"].tolist()


def test_a_table_without_rows_stays_empty():
    keys = {"ledger": fake_keys()["ledger"][:0]}
    values = Draws({}, 3, keys)
    assert summaries.summarise("tight", keys, values)["ledger"].empty
