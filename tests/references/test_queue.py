"""The construction stage behaves as a queue should; credit in data/queue/README.md.

Projects start at random, ask the desk of their region, hold a slot for their time and release
it. With c slots a region is a queue M/M/c (Erlang C), without limits M/G/infinity. Regions are
independent, so each is one replication: they give the mean and its standard error.

The mean service is 1,000 months, so a desk that sits once a month, where a start waits up to a
month for the sitting, is nearly a desk that always sits. Starts and durations are rounded up to
whole months; the half month this adds to a duration is taken off its mean before. What is left
of the months lowers the mean wait by 0.05 % (measured against the same draws not rounded).
"""

from __future__ import annotations

import csv
from collections.abc import Generator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
import simpy

from simulator.instants import BOOKS, CONSTRUCTION, MONEY, Calendar
from simulator.projects.delivery import ask_desk, at
from simulator.projects.desk import Desk, sit_monthly
from simulator.waiting import until

FOLDER = Path(__file__).with_name("data") / "queue"
SEED = 1
SERVICE = 1000
"""Mean duration of the works [month]."""
WARM_UP = 500
"""Projects of each region that are not counted."""
NO_LIMIT = 10**9
Steps = Generator[simpy.Event, object, None]


def table(name):
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class Estimate(NamedTuple):
    mean: float
    error: float

    def meets(self, theory: float, share: float = np.inf) -> bool:
        """Tell whether theory is within 3 standard errors and within a share of itself."""
        return abs(self.mean - theory) <= min(3 * self.error, share * theory)


def over_regions(values: np.ndarray) -> Estimate:
    """Return the mean of regions (first axis) and its standard error."""
    each = values.reshape(len(values), -1).mean(axis=1)
    return Estimate(float(each.mean()), float(each.std(ddof=1) / np.sqrt(len(each))))


def generator(purpose: str) -> np.random.Generator:
    return np.random.Generator(np.random.PCG64([SEED, *purpose.encode()]))


def draw_asked(draw, regions: int, projects: int, gap: float) -> np.ndarray:
    """Return the months of Poisson starts. Shape (region, project)."""
    return np.ceil(draw.exponential(gap, (regions, projects)).cumsum(axis=1)).astype(np.int64)


def draw_months(draw, shape: tuple[int, int]) -> np.ndarray:
    """Return exponential durations [month], rounded up; their mean is `SERVICE`."""
    return np.ceil(draw.exponential(SERVICE - 0.5, shape)).astype(np.int64)


class Project(NamedTuple):
    """What a desk and the calendar look at."""

    row: int
    region: int
    rank: int
    priority: int = 0


class Site(NamedTuple):
    """A site with builders only."""

    calendar: Calendar
    projects: list[Project]
    construction: Desk
    asked: list[int]
    months: list[int]
    started: list[int]
    """Month of the start, 0 before."""


def site_of(slots: int, asked: np.ndarray, months: np.ndarray) -> Site:
    regions, projects = asked.shape
    calendar = Calendar(regions, 1)
    places = [(region, serial) for region in range(regions) for serial in range(projects)]
    listed = [
        Project(row, region, calendar.rank(region, 0, serial))
        for row, (region, serial) in enumerate(places)
    ]
    plan = asked.ravel().tolist(), months.ravel().tolist(), [0] * asked.size
    return Site(calendar, listed, Desk([slots] * regions), *plan)


def arrive(env: simpy.Environment, site: Site, rows: list[int]) -> Steps:
    """Let the projects of a region ask for builders, each in its month."""
    for row in rows:
        yield until(env, site.calendar.instant(site.asked[row], MONEY, site.projects[row].rank))
        env.process(build(env, site, row))


def build(env: simpy.Environment, site: Site, row: int) -> Steps:
    yield ask_desk(env, site.construction, site, site.projects[row])
    site.started[row] = site.calendar.month(int(env.now))
    yield from build_on(env, site, row)


def build_on(env: simpy.Environment, site: Site, row: int) -> Steps:
    """Hold the slot to the opening phase of the month in which the works end."""
    yield at(env, site, site.projects[row], site.started[row] + site.months[row])
    site.construction.release(site.projects[row].region)


def work_through(asked: np.ndarray, months: np.ndarray, slots: int) -> np.ndarray:
    """Return the month in which each project starts, by the recursion of Kiefer and Wolfowitz.

    In order of asking, each takes the slot that is free first.
    """
    started = np.empty_like(asked)
    regions = np.arange(len(asked))
    free = np.zeros((len(asked), slots), np.int64)
    for project in range(asked.shape[1]):
        first = free.argmin(axis=1)
        started[:, project] = np.maximum(asked[:, project], free[regions, first])
        free[regions, first] = started[:, project] + months[:, project]
    return started


class Queue(NamedTuple):
    """Projects of many regions of one case. Shape (region, project)."""

    slots: int
    asked: np.ndarray
    months: np.ndarray
    started: np.ndarray
    """As the recursion says."""


def draw_queue(case: dict[str, str], regions: int, counted: int) -> Queue:
    draw = generator(name(case))
    gap = SERVICE * float(case["mu"]) / float(case["lam"])
    asked = draw_asked(draw, regions, WARM_UP + counted, gap)
    months = draw_months(draw, asked.shape)
    slots = int(case["c"])
    return Queue(slots, asked, months, work_through(asked, months, slots))


def observed(waits: np.ndarray) -> list[Estimate]:
    """Return the mean wait, the share that waits and the share that waits over a mean service."""
    return [over_regions(values) for values in (waits, waits > 0, waits > SERVICE)]


def published(case: dict[str, str]) -> list[float]:
    """Return what `observed` should be; the mean wait in months."""
    wait = float(case["Wq"]) * float(case["mu"]) * SERVICE
    return [wait, float(case["P_wait"]), float(case["P_Wq_gt_t1"])]


def waits_at_desk(queue: Queue) -> np.ndarray:
    """Return the months that projects after the warm-up wait at the project's own desk.

    The month before the first of them asks is the base (month 0): what is under way then has a
    slot, what waits then asks again, in its order.
    """
    base = queue.asked[:, WARM_UP, None] - 1
    site = site_of(queue.slots, np.maximum(queue.asked - base, 0), queue.months)
    started = queue.started - base
    env = simpy.Environment()
    for region, rows in enumerate(np.arange(started.size).reshape(started.shape)):
        under_way = (started[region] <= 0) & (started[region] + queue.months[region] >= 1)
        for row in rows[under_way].tolist():
            site.started[row] = int(started.flat[row])
            site.construction.occupy(region)
            env.process(build_on(env, site, row))
        env.process(arrive(env, site, rows[started[region] > 0].tolist()))
    last = int(started.max())
    env.process(sit_monthly(env, site.calendar, site.construction, CONSTRUCTION, last))
    env.run(until=site.calendar.instant(last, BOOKS))
    at_desk = np.array(site.started).reshape(started.shape) + base
    return (at_desk - queue.asked)[:, WARM_UP:]


def name(case: dict[str, str]) -> str:
    return f"slots={case['c']}"


CASES = table("mmc_closed_form.csv")
SIZES = {"slots=3": (500, 40), "slots=1": (600, 4), "slots=2": (700, 30)}
"""Regions and counted projects of each at the desk: standard errors of about 5 %.

A month in which somebody waits costs the sitting 6 µs, so 1 % would take the desk two to six
minutes a case. The recursion takes the precision over: the desk starts each project in the very
month it says, so its millions of projects speak for the desk.
"""


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=name)
def test_the_desk_starts_every_project_in_the_month_the_recursion_says(case):
    queue = draw_queue(case, *SIZES[name(case)])
    waits = waits_at_desk(queue)
    np.testing.assert_array_equal(waits, (queue.started - queue.asked)[:, WARM_UP:])
    for estimate, theory in zip(observed(waits), published(case), strict=True):
        assert estimate.meets(theory)


@pytest.mark.unit
@pytest.mark.parametrize("case", CASES, ids=name)
def test_the_recursion_meets_erlang_c(case):
    queue = draw_queue(case, regions=1000, counted=3000)
    waits = (queue.started - queue.asked)[:, WARM_UP:]
    for estimate, theory in zip(observed(waits), published(case), strict=True):
        assert estimate.error <= 0.01 * theory
        assert estimate.meets(theory, share=0.03)


def under_construction(service: str, regions: int, months: list[int]) -> np.ndarray:
    """Return the slots taken at the end of some months, without limits. Shape (month, region)."""
    draw = generator(f"{service} {months}")
    expected = STARTS * months[-1]
    asked = draw_asked(draw, regions, int(expected + 8 * np.sqrt(expected)), 1 / STARTS)
    assert asked[:, -1].min() > months[-1], "too few projects drawn"
    is_exponential = service.startswith("exp")
    durations = draw_months(draw, asked.shape) if is_exponential else np.full_like(asked, SERVICE)
    site = site_of(NO_LIMIT, asked, durations)
    env = simpy.Environment()
    for rows in np.arange(asked.size).reshape(asked.shape):
        env.process(arrive(env, site, rows.tolist()))
    env.process(sit_monthly(env, site.calendar, site.construction, CONSTRUCTION, months[-1]))
    taken = np.empty((len(months), regions), np.int64)
    for at_end, month in zip(taken, months, strict=True):
        env.run(until=site.calendar.instant(month, BOOKS))
        at_end[:] = NO_LIMIT - np.array(site.construction.free)
    return taken


PUBLISHED = {
    (row["service"], round(float(row["t"]) * SERVICE / float(row["mean_service"]))): float(
        row["E_N_t_start_empty_also_variance"]
    )
    for row in table("mginf_transient.csv")
}
"""Mean number under construction, also its variance, by kind of service and month."""
SERVICES = sorted({service for service, _ in PUBLISHED})
STARTS = 4 * 10 / SERVICE
"""Projects a month: 4 in a tenth of the mean service, as published."""


@pytest.mark.slow
@pytest.mark.parametrize("service", SERVICES)
def test_the_number_under_construction_grows_from_none(service):
    months = [month for kind, month in PUBLISHED if kind == service and month <= 2 * SERVICE]
    taken = under_construction(service, 2700, months)
    for month, number in zip(months, taken, strict=True):
        theory = PUBLISHED[service, month]
        assert over_regions(number).meets(theory, share=0.03)
        assert number.var(ddof=1) == pytest.approx(number.mean(), rel=0.1)


@pytest.mark.slow
@pytest.mark.parametrize("service", SERVICES)
def test_the_number_under_construction_settles(service):
    months = list(range(5 * SERVICE, 20 * SERVICE + 1, 3 * SERVICE))
    taken = under_construction(service, 400, months)
    for month in (months[0], months[-1]):
        number = over_regions(taken[months.index(month)])
        assert number.meets(PUBLISHED[service, month], share=0.03)
    variance = taken.var(axis=1, ddof=1).mean()
    assert variance == pytest.approx(taken.mean(), rel=0.1)
