"""How kernels are made: compiled at first use, kept on disk, free of the interpreter's lock.

numba counts references to every array that it takes out of a tuple; that alone is a hundred
times the work of an event. So what runs on the sheets is compiled without a memory manager
(`kernel`): it may read and write arrays but not make any. What makes arrays (`worker`) is
handed single arrays or small tuples, and writes its answer into one that exists.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import numba
from numba.extending import register_jitable

from simulator import instants, state, units
from simulator.budget import rules as budget
from simulator.compiled.cache import use_cache
from simulator.compiled.parts import EntryCompiler, widen
from simulator.projects import rules as projects
from simulator.services import idle, need, observed, stocks
from simulator.services import rules as services
from simulator.workforce import hiring, places, staff
from simulator.workforce import rules as workforce

Kernel = TypeVar("Kernel", bound=Callable[..., object])
KEPT = use_cache()

OF_NUMBERS = (
    budget.repaid_by,
    budget.interest_of,
    budget.debt_paid,
    budget.carried_over,
    budget.start_score,
    budget.score_of,
    budget.may_start,
    budget.first_highest,
    projects.draw_downs,
    projects.half_way,
    projects.building_months,
    projects.still_to_draw,
    projects.stage_end,
    projects.projects_of,
    projects.part_of,
    workforce.inflow_factor,
    workforce.hiring_cost,
    workforce.hires_paid,
    idle.share_of,
    idle.units_taken,
    instants.january,
    instants.december,
)
"""Rules that make no arrays."""
OF_ARRAYS = (
    budget.settle,
    budget.units_paid,
    budget.split,
    budget.transfer_weights,
    budget.choose_starts,
    services.whole,
    services.loss,
    services.available_units,
    services.covered_share,
    services.yearly_output,
    services.demanded,
    services.served,
    services.served_where,
    stocks.retire,
    stocks.due_this_year,
    stocks.newly_covered,
    stocks.share_covered,
    stocks.cover,
    stocks.update_available,
    observed.take_over,
    need.need_units,
    need.asked_units,
    need.use_of,
    need.arriving,
    workforce.total,
    workforce.placed,
    workforce.leavers,
    workforce.entrants,
    workforce.staff_needed,
    workforce.dealt,
    hiring.offered,
    hiring.wanted,
    hiring.lost,
    places.trained,
    places.following,
    idle.spare_units,
    idle.close,
    state.beside_parts,
    units.slack_of,
    staff.graduates,
    staff.shared,
    staff.entries,
)
for of_numbers in OF_NUMBERS:
    register_jitable(_nrt=False)(of_numbers)
for of_arrays in OF_ARRAYS:
    register_jitable(_nrt=True)(of_arrays)


def entry(function: Kernel) -> Kernel:
    """Return the compiled kernel that Python calls; it makes no arrays and holds no lock."""
    made = numba.njit(
        nogil=True, cache=KEPT, _nrt=False, error_model="numpy", pipeline_class=EntryCompiler
    )
    return made(function)


def kernel(function: Kernel) -> Kernel:
    """Return a compiled part of entries; it makes no arrays."""
    return widen(numba.njit(_nrt=False, error_model="numpy")(function))


def worker(function: Kernel) -> Kernel:
    """Return a compiled part of entries; it may make arrays."""
    return widen(numba.njit(_nrt=True, error_model="numpy")(function))
