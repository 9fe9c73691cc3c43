"""A document as one HTML file: pictures and styles are inside, nothing is asked of any host."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from simulator.analysis.document import Document, Picture, Table, written
from simulator.progress import Progress
from simulator.reporting.block_lines import BlockLines
from simulator.reporting.figures import draw
from simulator.reporting.numbering import is_short, spans
from simulator.reporting.page_style import style
from simulator.reporting.whole_file import whole_file

SAFE = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
"""What the file lets a browser load: what is in it."""


def write_page(document: Document, path: Path, *, on_progress: Progress | None = None) -> Path:
    """Write a document as one HTML file, whole or not at all, and return its path.

    Charts to edit are left out.

    Parameters
    ----------
    document
        The content; `simulator.analysis.reports` makes it.
    path
        Where the file goes.
    on_progress
        Called after every block.

    Raises
    ------
    MachineError
        R161 when the file cannot be written.
    """
    writer = _Writer(document)
    parts = writer.body(on_progress)
    whole = [*_head(document), *writer.front(), *parts, "</main></body></html>", ""]
    with whole_file(path) as made:
        made.write_bytes("\n".join(whole).encode())
    return path


def _head(document: Document) -> Iterator[str]:
    """Yield everything before the page that is seen."""
    said = "zh-CN" if document.language == "zh" else "en-GB"
    yield f'<!DOCTYPE html>\n<html lang="{said}"><head><meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{SAFE}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{safe(document.title)}</title>"
    yield f"<style>{style(document.language, document.running)}</style></head><body><main>"


class _Writer(BlockLines):
    """Turns blocks into lines of HTML."""

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self.entries: list[tuple[int, str]] = []

    def front(self) -> Iterator[str]:
        """Yield title, facts and contents; the headings must be written before."""
        document = self.document
        yield f"<header><h1>{safe(document.title)}</h1>"
        yield f'<p class="subtitle">{safe(document.subtitle)}</p>'
        if document.has_cover:
            for name, value in document.facts:
                yield f'<p class="fact">{safe(self.say("word.fact", name=name, value=value))}</p>'
        elif document.warning:
            yield f'<p class="fact">{safe(document.warning)}</p>'
        yield "</header>"
        if document.has_cover:
            yield f'<nav><p class="contents">{safe(self.say("word.contents"))}</p><ul>'
            for at, (level, shown) in enumerate(self.entries, start=1):
                link = f'<a href="#h{at}">{safe(shown)}</a>'
                yield f'<li class="level{level}">{link}</li>'
            yield "</ul></nav>"

    def heading(self, level: int, text: str) -> str:
        """Return a heading that the contents lead to."""
        self.entries.append((level, text))
        name = f"h{level + 1}"
        return f'<{name} id="h{len(self.entries)}">{safe(text)}</{name}>'

    def paragraph(self, text: str, *, is_note: bool = False) -> str:
        """Return a paragraph."""
        return f'<p class="{"note" if is_note else "text"}">{safe(text)}</p>'

    def items(self, texts: Sequence[str]) -> Iterator[str]:
        """Yield a numbered list."""
        yield f"<ol>{''.join(f'<li>{safe(one)}</li>' for one in texts)}</ol>"

    def table(self, table: Table, title: str) -> Iterator[str]:
        """Yield a table whose heading a printer repeats on each of its pages."""
        whole = sum(column.width for column in table.columns)
        widths = [f"{column.width / whole * 100:.2f}%" for column in table.columns]
        grid = "".join(f'<col style="width:{wide}">' for wide in widths)
        heads = "".join(f'<th scope="col">{safe(one.title)}</th>' for one in table.columns)
        look = ' class="whole"' if is_short(table) else ""
        yield f'<table id="{safe(table.key)}"{look}><caption>{safe(title)}'
        yield f"</caption><colgroup>{grid}</colgroup><thead><tr>{heads}</tr></thead><tbody>"
        rows = written(table)
        for texts, down in zip(rows, spans(table, rows), strict=True):
            yield f"<tr>{_cells(table, texts, down)}</tr>"
        yield "</tbody></table>"

    def picture(self, picture: Picture, title: str) -> Iterator[str]:
        """Yield a picture that is in the file, with its caption below."""
        data = base64.b64encode(draw(picture, self.language, "svg").data).decode()
        source = f"data:image/svg+xml;base64,{data}"
        yield f'<figure><img alt="{safe(picture.title)}" src="{source}">'
        yield f"<figcaption>{safe(title)}</figcaption></figure>"


def _cells(table: Table, texts: Sequence[str], down: Sequence[int]) -> str:
    """Return the cells of a row that none above covers; lines after the first are small."""
    made = []
    for column, shown, number in zip(table.columns, texts, down, strict=True):
        if not number:
            continue
        first, *more = [safe(line) for line in shown.split("\n")]
        first += "".join(f"<br><small>{line}</small>" for line in more)
        look = ' class="number"' if column.is_number else ""
        span = f' rowspan="{number}"' if number > 1 else ""
        made.append(f"<td{look}{span}>{first}</td>")
    return "".join(made)


def safe(shown: str) -> str:
    """Return a text in which nothing is a tag; control characters are left out.

    >>> safe('<b title="x">&')
    '&lt;b title=&quot;x&quot;&gt;&amp;'
    """
    return escape("".join(one for one in shown if one >= " " or one in "\t\n"))
