"""Tables in cells, dressed so that a browser never sends a style sheet back as a new model."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, ClassVar

import panel as pn

DIST = Path(pn.__file__).parent / "dist"
BUNDLED = "bundled/"


class Grid(pn.widgets.Tabulator):
    """Panel's table with its theme as text.

    The page's theme adds a style to every table in the browser, which sends the whole list of its
    styles back. A table that has just come is not yet among what the browser knows: it then sends
    style sheets of the table's own as new models, and the server, which has them, complains. Texts
    are sent as they are.
    """

    _stylesheets: ClassVar[list[str]] = []

    def _get_theme(self, theme: str, resources: object = None) -> str:
        """Return no address: `_process_param_change` has written the theme out."""
        return ""

    def _process_param_change(self, params: dict[str, Any]) -> dict[str, Any]:
        if not params.keys().isdisjoint(("theme", "stylesheets")):
            address = super()._get_theme(params.get("theme", self.theme))
            sheets = params.get("stylesheets", self.stylesheets) or []
            params = {**params, "stylesheets": [*sheets, _written_out(address)]}
        found: dict[str, Any] = super()._process_param_change(params)
        return found


@cache
def _written_out(address: str) -> str:
    """Return a style sheet that panel brings along."""
    name = address[address.index(BUNDLED) :].split("?")[0]
    return (DIST / name).read_text(encoding="utf-8")
