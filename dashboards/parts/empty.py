"""What the page says when there is nothing to show: no runs yet, or a run that cannot be read."""

from __future__ import annotations

from html import escape

import panel as pn

from dashboards import style
from dashboards.state import State


class Empty(pn.viewable.Viewer):
    """How to make the first run, or why the chosen one cannot be opened."""

    def __init__(self, state: State) -> None:
        super().__init__()
        self.state = state

    def __panel__(self) -> pn.viewable.Viewable:
        """Return the words."""
        say = self.state.say
        lines = [escape(line) for line in self.state.trouble] or [
            escape(say("empty.none", store=str(self.state.store))),
            escape(say("empty.how")),
            "<code>equalise run baseline tight growth level-up</code>",
            escape(say("empty.then")),
        ]
        body = "".join(f"<p>{line}</p>" for line in lines)
        return pn.pane.HTML(
            f'<div class="empty">{body}</div>', stylesheets=[style.SHEET], margin=24
        )
