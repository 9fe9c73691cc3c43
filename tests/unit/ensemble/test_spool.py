"""Finished blocks on disk: whole, trusted only by their content, read in order."""

from __future__ import annotations

import pytest

from simulator.ensemble.blocks import Block, blocks_of, gather, layout_of
from simulator.ensemble.spool import Spool
from simulator.errors import MachineError
from tests.fake_model import FakeCase, fake_keys, simulate, simulate_one

pytestmark = pytest.mark.unit


@pytest.fixture
def spool(tmp_path):
    made = Spool(tmp_path / "run", layout_of(fake_keys()), 70, keep_events=False)
    made.start()
    return made


def fill(spool, block):
    drawn = simulate(FakeCase(), block.draws, lambda _: None)
    spool.write(block, gather(spool.layout, block, drawn, events=spool.keep_events))


def test_what_was_written_is_read_in_the_order_of_the_draws(spool):
    for block in reversed(blocks_of(70)):
        fill(spool, block)
    assert spool.missing() == []
    with spool.open() as values:
        (part,) = values.rows("indicators", "value")
        assert part.shape == (12, 70)
        for draw in (1, 64, 65, 70):
            expected = simulate_one(FakeCase(), draw).values["indicators"]["value"]
            assert part[:, draw - 1].tolist() == expected.tolist()
        assert values.central("indicators", "value").shape == (12,)
        assert values.text("verdicts", "flags").tolist() == ["", "held", "达标但闲置"]
        assert values.events("draw").tolist() == [0, 0]


def test_an_unfinished_block_is_missing(spool):
    fill(spool, Block(1, 1, 64))
    (spool.folder / "block-00000.0123abcd.part").write_bytes(b"half")
    assert spool.missing() == [Block(0, 0, 0), Block(2, 65, 70)]
    with pytest.raises(MachineError) as caught:
        spool.open()
    assert caught.value.problems[0].code == "R122"
    spool.start()
    assert not list(spool.folder.glob("*.part"))


@pytest.mark.parametrize("damage", [b"", b"x", None])
def test_a_damaged_block_is_computed_again(spool, damage):
    fill(spool, Block(0, 0, 0))
    (path,) = spool.folder.glob("block-00000-*.draws")
    path.write_bytes(path.read_bytes()[:-1] if damage is None else damage)
    assert spool.find(Block(0, 0, 0)) is None
    fill(spool, Block(0, 0, 0))
    assert spool.find(Block(0, 0, 0)) is not None


def test_a_block_of_other_draws_or_columns_is_not_taken(spool):
    fill(spool, Block(2, 65, 70))
    assert spool.find(Block(2, 65, 70)) is not None
    assert spool._replace(draws=100).find(Block(2, 65, 100)) is None
    assert spool._replace(keep_events=True).find(Block(2, 65, 70)) is None
    fewer = {name: table for name, table in spool.layout.items() if name != "ledger"}
    assert spool._replace(layout=fewer).find(Block(2, 65, 70)) is None


def test_draws_under_way_are_counted_until_the_next_start(spool):
    for more in (1, 2):
        spool.note_draws(Block(1, 1, 64), more)
    spool.note_draws(Block(2, 65, 70), 1)
    assert spool.counted() == 4
    spool.ask_to_stop()
    assert spool.is_stopped()
    spool.start()
    assert spool.counted() == 0
    assert not spool.is_stopped()


def test_a_folder_that_cannot_be_made_is_said_so(tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    spool = Spool(tmp_path / "file" / "run", {}, 0, keep_events=False)
    with pytest.raises(MachineError) as caught:
        spool.start()
    assert caught.value.problems[0].code == "R112"
