"""优化: what targets cost, what the money is best used for, and how far a lever must be moved."""

from __future__ import annotations

import panel as pn
import panel_material_ui as pmui
import param

from dashboards import style
from dashboards.parts.optimise_form import GoalForm, OptimiseForm
from dashboards.parts.optimised import Optimised
from dashboards.parts.page import Page
from dashboards.parts.sought import SoughtGoal
from dashboards.state import State
from dashboards.states.closing import ask_to_close
from dashboards.states.optimisation import Asking

FORM, SWITCH = 330, 420
QUESTIONS = ("optimum", "goal")


class Optimisation(Page):
    """Two questions, each a form beside its answer."""

    choices = ()
    needs_run = False

    def __init__(self, state: State) -> None:
        self.asking = Asking(state)
        self.forms = (OptimiseForm(self.asking), GoalForm(self.asking))
        self.answers = (Optimised(self.asking), SoughtGoal(self.asking))
        super().__init__(state, "optimisation", (*self.forms, *self.answers))
        self.which = pmui.RadioButtonGroup(
            options={state.say(f"optimisation.{one}"): one for one in QUESTIONS},
            value=self.asking.asked_before or QUESTIONS[0],
            size="small",
            margin=(6, 8),
            width=SWITCH,
            stylesheets=[style.TOGGLE],
        )
        self.rows = {
            one: pn.Row(
                pn.Column(form, width=FORM), answer, sizing_mode="stretch_width", visible=False
            )
            for one, form, answer in zip(QUESTIONS, self.forms, self.answers, strict=True)
        }
        self.which.param.watch(self._choose, "value")
        self._choose()
        self._take_over()
        state.param.watch(self._take_over, "to_close")

    def _take_over(self, *_: param.parameterized.Event) -> None:
        """Ask what closes the gap that a visitor comes from."""
        if self.state.to_close:
            ask_to_close(self.asking, self.state.to_close)
            self.which.value = QUESTIONS[0]

    def _choose(self, *_: param.parameterized.Event) -> None:
        for one, row in self.rows.items():
            row.visible = one == self.which.value

    def __panel__(self) -> pn.viewable.Viewable:
        """Return the page."""
        return pn.Column(self.which, *self.rows.values(), sizing_mode="stretch_width")
