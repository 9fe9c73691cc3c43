"""What moved levers bring: heat map, chosen cell beside the run, and four numbers."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from html import escape

import pandas as pd
import panel as pn

from dashboards import style
from dashboards.charts import tried
from dashboards.hand import ALL_DRAWS
from dashboards.parts.heatmap import Heatmap
from dashboards.parts.part import Part
from dashboards.parts.words import heading
from dashboards.states.laboratory import Trying
from dashboards.states.overview import OverviewState

HEIGHT = 300
HEADING_SIZE = {"zh": "11px", "en": "10px"}
SENTENCES = 3
"""Of the story: the rest stands on the page of the indicator."""


class TriedHeatmap(Heatmap):
    """Heat map of the trial."""

    drawn_by = ("picture", "trial")
    narrow = True

    def __init__(self, trying: Trying) -> None:
        self.trying = trying
        super().__init__(OverviewState(trying.state))
        self.picture.figure.axis.major_label_text_font_size = HEADING_SIZE[self.state.language]

    def frame(self) -> pd.DataFrame:
        """Return the frame of the trial."""
        return self.trying.heatmap()


class TriedCell(Part):
    """Trajectory of the chosen cell in the trial, the run's line beside it."""

    drawn_by = ("cell", "trial", "fan")

    def __init__(self, trying: Trying) -> None:
        super().__init__(trying.state)
        self.trying = trying
        self.title = pn.pane.HTML(stylesheets=[style.SHEET], margin=(6, 8, 0, 8))
        self.note = pn.pane.HTML(stylesheets=[style.SHEET], margin=(0, 8))
        self.chart = tried.tried(trying.state.say, HEIGHT)
        self._cell: tuple[object, ...] = ()

    def draw(self) -> None:
        """Patch lines and story."""
        state, trying = self.state, self.trying
        frame = trying.trajectory()
        tried.feed_tried(self.chart, frame, state.year)
        cell = state.run_id, state.region, state.indicator
        if cell != self._cell:
            self._cell = cell
            tried.feed_before(self.chart, state.trajectory())
        names = frame.attrs
        title = f"{names['region_label']} · {names['indicator_label']}"
        self.title.object = heading(title, state.marks)
        note = escape(state.say(f"laboratory.{self._fan()}", n=trying.fan_draws, all=ALL_DRAWS))
        self.note.object = f'<div class="notes">{note}</div>'

    def _fan(self) -> str:
        """Return the text that says how much of the fan is there."""
        draws = self.trying.fan_draws
        return "no_fan" if not draws else "fan" if draws == ALL_DRAWS else "first_fan"

    def body(self) -> pn.viewable.Viewable:
        """Return title, picture and note."""
        picture = self.chart.picture.figure
        chart = pn.pane.Bokeh(picture, sizing_mode="stretch_width", height=HEIGHT)
        return pn.Column(self.title, chart, self.note, sizing_mode="stretch_width")


class TriedStory(Part):
    """The first sentences about the chosen cell in the trial."""

    drawn_by = ("cell", "trial", "fan")

    def __init__(self, trying: Trying) -> None:
        super().__init__(trying.state)
        self.trying = trying
        self.story = pn.pane.HTML(
            stylesheets=[style.SHEET], margin=(4, 8), sizing_mode="stretch_width"
        )

    def draw(self) -> None:
        """Write the sentences."""
        told = self.trying.story()[:SENTENCES]
        said = "".join(f"<p>{escape(sentence)}</p>" for sentence in told)
        self.story.object = f'<div class="story">{said}</div>'

    def body(self) -> pn.viewable.Viewable:
        """Return the sentences."""
        return self.story


class TriedOutcomes(Part):
    """Four numbers of the trial, each with that of the run."""

    drawn_by = ("picture", "trial")

    def __init__(self, trying: Trying) -> None:
        super().__init__(trying.state)
        self.trying = trying
        self.cards = pn.pane.HTML(
            stylesheets=[style.SHEET, style.OUTCOMES], margin=(4, 8), sizing_mode="stretch_width"
        )

    def draw(self) -> None:
        """Write the numbers."""
        frame = self.trying.outcomes()
        cards = "".join(map(self._card, frame.to_dict("records")))
        self.cards.object = f'<div class="outcomes">{cards}</div>'

    def _card(self, row: Mapping[Hashable, object]) -> str:
        """Return one outcome as HTML."""
        say, texts = self.state.say, {key: escape(str(text)) for key, text in row.items()}
        how = escape(say(f"laboratory.{row['better']}", value=row["before"]))
        return (
            f'<div class="outcome {texts["better"]}" data-outcome="{texts["card"]}">'
            f"<span>{texts['label']}</span><b>{texts['value']}</b>"
            f"<small>{texts['note']}</small>"
            f"<small><i>{how}</i></small></div>"
        )

    def body(self) -> pn.viewable.Viewable:
        """Return the numbers."""
        return self.cards
