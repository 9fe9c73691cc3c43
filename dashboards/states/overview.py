"""What a visitor of the first page has chosen there; knows no panel."""

from __future__ import annotations

import pandas as pd
import param

from dashboards.state import State
from simulator import api

AMOUNTS = ("text", "percent_text")
"""Columns of the heat map that a cell may show: the unit of the indicator, or percent."""
KEPT = "overview"


class OverviewState(param.Parameterized):
    """Choices of the first page; they outlive a change of the language."""

    amount = param.Selector(default="text", objects=list(AMOUNTS))

    def __init__(self, common: State) -> None:
        super().__init__(**common.kept.get(KEPT, {}))
        self.common = common
        self._before: tuple[str, api.Run | None] | None = None

    @param.depends("amount", watch=True)
    def _keep(self) -> None:
        self.common.kept[KEPT] = {"amount": self.amount}

    def overview(self) -> api.Overview:
        """Return the chosen year at a glance."""
        return api.overview(self.common.opened, self.common.year, self.common.language)

    def changed(self) -> api.Changed:
        """Return what is not as it was in the run before."""
        run = self.common.opened
        if self._before is None or self._before[0] != run.id:
            self._before = run.id, api.run_before(run)
        return api.run_changed(run, self._before[1], self.common.year, self.common.language)

    def tile_map(self) -> pd.DataFrame:
        """Return the chosen indicator of the cities with the places of their tiles."""
        return api.tile_map(self.common.heatmap(), self.common.indicator)

    def standing(self) -> list[str]:
        """Return in words which city is worst in the chosen indicator, and which have no data."""
        common = self.common
        return api.city_standing(common.heatmap(), common.indicator, common.language)
