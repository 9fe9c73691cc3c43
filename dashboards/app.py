"""Composes the pages of one visitor."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path

import panel as pn
import panel_material_ui as pmui
import param
from panel.util import edit_readonly

from dashboards import browser, style
from dashboards.address import Address
from dashboards.jobs import Jobs
from dashboards.parts.choices import Choices
from dashboards.parts.empty import Empty
from dashboards.parts.menu import Menu
from dashboards.parts.page import Page
from dashboards.state import State
from dashboards.views.comparison import Comparison
from dashboards.views.evidence import Evidence
from dashboards.views.export import Export
from dashboards.views.fairness import Fairness
from dashboards.views.indicator import Indicator
from dashboards.views.laboratory import Laboratory
from dashboards.views.optimisation import Optimisation
from dashboards.views.overview import Overview
from dashboards.views.projects import Projects
from dashboards.views.review import Review
from simulator.api import city_maps

LANGUAGES = {"中文": "zh", "English": "en"}
VIEWS: dict[str, Callable[[State], Page]] = {
    "overview": Overview,
    "indicator": Indicator,
    "laboratory": Laboratory,
    "comparison": Comparison,
    "projects": Projects,
    "optimisation": Optimisation,
    "review": Review,
    "fairness": Fairness,
    "evidence": Evidence,
    "export": Export,
}


class Contents(pn.viewable.Viewer):
    """What stands under the menu in one language: the choices and the page looked at.

    A page is made the first time it is looked at and kept. ``headline`` says which it is.
    """

    def __init__(self, state: State, headline: pn.pane.HTML) -> None:
        super().__init__()
        self.state, self.headline = state, headline
        self.pages: dict[str, Page] = {}
        self.choices = Choices(state) if state.years else None
        self.column = pn.Column(sizing_mode="stretch_width", margin=(8, 12, 0, 12))
        state.param.watch(self._visit, ["page", "trouble"])
        state.param.watch(self._entitle, ["run_id", "year"])

    def _entitle(self, *_: param.parameterized.Event) -> None:
        """Name the page for window, reader and paper: what is seen of which run."""
        state = self.state
        page = self.pages.get(state.page)
        chosen = page.choices if page is not None and state.run is not None else ()
        words = [state.say(f"menu.{state.page}")]
        if "run_id" in chosen:
            words.append(state.run_title(state.run_id))
        if "year" in chosen:
            words.append(str(state.year))
        title = " · ".join(words)
        self.headline.object = f'<h1 class="page">{escape(title)}</h1>'

    def _visit(self, *_: param.parameterized.Event) -> None:
        state = self.state
        page = self.pages.get(state.page) or VIEWS[state.page](state)
        self.pages[state.page] = page
        self._entitle()
        above = []
        if self.choices is not None:
            self.choices.offer(page.choices)
            above = [self.choices]
        if state.run is None and page.needs_run:
            self.column.objects = [*above, Empty(state)]
            return
        page.show()
        self.column.objects = [*above, page]

    def __panel__(self) -> pn.viewable.Viewable:
        """Return the column."""
        if not self.column.objects:
            self._visit()
        return self.column


class Visit:
    """One visitor's pages: every browser session makes its own."""

    def __init__(
        self,
        store: Path,
        language: str,
        jobs: Jobs | None = None,
        *,
        read_only: bool = False,
        own_map: city_maps.CityMap | None = None,
    ) -> None:
        self.state = State(store, language, jobs, read_only=read_only, own_map=own_map)
        self.address = Address(pn.state.location, self.state)
        self.menu = pn.Row(sizing_mode="stretch_width", margin=(0, 12, 0, 28), align="center")
        self.headline = pn.pane.HTML(margin=(0, 20))
        self.body = pn.Column()
        self.body.sizing_mode = "stretch_width"
        self.switch = pmui.RadioButtonGroup(
            options=LANGUAGES, value=language, size="small", stylesheets=[style.SWITCH]
        )
        self.switch.param.watch(self._speak, "value")
        browser.prepare(pn.state.curdoc, self.switch, self.headline)
        self.sheet = pmui.Page(
            header=[self.menu, self.switch],
            main=[self.headline, self.body],
            theme_config=style.THEME,
            sx=style.PAGE,
            theme_toggle=False,
            busy_indicator=None,
            main_width=None,
        )
        # It follows one sign for the whole server: whenever one visitor moved something, the pages
        # of all were gone through twice, and none was ever forgotten. Its own sign never moves.
        with edit_readonly(self.sheet):
            self.sheet.busy = self.sheet.param.loading
        # the browser tells the page after the hash only now
        pn.state.onload(self._fill)

    def _fill(self) -> None:
        """Show the pages of the state."""
        self.sheet.title = self.state.say("page.title")
        self.menu.objects = [Menu(self.state)]
        self.body.objects = [Contents(self.state, self.headline)]

    def _speak(self, event: param.parameterized.Event) -> None:
        """Show the same choices in the other language."""
        self.address.leave()
        self.state = self.state.in_language(event.new)
        self.address.follow(self.state)
        self._fill()
