"""One lever as a slider or a choice, with what its range rests on and what was said against it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import Any

import panel as pn
import panel_material_ui as pmui
import param

from dashboards import style
from dashboards.hand import heard_at_once
from dashboards.state import State
from simulator import api

Move = Callable[[str, Any], None]
AT_ONCE_MS = 1
"""Panel waits for so long before it tells of a value; its usual 50 ms would be seen."""
SERIES = ("yearly",)


class LeverRow(pn.viewable.Viewer):
    """One lever; ``move`` is called with its path and value whenever a hand moves it."""

    def __init__(self, lever: api.Lever, slide: api.Slide | None, state: State, move: Move) -> None:
        super().__init__()
        self.lever, self.slide, self.state = lever, slide, state
        self._move, self._following = move, False
        self.widget = self._widget()
        self.note = pn.pane.HTML(stylesheets=[style.LEVERS], margin=(4, 8, 0, 8))
        self.refusal = pn.pane.HTML(stylesheets=[style.SHEET], visible=False, margin=(0, 8, 4, 8))
        named = self._named() if slide is not None or lever.kind == "rows" else ""
        self.note.object = note(lever, slide, state, named)
        if self.widget is not None:
            self.widget._debounce = AT_ONCE_MS
            self.widget.param.watch(self._moved, "value")

    def _widget(self) -> pmui.MaterialWidget | None:
        """Return what moves the lever; None for lists, which a page cannot write."""
        lever = self.lever
        common = {"size": "small", "sizing_mode": "stretch_width", "margin": (4, 8, 0, 8)}
        if self.slide is not None:
            slide = self.slide
            slider = pmui.EditableFloatSlider(
                # its note says the name to eyes, this to readers
                name=lever.label,
                stylesheets=[style.UNNAMED],
                inline_layout=True,
                start=slide.low,
                end=slide.high,
                step=slide.step,
                value=slide.value,
                fixed_start=slide.least,
                fixed_end=slide.most,
                format="0,0.[0000]",
                **common | {"margin": (0, 8, 0, 16)},
            )
            return heard_at_once(slider)
        if lever.kind == "choice":
            named = {label: name for name, label in lever.choices}
            unset = {} if lever.value else {self.state.say("laboratory.unset"): None}
            return pmui.Select(name=lever.label, options=unset | named, value=lever.value, **common)
        if lever.kind == "number":
            unset = {self.state.say("laboratory.unset_year"): None}
            years = unset | {str(year): year for year in self.state.years}
            return pmui.Select(name=lever.label, options=years, value=lever.value, **common)
        return None

    def _named(self) -> str:
        unit = self.lever.unit_label
        if self.slide is not None and self.slide.shown_in != "unit":
            unit = self.state.say(f"laboratory.{self.slide.shown_in}")
        return f"{self.lever.label} [{unit}]" if unit else self.lever.label

    def _moved(self, event: param.parameterized.Event) -> None:
        if self._following:
            return
        value = event.new
        if self.slide is not None and value is not None:
            value = self.slide.lever_value(value)
        self._move(self.lever.path, value)

    def follow(self, value: Any) -> None:  # noqa: ANN401
        """Put the widget where the lever is, without a move."""
        if self.widget is None:
            return
        if self.slide is not None:
            known = isinstance(value, int | float)
            value = self.slide.place(value) if known else self.slide.value
        self._following = True
        try:
            self.widget.value = value
        finally:
            self._following = False

    def refuse(self, told: Sequence[str]) -> None:
        """Say what is wrong with the last move, nothing where nothing is."""
        lines = "".join(f"<p>{escape(line)}</p>" for line in told)
        self.refusal.object = f'<div class="refusal" role="alert">{lines}</div>'
        self.refusal.visible = bool(told)

    def __panel__(self) -> pn.viewable.Viewable:
        """Return widget, note and refusal."""
        shown = [self.note] if self.widget is None else [self.note, self.widget]
        # a slider is named by its note, a choice bears its own name
        shown = shown if self.slide is not None else shown[::-1]
        return pn.Column(*shown, self.refusal, sizing_mode="stretch_width")


def note(lever: api.Lever, slide: api.Slide | None, state: State, named: str = "") -> str:
    """Return the name of a lever, its range and what it rests on, the latter folded."""
    say = state.say
    head = lever.grade_label if lever.grade else say("laboratory.own_choice")
    lines = [lever.about, lever.reason]
    if lever.source:
        lines.append(say("laboratory.source", text=lever.source))
    if slide is not None:
        span = {"low": f"{slide.low:,.6g}", "high": f"{slide.high:,.6g}"}
        hard = {"least": f"{slide.least:,.6g}", "most": f"{slide.most:,.6g}"}
        key = "range" if slide.sourced else "scale"
        lines.append(say(f"laboratory.{key}", **span, **hard))
    if lever.kind in SERIES and isinstance(lever.value, dict):
        lines.append(say("laboratory.by_year"))
    if lever.kind == "rows":
        n = len(lever.value) if isinstance(lever.value, list) else 0
        lines.append(say("laboratory.rows", n=n))
    title = f"<b>{escape(named)}</b> " if named else ""
    body = "".join(f"<p>{escape(line)}</p>" for line in lines if line)
    return (
        f'<div class="lever"><details><summary>{title}{escape(head)}</summary>{body}'
        "</details></div>"
    )
