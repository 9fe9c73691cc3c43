"""The question what closes a gap: an asking is set to the cell that a visitor comes from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboards.states.optimisation import AUTOMATIC, Asking
from simulator import api


def ask_to_close(asking: Asking, wanted: Mapping[str, Any]) -> None:
    """Ask for one region, indicator and year; what is not offered stays open.

    What was begun by the last year that is over is not decided anew, and nothing can be reached
    by then any more: a year that is over sets no years.
    """
    if not wanted:
        return
    last = api.observing.review_years("annual")[0]
    ahead = wanted["year"] > last
    asking.param.update(
        region=[one for one in (wanted["region"],) if one in asking.choices.regions],
        indicator=[one for one in (wanted["indicator"],) if one in asking.choices.indicators],
        as_of=last if ahead else AUTOMATIC,
        by=wanted["year"] if ahead else AUTOMATIC,
    )
