"""Blocks of draws: fixed numbers, and draws that hand over what the keys leave open."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest

from simulator.ensemble import blocks
from simulator.ensemble.blocks import (
    CONSTANTS,
    KINDS,
    NUMBERS,
    Block,
    blocks_of,
    gather,
    layout_of,
    places_of,
)
from simulator.errors import ModelError
from tests.fake_model import FakeCase, fake_keys, simulate

pytestmark = pytest.mark.unit


def code(call, *args, **options):
    with pytest.raises(ModelError) as caught:
        call(*args, **options)
    return caught.value.problems[0].code


def drawn(first=0, last=0):
    return simulate(FakeCase(), range(first, last + 1), lambda _: None)


def changed(kind, table, column, values):
    tables = drawn()
    columns = {name: dict(of_table) for name, of_table in getattr(tables, kind).items()}
    columns.setdefault(table, {})[column] = values
    return tables._replace(**{kind: columns})


def gathered(tables):
    return gather(layout_of(fake_keys()), Block(0, 0, 0), tables, events=False)


def test_draw_zero_is_a_block_and_the_others_come_in_sixty_fours():
    assert blocks_of(0) == (Block(0, 0, 0),)
    assert blocks_of(64) == (Block(0, 0, 0), Block(1, 1, 64))
    assert blocks_of(65)[-1] == Block(2, 65, 65)
    assert [draw for block in blocks_of(200) for draw in block.draws] == list(range(201))


def test_more_draws_leave_the_earlier_blocks_alone():
    assert blocks_of(500)[:8] == blocks_of(5000)[:8]


def test_draws_hand_over_what_the_keys_leave_open():
    layout = layout_of(fake_keys())
    assert list(layout) == ["indicators", "ledger", "verdicts"]
    assert layout["indicators"].numbers == ("value",)
    assert layout["verdicts"].numbers == (
        "value",
        "met",
        "met_as_printed",
        "shortfall",
        "completion",
    )
    assert layout["verdicts"].texts == ("schedule_status", "flags")


@pytest.mark.parametrize(
    ("table", "change", "expected"),
    [
        ("indicators", lambda keys: keys.drop(columns="year"), "M181"),
        ("indicators", lambda keys: keys.assign(extra=1), "M181"),
        ("indicators", lambda keys: keys.assign(scenario="x"), "M181"),
        ("indicators", lambda keys: keys.assign(region=1), "M182"),
        ("indicators", lambda keys: pd.concat([keys, keys[:1]]), "M185"),
    ],
)
def test_keys_that_do_not_fit_are_refused(table, change, expected):
    keys = fake_keys()
    assert code(layout_of, {**keys, table: change(keys[table])}) == expected


def test_keys_of_a_table_without_statistics_are_refused():
    assert code(layout_of, {"events": pd.DataFrame()}) == "M181"


@pytest.mark.parametrize(
    ("kind", "table", "column", "values", "expected"),
    [
        ("numbers", "indicators", "value", np.zeros((1, 11)), "M183"),
        ("numbers", "indicators", "value", np.zeros(12), "M183"),
        ("numbers", "indicators", "value", np.full((1, 12), np.inf), "M184"),
        ("numbers", "indicators", "value", np.zeros((1, 12), np.int64), "M182"),
        ("numbers", "indicators", "gap", np.zeros((1, 12)), "M181"),
        ("numbers", "verdicts", "met", np.array([[0.0, 1.0, 2.0]]), "M182"),
        ("numbers", "verdicts", "met", np.array([[True, False, True]]), "M182"),
        ("texts", "verdicts", "flags", np.array(["", ""]), "M183"),
        ("texts", "verdicts", "flags", np.array(["", None, ""], dtype=object), "M182"),
        ("texts", "verdicts", "grade", np.array(["", "", ""]), "M181"),
        ("numbers", "stocks", "standing", np.zeros((1, 1)), "M181"),
    ],
)
def test_draws_that_do_not_fit_are_refused(kind, table, column, values, expected):
    assert code(gathered, changed(kind, table, column, values)) == expected


def test_events_of_unequal_length_are_refused():
    tables = drawn()
    events = {**tables.events, "units": np.zeros(7, dtype=np.int64)}
    assert code(gathered, tables._replace(events=events)) == "M183"


def test_texts_and_events_are_kept_of_draw_zero_only():
    layout, block = layout_of(fake_keys()), Block(1, 1, 2)
    arrays = gather(layout, block, drawn(1, 2), events=False)
    assert set(arrays) == {KINDS, CONSTANTS, NUMBERS}
    kept = gather(layout, block, drawn(1, 2), events=True)
    assert kept["e/draw"][0].tolist() == [1, 1, 1, 2, 2]
    assert {name[:2] for name in gathered(drawn())} == {"ki", "co", "nu", "t/", "e/"}


def test_columns_are_cut_into_parts(monkeypatch):
    monkeypatch.setattr(blocks, "ROWS_PER_PART", 5)
    places = places_of(layout_of(fake_keys()))
    assert places.parts["indicators", "value"] == range(3)
    assert places.parts["ledger", "yuan"] == range(3, 4)
    assert places.starts[:5].tolist() == [0, 5, 10, 12, 15]


def test_texts_keep_their_letters():
    flags = np.array(["", "达标但闲置", "a" * 300], dtype=object)
    arrays = gathered(changed("texts", "verdicts", "flags", flags))
    known = json.loads(arrays["t/verdicts/flags/texts"][0].tobytes())
    assert [known[code] for code in arrays["t/verdicts/flags"][0]] == flags.tolist()
