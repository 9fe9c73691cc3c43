"""December on the sheets: what is available, who is served, what is carried over.

The same as ``december_books`` of `simulator.engine.clock`.
"""

from __future__ import annotations

from simulator.compiled import log
from simulator.compiled.hiring import staff_places
from simulator.compiled.kernel import kernel, worker
from simulator.compiled.plan import Plan
from simulator.compiled.sheets import ADDED, JOINING, LOST, Sheets
from simulator.compiled.year import close_year
from simulator.engine.clock import Books
from simulator.eventlog import NONE
from simulator.inputs.arrays import COVERAGE, Floats, Integers, Staff, Traits
from simulator.instants import BOOKS, december
from simulator.services.idle import spare_units
from simulator.services.need import asked_units, use_of
from simulator.services.observed import take_over
from simulator.services.stocks import cover, update_available
from simulator.state import State
from simulator.workforce.places import following


@kernel
def close_stocks(sheets: Sheets, plan: Plan, groups: Floats, year: int) -> None:
    """Find out what is available and who is covered; ``groups`` are last year's and today's.

    Shape (2, region, service).
    """
    units, when = sheets.hand.units, (december(year), BOOKS)
    staff_places(sheets, plan.staff, year)
    if plan.observes == 1:
        adjust(plan.traits, plan.staff, sheets.state, plan.observed[year], units)
        log.changed(sheets, when, log.ADJUSTED, units[ADDED])
    cover_all(plan.traits, sheets.state, (groups[0], groups[1]), sheets.joined, units)
    log.changed(sheets, when, log.COVERED, units[JOINING])
    log.changed(sheets, when, log.RETIRED, units[LOST])
    if plan.observes == 1:
        adjust_covered(plan.traits, sheets.state, plan.observed[year], units)
        log.changed(sheets, when, log.ADJUSTED, units[ADDED])


@worker
def adjust(traits: Traits, staff: Staff, state: State, observed: Integers, units: Integers) -> None:
    """Take over what was observed of stocks; who staffs added places follows."""
    change = take_over(traits, state, observed, traits.family != COVERAGE)
    added = following(staff, observed, state.standing, change)
    state.standing[:] += added
    state.adjusted[:] += added
    units[ADDED] = change + added


@worker
def adjust_covered(traits: Traits, state: State, observed: Integers, units: Integers) -> None:
    """Take over what was observed of persons covered."""
    units[ADDED] = take_over(traits, state, observed, traits.family == COVERAGE)
    update_available(traits, state)


@worker
def cover_all(
    traits: Traits,
    state: State,
    groups: tuple[Floats, Floats],
    joined: Integers,
    units: Integers,
) -> None:
    """Update what is available, before and after covering people."""
    update_available(traits, state)
    gained, lost = cover(traits, state, groups[0], groups[1], joined)
    state.standing[:] += gained - lost
    state.commissioned[:] += gained
    state.retired[:] += lost
    update_available(traits, state)
    units[JOINING] = gained
    units[LOST] = lost


@kernel
def record(sheets: Sheets, books: Books, plan: Plan, people: Floats, year: int) -> None:
    """Write the state of a 31 December into the books; ``people`` (region, group) are today's."""
    write_books(sheets, books, plan, people, year)


@worker
def write_books(sheets: Sheets, books: Books, plan: Plan, people: Floats, year: int) -> None:
    """Find need and use, and copy all that a year's books hold."""
    state = sheets.state
    need = asked_units(plan.traits, plan.needs, people, state.standing)
    use = use_of(need, plan.take_up[year], plan.served_in[year], state.available)
    books.standing[year] = state.standing
    books.available[year] = state.available
    books.in_pipeline[year] = state.in_pipeline
    books.commissioned[year] = state.commissioned
    books.retired[year] = state.retired
    books.recruited[year] = state.recruited
    books.graduated[year] = state.graduated
    books.adjusted[year] = state.adjusted
    books.need[year] = use.need
    books.demand[year] = use.demand
    books.use[year] = use.use
    books.idle[year] = use.idle
    books.unmet[year] = use.unmet
    if plan.converts == 1:
        sheets.idle.units[:] = use.idle
        sheets.idle.spare[:] = spare_units(plan.traits, plan.needs, state, people, use)


@kernel
def end_year(sheets: Sheets, books: Books, plan: Plan, year: int) -> None:
    """Log service income, close the purses and set the flows of the year to zero."""
    used, money = books.use[year], plan.money
    when, state = (december(year), BOOKS), sheets.state
    for region in range(used.shape[0]):
        for service in range(used.shape[1]):
            fen = used[region, service] * money.income_fen[service]
            if fen != 0:
                mark = (region, service, NONE, NONE)
                log.moved(sheets, when, mark, (log.PAID, log.SERVICE_INCOME), (0, fen))
                log.moved(sheets, when, mark, (log.PAID, log.RECURRENT), (0, fen))
    close_year(sheets, money, year, plan.lot_fen)
    state.commissioned[:, :] = 0
    state.retired[:, :] = 0
    state.recruited[:, :] = 0
    state.graduated[:, :] = 0
    state.adjusted[:, :] = 0
