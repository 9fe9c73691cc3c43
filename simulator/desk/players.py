"""What differs between two scenarios, as players that are moved from the first to the second."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import NamedTuple, get_args

from simulator.analysis.shapley import Coalition, coalitions, sampled_orders
from simulator.errors import InputError
from simulator.inputs.document import leaves
from simulator.inputs.levers import Component, Levers
from simulator.inputs.scenario import Scenario, scenario_from_plain
from simulator.inputs.scenarios import lever_problems
from simulator.inputs.yaml_nodes import Key, Plain

Part = tuple[str, ...]
"""Keys of a part of a resolved scenario that is moved as a whole."""

TOGETHER = ("transfers", "allocation")
"""Groups of levers that only make sense together: a rule with its pool, its table."""
BY_NAME = ("workforce", "population")
"""Groups with levers that hold something for each service or component."""
IN_ALL_CITIES = ("population", "migration")
"""A lever by city within such a group: one part, as the other levers by city are."""
LEVERS, OVERRIDES = "levers", "overrides"
UNIT, GROWTH, AT = "unit", "growth", "at"
MOST_VALUES = 6
"""Values of a table of rows that are told one by one; of more the rows are counted."""
OTHER = (("horizon", "as_of"), ("plans",), ("baseline_levers",))
"""What besides levers and overrides two runs may differ in."""


class Change(NamedTuple):
    """One value that differs; None where a scenario does not have it."""

    keys: tuple[str, ...]
    first: Plain
    other: Plain
    unit: str = ""
    """Of a lever given year by year."""


class Player(NamedTuple):
    """Parts of a scenario that are moved together."""

    parts: tuple[Part, ...]

    @property
    def id(self) -> str:
        """Return the dotted paths of its parts, joined by a plus sign."""
        return "+".join(".".join(part) for part in self.parts)


class Pair:
    """Two scenarios and what differs between them."""

    def __init__(self, first: Scenario, other: Scenario) -> None:
        self.first, self.other = first, other
        self._first, self._other = parts_of(first), parts_of(other)
        known = dict.fromkeys([*self._first, *self._other])
        self.parts = [one for one in known if self._first.get(one) != self._other.get(one)]

    def changes(self, player: Player) -> Iterator[Change]:
        """Yield the single values that a player changes."""
        for part in player.parts:
            values = self._first.get(part), self._other.get(part)
            yield from _replaced(*values) if part[0] == OVERRIDES else _differing(part, *values)

    def mixed(self, moved: Collection[Part]) -> Scenario:
        """Return the first scenario with some parts as in the other.

        Raises
        ------
        InputError
            When levers lack another that they need.
        """
        values = dict(self._first)
        for part in moved:
            values.pop(part, None)
            if part in self._other:
                values[part] = self._other[part]
        rows: list[Plain] = []
        plain: dict[Key, Plain] = dict(self.first.to_plain().items())
        plain |= {LEVERS: {}, OVERRIDES: rows}
        for part, value in values.items():
            if part[0] == OVERRIDES:
                rows += _rows(value)
            else:
                _put(plain, part, value)
        scenario = scenario_from_plain({str(key): value for key, value in plain.items()})
        problems = lever_problems(scenario)
        if problems:
            raise InputError(problems)
        return scenario


def parts_of(scenario: Scenario) -> dict[Part, Plain]:
    """Return a scenario in parts; overrides of one parameter are one part."""
    plain = scenario.to_plain()
    found: dict[Part, Plain] = {}
    for part in OTHER:
        found[part] = plain[part[0]][part[1]] if len(part) > 1 else plain[part[0]]
    people = scenario.levers.population
    plain[LEVERS]["population"]["variant"] = {
        one: people.variant_of(one) for one in get_args(Component)
    }
    for group in Levers.model_fields:
        found |= _levers((LEVERS, group), plain[LEVERS][group])
    for row in plain[OVERRIDES]:
        name = str(row["parameter"])
        if not name.startswith("plans."):  # of a city and of all: one parameter
            name = ".".join(name.split(".")[:2])
        found[OVERRIDES, name] = [*_rows(found.get((OVERRIDES, name))), row]
    return found


def values_of(scenario: Scenario) -> dict[Part, Plain]:
    """Return every single value of a scenario's parts by its keys."""
    return {
        tuple(map(str, keys)): leaf
        for part, value in parts_of(scenario).items()
        for keys, leaf in leaves(value, part)
    }


def _levers(path: Part, value: Plain) -> Iterator[tuple[Part, Plain]]:
    """Yield the levers of one group."""
    group = path[1]
    deepest = 2 if group in TOGETHER else 4 if group in BY_NAME else 3
    deepest = 3 if path[1:] == IN_ALL_CITIES else deepest
    if not isinstance(value, dict) or len(path) == deepest or "at" in value:
        yield path, value
        return
    for key, inner in value.items():
        yield from _levers((*path, str(key)), inner)


def playing(
    parts: Sequence[Part], possible: Callable[[Collection[Part]], bool], seed: int
) -> tuple[list[Player], list[tuple[int, ...]]]:
    """Return players and the sampled orders of them; parts that cannot be moved apart are one.

    Parameters
    ----------
    parts
        What differs.
    possible
        Whether a scenario with these parts moved is a scenario.
    seed
        Of the sampled orders, where there are too many players for all.
    """
    players = [Player((part,)) for part in parts]
    while True:
        orders = sampled_orders(len(players), seed)
        refused = next(
            (
                one
                for one in coalitions(len(players), orders)
                if not possible(moved_by(players, one))
            ),
            None,
        )
        if refused is None or len(players) == 1:
            return players, orders
        players = _joined(players, _partners(players, refused, possible))


def moved_by(players: Sequence[Player], coalition: Coalition) -> list[Part]:
    """Return the parts that some players move."""
    return [part for number in sorted(coalition) for part in players[number].parts]


def _partners(
    players: Sequence[Player],
    refused: Coalition,
    possible: Callable[[Collection[Part]], bool],
) -> Coalition:
    """Return a coalition that cannot stand with the one player that mends it, else with all."""
    everybody = frozenset(range(len(players)))
    for one in sorted(everybody - refused):
        if possible(moved_by(players, refused | {one})):
            return refused | {one}
    return everybody


def _joined(players: Sequence[Player], together: Coalition) -> list[Player]:
    """Return the players with some of them made one, in the place of the first."""
    one = Player(tuple(moved_by(players, together)))
    first = min(together)
    return [
        one if number == first else player
        for number, player in enumerate(players)
        if number == first or number not in together
    ]


def _rows(value: Plain) -> list[Plain]:
    return list(value) if isinstance(value, list) else []


def _put(plain: dict[Key, Plain], part: Part, value: Plain) -> None:
    """Set a nested value."""
    level = plain
    for key in part[:-1]:
        below = level.get(key)
        inner = dict(below) if isinstance(below, dict) else {}
        level[key] = inner
        level = inner
    level[part[-1]] = value


def _differing(part: Part, first: Plain, other: Plain) -> Iterator[Change]:
    """Yield the single values in which two values of a part differ."""
    one, two = (
        {tuple(map(str, keys)): leaf for keys, leaf in leaves(value, part)}
        for value in (first, other)
    )
    units = {keys[:-1]: str(unit) for keys, unit in (one | two).items() if keys[-1] == UNIT}
    tables = _long_tables(one, two)
    for keys in tables:
        inner = keys[len(part) :]
        yield Change(keys, _below(first, inner), _below(other, inner))
    for keys in dict.fromkeys([*one, *two]):
        if _table_of(keys) in tables:
            continue
        before, after, unit = one.get(keys), two.get(keys), units.get(keys[:-2], "")
        if keys[:-1] in units and keys[-1] == GROWTH:  # of a lever given year by year
            before, after, unit = before or None, after or None, "per_year"
        if before != after and keys[-1] != UNIT:
            yield Change(keys, before, after, unit)


def _long_tables(one: Mapping[Part, Plain], two: Mapping[Part, Plain]) -> list[Part]:
    """Return the lists with rows of which too many values differ to name them one by one."""
    differ = [keys for keys in dict.fromkeys([*one, *two]) if one.get(keys) != two.get(keys)]
    counted = Counter(table for keys in differ if (table := _table_of(keys)))
    return [table for table, n in counted.items() if n > MOST_VALUES]


def _table_of(keys: Part) -> Part:
    """Return the path of the list whose row holds a value, empty for none."""
    rows = (at for at, key in enumerate(keys) if key.isdigit() and keys[at - 1] != AT)
    return keys[: next(rows, 0)]


def _below(value: Plain, keys: Sequence[str]) -> Plain:
    """Return what stands at a path of names, None for nothing."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _replaced(first: Plain, other: Plain) -> Iterator[Change]:
    """Yield what overrides change; where one scenario has none, it has what the other replaces."""
    one, two = (
        {str(row["parameter"]): row for row in _rows(value) if isinstance(row, dict)}
        for value in (first, other)
    )
    for name in dict.fromkeys([*one, *two]):
        before = one[name]["value"] if name in one else two[name]["was"]
        after = two[name]["value"] if name in two else one[name]["was"]
        if before != after:
            yield Change((OVERRIDES, name), before, after)
