"""The menu of pages: plain links, so that the keyboard and the browser's history know them."""

from __future__ import annotations

from html import escape

import panel as pn
import param

from dashboards import browser, style
from dashboards.state import PAGES, State


class Menu(pn.viewable.Viewer):
    """One link per page; the page looked at is marked."""

    def __init__(self, state: State) -> None:
        super().__init__()
        self.state = state
        self.links = pn.pane.HTML(stylesheets=[style.MENU], margin=0, sizing_mode="stretch_width")
        state.param.watch(self._mark, "page")
        self._mark()

    def _mark(self, *_: param.parameterized.Event) -> None:
        links = "".join(map(self._link, PAGES))
        name = escape(self.state.say("menu.name"))
        skip = escape(self.state.say("menu.skip"))
        first = f'<button class="skip" onclick="{browser.SKIP}">{skip}</button>'
        self.links.object = f'<nav aria-label="{name}">{first}{links}</nav>'

    def _link(self, page: str) -> str:
        here = ' aria-current="page"' if page == self.state.page else ""
        return f'<a href="#{page}"{here}>{escape(self.state.say(f"menu.{page}"))}</a>'

    def __panel__(self) -> pn.viewable.Viewable:
        """Return the links."""
        return self.links
