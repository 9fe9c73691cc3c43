"""Which pictures a report holds: trajectories, the gaps of the cities, the money."""

from __future__ import annotations

import pandas as pd

from simulator.analysis.document import Picture
from simulator.analysis.envelope_frame import money_against_envelope
from simulator.analysis.frames import gap_heatmap, trajectory
from simulator.analysis.labels import Catalogue
from simulator.analysis.references import DEFAULT
from simulator.analysis.reports.findings import missed
from simulator.analysis.reports.texts import text, title_of
from simulator.analysis.run_view import RunView, target_year


def trajectory_picture(
    view: RunView, rows: pd.DataFrame, region: str, catalogue: Catalogue, *, most: int
) -> Picture | None:
    """Return up to ``most`` indicators of a region over the years with target and schedule.

    Those missed by most come first. None where the region has no target that can be judged.
    """
    language = catalogue.language
    own = rows[(rows["region"] == region) & rows["met"].notna()]
    first = list(missed(own)["indicator"])
    chosen = list(dict.fromkeys([*first, *own["indicator"]]))[:most]
    if not chosen:
        return None
    indicators, verdicts = view.tables["indicators"], view.tables["verdicts"]
    frames = tuple(trajectory(indicators, verdicts, region, one, catalogue) for one in chosen)
    name = catalogue.name("region", region)
    title = title_of(view, catalogue, "picture.trajectories", view.base, region=name)
    drawn = any(frame.attrs["has"]["outer"] for frame in frames)
    notes = (text(language, "note.fan"),) if drawn else ()
    return Picture(f"trajectories:{view.id}:{region}", title, "trajectories", frames, notes)


def gaps_picture(view: RunView, catalogue: Catalogue) -> Picture:
    """Return the heat map of the gaps of all cities in the year of the targets."""
    year = min(target_year(view), view.end)
    frame = gap_heatmap(view.tables["gaps"], year, DEFAULT, catalogue, hindsight=view.hindsight)
    title = title_of(view, catalogue, "picture.gaps", year)
    notes = (text(catalogue.language, "note.heatmap"),)
    return Picture(f"gaps:{view.id}", title, "gaps", (frame,), notes)


def money_picture(view: RunView, region: str, catalogue: Catalogue) -> Picture | None:
    """Return the fiscal money of a region against what it is spent on; None without a ledger."""
    frame = money_against_envelope(view.tables["ledger"], region, catalogue)
    if frame.empty:
        return None
    name = catalogue.name("region", region)
    title = title_of(view, catalogue, "picture.money", view.base, region=name)
    notes = (text(catalogue.language, "note.envelope"),)
    return Picture(f"money:{view.id}:{region}", title, "money", (frame,), notes)
