"""The chosen indicator of all cities as a map of tiles; a click chooses a city."""

from __future__ import annotations

from html import escape

import panel as pn

from dashboards import style
from dashboards.charts import tile_map
from dashboards.parts.part import Part
from dashboards.states.overview import OverviewState

HEIGHT = 265


class TileMap(Part):
    """Map of tiles with its title and the word that it is no geography."""

    drawn_by = ("picture", "cell")

    def __init__(self, own: OverviewState) -> None:
        super().__init__(own.common)
        self.own = own
        self.title = pn.pane.HTML(stylesheets=[style.SHEET], margin=(6, 8, 0, 8))
        self.picture = tile_map.tile_map(self.state.say, HEIGHT)
        self.picture.source.selected.on_change("indices", self._clicked)
        own.param.watch(self._again, "amount")

    def draw(self) -> None:
        """Patch the tiles with the chosen indicator."""
        frame = self.own.tile_map()
        tile_map.feed_tile_map(self.picture, frame, self.own.amount, self.state.region)
        name = escape(frame.attrs["indicator_label"])
        small = escape(self.state.say("tiles.layout"))
        self.title.object = f'<p class="heading">{name} <small>{small}</small></p>'

    def _again(self, *_: object) -> None:
        self.draw()

    def _clicked(self, _attribute: str, _old: list[int], new: list[int]) -> None:
        """Take the clicked city over into the state."""
        if new:
            self.state.region = self.picture.source.data["region"][new[0]]

    def body(self) -> pn.viewable.Viewable:
        """Return title and tiles."""
        chart = pn.pane.Bokeh(self.picture.figure, sizing_mode="stretch_width", height=HEIGHT)
        return pn.Column(self.title, chart, sizing_mode="stretch_width")
