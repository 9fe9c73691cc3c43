"""What the chosen cell rests on: where each figure is printed, and what is assumed and why."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import panel as pn

from dashboards import style
from dashboards.parts.part import Part
from dashboards.state import State

PARAMETER = "parameter"
PLANS = "plans."


class RestsOn(Part):
    """The evidence of one indicator in one city: prints first, parameters to be unfolded."""

    # what is printed does not depend on the year: a slider over years does not look it up again
    drawn_by = ("region", "indicator")

    def __init__(self, state: State) -> None:
        super().__init__(state)
        self.list = pn.pane.HTML(
            stylesheets=[style.SHEET], margin=(4, 8), sizing_mode="stretch_width"
        )

    def draw(self) -> None:
        """Write the evidence of the chosen cell."""
        state = self.state
        rows = state.evidence()
        figures = [row for row in rows if row["kind"] != PARAMETER]
        parameters = [row for row in rows if row["kind"] == PARAMETER]
        shown = "".join(map(self.line, figures)) or f"<p>{state.say('evidence.none')}</p>"
        folded = "".join(map(self.line, parameters))
        for doubt in state.doubts():
            shown += f'<p class="doubt">{escape(state.say("evidence.doubt", text=doubt))}</p>'
        title = escape(state.say("evidence.title"))
        summary = escape(state.say("evidence.parameters", n=len(parameters)))
        self.list.object = (
            f'<div class="evidence"><h2>{title}</h2>{shown}'
            f"<details><summary>{summary}</summary>{folded}</details></div>"
        )

    def line(self, row: Mapping[str, object]) -> str:
        """Return one figure with its grade, its wording and its place."""
        say = self.state.say
        number = row["value"]
        parts = {
            "grade": self.state.label("grade", str(row["grade"])),
            "year": row["year"] or "",
            "label": self.named(row),
            "value": f"{number:,.6g}" if isinstance(number, float | int) else "",
            "unit": self.state.label("unit", str(row["unit"] or "none")),
            "printed": say("evidence.printed", text=row["as_printed"]) if row["as_printed"] else "",
            "place": row["place"],
            "reason": row["reason"] or "",
        }
        texts = {key: escape(str(text)) for key, text in parts.items()}
        return (
            f'<p><span class="grade {escape(str(row["grade"]))}">{texts["grade"]}</span> '
            f"{texts['label']} {texts['year']} <b>{texts['value']}</b> {texts['unit']} "
            f"{texts['printed']} <small>{texts['place']}</small>"
            + (f"<br><small>{texts['reason']}</small>" if texts["reason"] else "")
            + "</p>"
        )

    def named(self, row: Mapping[str, object]) -> str:
        """Return what a figure is; a cell of the plan is its base or target, as the heading."""
        kind = self.state.evidence_kind(str(row["kind"]))
        if row["kind"] == PARAMETER:
            return str(row["label"])
        own = str(row["name"]).startswith(PLANS)
        return kind if own or not row["label"] else f"{kind} · {row['label']}"

    def body(self) -> pn.viewable.Viewable:
        """Return the list."""
        return self.list
