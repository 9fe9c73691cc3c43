"""What all visitors of one server share: opened runs, and the frames drawn of them.

A stored run never changes, so that its tables are read once for everybody, and a frame that one
visitor looked at is at hand for the next. What was not asked for longest is dropped first. A frame
is only read: whoever draws it copies what he changes.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pandas as pd

from simulator import api

RUNS, FRAMES = 8, 256
"""Runs and frames of each kind that are kept."""


@lru_cache(RUNS)
def opened(run_id: str, store: Path) -> api.Run:
    """Return a stored run; raises what `api.open_run` does, which is not kept."""
    return api.open_run(run_id, store)


@lru_cache(FRAMES)
def heatmap(run_id: str, store: Path, year: int, reference: str, lang: str) -> pd.DataFrame:
    """Return the frame of the heat map; `api.gap_heatmap` says its columns."""
    return api.gap_heatmap(opened(run_id, store), year, reference=reference, lang=lang)


@lru_cache(FRAMES)
def trajectory(run_id: str, store: Path, cell: tuple[str, str], lang: str) -> pd.DataFrame:
    """Return the frame of the trajectory of a region's indicator."""
    return api.trajectory(opened(run_id, store), *cell, lang=lang)


@lru_cache(FRAMES)
def milestones(run_id: str, store: Path, cell: tuple[str, str], lang: str) -> pd.DataFrame:
    """Return the years in which something turns for a region's indicator."""
    return api.milestones(opened(run_id, store), *cell, lang=lang)


@lru_cache(FRAMES)
def story(
    run_id: str, store: Path, cell: tuple[str, str], when: tuple[int, str], lang: str
) -> tuple[str, ...]:
    """Return the sentences about a region's indicator in a year, measured by a reference."""
    year, reference = when
    run = opened(run_id, store)
    return tuple(api.cell_story(run, *cell, year=year, reference=reference, lang=lang))
