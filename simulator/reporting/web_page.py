"""A document as one HTML file: pictures and styles are inside, nothing is asked of any host."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from simulator.analysis.document import (
    Block,
    Document,
    Heading,
    Items,
    Paragraph,
    Picture,
    Table,
    written,
)
from simulator.reporting.figures import draw
from simulator.reporting.numbering import (
    Counter,
    caption,
    for_print,
    is_short,
    numbered_notes,
    spans,
)
from simulator.reporting.page_style import style
from simulator.reporting.whole_file import whole_file
from simulator.reporting.word import Progress
from simulator.text import say

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
    blocks, writer = for_print(document.blocks), _Writer(document)
    parts: list[str] = []
    for at, block in enumerate(blocks, start=1):
        parts += writer.lines(block)
        if on_progress is not None:
            on_progress(at, len(blocks))
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
    yield f"<title>{text(document.title)}</title>"
    yield f"<style>{style(document.language, document.running)}</style></head><body><main>"


class _Writer:
    """Turns blocks into lines of HTML."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.language = document.language
        self.headings = Counter(self.language)
        self.counted = {"table": 0, "picture": 0}
        self.entries: list[tuple[int, str]] = []

    def front(self) -> Iterator[str]:
        """Yield title, facts and contents; the headings must be written before."""
        document = self.document
        yield f"<header><h1>{text(document.title)}</h1>"
        yield f'<p class="subtitle">{text(document.subtitle)}</p>'
        if document.has_cover:
            for name, value in document.facts:
                yield f'<p class="fact">{text(self._say("word.fact", name=name, value=value))}</p>'
        elif document.warning:
            yield f'<p class="fact">{text(document.warning)}</p>'
        yield "</header>"
        if document.has_cover:
            yield f'<nav><p class="contents">{text(self._say("word.contents"))}</p><ul>'
            for at, (level, shown) in enumerate(self.entries, start=1):
                link = f'<a href="#h{at}">{text(shown)}</a>'
                yield f'<li class="level{level}">{link}</li>'
            yield "</ul></nav>"

    def lines(self, block: Block) -> Iterator[str]:
        """Yield one block."""
        if isinstance(block, Heading):
            shown = self.headings.next(block.level) + block.text
            self.entries.append((block.level, shown))
            name = f"h{block.level + 1}"
            yield f'<{name} id="h{len(self.entries)}">{text(shown)}</{name}>'
        elif isinstance(block, Paragraph):
            yield f'<p class="{"note" if block.is_note else "text"}">{text(block.text)}</p>'
        elif isinstance(block, Items):
            rows = "".join(f"<li>{text(one)}</li>" for one in block.texts)
            yield f"<ol>{rows}</ol>"
        elif isinstance(block, Table):
            yield from self._table(block)
            yield from self._notes(block.notes)
        else:
            yield from self._picture(block)

    def _say(self, key: str, **args: object) -> str:
        return say(self.language, "document", key, **args)

    def _caption(self, title: str, kind: str) -> str:
        self.counted[kind] += 1
        return text(caption(self.language, kind, self.counted[kind], title))

    def _notes(self, notes: tuple[str, ...]) -> Iterator[str]:
        for note in numbered_notes(self.language, notes):
            yield f'<p class="note">{text(note)}</p>'

    def _table(self, table: Table) -> Iterator[str]:
        """Yield a table whose heading a printer repeats on each of its pages."""
        whole = sum(column.width for column in table.columns)
        widths = [f"{column.width / whole * 100:.2f}%" for column in table.columns]
        grid = "".join(f'<col style="width:{wide}">' for wide in widths)
        heads = "".join(f'<th scope="col">{text(one.title)}</th>' for one in table.columns)
        look = ' class="whole"' if is_short(table) else ""
        yield f'<table id="{text(table.key)}"{look}><caption>{self._caption(table.title, "table")}'
        yield f"</caption><colgroup>{grid}</colgroup><thead><tr>{heads}</tr></thead><tbody>"
        rows = written(table)
        for texts, down in zip(rows, spans(table, rows), strict=True):
            yield f"<tr>{_cells(table, texts, down)}</tr>"
        yield "</tbody></table>"

    def _picture(self, picture: Picture) -> Iterator[str]:
        """Yield a picture that is in the file, with its caption below."""
        data = base64.b64encode(draw(picture, self.language, "svg").data).decode()
        source = f"data:image/svg+xml;base64,{data}"
        yield f'<figure><img alt="{text(picture.title)}" src="{source}">'
        yield f"<figcaption>{self._caption(picture.title, 'picture')}</figcaption></figure>"
        yield from self._notes(picture.notes)


def _cells(table: Table, texts: Sequence[str], down: Sequence[int]) -> str:
    """Return the cells of a row that none above covers; lines after the first are small."""
    made = []
    for column, shown, number in zip(table.columns, texts, down, strict=True):
        if not number:
            continue
        first, *more = [text(line) for line in shown.split("\n")]
        first += "".join(f"<br><small>{line}</small>" for line in more)
        look = ' class="number"' if column.is_number else ""
        span = f' rowspan="{number}"' if number > 1 else ""
        made.append(f"<td{look}{span}>{first}</td>")
    return "".join(made)


def text(shown: str) -> str:
    """Return a text in which nothing is a tag; control characters are left out.

    >>> text('<b title="x">&')
    '&lt;b title=&quot;x&quot;&gt;&amp;'
    """
    return escape("".join(one for one in shown if one >= " " or one in "\t\n"))
