"""What a visitor of the first page has chosen there; knows no panel."""

from __future__ import annotations

import pandas as pd
import param

from dashboards.state import State
from simulator import api

AMOUNTS = ("text", "percent_text")
"""Columns of the heat map that a cell may show: the unit of the indicator, or percent."""
MAPS = ("tiles", "outline", "own")
"""Tiles, the shipped outline, and the map that the server was started with."""
KEPT = "overview"


class OverviewState(param.Parameterized):
    """Choices of the first page; they outlive a change of the language."""

    amount = param.Selector(default="text", objects=list(AMOUNTS))
    map_shown = param.Selector(default="tiles", objects=list(MAPS))

    def __init__(self, common: State) -> None:
        super().__init__(**common.kept.get(KEPT, {}))
        self.common = common
        self._before: tuple[str, api.Run | None] | None = None

    @param.depends("amount", "map_shown", watch=True)
    def _keep(self) -> None:
        self.common.kept[KEPT] = {"amount": self.amount, "map_shown": self.map_shown}

    @property
    def maps(self) -> tuple[str, ...]:
        """Return the maps there are to choose from."""
        return tuple(one for one in MAPS if one != "own" or self.common.own_map is not None)

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

    def drawn_map(self) -> api.city_maps.CityMap:
        """Return the shapes of the chosen map; tiles have none."""
        if self.map_shown == "own" and self.common.own_map is not None:
            return self.common.own_map
        return api.city_maps.outline(self.common.language)

    def city_map(self) -> pd.DataFrame:
        """Return the chosen indicator of the cities for the shapes of the chosen map."""
        common = self.common
        shapes = self.drawn_map().shapes
        return api.city_maps.city_map(common.heatmap(), common.indicator, shapes, common.language)
