"""How likely each plan is met as a whole: the table `chances` in words."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from simulator.analysis.labels import Catalogue, tell, word

PLAN = ["region", "plan"]
COLUMNS = (
    "region",
    "region_label",
    "plan",
    "target_year",
    "year",
    "targets",
    "targets_label",
    "n_targets",
    "n_modelled",
    "n_met",
    "met",
    "probability",
    "standard_error",
    "not_modelled",
)

RowName = Callable[[str, str, str], str]
"""Takes plan, row id and indicator of a target; returns its name."""


def chances(
    stored: pd.DataFrame,
    verdicts: pd.DataFrame,
    catalogue: Catalogue,
    name_of: RowName,
    year: int | None = None,
) -> pd.DataFrame:
    """Return how many targets of each printed plan are met, and how likely all, with `COLUMNS`.

    Parameters
    ----------
    stored, verdicts
        The tables ``chances`` and ``verdicts`` of a run.
    year
        Year of the verdict; None takes each plan's target year, or the last one simulated.
    name_of
        Names the targets that are not modelled.

    Notes
    -----
    Cities without a plan, judged by the province's, are left out.
    """
    central = verdicts[verdicts["statistic"] == "central"]
    own = central[central["grade"] != "derived"][PLAN].drop_duplicates()
    table = stored.merge(own, on=PLAN)
    last = int(stored["year"].max()) if len(stored) else 0
    due = table["target_year"].clip(upper=last) if year is None else year
    table = table[table["year"] == due].reset_index(drop=True)
    language = catalogue.language
    table["region_label"] = [catalogue.name("region", region) for region in table["region"]]
    table["targets_label"] = [word(language, "targets", kind) for kind in table["targets"]]
    silent = _silent(central, drawn=bool(stored["probability"].notna().any()))
    joint = "、" if language == "zh" else ", "
    table["not_modelled"] = [
        joint.join(name_of(*cell) for cell in _of(silent, row)) for _, row in table.iterrows()
    ]
    found = table[list(COLUMNS)]
    found.attrs["notes"] = [
        tell(language, "chances.note"),
        *(
            tell(language, "chances.silent", region=region, names=names)
            for region, kind, names in zip(
                found["region_label"], found["targets"], found["not_modelled"], strict=True
            )
            if kind == "all" and names
        ),
    ]
    return found


def _silent(central: pd.DataFrame, *, drawn: bool) -> pd.DataFrame:
    """Return the verdicts that draw 0, or with draws some draw, cannot judge."""
    judged = central["probability_met" if drawn else "met"].notna() & central["met"].notna()
    return central[~judged]


def _of(silent: pd.DataFrame, row: pd.Series) -> list[tuple[str, str, str]]:
    """Return plan, row and indicator of the silent targets that a row of chances counts."""
    same = silent
    for column in (*PLAN, "target_year", "year"):
        same = same[same[column] == row[column]]
    if row["targets"] == "binding":
        same = same[same["nature"] == "binding"]
    return list(
        zip(
            same["plan"].astype(str),
            same["row_id"].astype(str),
            same["indicator"].astype(str),
            strict=True,
        )
    )
