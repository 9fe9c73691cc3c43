"""The chosen indicator of all cities as a map, of tiles or of shapes; a click chooses a city."""

from __future__ import annotations

from html import escape

import pandas as pd
import panel as pn
import panel_material_ui as pmui

from dashboards import style
from dashboards.charts import city_map, tile_map
from dashboards.charts.dress import Picture
from dashboards.parts.part import Part
from dashboards.parts.words import heading
from dashboards.states.overview import OverviewState

TILES = "tiles"
HEIGHTS = {TILES: 265, "outline": 420, "own": 420}


class MapOfCities(Part):
    """The map, the switch between its kinds, and what each says of itself.

    Each kind is made when it is first chosen and stays on the page: its shapes travel once.
    """

    drawn_by = ("picture", "cell")

    def __init__(self, own: OverviewState) -> None:
        super().__init__(own.common)
        self.own = own
        self.title, self.caption = (
            pn.pane.HTML(stylesheets=[style.SHEET], margin=margin, sizing_mode="stretch_width")
            for margin in ((6, 8, 0, 8), (0, 8))
        )
        self.switch = pmui.RadioButtonGroup.from_param(
            own.param.map_shown,
            options={self.state.say(f"map.{kind}"): kind for kind in own.maps},
            name="",
            size="small",
            margin=(2, 8),
            stylesheets=[style.AMOUNTS],
        )
        self.pictures: dict[str, Picture] = {}
        self.charts: dict[str, pn.Column] = {}
        self.place = pn.Column(sizing_mode="stretch_width")
        own.param.watch(self._again, ["amount", "map_shown"])

    def draw(self) -> None:
        """Patch the chosen kind of map with the chosen indicator."""
        own, kind, region = self.own, self.own.map_shown, self.state.region
        picture = self._picture(kind)
        if kind == TILES:
            frame = own.tile_map()
            tile_map.feed_tile_map(picture, frame, own.amount, region)
        else:
            frame = own.city_map()
            city_map.feed_city_map(picture, frame, own.amount, region)
        self.title.object = heading(frame.attrs["indicator_label"], frame.attrs["mark"])
        said = "".join(f"<p>{escape(line)}</p>" for line in self._said(kind, frame))
        self.caption.object = f'<div class="notes">{said}</div>'
        for one, chart in self.charts.items():
            chart.visible = one == kind

    def _said(self, kind: str, frame: pd.DataFrame) -> list[str]:
        """Return what belongs under a kind of map."""
        say = self.state.say
        if kind == TILES:
            return [say("map.layout")]
        lines = [say(f"map.rests_{kind}", name=self.own.drawn_map().name)]
        if frame.attrs["shapeless"]:
            places = say("map.joint").join(frame.attrs["shapeless"])
            lines.append(say("map.shapeless", places=places))
        return lines

    def _picture(self, kind: str) -> Picture:
        """Return the figure of a kind of map, made the first time."""
        if kind not in self.pictures:
            picture = self.pictures[kind] = self._made(kind)
            picture.source.selected.on_change("indices", self._clicked)
            chart = pn.pane.Bokeh(picture.figure, sizing_mode="stretch_width", height=HEIGHTS[kind])
            # a pane of Bokeh that was hidden does not come back; what it stands in does
            self.charts[kind] = pn.Column(chart, sizing_mode="stretch_width")
            self.place.append(self.charts[kind])
        return self.pictures[kind]

    def _made(self, kind: str) -> Picture:
        say, height = self.state.say, HEIGHTS[kind]
        if kind == TILES:
            return tile_map.tile_map(say, height)
        mark = say("map.mark_outline") if kind == "outline" else ""
        return city_map.city_map(say, height, self.own.drawn_map().shapes, mark)

    def _again(self, *_: object) -> None:
        self.stale = True
        self.show()

    def _clicked(self, _attribute: str, _old: list[int], new: list[int]) -> None:
        """Take the clicked city over into the state, if the run has it."""
        regions = self.pictures[self.own.map_shown].source.data["region"]
        if new and regions[new[0]] in list(self.state.param["region"].objects):
            self.state.region = regions[new[0]]

    def body(self) -> pn.viewable.Viewable:
        """Return title, switch, map and what it says of itself."""
        above = pn.Row(self.title, self.switch, sizing_mode="stretch_width")
        return pn.Column(above, self.place, self.caption, sizing_mode="stretch_width")
