"""The tables of a block of real draws are the draws' own tables, laid on one another."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.compiled.run import live
from simulator.desk.cases import load_case
from simulator.desk.request import Request, with_experiment
from simulator.desk.uncertainty import samples
from simulator.engine.block import Block, block_tables
from simulator.engine.tables import run_tables
from simulator.errors import ModelError
from simulator.inputs.values import Values
from simulator.model import Engine, Experiment, lived
from simulator.population.projection import PopulationPath

pytestmark = pytest.mark.integration

DRAWS = 5


@pytest.fixture(scope="module")
def drawn():
    request = Request(DRAWS, 20260101, None, keep_draws=False, keep_events=False)
    case = with_experiment(load_case("level-up", until=2024), request)
    experiment = Experiment(case, samples(case, DRAWS, request.seed), Engine(live))
    made = [lived(experiment, draw) for draw in range(DRAWS + 1)]
    return made[0][0], made[1:], [experiment.values(draw) for draw in range(1, DRAWS + 1)]


def block_of(made, values):
    paths = zip(*(draw.path for _, draw in made), strict=True)
    return Block(
        [Values(frame.case.parameters, one) for (frame, _), one in zip(made, values, strict=True)],
        [frame.world for frame, _ in made],
        [frame.stocks for frame, _ in made],
        [draw.lived for _, draw in made],
        PopulationPath(*(np.stack(arrays) for arrays in paths)),
        np.stack([draw.groups for _, draw in made]),
    )


@pytest.mark.parametrize("at_once", [2, 8])
def test_a_block_tells_what_its_draws_tell(drawn, at_once):
    first, made, values = drawn
    starts = range(0, len(made), at_once)
    parts = (block_of(made[at : at + at_once], values[at : at + at_once]) for at in starts)
    room = block_tables(first, parts, len(made))
    for draw, (frame, one) in enumerate(made):
        for table, columns in run_tables(frame, one).values.items():
            for name, column in columns.items():
                if column.dtype.kind == "f":
                    np.testing.assert_array_equal(
                        room[table][name][draw], column, f"{table}.{name}"
                    )
                else:
                    assert name not in room[table]


def test_a_draw_with_other_rows_is_refused(drawn):
    first, made, values = drawn
    block = block_of(made, values)
    real = block.stocks[2].real.copy()
    real[0] = ~real[0]
    block.stocks[2] = block.stocks[2]._replace(real=real)
    with pytest.raises(ModelError) as refused:
        block_tables(first, [block], len(made))
    assert refused.value.problems[0].code == "M190"
    assert refused.value.problems[0].args["draw"] == "3"
