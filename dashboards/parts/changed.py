"""The moved levers against the run in words, and the way back: undo, redo, reset."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import panel as pn
import panel_material_ui as pmui
import param

from dashboards import style
from dashboards.parts.part import Part
from dashboards.states.laboratory import Trying

STEPS = ("undo", "redo", "reset")


class Changed(Part):
    """What was moved, and three buttons; ``rest`` is called after each of them."""

    drawn_by = ("trial",)

    def __init__(self, trying: Trying, rest: Callable[[], None]) -> None:
        super().__init__(trying.state)
        self.trying, self._rest = trying, rest
        self.list = pn.pane.HTML(
            stylesheets=[style.LEVERS], margin=(2, 8), sizing_mode="stretch_width"
        )
        self.buttons = {
            name: pmui.Button(
                label=self.state.say(f"laboratory.{name}"),
                variant="outlined",
                size="small",
                margin=(4, 4),
            )
            for name in STEPS
        }
        for name, button in self.buttons.items():
            button.param.watch(self._pressed(name), "clicks")

    def _pressed(self, name: str) -> Callable[[param.parameterized.Event], None]:
        def press(_: param.parameterized.Event) -> None:
            getattr(self.trying, name)()
            self._rest()

        return press

    def draw(self) -> None:
        """List the moved levers."""
        trying, say = self.trying, self.state.say
        texts = trying.changed()["text"].tolist()
        lines = "".join(f"<li>{escape(text)}</li>" for text in texts)
        body = f"<ul>{lines}</ul>" if texts else f"<p>{escape(say('laboratory.unmoved'))}</p>"
        link = f"<p><small>{escape(say('laboratory.link'))}</small></p>" if texts else ""
        title = escape(say("laboratory.changed", run=self.state.opened.label(self.state.language)))
        self.list.object = f'<div class="changed"><h2>{title}</h2>{body}{link}</div>'
        allowed = {"undo": trying.can_undo, "redo": trying.can_redo, "reset": bool(trying.changes)}
        for name, button in self.buttons.items():
            button.disabled = not allowed[name]

    def body(self) -> pn.viewable.Viewable:
        """Return buttons and list."""
        return pn.Column(pn.Row(*self.buttons.values()), self.list, sizing_mode="stretch_width")
