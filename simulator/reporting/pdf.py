"""A document as a PDF file, set by typst with the fonts that come with the installation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import typst
from pylopdf_fonts_zh_cn import sans_path, serif_path

from simulator.analysis.document import Document, Picture, Table, written
from simulator.errors import MachineError, Problem, place
from simulator.progress import Progress
from simulator.reporting.block_lines import BlockLines
from simulator.reporting.figures import draw
from simulator.reporting.numbering import is_short, spans
from simulator.reporting.typst_text import literal, preamble, strings
from simulator.reporting.whole_file import whole_file
from simulator.reporting.word import MARGINS, PAGE
from simulator.reporting.word_styles import looks

MM_PER_INCH = 25.4


def write_pdf(document: Document, path: Path, *, on_progress: Progress | None = None) -> Path:
    """Write a document as PDF, whole or not at all, and return its path.

    Charts to edit are left out, which no PDF has.

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
        R161 when the file cannot be written, R260 when the fonts are missing.
    """
    fonts = _fonts()
    writer = _Writer(document)
    parts = [*writer.front(), *writer.body(on_progress)]
    with whole_file(path) as made:
        made.write_bytes(_compiled("\n".join(parts), fonts))
    return path


def _compiled(source: str, fonts: typst.Fonts) -> bytes:
    """Return the PDF of a source."""
    return typst.compile(source.encode(), format="pdf", font_paths=fonts, timestamp=0)


def _fonts() -> typst.Fonts:
    """Return the fonts of the installation; typst prints empty boxes where one is missing."""
    paths = (sans_path(), serif_path())
    for path in paths:
        if not path.is_file():
            raise MachineError(Problem("R260", place(path), {"font": path.name}))
    folders = list(dict.fromkeys(str(path.parent) for path in paths))
    return typst.Fonts(include_system_fonts=False, font_paths=folders)


class _Writer(BlockLines):
    """Turns blocks into lines of typst."""

    def front(self) -> Iterator[str]:
        """Yield page, fonts, title page and contents, or the title alone."""
        document, year, month, day = self.document, *self.document.date.split("-")
        yield preamble(self.language, MARGINS[self.language], document.running)
        yield (
            f"#set document(title: {literal(document.title)}, "
            f"author: {literal(self.say('word.author'))}, "
            f"date: datetime(year: {int(year)}, month: {int(month)}, day: {int(day)}))"
        )
        title = "Title" if document.has_cover else "Report Brief Title"
        yield f"#v({looks(self.language)[title].before}pt)"
        yield self._par(document.title, title)
        yield self._par(document.subtitle, "Subtitle")
        if document.has_cover:
            for name, value in document.facts:
                yield self._par(self.say("word.fact", name=name, value=value), "Report Fact")
            yield "#pagebreak()"
            yield self._par(self.say("word.contents"), "Report Contents")
            yield "#outline(title: none, depth: 2)\n#pagebreak()"

    def heading(self, level: int, text: str) -> str:
        """Return a heading that the contents list."""
        return f"#heading(level: {level}, {literal(text)})"

    def paragraph(self, text: str, *, is_note: bool = False) -> str:
        """Return a paragraph."""
        return self._par(text, "Report Note" if is_note else "Body Text")

    def items(self, texts: Sequence[str]) -> Iterator[str]:
        """Yield a numbered list."""
        space, hang = ("", "0pt") if self.language == "zh" else (" ", "1.4em")
        for at, text in enumerate(texts, start=1):
            yield f'#par-of("List Number", hang: {hang}, {literal(f"{at}.{space}{text}")})'

    def table(self, table: Table, title: str) -> Iterator[str]:
        """Yield a caption that stays with its table, whose heading stands on each page."""
        yield f'#par-of("Caption", sticky: true, {literal(title)})'
        widths = ", ".join(f"{column.width:g}fr" for column in table.columns)
        beside = "center" if self.language == "zh" else "right"
        sides = ", ".join(
            f"{beside if column.is_number else 'left'} + horizon" for column in table.columns
        )
        heads = ", ".join(f"head({literal(column.title)})" for column in table.columns)
        whole = is_short(table)
        # typst moves a long table that sticks to its notes to the next page as a whole
        how = (str(one).lower() for one in (whole, whole and bool(table.notes)))
        yield "#ruled(({},), ({},), ({},), whole: {}, stays: {},".format(widths, sides, heads, *how)
        rows = written(table)
        for texts, down in zip(rows, spans(table, rows), strict=True):
            yield (
                ", ".join(
                    _cell(text, number, is_number=column.is_number)
                    for text, number, column in zip(texts, down, table.columns, strict=True)
                    if number
                )
                + ","
            )
        yield ")"

    def picture(self, picture: Picture, title: str) -> Iterator[str]:
        """Yield a picture with its caption below."""
        drawing = draw(picture, self.language, "svg")
        wide = f"{drawing.width:g}in" if _fits(drawing.width, self.language) else "100%"
        yield f"#drawn({wide}, {literal(picture.title)}, {literal(drawing.data.decode())})"
        yield f'#par-of("Caption", sticky: false, {literal(title)})'

    def _par(self, text: str, style: str) -> str:
        return f"#par-of({literal(style)}, {literal(text)})"


def _fits(width: float, language: str) -> bool:
    """Return whether a width [inch] is less than that of the text."""
    left, right = MARGINS[language][2:]
    return width * MM_PER_INCH <= PAGE[0] - left - right


def _cell(text: str, down: int, *, is_number: bool) -> str:
    """Return one cell; lines after the first are small."""
    made = f"{'num' if is_number else 'word'}({strings(text.split(chr(10)))})"
    if down == 1:
        return made
    return f"table.cell(rowspan: {down}, breakable: true, align: top, {made})"
