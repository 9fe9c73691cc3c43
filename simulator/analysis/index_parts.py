"""What the attainment and the equalisation index of a run are made of, under three weightings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulator.analysis.inequality import INDICES, who_is_compared
from simulator.analysis.inequality_screen import ENDS
from simulator.analysis.labels import Catalogue, tell, word
from simulator.analysis.stored_series import Stored
from simulator.equity import composite
from simulator.equity.composite import Composite
from simulator.equity.equality_table import index_measure
from simulator.equity.indices import EQUAL_WEIGHTS, WEIGHT_SCHEMES
from simulator.equity.series import COUNT
from simulator.equity.units_compared import FEWEST_REAL_CITIES

INTERVALS = tuple(f"{scheme}_{end}" for scheme in WEIGHT_SCHEMES for end in ENDS)
COLUMNS = (
    *("part", "part_label", "item", "item_label"),
    *(*WEIGHT_SCHEMES, "spread", "note"),
    *INTERVALS,
)
"""``part`` is ``index``, ``weight`` or ``city``; all numbers are shares [1]."""
USED, INDEX = "used", "index"
Floats = NDArray[np.float64]


class Parts(NamedTuple):
    """The indices of one variant under the three weightings."""

    found: tuple[Composite, ...]
    """One for each of `WEIGHT_SCHEMES`."""
    why: tuple[str, ...]
    """Per indicator ``used``, or why not: the first reason that holds."""
    own: NDArray[np.bool_]
    """Cities that stand by themselves. Shape (city,)."""


def parts_of(stored: Stored, *, include_imputed: bool = False) -> Parts:
    """Return the indices under all weightings, and what they use.

    Weights are frozen at the base year, the first. Without imputed cities those that are real
    for every candidate stand by themselves and the rest of the province is one area.
    """
    series, standard = stored.series, stored.standard
    found = [one[int(include_imputed)] for one in composite.by_scheme(series, standard, 0)]
    chosen = composite.candidates(series, standard)
    own = series.real[:-1][:, chosen].all(axis=1) & chosen.any()
    used = found[EQUAL_WEIGHTS].indices.weights > 0.0
    return Parts(tuple(found), _reasons(stored, used), np.asarray(own))


def _reasons(stored: Stored, used: NDArray[np.bool_]) -> tuple[str, ...]:
    """Return why each indicator is not used, the first reason in the order of the rules."""
    series, level = stored.series, stored.standard.level
    reasons = {
        USED: used,
        "count": series.kind == COUNT,
        "no_direction": series.direction == 0,
        "no_base": ~series.base_known[-1],
        "no_target": np.isnan(level[-1]),
        "few_cities": series.real[:-1].sum(axis=0) < 2,
    }
    return tuple(
        next((name for name, holds in reasons.items() if holds[place]), "a_gap")
        for place in range(len(stored.indicators))
    )


def index_weights_table(
    stored: Stored,
    equity: pd.DataFrame,
    year: int,
    catalogue: Catalogue,
    *,
    include_imputed: bool = False,
) -> pd.DataFrame:
    """Return indices, weights and city scores under the three weightings.

    Parameters
    ----------
    stored
        The run's indicators.
    equity
        The run's table ``equity``, with the indices of every draw summed up.
    year
        31 December of this year; the weights are those of the base year.
    catalogue
        Names in the language of the table.
    include_imputed
        Whether every city stands by itself, imputed ones included; they are never ranked.

    Returns
    -------
    DataFrame
        `COLUMNS`; ``spread`` is the largest less the smallest under the three. A NaN under a
        weighting: no indicator carries a weight there. P5 and P95 stand in the rows of indices:
        every draw has its own weights, those of its base year.
    """
    parts = parts_of(stored, include_imputed=include_imputed)
    at = stored.years.index(year)
    rows = [
        *_index_rows(parts, at, catalogue.language),
        *_weight_rows(stored, parts, catalogue),
        *_city_rows(stored, parts, at, catalogue, include_imputed=include_imputed),
    ]
    table = pd.DataFrame(rows, columns=["part", "item", "item_label", *WEIGHT_SCHEMES, "note"])
    table["part_label"] = [word(catalogue.language, "part_word", one) for one in table["part"]]
    three = table[list(WEIGHT_SCHEMES)]
    table["spread"] = three.max(axis=1) - three.min(axis=1)
    found = _drawn_indices(equity, year, include_imputed=include_imputed)
    for column in INTERVALS:
        told = zip(table["part"], table["item"], strict=True)
        table[column] = [
            found.get((column, item), np.nan) if part == INDEX else np.nan for part, item in told
        ]
    table = table[list(COLUMNS)]
    notes = [*_notes(stored, parts, catalogue), *_drawn_notes(table, catalogue.language)]
    table.attrs = {"notes": notes}
    return table


def _drawn_notes(table: pd.DataFrame, language: str) -> list[str]:
    """Return where the intervals come from, and whether central values lie outside."""
    if table[list(INTERVALS)].isna().all(axis=None):
        return [tell(language, "weights.no_draws")]
    outside = [
        (table[scheme] < table[f"{scheme}_p05"]) | (table[scheme] > table[f"{scheme}_p95"])
        for scheme in WEIGHT_SCHEMES
    ]
    notes = [tell(language, "weights.drawn")]
    return [*notes, tell(language, "weights.outside")] if np.any(outside) else notes


def _drawn_indices(
    equity: pd.DataFrame, year: int, *, include_imputed: bool
) -> dict[tuple[str, str], float]:
    """Return P5 and P95 of the indices, by column and index; nothing without draws."""
    rows = equity[(equity["indicator"] == "") & (equity["year"] == year)]
    n_imputed = rows["n_imputed"].max() if include_imputed else 0
    rows = rows[rows["n_imputed"] == n_imputed]
    keys = zip(rows["measure"], rows["statistic"], strict=True)
    value = dict(zip(keys, rows["value"].astype(float), strict=True))
    return {
        (f"{scheme}_{end}", name): value[index_measure(name, scheme), end]
        for scheme in WEIGHT_SCHEMES
        for name in INDICES
        for end in ENDS
        if (index_measure(name, scheme), end) in value
    }


def compared_of(parts: Parts) -> tuple[int, int]:
    """Return how many areas are compared and how many of them are imputed."""
    return parts.found[0].n_regions, parts.found[0].n_imputed


def _index_rows(parts: Parts, at: int, language: str) -> list[list[object]]:
    """Return the three indices."""
    names = dict(zip(INDICES, ("attainment", "attainment_uncapped", "equalisation"), strict=True))
    regions, imputed = compared_of(parts)
    own = int(parts.own.sum())
    group = "all" if own == regions else "between"
    facts = {"n_regions": regions, "n_imputed": imputed, "n_stated": own, "group": group}
    rows: list[list[object]] = []
    for key, name in names.items():
        values = [float(getattr(one.indices, name)[at]) for one in parts.found]
        label = word(language, "inequality_word", key)
        rows.append([INDEX, key, label, *values, who_is_compared(facts, language)])
    return rows


def _weight_rows(stored: Stored, parts: Parts, catalogue: Catalogue) -> list[list[object]]:
    """Return every indicator with its three weights and why it is not used."""
    rows: list[list[object]] = []
    for place, name in enumerate(stored.indicators):
        weights = [float(one.indices.weights[place]) for one in parts.found]
        why = parts.why[place]
        told = tell(catalogue.language, f"not_used.{why}")
        rows.append(["weight", name, catalogue.name("indicator", name), *weights, told])
    return rows


def _city_rows(
    stored: Stored, parts: Parts, at: int, catalogue: Catalogue, *, include_imputed: bool
) -> list[list[object]]:
    """Return the score of every area compared, with its ranks under the three."""
    scores = np.stack([one.indices.by_area[at] for one in parts.found])
    ranks = ranks_of(scores[:, :-1], parts.own)
    rows: list[list[object]] = []
    for place, city in enumerate(stored.cities):
        if not parts.own[place] and not include_imputed:
            continue
        note = _rank_note(ranks[:, place], bool(parts.own[place]), catalogue.language)
        label = catalogue.name("region", city)
        rows.append(["city", city, label, *scores[:, place].tolist(), note])
    if not include_imputed and not parts.own.all():
        rest = tell(catalogue.language, "inequality.rest")
        note = tell(catalogue.language, "rank_by_weights.rest")
        rows.append(["city", "rest", rest, *scores[:, -1].tolist(), note])
    return rows


def ranks_of(scores: Floats, own: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return the rank of every real city, 1 the best, 0 where none is given.

    Equal scores share the better rank. Nobody is ranked where real cities are fewer than five
    or no score exists.

    Parameters
    ----------
    scores
        Shape (weighting, city).
    own
        Real cities. Shape (city,).

    Examples
    --------
    >>> import numpy as np
    >>> ranks_of(np.array([[0.9, 0.7, 0.8, 0.9, 0.5, 1.0]]), np.arange(6) < 5).tolist()
    [[1, 4, 3, 1, 5, 0]]
    """
    found = np.zeros(scores.shape, np.int64)
    if own.sum() < FEWEST_REAL_CITIES:
        return found
    for row, score in enumerate(scores):
        among = score[own]
        if not np.isnan(among).any():
            found[row, own] = [1 + int((among > one).sum()) for one in among]
    return found


def _rank_note(ranks: Sequence[int] | NDArray[np.int64], real: bool, language: str) -> str:
    given = sorted({int(one) for one in ranks if one})
    if not real:
        return tell(language, "rank_by_weights.imputed")
    if not given:
        return tell(language, "rank_by_weights.few")
    key = "rank_by_weights.same" if len(given) == 1 else "rank_by_weights.moves"
    return tell(language, key, first=given[0], last=given[-1])


def _notes(stored: Stored, parts: Parts, catalogue: Catalogue) -> list[str]:
    """Return how the weights are made and which cities stand within the rest, and why."""
    language, series = catalogue.language, stored.series
    joint = "、" if language == "zh" else ", "
    notes = [tell(language, "weights.how")]
    chosen = composite.candidates(series, stored.standard)
    for place, city in enumerate(stored.cities):
        missing = chosen & ~series.real[place]
        if parts.own[place] or not (chosen & series.real[place]).any():
            continue
        names = [catalogue.name("indicator", stored.indicators[i]) for i in np.flatnonzero(missing)]
        region = catalogue.name("region", city)
        facts = {"region": region, "indicators": joint.join(names)}
        notes.append(tell(language, "weights.in_the_rest", **facts))
    return notes


def parts_notes(stored: Stored, catalogue: Catalogue) -> list[str]:
    """Return which indicators the indices use, alike in weight, and which they leave out."""
    language, parts = catalogue.language, parts_of(stored)
    joint = "、" if language == "zh" else ", "
    by_reason: dict[str, list[str]] = {}
    for name, why in zip(stored.indicators, parts.why, strict=True):
        by_reason.setdefault(why, []).append(catalogue.name("indicator", name))
    used = by_reason.pop(USED, [])
    cities = [
        catalogue.name("region", city)
        for city, own in zip(stored.cities, parts.own, strict=True)
        if own
    ]
    facts = {"n": len(used), "indicators": joint.join(used), "cities": joint.join(cities)}
    notes = [tell(language, "weights.used", **facts)] if used else []
    for why, names in by_reason.items():
        reason = tell(language, f"not_used.{why}")
        told = {"reason": reason, "n": len(names), "indicators": joint.join(names)}
        notes.append(tell(language, "weights.left_out", **told))
    return notes
