"""A difference between two runs in the reader's language: table, sentences, waterfall."""

from __future__ import annotations

from itertools import combinations
from typing import NamedTuple

import numpy as np
import pandas as pd

from simulator.analysis import difference as told
from simulator.analysis.labels import tell
from simulator.analysis.lever_names import change_text, input_label
from simulator.analysis.references import central_year, imputed
from simulator.axes import PROVINCE
from simulator.desk.difference import Difference, Floats
from simulator.desk.pictures import catalogue, hindsight
from simulator.desk.players import Player
from simulator.desk.study import Asked


class Explained(NamedTuple):
    """One outcome of one region and year, taken apart."""

    table: pd.DataFrame
    """One row per input that differs, then interaction and difference; columns add up."""
    shown: pd.DataFrame
    """The same as a screen shows it: rounded, and columns still add up."""
    story: list[str]
    notes: list[str]
    waterfall: pd.DataFrame
    """Bars from one run to the other; see `simulator.analysis.difference.waterfall`."""


def difference_of(
    found: Difference, outcome: str, region: str, year: int | None = None, lang: str = "zh"
) -> Explained:
    """Return one cell of a difference; the year is by default that of the plan's target.

    Raises
    ------
    InputError
        As `Difference.asked`.
    """
    asked, names = found.asked(outcome, region, year), catalogue(lang)
    at, parts = found.at(asked), found.attribution
    causes = [
        told.Cause(
            player.id,
            _label(player, lang),
            _changes(found, player, lang),
            *(
                float(one[number][at])
                for one in (parts.alone, parts.last, parts.shapley, parts.error)
            ),
        )
        for number, player in enumerate(found.players)
    ]
    first, other = _called(found, lang)
    cell = told.Cell(
        *asked,
        unit=found.case.params.indicators[outcome].unit,
        start=float(found.start[at]),
        difference=float(parts.difference[at]),
        first=first,
        other=other,
        n_orders=found.n_orders,
    )
    table = told.difference_table(causes, cell, names)
    notes = told.difference_notes(causes, cell, lang)
    notes += [past] if (past := hindsight(found.runs[1]).note(asked.year, lang)) else []
    story = told.difference_story(causes, cell, names, _strongest(causes, parts.pairs, at))
    if _imputed(found, asked):
        place = names.name("region", region)
        story.append(tell(lang, "difference.imputed", region=place))
    shown = told.on_screen(table, cell)
    return Explained(table, shown, story, notes, told.waterfall(table, cell))


def whole_difference(found: Difference, lang: str = "zh") -> pd.DataFrame:
    """Return every input's part of every outcome, region and year that both runs have.

    Columns region, outcome, year, lever, label, changed_alone, changed_last, shapley,
    standard_error, difference.
    """
    parts = found.attribution
    known = np.nonzero(np.isfinite(parts.difference))
    areas = np.array([*found.case.cities, PROVINCE])[known[0]]
    outcomes = np.array(found.case.readings.names)[known[1]]
    years = known[2] + found.case.scenario.horizon.base
    tables = [
        pd.DataFrame(
            {
                "region": areas,
                "outcome": outcomes,
                "year": years,
                "lever": player.id,
                "label": _label(player, lang),
                "changed_alone": parts.alone[number][known],
                "changed_last": parts.last[number][known],
                "shapley": parts.shapley[number][known],
                "standard_error": parts.error[number][known],
                "difference": parts.difference[known],
            }
        )
        for number, player in enumerate(found.players)
    ]
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame()


def _strongest(
    causes: list[told.Cause], pairs: Floats, at: tuple[int, int, int]
) -> told.Joint | None:
    """Return the two causes that interact most, None where there are fewer."""
    found = [
        told.Joint(one.label, two.label, float(pairs[(first, second, *at)]))
        for (first, one), (second, two) in combinations(enumerate(causes), 2)
    ]
    return max(found, key=lambda joint: abs(joint.value), default=None)


def _imputed(found: Difference, asked: Asked) -> bool:
    """Return whether a cell rests on the rest of the province."""
    rows = central_year(found.runs[0].table("gaps"), asked.year)
    mine = rows[(rows["region"] == asked.region) & (rows["indicator"] == asked.outcome)]
    return bool(imputed(mine["flags"]).any())


def _called(found: Difference, lang: str) -> tuple[str, str]:
    """Return what the two runs are called; ids where they have one name."""
    one, two = found.runs
    labels = one.label(lang), two.label(lang)
    return labels if labels[0] != labels[1] else (one.id, two.id)


def _label(player: Player, lang: str) -> str:
    joint = "、" if lang == "zh" else " and "
    return joint.join(input_label(part, catalogue(lang)) for part in player.parts)


def _changes(found: Difference, player: Player, lang: str) -> str:
    joint = "；" if lang == "zh" else "; "
    return joint.join(
        change_text(one.keys, one.first, one.other, catalogue(lang))
        for one in found.pair.changes(player)
    )
