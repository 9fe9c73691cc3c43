"""A difference between two runs told cause by cause: the table, the sentences, the waterfall.

Every column of the table adds up to the difference: what causes do alone and what they do last
with the interaction, their Shapley values without it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

import pandas as pd

from simulator.analysis.drawn_difference import (
    ALONE,
    NO_DRAWS,
    SHAPLEY,
    DrawnCell,
    bar_texts,
    interval_labels,
    with_intervals,
)
from simulator.analysis.labels import Catalogue, tell
from simulator.analysis.numbers import decimals, number

LEVER, INTERACTION, DIFFERENCE = "lever", "interaction", "difference"
START, END = "start", "end"
MOST_PLACES, TWO_DIGITS = 6, 10
NAMED = {
    "id": "lever",
    "change": "changes",
    "alone": "changed_alone",
    "last": "changed_last",
    "error": "standard_error",
}
"""Field of a cause -> its column, where they differ."""
NOTHING = 1e-12
"""Effects smaller than this share of the level are what arithmetic leaves over."""
ROOM = 0.25
"""Share of the width of a waterfall that is left empty at an axis that does not begin at zero."""
NARROW = 0.1
"""Share of the values that counts as the width where nothing differs."""


class Cause(NamedTuple):
    """One input, or several that go together, in which two runs differ."""

    id: str
    label: str
    change: str
    alone: float
    last: float
    shapley: float
    error: float


class Joint(NamedTuple):
    """Two causes, and what they do together beyond what each does alone."""

    first: str
    other: str
    value: float


class Cell(NamedTuple):
    """One outcome of two runs, and how they are called."""

    outcome: str
    region: str
    year: int
    unit: str
    start: float
    difference: float
    first: str
    other: str
    n_orders: int = 0
    """Sampled orders; 0 where Shapley values are exact."""
    n_draws: int = 0
    """Draws taken apart beside the central values."""

    @property
    def end(self) -> float:
        """Return the value of the other run."""
        return self.start + self.difference


def difference_table(
    causes: Sequence[Cause], cell: Cell, catalogue: Catalogue, drawn: DrawnCell = NO_DRAWS
) -> pd.DataFrame:
    """Return one row per cause, then the interaction and the difference, with intervals."""
    language = catalogue.language
    rows = [{"kind": LEVER, **cause._asdict()} for cause in causes]
    alone, last = (
        cell.difference - sum(getattr(cause, name) for cause in causes)
        for name in ("alone", "last")
    )
    total = cell.difference
    together = Cause("", tell(language, f"difference.{INTERACTION}"), "", alone, last, 0.0, 0.0)
    whole = Cause("", tell(language, f"difference.{DIFFERENCE}"), "", total, total, total, 0.0)
    rows += [
        {"kind": INTERACTION, **together._asdict()},
        {"kind": DIFFERENCE, **whole._asdict()},
    ]
    table = pd.DataFrame(rows, columns=["kind", *Cause._fields]).rename(columns=NAMED)
    table.insert(0, "outcome", cell.outcome)
    table.insert(1, "region", cell.region)
    table.insert(2, "year", cell.year)
    table.insert(3, "region_label", catalogue.name("region", cell.region))
    table.insert(4, "outcome_label", catalogue.name("indicator", cell.outcome))
    table["unit"] = cell.unit
    table["unit_label"] = unit_label(cell, catalogue)
    return with_intervals(table, drawn)


def unit_label(cell: Cell, catalogue: Catalogue) -> str:
    """Return the unit of a difference, such as 张/千人; percentages differ in points."""
    if cell.unit == "percent":
        return tell(catalogue.language, "difference.points")
    return catalogue.unit(cell.outcome, cell.unit)


def difference_story(
    causes: Sequence[Cause], cell: Cell, catalogue: Catalogue, strongest: Joint | None = None
) -> list[str]:
    """Return the difference in sentences: how much, from what, and how the interaction falls.

    ``strongest`` are the two of more than two causes that interact most.
    """
    language = catalogue.language
    told = _named(cell, catalogue)
    if not causes:
        return [tell(language, "difference.same_inputs", **told)]
    acting = [one for one in causes if _acts(one, cell)]
    if not acting:
        return [tell(language, "difference.none", **told)]
    interaction = cell.difference - sum(one.alone for one in causes)
    texts, total = adding_up(
        [*(one.alone for one in acting), interaction], cell.difference, cell.unit
    )
    parts = _parts(acting, texts)
    interacts = abs(interaction) > NOTHING * max(1.0, abs(cell.start))
    if interacts:
        key = "both" if len(acting) == 2 else "all"
        parts.append(tell(language, f"difference.interaction_{key}", value=texts[-1]))
    parted = {"label": acting[0].label, "parts": _listed(parts, language)}
    told["parts"] = tell(language, f"difference.{'parts' if acting[1:] else 'only'}", **parted)
    told["amount"] = total.lstrip("+-")
    story = [tell(language, f"difference.{_way(cell, total)}", **told)]
    if interacts:
        shares, _ = adding_up([one.shapley for one in acting], cell.difference, cell.unit)
        shared = _listed(_parts(acting, shares), language)
        story.append(tell(language, "difference.shared", parts=shared))
    if interacts and strongest is not None and acting[2:]:
        (value,), _ = adding_up([strongest.value], strongest.value, cell.unit)
        story.append(tell(language, "difference.pair", **{**strongest._asdict(), "value": value}))
    idle = [one.label for one in causes if one not in acting]
    if idle:
        story.append(tell(language, "difference.idle", names=_listed(idle, language)))
    return story


def _named(cell: Cell, catalogue: Catalogue) -> dict[str, object]:
    """Return what the sentences call the cell and its values."""
    points = cell.unit == "percent"
    start, end = (number(one, cell.unit) for one in (cell.start, cell.end))
    return {
        **{"first": cell.first, "other": cell.other, "year": cell.year},
        "region": catalogue.name("region", cell.region),
        "outcome": catalogue.name("indicator", cell.outcome),
        "start": f"{start}%" if points else start,
        "end": f"{end}%" if points else end,
        "unit": unit_label(cell, catalogue),
    }


def _way(cell: Cell, total: str) -> str:
    """Return the key of the sentence: more, less, or as much where the total shows as zero."""
    if not total.strip("+-0.,"):
        return "as_much"
    more, less = ("higher", "lower") if cell.unit == "percent" else ("more", "less")
    return more if cell.difference > 0 else less


def _listed(texts: Sequence[str], language: str) -> str:
    return ("，" if language == "zh" else ", ").join(texts)


def difference_notes(causes: Sequence[Cause], cell: Cell, language: str) -> list[str]:
    """Return what was changed, and what a reader must know of the numbers."""
    notes = [
        tell(language, "difference.changed", label=one.label, changes=one.change) for one in causes
    ]
    notes.append(tell(language, "difference.how"))
    if cell.n_orders:
        told = {"n": len(causes), "orders": cell.n_orders}
        notes.append(tell(language, "difference.sampled", **told))
    return notes


def on_screen(table: pd.DataFrame, cell: Cell, language: str) -> pd.DataFrame:
    """Return the table rounded as its unit is shown, so that every column still adds up.

    Column ``places`` are the decimals, more than the unit's where all would show as zero.
    Intervals stand beside as text; none without draws.
    """
    columns = [ALONE, "changed_last", SHAPLEY]
    places, shown = _places(table[columns].to_numpy().ravel().tolist(), cell.unit), table.copy()
    shown["places"] = places
    for column in columns:
        *values, total = table[column].tolist()
        parts, whole = _rounded(values, total, places)
        shown[column] = [units / 10**places for units in (*parts, whole)]
    for column in (ALONE, SHAPLEY):
        place = shown.columns.tolist().index(column) + 1
        shown.insert(place, f"{column}_interval_label", interval_labels(table, column, language))
    return shown


def adding_up(values: Sequence[float], total: float, unit: str) -> tuple[list[str], str]:
    """Return signed texts of values, and of their total, to which the texts add up.

    What rounding leaves over goes to the largest value.
    """
    places = _places(values, unit)
    parts, whole = _rounded(values, total, places)
    return [_signed(part, places) for part in parts], _signed(whole, places)


def _places(values: Sequence[float], unit: str) -> int:
    """Return the unit's decimals, as many as give two digits where all would show as zero."""
    places, largest = decimals(unit), max(map(abs, values))
    if not round(largest * 10**places):
        while 0.0 < largest * 10**places < TWO_DIGITS and places < MOST_PLACES:
            places += 1
    return places


def _rounded(values: Sequence[float], total: float, places: int) -> tuple[list[int], int]:
    """Return values and their total in last digits, the rest of the rounding on the largest."""
    scale = 10**places
    whole, parts = round(total * scale), [round(value * scale) for value in values]
    largest = max(range(len(values)), key=lambda at: abs(values[at]))
    parts[largest] += whole - sum(parts)
    return parts, whole


def waterfall(table: pd.DataFrame, cell: Cell, catalogue: Catalogue) -> pd.DataFrame:
    """Return the bars from one run to the other: what each cause does alone, then the interaction.

    Columns kind, label, value, text, left, right; ``attrs["axis"]`` are the ends of the axis, which
    begins at zero unless the difference would not be seen then, ``unit`` is what stands at it,
    ``n_draws`` how many draws the intervals in the texts come from.
    """
    steps = table[table["kind"] != DIFFERENCE]
    kinds, labels = steps["kind"].tolist(), steps["label"].tolist()
    values = [float(one) for one in steps[ALONE]]
    texts, _ = adding_up(values, cell.difference, cell.unit)
    texts = bar_texts(texts, table, catalogue.language)
    reached = list(accumulate(values, initial=cell.start))
    low, high = min(*reached, cell.end), max(*reached, cell.end)
    spread = high - low
    axis_begins = low - spread * ROOM if low > spread > 0.0 else min(0.0, low)
    axis_ends = high + max(spread, abs(high) * NARROW) * ROOM
    bars: list[tuple[str, str, float, str, float, float]] = [
        (START, cell.first, cell.start, number(cell.start, cell.unit), axis_begins, cell.start),
        *zip(kinds, labels, values, texts, reached[:-1], reached[1:], strict=True),
        (END, cell.other, cell.end, number(cell.end, cell.unit), axis_begins, cell.end),
    ]
    found = pd.DataFrame(bars, columns=["kind", "label", "value", "text", "left", "right"])
    found.attrs = {
        "axis": (axis_begins, axis_ends),
        "from_zero": axis_begins <= 0.0,
        "unit": catalogue.unit(cell.outcome, cell.unit),
        "n_draws": cell.n_draws,
    }
    return found


def _acts(cause: Cause, cell: Cell) -> bool:
    """Return whether a cause ever moves the outcome."""
    size = max(map(abs, (cause.alone, cause.last, cause.shapley)))
    return size > NOTHING * max(1.0, abs(cell.start))


def _parts(causes: Sequence[Cause], texts: Sequence[str]) -> list[str]:
    """Return what causes do, without those that show as zero."""
    shown = zip((one.label for one in causes), texts, strict=False)
    return [
        f"{label}{text}" if label[-1:] > "\u2e80" else f"{label} {text}"
        for label, text in shown
        if text.strip("+-0.,")
    ]


def _signed(units: int, places: int) -> str:
    """Return a whole number of last digits as text with its sign."""
    value = f"{units / 10**places:,.{places}f}"
    return f"+{value}" if units > 0 else value
