"""The review in words and, row by row, in the colours of all verdicts."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from html import escape
from typing import Any

import pandas as pd
import panel as pn

from dashboards import style
from dashboards.parts.part import Part
from dashboards.parts.words import heading
from dashboards.states.review import ReviewState
from simulator import api

NUMBERS = ("due", "observed", "projected_target", "restated_target", "at_pace", "suggested")
WHOLE = 1000
"""From here on fractions say nothing."""
PERCENTS = ("chance_percent", "restated_percent")
COLUMNS = {
    "annual": ("due", "observed", "verdict_label", *NUMBERS[2:3], PERCENTS[0]),
    "midterm": ("due", "observed", "verdict_label", *NUMBERS[2:3], PERCENTS[0]),
    "final": ("observed", "verdict_label", "projected_target", PERCENTS[0]),
}
RESTATED = ("restated_target", "restated_percent")
OUTLOOK = ("at_pace", "suggested", "suggestion_label")
CAUSES = ("capacity_effect", "population_effect", "model_money", "model_delay")
HEAD = ("indicator_label", "unit_label", "nature_label", "target_as_printed")


class ReviewFound(Part):
    """Sentence, counts by colour, table, and what belongs under it."""

    drawn_by = ("run_id", "region")

    def __init__(self, own: ReviewState) -> None:
        super().__init__(own.state)
        self.own = own
        look = {"stylesheets": [style.SHEET], "sizing_mode": "stretch_width"}
        self.summary = pn.pane.HTML(margin=(8, 8, 2, 8), **look)
        # a pane is no higher than the window, and the notes would stand across a longer table
        self.table = pn.pane.HTML(margin=(2, 8), styles={"max-height": "none"}, **look)
        self.notes = pn.pane.HTML(margin=(2, 8), **look)

    def draw(self) -> None:
        """Write the review of what stands in the table."""
        own, state = self.own, self.state
        found = own.found()
        text = api.observing.show_review(found, own.kind, own.year, state.language)
        title = state.say(f"review.title_{own.kind}", year=own.year, region=self._place())
        self.summary.object = (
            f"{heading(title)}{self._counts(text.counts)}"
            f'<div class="story"><p>{escape(text.summary)}</p></div>'
        )
        self.table.object = self._table(text.lines)
        self.notes.object = self._notes(text)

    def _place(self) -> str:
        return self.state.label("region", self.state.region)

    def _counts(self, counted: pd.DataFrame) -> str:
        chips = "".join(
            f'<span class="verdict" style="background:{row.colour};color:{row.ink}">'
            f"{escape(str(row.verdict_label))} <b>{row.n_rows}</b></span>"
            for row in counted.itertuples()
        )
        return f'<div class="legend">{chips}</div>'

    def columns(self, lines: pd.DataFrame) -> list[str]:
        """Return the columns of the table: those that say anything of this kind."""
        shown = [*HEAD, *COLUMNS[self.own.kind]]
        if self.own.restated is not None and self.own.kind != "final":
            shown += RESTATED
        if self.own.kind == "midterm":
            shown += OUTLOOK
        if self.own.kind == "final":
            shown += [name for name in CAUSES if name in lines]
        return shown

    def _table(self, lines: pd.DataFrame) -> str:
        say, shown = self.state.say, self.columns(lines)
        head = "".join(
            f"<th>{escape(say(f'review.{name}', year=self.own.year))}</th>" for name in shown
        )
        rows = "".join(
            "<tr>" + "".join(_cell(row, name) for name in shown) + "</tr>"
            for row in lines.to_dict("records")
        )
        return (
            f'<div class="wide"><table class="review"><thead><tr>{head}</tr></thead>'
            f"<tbody>{rows}</tbody></table></div>"
        )

    def _notes(self, text: api.observing.ShownReview) -> str:
        """Return lessons and notes; what the run projects is named as modelled above them."""
        say, restated = self.state.say, self.own.restated
        parts = []
        if text.lessons:
            items = "".join(f"<p>{escape(one)}</p>" for one in text.lessons)
            parts.append(f'<div class="story"><p>{escape(say("review.lessons"))}</p>{items}</div>')
        notes = [*text.notes]
        if restated is not None:
            notes.insert(0, say("review.restated_run", run=restated.id))
        told = "".join(f"<p>{escape(one)}</p>" for one in notes)
        return "".join([*parts, f'<div class="notes">{told}</div>'])

    def body(self) -> pn.viewable.Viewable:
        """Return words, table and notes."""
        return pn.Column(self.summary, self.table, self.notes, sizing_mode="stretch_width")


def _cell(row: Mapping[Hashable, Any], name: str) -> str:
    """Return one cell as HTML."""
    value = row.get(name)
    if value is None or value is pd.NA or value != value:
        return "<td></td>"
    if name == "verdict_label":
        look = f"background:{row['colour']};color:{row['ink']}"
        return f'<td><span class="verdict" style="{look}">{escape(str(value))}</span></td>'
    if name in PERCENTS:
        return f'<td class="number">{value:.0f}%</td>'
    if name in NUMBERS or name.endswith("_effect"):
        return f'<td class="number">{_number(value, name)}</td>'
    return f"<td>{escape(str(value))}</td>"


def _number(value: float, name: str) -> str:
    """Return what was observed as it was typed, what was worked out to four digits."""
    if name not in NUMBERS:
        return f"{value:+,.4g}"
    if name == "observed":
        return f"{value:,.6g}"
    return f"{value:,.0f}" if abs(value) >= WHOLE else f"{value:,.4g}"
