"""The pictures of reports and slides: trajectories, gaps, money, targets met, indices."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from simulator.analysis.document import Picture
from simulator.analysis.envelope_frame import money_against_envelope
from simulator.analysis.frames import gap_heatmap, trajectory
from simulator.analysis.index_frame import LOW, index_over_time
from simulator.analysis.labels import Catalogue
from simulator.analysis.references import DEFAULT
from simulator.analysis.reports.comparison import met_table
from simulator.analysis.reports.findings import due_rows, missed, of_own_plan
from simulator.analysis.reports.texts import joined, text, title_of
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
    frames = _frames(view, region, chosen, catalogue)
    name = catalogue.name("region", region)
    title = title_of(view, catalogue, "picture.trajectories", view.base, region=name)
    drawn = any(frame.attrs["has"]["outer"] for frame in frames)
    notes = (text(language, "note.fan"),) if drawn else ()
    return Picture(f"trajectories:{view.id}:{region}", title, "trajectories", frames, notes)


def _frames(
    view: RunView, region: str, indicators: Sequence[str], catalogue: Catalogue
) -> tuple[pd.DataFrame, ...]:
    """Return the trajectories of some indicators of a region."""
    values, verdicts = view.tables["indicators"], view.tables["verdicts"]
    return tuple(trajectory(values, verdicts, region, one, catalogue) for one in indicators)


def one_trajectory(view: RunView, region: str, indicator: str, catalogue: Catalogue) -> Picture:
    """Return one indicator of a region over the years with target and schedule."""
    language, year = catalogue.language, min(target_year(view), view.end)
    frames = _frames(view, region, [indicator], catalogue)
    names = {"region": catalogue.name("region", region)}
    names["indicator"] = catalogue.name("indicator", indicator)
    title = title_of(view, catalogue, "picture.trajectory", year, **names)
    notes = (text(language, "note.interval"),) if frames[0].attrs["has"]["outer"] else ()
    key = f"trajectories:{view.id}:{region}:{indicator}"
    return Picture(key, title, "trajectories", frames, notes)


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


def met_picture(views: Sequence[RunView], catalogue: Catalogue) -> Picture | None:
    """Return how many targets of each plan are met in each run; None where none can be judged.

    The frame is that of `simulator.analysis.reports.comparison.met_table`; ``attrs`` holds
    labels (of the columns that are drawn) and unit_label.
    """
    language, first = catalogue.language, views[0]
    frame = met_table(views, catalogue).frame
    if frame.empty or not frame["judged"].any():
        return None
    labels = {"judged": text(language, "column.judged")}
    labels |= {view.id: text(language, "column.met_in", label=view.label) for view in views}
    frame.attrs = {"labels": labels, "unit_label": text(language, "legend.targets")}
    year = min(target_year(first), first.end)
    mark = first.hindsight.mark(year, language)
    title = text(language, "picture.met", year=year)
    title += text(language, "caption.marked", mark=mark) if mark else ""
    notes = [text(language, "note.met")]
    near = [(view.label, _near(view, catalogue)) for view in views]
    if any(n for _, n in near):
        counts = [text(language, "note.near_in", label=label, n=n) for label, n in near]
        notes.append(text(language, "note.near", counts=joined(language, counts)))
    return Picture(f"met:{first.id}", title, "met", (frame,), tuple(notes))


def _near(view: RunView, catalogue: Catalogue) -> int:
    """Return how many targets are missed by less than `findings.NEAR`."""
    rows = due_rows(view, catalogue)
    return int(rows[of_own_plan(rows)]["near"].sum())


def index_picture(view: RunView, catalogue: Catalogue) -> Picture | None:
    """Return the indices of equality and attainment over the years; None where there are none."""
    frame = index_over_time(view.tables.get("equity"), catalogue)
    if frame.empty:
        return None
    language, year = catalogue.language, min(target_year(view), view.end)
    title = title_of(view, catalogue, "picture.index", year, who=frame.attrs["who"])
    notes = [text(language, "note.index")]
    if frame[LOW].notna().any():
        notes.append(text(language, "note.index_interval"))
    return Picture(f"index:{view.id}", title, "index", (frame,), tuple(notes))
