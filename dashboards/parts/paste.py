"""Cells of a spreadsheet that are pasted into a table."""

from __future__ import annotations

from collections.abc import Callable

from panel.custom import JSComponent

MOST_CHARACTERS = 1_000_000


class Paste(JSComponent):
    """Shows nothing; listens for blocks pasted into a cell of the table of a CSS class.

    A text of one cell is left to the cell's own editor.
    """

    _esm = """
    export function render({ model, el }) {
      const listen = (event) => {
        const path = event.composedPath();
        const inTable = path.some((one) => one.classList?.contains("takes-paste"));
        const cell = path.find((one) => one.classList?.contains("tabulator-cell"));
        const text = event.clipboardData?.getData("text/plain") ?? "";
        if (!inTable || !cell || !/[\\t\\n]/.test(text.trimEnd())) return;
        event.preventDefault();
        event.stopPropagation();
        const number = cell.parentElement.querySelector('[tabulator-field="no"]');
        const told = {
          text, field: cell.getAttribute("tabulator-field"), no: Number(number?.innerText)
        };
        // the open editor would write its old text over what is pasted
        path[0].blur?.();
        model.send_msg(told);
      };
      document.addEventListener("paste", listen, true);
      model.on("remove", () => document.removeEventListener("paste", listen, true));
      return document.createElement("span");
    }
    """

    def __init__(self, taken: Callable[[str, int, str], None]) -> None:
        super().__init__(width=1, height=1, margin=0)
        self._taken = taken

    def _handle_msg(self, msg: object) -> None:
        """Take a message of the browser: text, number of the line (1 is the first), column."""
        told = msg if isinstance(msg, dict) else {}
        text, number, column = told.get("text"), told.get("no"), told.get("field")
        if not (isinstance(text, str) and isinstance(number, int) and isinstance(column, str)):
            return
        if number > 0 and len(text) <= MOST_CHARACTERS:
            self._taken(text, number - 1, column)
