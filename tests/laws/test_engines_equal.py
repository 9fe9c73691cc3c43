"""Two engines, one model: the same events in the same order, the same books, the same ledger."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from simulator.axes import CATEGORIES
from simulator.compiled.opening import enter_all
from simulator.compiled.run import live as live_compiled
from simulator.compiled.years import live_years
from simulator.desk.cases import load_case
from simulator.desk.request import Request, with_experiment
from simulator.desk.uncertainty import samples
from simulator.engine.clock import live
from simulator.engine.ledger import ledger_fen
from simulator.engine.lived import Telling, live_on_simpy
from simulator.eventlog import COLUMNS
from simulator.inputs.scenarios import list_scenarios
from simulator.model import Engine, Experiment, simulate_one
from tests.small_world import people_of, small_world
from tests.worlds import worlds

pytestmark = pytest.mark.slow

SHIPPED = sorted(one.id for one in list_scenarios())


def lines_of(world):
    """Return a ledger with one line for every account, service and category."""
    shape = world.money.own.shape[2] + 1, world.standing.shape[1] + 1, len(CATEGORIES)
    return np.arange(np.prod(shape)).reshape(shape), int(np.prod(shape))


def assert_equal(world, people):
    """Live through a world on both engines and compare all that they leave."""
    books, log, table = live(world, people)
    events, (lines, n_lines) = log.arrays(), lines_of(world)
    other = live_compiled(world, people, Telling(lines, n_lines, keep_events=True))
    found = other.events
    rows = [np.stack([columns[name] for name in COLUMNS], axis=1) for columns in (events, found)]
    shorter = min(len(one) for one in rows)
    unequal = np.flatnonzero((rows[0][:shorter] != rows[1][:shorter]).any(axis=1))
    if unequal.size:
        first = int(unequal[0])
        raise AssertionError(f"row {first} of {COLUMNS}: {rows[0][first]} is {rows[1][first]}")
    assert len(rows[0]) == len(rows[1])
    for name in books._fields:
        assert np.array_equal(getattr(books, name), getattr(other.books, name)), name
    shape = other.ledger.shape
    assert np.array_equal(ledger_fen(events, lines, shape), other.ledger)
    silent = live_compiled(world, people, Telling(lines, n_lines, keep_events=False))
    assert np.array_equal(silent.ledger, other.ledger)
    assert np.array_equal(silent.books.standing, other.books.standing)
    for name, column in other.projects._asdict().items():
        assert np.array_equal(getattr(table, name)[: table.n], column), name


@given(worlds(closing=True, observing=True))
@settings(
    max_examples=500, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
def test_the_engines_live_the_same_draw(made):
    assert_equal(*made)


@pytest.mark.parametrize("name", SHIPPED)
def test_the_engines_live_every_shipped_scenario_alike(name):
    case = load_case(name)
    request = Request(2, 20260101, None, keep_draws=False, keep_events=True)
    drawn = with_experiment(case, request)
    sampled = samples(drawn, request.draws, request.seed)
    for draw in range(request.draws + 1):
        found = [
            simulate_one(Experiment(drawn, sampled, Engine(engine, keep_events=True)), draw)
            for engine in (live_on_simpy, live_compiled)
        ]
        for table, columns in found[0].values.items():
            for column, values in columns.items():
                same(values, found[1].values[table][column], (draw, table, column))
        for column, values in found[0].events.items():
            same(values, found[1].events[column], (draw, "events", column))


def same(one, other, where):
    """Hold two columns equal; numbers may be absent in both."""
    assert np.array_equal(one, other, equal_nan=one.dtype.kind == "f"), where


def test_draws_in_threads_leave_what_they_leave_one_by_one():
    made = [small_world(own=own, years=15, need=400) for own in range(500, 12_500, 500)]

    def lived(world):
        found = live_compiled(world, people_of(world), Telling(*lines_of(world), keep_events=True))
        return [found.ledger, *found.events.values(), *found.books, *found.projects]

    alone = [lived(world) for world in made]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lived, made))
    assert len({len(found[1]) for found in alone}) > 1
    for one, other in zip(alone, together, strict=True):
        for left, right in zip(one, other, strict=True):
            assert np.array_equal(left, right)


def test_kernels_are_compiled_once_for_worlds_of_any_size():
    for world in (small_world(), small_world(years=5)):
        live_compiled(world, people_of(world), Telling(*lines_of(world), keep_events=False))
    kernels = (enter_all, live_years)
    assert [len(one.signatures) for one in kernels] == [1] * len(kernels)
