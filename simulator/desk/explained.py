"""A difference between two runs in the reader's language: table, sentences, waterfall."""

from __future__ import annotations

from itertools import combinations
from typing import NamedTuple

import numpy as np
import pandas as pd

from simulator.analysis import difference as told
from simulator.analysis.drawn_difference import (
    ENDS,
    NO_DRAWS,
    PERCENTILES,
    SHAPLEY,
    DrawnCell,
    drawn_notes,
    drawn_story,
)
from simulator.analysis.labels import tell
from simulator.analysis.lever_names import change_within, input_label
from simulator.analysis.references import central_year, imputed
from simulator.axes import PROVINCE
from simulator.desk.difference import Difference, Floats
from simulator.desk.pairing import drawn_alike, draws_of
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
    causes = _causes(found, at, lang)
    first, other = _called(found, lang)
    cell = told.Cell(
        *asked,
        unit=found.case.params.indicators[outcome].unit,
        start=float(found.start[at]),
        difference=float(parts.difference[at]),
        first=first,
        other=other,
        n_orders=found.n_orders,
        n_draws=len(found.drawn.difference),
    )
    drawn = _drawn(found, at)
    table = told.difference_table(causes, cell, names, drawn)
    notes = told.difference_notes(causes, cell, lang)
    notes += drawn_notes(drawn, lang) if causes else []
    notes += _by_city(found, lang)
    notes += [past] if (past := hindsight(found.runs[1]).note(asked.year, lang)) else []
    story = told.difference_story(causes, cell, names, _strongest(causes, parts.pairs, at))
    story += drawn_story(table, drawn, lang)
    if _imputed(found, asked):
        place = names.name("region", region)
        story.append(tell(lang, "difference.imputed", region=place))
    shown = told.on_screen(table, cell, lang)
    return Explained(table, shown, story, notes, told.waterfall(table, cell, names))


def _causes(found: Difference, at: tuple[int, int, int], lang: str) -> list[told.Cause]:
    """Return what each input that differs causes in a cell."""
    parts = found.attribution
    return [
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


def whole_difference(found: Difference, lang: str = "zh") -> pd.DataFrame:
    """Return every input's part of every outcome, region and year that both runs have.

    Columns region, outcome, year, lever, label, changed_alone, changed_last, shapley,
    shapley_p05, _p50, _p95 (NaN without draws), standard_error, difference.
    """
    parts = found.attribution
    known = np.nonzero(np.isfinite(parts.difference))
    area, indicator, year = known
    areas = np.array([*found.case.cities, PROVINCE])[area]
    outcomes = np.array(found.case.readings.names)[indicator]
    years = year + found.case.scenario.horizon.base
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
                **_ends(found.drawn.shapley[:, number, area, indicator, year], len(area)),
                "standard_error": parts.error[number][known],
                "difference": parts.difference[known],
            }
        )
        for number, player in enumerate(found.players)
    ]
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame()


def _ends(drawn: Floats, n_cells: int) -> dict[str, Floats]:
    """Return P5, P50 and P95 of a player's Shapley values. ``drawn`` has shape (draw, cell)."""
    found = np.quantile(drawn, ENDS, axis=0) if len(drawn) else np.full((3, n_cells), np.nan)
    return {f"{SHAPLEY}_{name}": one for name, one in zip(PERCENTILES, found, strict=True)}


def _drawn(found: Difference, at: tuple[int, int, int]) -> DrawnCell:
    """Return a cell draw by draw."""
    parts = found.drawn
    n_held = draws_of(found.runs[0]) if drawn_alike(*found.runs) else 0
    if not len(parts.difference):
        return NO_DRAWS._replace(n_held=n_held)
    area, indicator, year = at
    alone, shapley, whole = (
        one[..., area, indicator, year] for one in (parts.alone, parts.shapley, parts.difference)
    )
    return DrawnCell(alone, shapley, whole, n_held)


def _by_city(found: Difference, lang: str) -> list[str]:
    """Return which causes are a lever of several cities, moved together."""
    named = catalogue(lang).regions
    notes = []
    for player in found.players:
        changed = [{key for key in one.keys if key in named} for one in found.pair.changes(player)]
        n_cities = len(set().union(*changed))
        if n_cities > 1:
            facts = {"label": _label(player, lang), "n": n_cities}
            notes.append(tell(lang, "difference.by_city", **facts))
    return notes


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
    single = len(player.parts) == 1
    return joint.join(
        change_within(
            one.keys,
            player.parts[0] if single else (),
            (one.first, one.other),
            catalogue(lang),
            one.unit,
        )
        for one in found.pair.changes(player)
    )
