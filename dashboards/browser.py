"""What only the browser can do: say the language of the page, fit it to paper, skip the menu."""

from __future__ import annotations

import json

import panel as pn
from bokeh.document import Document
from bokeh.models import CustomJS
from panel_material_ui import RadioButtonGroup

PAPER_PIXELS = 1045
"""Width of A4 across between the margins of `dashboards.style.EVERYWHERE` [CSS pixel]."""

LANGUAGE = "document.documentElement.lang = ({codes})[cb_obj.value] || cb_obj.value;"

PAPER = f"""
window.addEventListener("beforeprint", () => {{
  const look = document.documentElement.style;
  look.setProperty("--paper-width", innerWidth + "px");
  look.setProperty("--paper-zoom", Math.min(1, {PAPER_PIXELS} / innerWidth));
}});
"""
"""Pictures are drawn for the width of the window: the page is printed as wide, and smaller."""

SKIP = (
    "let root = this.getRootNode();"
    "while (root.host &amp;&amp; !root.querySelector('main')) root = root.host.getRootNode();"
    "const all = root.querySelector('main .main-content');"
    "all.tabIndex = -1; all.focus();"
)
"""The contents stand in another shadow than the link: no address leads to them."""


TITLE = """
const read = (text) => new DOMParser().parseFromString(text, "text/html").body.textContent;
document.title = read(read(cb_obj.text));
"""
"""A pane's text reaches the browser escaped: read once to undo that, once to drop the tags."""


def prepare(document: Document | None, switch: RadioButtonGroup, headline: pn.pane.HTML) -> None:
    """Have the browser of a visit say language and title of the page, and print what it shows."""
    if document is None:
        return
    begin = f'document.documentElement.lang = "{switch.value}";{PAPER}'
    document.js_on_event("document_ready", CustomJS(code=begin))
    switch.jscallback(value=LANGUAGE.format(codes=json.dumps(switch.options)))
    headline.jscallback(text=TITLE)
