"""The linear programme of a question: what is decided, what it must respect, what is least.

Columns (money in 100 million yuan; all from 0; sizes are such that numbers are near one)
    start      lots of a service that ask for approval in a January
    recruit    staff recruited from outside the province beyond what the scenario recruits, as a
               share of the most that may be
    seats      training seats beyond those of the scenario, as a share of the most there may be
    short      what a wanted row lacks in a year, as a share of what it asks
    fallen     what a row lacks in a year to its floor, likewise
    carry      free money carried over
    extra      money beyond the envelope of a city, account and year
    give, take what the province's pool hands to a city's account, and what it takes from one
    attained   the lowest attainment of all wanted rows
    asks       whether a service starts anything in a year: a whole number where order matters
    wider      by how much the limits on what opens in a year rise

Rows
    wanted     what stands and what is short reaches what is asked for
    floor      nothing falls behind where it stands
    asking     a service that starts anything asks
    part       a part is not larger than its whole
    builders   projects find builders
    queue      a service that starts anything is not behind too many others at the desk
    absorb     no more opens in a year than a city takes up
    staffed    new units find the staff they need
    carried    what is given may be carried on as own money may, what is taken not
    money      what is set aside, paid and owed fits the money of the year
    pool       the province gives no more than its pool, and what it took
    level      nobody attains less than the lowest
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from simulator.optimise.absorb import respect_absorption
from simulator.optimise.effects import effects_of
from simulator.optimise.ground import Ground
from simulator.optimise.linear import Linear, Positions
from simulator.optimise.purse import respect_money
from simulator.optimise.question import NOTHING, Programme, Question
from simulator.optimise.wanted import Wanted

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


def programme_of(question: Question) -> Programme:
    """Return the columns and rows of a question, without an objective."""
    ground, linear = question.ground, Linear()
    effects = effects_of(ground)
    axes = ground.axes
    years = [str(year) for year in axes.years]
    built = [axes.services[place] for place in effects.built]
    staff = [axes.services[place] for place in effects.staff]
    start = linear.add_columns("start", (axes.regions, built, years), most=effects.most_started)
    recruit = linear.add_columns(
        "recruit", (axes.regions, staff, years), most=effects.most_recruited > 0.0
    )
    asked = ~np.isnan(question.wanted.units)
    most = np.where(asked, np.inf, 0.0)
    short = linear.add_columns("short", (question.wanted.names(), years), most=most)
    floors = ~np.isnan(question.wanted.floor)
    most = np.where(floors, np.inf, 0.0)
    fallen = linear.add_columns("fallen", (question.wanted.names(), years), most=most)
    found = Programme(linear, effects, start, recruit, short, fallen, _seats(linear, ground))
    _want(found, question)
    _respect_parts(found, ground)
    found = _respect_desks(found, ground)
    absorb, wider = respect_absorption(linear, question, effects, start)
    found = found._replace(absorb=absorb, wider=wider)
    _respect_staff(found, ground)
    found = respect_money(found, question)
    if question.attainment:
        found = _level(found, question)
    return found


def _seats(linear: Linear, ground: Ground) -> Positions:
    """Return the columns of seats; none where they are not decided."""
    if ground.seats is None:
        return NOTHING
    trained = [ground.axes.services[place] for place in ground.seats.service]
    labels = (trained, [str(year) for year in ground.axes.years])
    return linear.add_columns("seats", labels, most=ground.seats.most > 0.0)


class Counted(NamedTuple):
    """Which units count in which rows: one line a row and city."""

    row: Integers
    """Shape (line,)."""
    region: Integers
    """Shape (line,)."""
    units: Floats
    """What a unit of a service counts. Shape (line, service)."""


def _count(
    found: Programme,
    rows: Positions,
    counted: Counted,
    *,
    size: ArrayLike = 1.0,
    not_yet: int | None = None,
) -> None:
    """Count what starts, recruits and seats add in ``rows`` (row, year), as shares of ``size``.

    ``not_yet`` is a service whose units do not count in the year in which they open.
    """
    effects, whole = found.effects, np.broadcast_to(size, rows.shape)
    lasting = effects.standing
    if not_yet is not None:
        late = (effects.built == not_yet)[:, None, None] & effects.opening
        lasting = np.where(late, 0.0, lasting)
    # cells have the axes (line, year, start), a line for every service that counts
    of_lots = counted.units[:, effects.built] * effects.lot[counted.region]
    line, service = np.nonzero(of_lots)
    row, region = counted.row[line], counted.region[line]
    stands = of_lots[line, service, None, None] * lasting[service].transpose(0, 2, 1)
    columns = found.start[region, service][:, None]
    found.linear.add_cells(rows[row][:, :, None], columns, stands / whole[row][:, :, None])
    line, staff = np.nonzero(counted.units[:, effects.staff])
    row, region = counted.row[line], counted.region[line]
    persons = (
        counted.units[line, effects.staff[staff], None] * effects.most_recruited[region, staff]
    )
    stay = persons[:, None] * effects.staying[:, :, region, staff].transpose(2, 1, 0)
    columns = found.recruit[region, staff][:, None]
    found.linear.add_cells(rows[row][:, :, None], columns, stay / whole[row][:, :, None])
    line, trained = np.nonzero(counted.units[:, effects.trained])
    if not line.size:
        return
    row, region = counted.row[line], counted.region[line]
    units = counted.units[line, effects.trained[trained], None, None]
    there = units * effects.licensed[region, trained].transpose(0, 2, 1)
    columns = found.seats[trained][:, None]
    found.linear.add_cells(rows[row][:, :, None], columns, there / whole[row][:, :, None])


def _want(found: Programme, question: Question) -> None:
    """Ask for what is wanted."""
    ground, wanted = question.ground, question.wanted
    row, region = np.nonzero(wanted.regions)
    counted = Counted(row, region, wanted.counts[row])
    there = np.zeros(wanted.units.shape)
    stands = np.einsum("yls,ls->ly", ground.standing[:, region], counted.units)
    np.add.at(there, row, stands)
    asked = ~np.isnan(wanted.units)
    least = np.where(asked, (wanted.units - there) / wanted.size, -np.inf)
    labels = (wanted.names(), [str(year) for year in ground.axes.years])
    rows = found.linear.add_rows("wanted", labels, [(found.short, 1.0)], least=least)
    _count(found, rows, counted, size=wanted.size)
    if np.isnan(wanted.floor).all():
        return
    least = np.where(np.isnan(wanted.floor), -np.inf, (wanted.floor - there) / wanted.size)
    rows = found.linear.add_rows("floor", labels, [(found.fallen, 1.0)], least=least)
    _count(found, rows, counted, size=wanted.size)


def _everywhere(ground: Ground, units: Mapping[int, float]) -> Counted:
    """Return that a unit of some services counts in the row of its own city."""
    cities = np.arange(len(ground.axes.regions))
    counts = np.zeros((len(cities), len(ground.axes.services)))
    for service, count in units.items():
        counts[:, service] = count
    return Counted(cities, cities, counts)


def _respect_parts(found: Programme, ground: Ground) -> None:
    """Keep every part within its whole, at the time of the year when it opens."""
    whole, month = ground.world.traits.sub_stock_of, ground.timing.open_month
    axes = ground.axes
    for part in [one for one in found.effects.built if whole[one] >= 0]:
        later = month[part] < month[whole[part]]
        beside = ground.standing[:, :, whole[part]] - ground.standing[:, :, part]
        years = [str(year) for year in axes.years]
        least = -np.maximum(beside, 0.0).T
        name = f"part.{axes.services[part]}"
        rows = found.linear.add_rows(name, (axes.regions, years), [], least=least)
        counted = _everywhere(ground, {int(whole[part]): 1.0, int(part): -1.0})
        _count(found, rows, counted, not_yet=int(whole[part]) if later else None)


def _respect_desks(found: Programme, ground: Ground) -> Programme:
    """Find room for all projects at the approval desk and, whenever some begin, with builders.

    All lots of a January ask at once and are served by rank, services in their order. So a service
    stands behind those before it, but only in a year in which it asks for anything: these rows
    have no limit until `simulator.optimise.queues` sees that order matters.
    """
    effects, world, axes = found.effects, ground.world, ground.axes
    first = axes.years[0] - world.base
    built = [axes.services[place] for place in effects.built]
    labels = (axes.regions, built, [str(year) for year in axes.years])
    given = (world.approval_slots[first:], world.construction_slots[first:])
    desk, site = (
        np.maximum(slots - busy, 0.0).T for slots, busy in zip(given, ground.busy, strict=True)
    )
    shape, n_built = found.start.shape, len(built)
    begun = np.broadcast_to(found.start[:, None, None], (*shape, *shape[1:]))
    month = np.broadcast_to(site[:, None], shape)
    found.linear.add_rows("builders", labels, [(begun, effects.with_builders[None])], most=month)
    asks = found.linear.add_columns("asks", labels, most=effects.most_started > 0.0)
    batches = ground.timing.batches[effects.built]
    whole = np.broadcast_to(desk[:, None] * batches.max(), shape)
    most = desk[:, None] * batches[:, None]
    before = np.broadcast_to(found.start.transpose(0, 2, 1)[:, None], (*shape, n_built))
    served = np.tril(np.ones((n_built, n_built)))[None, :, None]
    behind = [(before, served), (asks, whole - most)]
    queue = found.linear.add_rows("queue", labels, behind)
    found.linear.add_rows("asking", labels, [(found.start, 1.0), (asks, -whole)], most=0.0)
    return found._replace(asks=asks, queue=queue)


def _respect_staff(found: Programme, ground: Ground) -> None:
    """Let new units need no more staff than there is: what stands beyond need, and recruits."""
    traits, axes, world = ground.world.traits, ground.axes, ground.world
    years = [str(year) for year in axes.years]
    for unit in found.effects.built:
        staff = int(traits.staff_service[unit])
        if staff < 0 or world.staff.facility[staff] >= 0:
            continue  # staff that follows its places is trained for them
        per_unit = float(traits.staff_per_unit[unit])
        spare = ground.standing[:, :, staff] - per_unit * ground.standing[:, :, unit]
        least = -np.maximum(spare, 0.0).T
        name = f"staffed.{axes.services[unit]}"
        rows = found.linear.add_rows(name, (axes.regions, years), [], least=least)
        _count(found, rows, _everywhere(ground, {int(unit): -per_unit, staff: 1.0}))


def _level(found: Programme, question: Question) -> Programme:
    """Let nobody attain less of what is wanted than the lowest; at most all of it.

    Cities that are imputed count as one group: what is known of them is their sum.
    """
    wanted, axes = question.wanted, question.ground.axes
    # below nothing where a share of another service is asked and more of that is built
    attained = found.linear.add_columns("attained", (("lowest",),), most=1.0, least=-np.inf)
    asked = np.where(np.isnan(wanted.units), 0.0, wanted.size)
    names, group = groups_of(wanted)
    together = by_group(asked, group)
    some = together > 0.0
    level = found.linear.add_rows(
        "level",
        (names, [str(year) for year in axes.years]),
        [(np.broadcast_to(attained, some.shape), some)],
        most=np.where(some, 1.0, np.inf),
    )
    parts = asked / np.where(some, together, 1.0)[group]
    found.linear.add_cells(level[group], found.short, parts)
    return found._replace(attained=attained)


def groups_of(wanted: Wanted) -> tuple[list[str], Integers]:
    """Return the groups whose attainment counts, and the position of every row's group.

    A row of a real city or of the province is a group; imputed ones are one by indicator and
    year.
    """
    keys = [
        name if real else f"imputed.{one.row.indicator}.{one.plan.target_year}"
        for name, real, one in zip(wanted.names(), wanted.real, wanted.rows, strict=True)
    ]
    place = {key: at for at, key in enumerate(dict.fromkeys(keys))}
    return list(place), np.array([place[key] for key in keys], np.int64)


def by_group(values: Floats, group: Integers) -> Floats:
    """Return the sums of groups of rows. Shape (group, year); ``values`` (row, year)."""
    found = np.zeros((int(group.max(initial=-1)) + 1, values.shape[1]))
    np.add.at(found, group, values)
    return found
