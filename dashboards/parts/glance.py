"""A year at a glance: one sentence, four numbers, and what has changed since the run before."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

import panel as pn

from dashboards import style
from dashboards.parts.part import Part
from dashboards.states.overview import OverviewState
from simulator.api import SimulatorError, refusal

COMPARISON = "#comparison"


class Glance(Part):
    """Sentence, cards and changes of the chosen run and year."""

    drawn_by = ("picture",)

    def __init__(self, own: OverviewState) -> None:
        super().__init__(own.common)
        self.own = own
        self.text = pn.pane.HTML(
            stylesheets=[style.SHEET], margin=(2, 8), sizing_mode="stretch_width"
        )

    def draw(self) -> None:
        """Write the glance at the chosen year."""
        found = self.own.overview()
        targets = found.targets.to_dict("records")
        cards = "".join(
            card(row, parts(targets) if row["card"] == "targets" else "")
            for row in found.cards.to_dict("records")
        )
        self.text.object = (
            f'<div class="glance"><p class="lead">{escape(found.sentence)}</p>'
            f'<div class="cards">{cards}</div>{self._changes()}</div>'
        )

    def _changes(self) -> str:
        """Return what has changed; a run before that cannot be read does not hide the rest."""
        state = self.state
        try:
            lines = self.own.changed().lines
        except SimulatorError as error:
            lines = refusal(error, state.language)
        said = "<br>".join(map(escape, lines))
        title, link = escape(state.say("glance.changed")), escape(state.say("glance.compare"))
        return f'<p class="changed"><b>{title}</b> {said} <a href="{COMPARISON}">{link}</a></p>'

    def body(self) -> pn.viewable.Viewable:
        """Return the text."""
        return self.text


def card(row: Mapping[Any, Any], more: str) -> str:
    """Return one number with its name and what belongs to it."""
    detail = f' title="{escape(row["detail"])}"' if row["detail"] else ""
    note = f"<small>{escape(row['note'])}</small>" if row["note"] else ""
    return (
        f'<div class="card" data-card="{escape(row["card"])}"{detail}>'
        f"<span>{escape(row['label'])}</span><b>{escape(row['value'])}</b>{note}{more}</div>"
    )


def parts(targets: list[dict[Any, Any]]) -> str:
    """Return the classes of targets as a bar and in words."""
    bar = "".join(
        f'<i style="flex:{row["n"]};background:{escape(row["colour"])}"></i>' for row in targets
    )
    words = " · ".join(f"{escape(row['label'])} {row['n']}" for row in targets)
    return f'<span class="parts" aria-hidden="true">{bar}</span><small>{words}</small>'
