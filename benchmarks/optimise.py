"""Time of the optimiser's linear programme, cold and warm, and of the greedy start.

Run ``python -m benchmarks.optimise [--cities N ...]``. The ground is that of the shipped baseline
until 2025, its weighted shortfall made least; more cities are copies of the 18, with four fifths
to six fifths of their money, and the province's rows ask for as much more. Cold is HiGHS without a
basis; warm starts from the last optimum after all money rose or fell by a hundredth. The greedy
pass is that of `simulator.optimise.greedy`, from a prepared question as HiGHS's is from a passed
model. Times are processor time.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from itertools import cycle
from statistics import median

import numpy as np
from numpy.typing import NDArray

from benchmarks.rows import TURNS, Row, in_turns, seconds, times
from simulator.compiled.run import live
from simulator.desk.cases import load_case
from simulator.inputs.arrays import World
from simulator.optimise.best_use import weights_of
from simulator.optimise.greedy import Greedy
from simulator.optimise.ground import Ground, ground_of
from simulator.optimise.programme import programme_of
from simulator.optimise.question import Question
from simulator.optimise.solving import Solver
from simulator.optimise.wanted import Wanted, wanted_of

Integers = NDArray[np.int64]
COMMAND = "python -m benchmarks.optimise"
PROVINCE, PROVINCES, COUNTIES = 18, 158, 2_844
FEW_TURNS = 2
CHANGE = 0.01
SEVENTHS = 11
"""Cities in a cycle of different money."""


def question_of(n_cities: int) -> Question:
    """Return the best use of the baseline's money, with so many cities."""
    case = load_case("baseline", until=2025)
    ground = ground_of(case, live)
    wanted = wanted_of(case, ground)
    if n_cities == len(ground.axes.regions):
        return Question(ground, wanted)
    copied = np.arange(n_cities) % len(ground.axes.regions)
    return Question(copies_of(ground, copied), asked_of(wanted, copied))


def copies_of(ground: Ground, copied: Integers) -> Ground:
    """Return the ground of copies of cities, each with money of its own."""
    richer = 0.8 + 0.4 * (np.arange(len(copied)) * 7 % SEVENTHS) / (SEVENTHS - 1)
    by_year = {
        name: getattr(ground, name)[:, copied]
        for name in ("standing", "people", "keeps", "carry_share", "opening")
    }
    return ground._replace(
        axes=ground.axes._replace(regions=tuple(f"city{at}" for at in range(len(copied)))),
        world=world_of(ground.world, copied),
        builds=ground.builds[copied],
        recruits=ground.recruits[copied],
        before=(ground.before[0][copied], ground.before[1][copied]),
        free=ground.free[:, copied] * richer[:, None],
        carried=ground.carried[copied],
        busy=(ground.busy[0][:, copied], ground.busy[1][:, copied]),
        **by_year,
    )


def world_of(world: World, copied: Integers) -> World:
    """Return what a programme reads of the world, for copies of its cities."""
    return world._replace(
        lot=world.lot[copied],
        approval_slots=world.approval_slots[:, copied],
        construction_slots=world.construction_slots[:, copied],
        staff=world.staff._replace(exits=world.staff.exits[:, copied]),
    )


def asked_of(wanted: Wanted, copied: Integers) -> Wanted:
    """Return what is wanted of copies: every city's rows, the province's for all of them."""
    n_cities = wanted.regions.shape[1]
    alone = wanted.regions.sum(axis=1) == 1
    of_all = np.flatnonzero(~alone)
    city = np.where(alone, wanted.regions.argmax(axis=1), -1)
    rows = [np.flatnonzero(city == one) for one in range(n_cities)]
    each = [(row, at) for at, one in enumerate(copied) for row in rows[one]]
    taken = np.concatenate([of_all, [row for row, _ in each]]).astype(np.int64)
    regions = np.ones((len(taken), len(copied)), bool)
    regions[len(of_all) :] = np.arange(len(copied)) == np.array([at for _, at in each])[:, None]
    more = np.where(alone[taken], 1.0, len(copied) / n_cities)
    named = [wanted.rows[row] for row in of_all]
    named += [wanted.rows[row]._replace(region=f"city{at}") for row, at in each]
    return Wanted(
        rows=tuple(named),
        regions=regions,
        counts=wanted.counts[taken],
        units=wanted.units[taken] * more[:, None],
        floor=wanted.floor[taken],
        size=wanted.size[taken] * more[:, None],
        weight=wanted.weight[taken] * np.where(alone[taken], n_cities / len(copied), 1.0),
        real=wanted.real[taken],
    )


class Programmes:
    """The programme of a question, ready to be solved."""

    def __init__(self, question: Question) -> None:
        """Build it and pass it on."""
        start = time.process_time()
        self.programme = programme_of(question)
        self.solver = Solver(self.programme.linear)
        self.building = [time.process_time() - start]
        self.solver.least(self.programme.short, weights_of(question.wanted))
        money = self.solver.rows.most[self.programme.money]
        self.moneys = cycle([money * (1.0 + CHANGE), money])
        self.value = self.cold()

    def cold(self) -> float:
        """Solve without a basis."""
        self.solver.highs.clearSolver()
        return self.warm()

    def warm(self) -> float:
        """Solve from what the solver knows."""
        found = self.solver.solve()
        return found.value if found else np.inf

    def changed(self) -> None:
        """Change all money by a hundredth."""
        self.solver.limit_rows(self.programme.money, next(self.moneys))


def measured(n_cities: int, turns: int) -> tuple[Programmes, dict[str, list[float]], float]:
    """Return the programme, the seconds of works by name, and how far the greedy start is off."""
    question = question_of(n_cities)
    made, greedy = Programmes(question), Greedy(question)
    off = greedy.once().shortfall / made.value - 1.0
    taken = in_turns({"cold": made.cold, "greedy": greedy.once}, turns)
    taken["warm"] = again(made.warm, made.changed, turns)
    return made, taken, off


def again(work: Callable[[], object], before: Callable[[], object], turns: int) -> list[float]:
    """Return the seconds of a work, with something done before that is not counted."""
    found = []
    for _ in range(turns):
        before()
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return found


def rows() -> list[Row]:
    """Return the rows of all sizes."""
    found = []
    for n_cities, must in ((PROVINCE, "< 50 ms"), (PROVINCES, "< 500 ms")):
        made, taken, _ = measured(n_cities, TURNS)
        shape = "{:,} rows, {:,} columns".format(*made.solver.matrix.shape)
        what = f"linear programme of {n_cities} cities, 9 services, 5 years ({shape})"
        found.append(
            Row(
                what=f"{what}: solved without a basis",
                command=COMMAND,
                must=must,
                measured=f"{seconds(taken['cold'])}; built in {seconds(made.building)}",
            )
        )
        found.append(
            Row(
                what=f"the same, {n_cities} cities: again after all money changed by 1 %, warm",
                command=COMMAND,
                must="≥ 5 × faster than cold",
                measured=times(taken["cold"], taken["warm"]),
            )
        )
    _, taken, off = measured(COUNTIES, FEW_TURNS)
    ratio = median(taken["cold"]) / median(taken["greedy"])
    found.append(
        Row(
            what=f"greedy start of {COUNTIES:,} cities against the programme's optimum",
            command=COMMAND,
            must="≤ 5 % off in 1/1000 of the time",
            measured=f"{off:.1%} off in 1/{ratio:,.0f} ({seconds(taken['greedy'])} and "
            f"{seconds(taken['cold'])})",
        )
    )
    return found


def main() -> None:
    """Print times of some sizes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cities", type=int, nargs="*", default=[PROVINCE, PROVINCES, COUNTIES])
    print("cities      build     cold     warm   greedy  greedy off")
    for n_cities in parser.parse_args().cities:
        made, taken, off = measured(n_cities, FEW_TURNS if n_cities > PROVINCES else TURNS)
        cells = (made.building, *(taken[name] for name in ("cold", "warm", "greedy")))
        print(f"{n_cities:<8,}" + "".join(f"{seconds(one):>9}" for one in cells) + f"{off:>12.2%}")


if __name__ == "__main__":
    main()
