"""The optimum: what is met, what it costs, where else one could stand, and what would help."""

from __future__ import annotations

from functools import partial
from io import BytesIO

import panel as pn
import panel_material_ui as pmui

from dashboards import style
from dashboards.charts import frontier
from dashboards.parts.download import download
from dashboards.parts.part import Part
from dashboards.parts.plan_money import PlanMoney
from dashboards.parts.save_plan import SavePlan
from dashboards.parts.words import heading, paragraphs, table
from dashboards.states.optimisation import Asking
from dashboards.states.optimised_columns import SHOWN
from dashboards.states.solved import Solved
from simulator import api

HEIGHT, TABS_WIDTH = 330, 860
TABS = ("answer", "money", "frontier", "prices", "choices", "more")
FILES = {
    "answer": "rows",
    "money": "years",
    "frontier": "frontier",
    "prices": "prices",
    "choices": "choices",
    "more": "rows",
}
"""The table of each tab that is downloaded."""
SUFFIXES = ("csv", "xlsx")


class Optimised(Part):
    """The answer in tabs; it is drawn again when another answer or point is shown."""

    drawn_by = ()

    def __init__(self, asking: Asking) -> None:
        super().__init__(asking.state)
        self.asking = asking
        say = self.state.say
        self.panes = {name: self._pane() for name in (*TABS, "plan")}
        self.heading = self._pane()
        self.by_year = PlanMoney(asking)
        self.picture = frontier.frontier(say, HEIGHT)
        self.picture.source.selected.on_change("indices", self._clicked)
        self.chart = pn.pane.Bokeh(
            self.picture.figure, sizing_mode="stretch_width", height=HEIGHT, max_width=760
        )
        # a picture in a hidden tab of pmui.Tabs is laid out without width
        self.tabs = pmui.RadioButtonGroup(
            options={say(f"optimisation.tab_{name}"): name for name in TABS},
            value=TABS[0],
            size="small",
            margin=(4, 8),
            width=TABS_WIDTH,
            stylesheets=[style.TOGGLE],
        )
        self.sheets = {name: self._tab(name) for name in TABS}
        self.files = [
            download(
                callback=partial(self._file, suffix),
                filename=f"answer.{suffix}",
                label=say(f"optimisation.download_{suffix}"),
                margin=(2, 8),
            )
            for suffix in SUFFIXES
        ]
        self.save = SavePlan(asking)
        self.tabs.param.watch(self._turn, "value")
        self._turn()
        asking.param.watch(self._again, "solved")
        asking.param.watch(lambda _: self._draw_point(), "point")
        asking.param.watch(self._name, "moved")

    def _pane(self) -> pn.pane.HTML:
        return pn.pane.HTML(
            stylesheets=[style.SHEET, style.TABLE], margin=(4, 8), sizing_mode="stretch_width"
        )

    def _tab(self, name: str) -> pn.viewable.Viewable:
        if name == "money":
            return pn.Column(self.by_year, self.panes[name], sizing_mode="stretch_width")
        if name != "frontier":
            return self.panes[name]
        return pn.Column(
            self.panes[name], self.chart, self.panes["plan"], sizing_mode="stretch_width"
        )

    def _again(self, *_: object) -> None:
        self.stale = True
        self.show()

    @property
    def answer(self) -> Solved | None:
        """Return what is shown."""
        found = self.asking.solved
        return found if isinstance(found, Solved) else None

    def draw(self) -> None:
        """Write the tables of the answer, or how to get one."""
        answer, say = self.answer, self.state.say
        self.results.visible = answer is not None
        self.start.visible = answer is None
        if answer is None:
            return
        self._name()
        self.by_year.take()
        front = say("optimisation.click")
        self.panes["answer"].object = (
            paragraphs(answer.sentences, "story")
            + self._table("services")
            + self._table("rows")
            + paragraphs(answer.notes[:1], "notes")
        )
        self.panes["money"].object = (
            paragraphs([say("optimisation.said_money")], "notes")
            + self._table("years")
            + self._table("money")
        )
        self.panes["prices"].object = (
            paragraphs([say("optimisation.said_prices")], "notes") + self._prices()
        )
        self.panes["choices"].object = paragraphs(
            [say("optimisation.said_choices")], "notes"
        ) + self._table("choices")
        self.panes["frontier"].object = paragraphs([*answer.frontier_notes, front], "notes")
        self.panes["more"].object = self._more(answer)
        frontier.feed_frontier(self.picture, answer.tables["frontier"])
        self._draw_point()
        self._name_files()
        self.save.renew()

    def _name(self, *_: object) -> None:
        """Say which question is answered, and that another stands in the form."""
        answer, asking = self.answer, self.asking
        text = heading(asking.title, answer.mark if answer else "")
        moved = [self.state.say("optimisation.moved")] if asking.moved else []
        self.heading.object = text + paragraphs(moved, "refusal")

    def _table(self, name: str) -> str:
        answer = self.answer
        if answer is None or name not in answer.tables:
            return ""
        frame = answer.tables[name]
        if frame.empty:
            return paragraphs([self.state.say("optimisation.nothing")], "notes")
        shown = api.on_screen(frame, SHOWN[name], self.state.language)
        return table(shown, self.state.say(f"optimisation.table_{name}"))

    def _prices(self) -> str:
        """Return in words what 100 million yuan more would bring."""
        answer = self.answer
        if answer is None or answer.tables["prices"].empty:
            return paragraphs([self.state.say("optimisation.no_prices")], "story")
        return paragraphs(answer.tables["prices"]["sentence"].tolist(), "prices")

    def _more(self, answer: Solved) -> str:
        """Return what would have to give way, and the tables that were asked for besides."""
        say = self.state.say
        notes = answer.notes[1:] or [say("optimisation.no_relaxation")]
        extra = [name for name in ("absorb", "regret") if name in answer.tables]
        return paragraphs(notes, "story") + "".join(map(self._table, extra))

    def _draw_point(self) -> None:
        """Show the plan of the chosen point."""
        answer, say = self.answer, self.state.say
        if answer is None or not answer.plans:
            return
        point = self.asking.point
        frontier.mark_point(self.picture, point)
        plan = answer.plans[point - 1]
        shown = api.on_screen(plan, SHOWN["money"], self.state.language)
        caption = say("optimisation.plan_of", point=point)
        self.panes["plan"].object = table(shown, caption) + self._table("frontier")

    def _clicked(self, _attribute: str, _old: list[int], new: list[int]) -> None:
        """Show the plan of the clicked point; of points that fall together the first."""
        if not new:
            frontier.mark_point(self.picture, self.asking.point)
            return
        self.asking.point = self.picture.source.data["point"][new[0]]

    def _turn(self, *_: object) -> None:
        """Show the sheet that was chosen, and name the files after it."""
        for name, sheet in self.sheets.items():
            sheet.visible = name == self.tabs.value
        self._name_files()

    def _shown_table(self) -> str:
        return FILES[self.tabs.value]

    def _name_files(self, *_: object) -> None:
        for file, suffix in zip(self.files, SUFFIXES, strict=True):
            file.filename = f"{self.asking.scenario}-{self._shown_table()}.{suffix}"

    def _file(self, suffix: str) -> BytesIO | None:
        answer = self.answer
        if answer is None:
            return None
        return BytesIO(self.asking.file(answer.tables[self._shown_table()], suffix))

    def body(self) -> pn.viewable.Viewable:
        """Return how to begin, or the tabs with their files."""
        self.start = self._pane()
        self.start.object = paragraphs([self.state.say("optimisation.start")], "empty")
        self.results = pn.Column(
            self.heading,
            self.tabs,
            *self.sheets.values(),
            pn.FlexBox(*self.files),
            self.save,
            sizing_mode="stretch_width",
        )
        return pn.Column(self.start, self.results, sizing_mode="stretch_width")
