"""The question to the optimum: one field a line, each with what it means."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import panel as pn
import panel_material_ui as pmui

from dashboards import style
from dashboards.jobs import Job
from dashboards.parts.asked_money import AskedMoneyPart
from dashboards.parts.part import Part
from dashboards.parts.words import paragraphs
from dashboards.parts.work import Work
from dashboards.states.optimisation import AUTOMATIC, PAYERS, SIGNS, Asking
from simulator import api

LOOK = {"size": "small", "margin": (4, 8, 0, 8), "sizing_mode": "stretch_width"}
CHANCES = (50, 60, 70, 80, 90, 95)
FLAGS = ("floors", "whole_lots", "seats", "conversions")


def swapped(named: Mapping[str, str]) -> dict[str, str]:
    """Return names with ids as a widget takes them."""
    return {name: one for one, name in named.items()}


class Form(Part):
    """Fields made from an `Asking`, a button, and what is waited for."""

    drawn_by = ()
    button: str
    question: str

    def __init__(self, asking: Asking) -> None:
        super().__init__(asking.state)
        self.asking = asking
        self.fields: dict[str, pn.viewable.Viewable] = {}
        self.compute = pmui.Button(
            label=self.state.say(self.button), color="primary", size="small", margin=(10, 8, 4, 8)
        )
        self.work = Work(self.state)
        self.compute.on_click(lambda _: self._ask())

    def take(self, answer: Any) -> None:  # noqa: ANN401  (what the form asks for)
        """Take an answer over into the asking."""
        raise NotImplementedError

    def ask(self) -> Any:  # noqa: ANN401  (what the form asks for, or its job)
        """Return the answer where it is known, else the job that looks for it."""
        raise NotImplementedError

    def _ask(self) -> None:
        try:
            found = self.ask()
        except api.SimulatorError as error:
            self.work.refuse(error)
            return
        if isinstance(found, Job):
            self.work.follow(found, self._answered)
        else:
            self.work.leave()
            self.work.say()
            self.take(found)

    def _answered(self, job: Job[Any]) -> None:
        if job.result is not None:
            self.take(job.result)

    def draw(self) -> None:
        """Ask again what was asked in the other language; fields follow the asking themselves."""
        if self.asking.asked_before == self.question:
            self._ask()

    def field(self, name: str, kind: type[Any], **more: Any) -> pn.viewable.Viewable:  # noqa: ANN401
        """Return a widget of a parameter above the line that explains it."""
        say = self.state.say
        more = {"label": say(f"optimisation.{name}"), **LOOK, **more}
        if kind is pmui.MultiChoice:
            del more["size"]  # rows of a list, not how large the field is
        widget = kind.from_param(self.asking.param[name], **more)
        self.fields[name] = widget
        about = pn.pane.HTML(
            paragraphs([say(f"optimisation.about_{name}")], "notes"),
            stylesheets=[style.SHEET],
            margin=(0, 8, 2, 8),
            sizing_mode="stretch_width",
        )
        return pn.Column(widget, about, sizing_mode="stretch_width")

    def years(self) -> dict[str, int]:
        """Return the years that can be asked for, and none."""
        choices, none = self.asking.choices, self.state.say("optimisation.automatic")
        return {none: AUTOMATIC} | {
            str(year): year for year in range(choices.first - 1, choices.last + 6)
        }


class OptimiseForm(Form):
    """Objective, whose targets, years, and what else is decided."""

    button, question = "optimisation.compute", "optimum"

    def take(self, answer: Any) -> None:  # noqa: ANN401
        """Show an answer, from its first point on."""
        self.asking.show(answer)

    def ask(self) -> Any:  # noqa: ANN401
        """Ask for the optimum."""
        return self.asking.solve()

    def body(self) -> pn.viewable.Viewable:
        """Return the fields, the usual first and the others folded."""
        asking, say, years = self.asking, self.state.say, self.years()
        choices = asking.choices
        objectives = {say(f"optimisation.objective_{one}"): one for one in api.OBJECTIVES}
        payers = {say(f"optimisation.payer_{one}"): one for one in PAYERS}
        chances = {say("optimisation.central"): AUTOMATIC} | {f"{one}%": one for one in CHANCES}
        usual = pn.Column(
            self.field("scenario", pmui.Select, options=asking.scenarios),
            self.field("objective", pmui.Select, options=objectives),
            AskedMoneyPart(asking),
            self.field("region", pmui.MultiChoice, options=swapped(choices.regions)),
            self.field("indicator", pmui.MultiChoice, options=swapped(choices.indicators)),
            self.field("binding", pmui.Checkbox),
            self.field("as_of", pmui.Select, options=years),
            self.field("by", pmui.Select, options=years),
            self.field("until", pmui.Select, options=years),
            sizing_mode="stretch_width",
        )
        more = pn.Column(
            self.field("payer", pmui.Select, options=payers),
            self.field("share", pmui.FloatSlider, start=0.0, end=1.0, step=0.1),
            self.field("probability", pmui.Select, options=chances),
            *(self.field(name, pmui.Checkbox) for name in FLAGS),
            self.field("absorb", pmui.TextInput, max_length=300),
            self.field("against", pmui.MultiChoice, options=asking.others),
            sizing_mode="stretch_width",
        )
        folded = pmui.Card(
            more,
            title=say("optimisation.more"),
            collapsed=True,
            margin=(8, 8),
            sizing_mode="stretch_width",
            title_variant="subtitle2",
        )
        return pn.Column(
            self.compute, self.work, usual, folded, sizing_mode="stretch_width", margin=0
        )


class GoalForm(Form):
    """A lever, and what an indicator is to reach by it."""

    button, question = "optimisation.seek", "goal"

    def take(self, answer: Any) -> None:  # noqa: ANN401
        """Show what was sought."""
        self.asking.sought = answer

    def ask(self) -> Any:  # noqa: ANN401
        """Seek the goal."""
        return self.asking.seek()

    def body(self) -> pn.viewable.Viewable:
        """Return the fields."""
        asking, say = self.asking, self.state.say
        choices = asking.choices
        signs = {say(f"optimisation.sign_{one}"): one for one in SIGNS}
        ways = [
            self.field("scenario", pmui.Select, options=asking.scenarios),
            self.field("lever", pmui.Select, options=swapped(choices.levers)),
            self.field("goal_indicator", pmui.Select, options=swapped(choices.outcomes)),
            self.field("comparator", pmui.Select, options=signs),
            self.field("goal_value", pmui.FloatInput, step=0.1),
            self.field("goal_region", pmui.Select, options=swapped(choices.places)),
            self.field("goal_year", pmui.Select, options=self.years()),
        ]
        return pn.Column(self.compute, self.work, *ways, sizing_mode="stretch_width", margin=0)
