"""A table of the simulator as HTML: caption, heads, cells with what stands beside, notes."""

from __future__ import annotations

from html import escape

from simulator.api import Table, written


def table_html(table: Table, mark: str = "") -> str:
    """Return a table; ``mark`` stands in its caption, as what must be said of all of it."""
    sides = [' class="n"' if column.is_number else "" for column in table.columns]
    heads = "".join(
        f'<th scope="col"{side}>{_lines(column.title)}</th>'
        for side, column in zip(sides, table.columns, strict=True)
    )
    rows = "".join(f"<tr>{_cells(row, sides)}</tr>" for row in written(table))
    notes = "".join(f"<p>{escape(note)}</p>" for note in table.notes)
    return (
        f'<div class="compared" data-table="{escape(table.key)}"><table><caption>'
        f"{caption(table, mark)}</caption><thead><tr>{heads}</tr></thead>"
        f"<tbody>{rows}</tbody></table>{notes}</div>"
    )


def caption(table: Table, mark: str = "") -> str:
    """Return the title of a table with the mark."""
    marked = f' <span class="mark">{escape(mark)}</span>' if mark else ""
    return f"{escape(table.title)}{marked}"


def _cells(row: list[str], sides: list[str]) -> str:
    return "".join(f"<td{side}>{_cell(text)}</td>" for text, side in zip(row, sides, strict=True))


def _cell(text: str) -> str:
    """Return a cell; a second line is what stands beside the number."""
    first, _, more = text.partition("\n")
    return escape(first) + (f"<small>{escape(more)}</small>" if more else "")


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
