"""A document as a Word file (.docx): in the official layout, or into an office's own template."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from pathlib import Path

import docx
from docx.document import Document as WordFile
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Inches, Length, Mm, Twips

from simulator.analysis.document import Block, Document, Heading, Items, Paragraph, Picture, Table
from simulator.progress import Progress, each
from simulator.reporting.figures import draw
from simulator.reporting.native_chart import native_charts
from simulator.reporting.numbering import Counter, numbered_notes
from simulator.reporting.same_bytes import same_bytes
from simulator.reporting.whole_file import whole_file
from simulator.reporting.word_chart import chart_paragraph
from simulator.reporting.word_fields import (
    contents,
    field,
    new_list,
    number_headings,
    number_lists,
    page_numbers,
    paragraph,
    run,
)
from simulator.reporting.word_styles import SMALL, TABLE_STYLE, looks, set_styles
from simulator.reporting.word_table import table_xml
from simulator.reporting.word_template import Template
from simulator.text import say

MARGINS = {"zh": (37, 35, 28, 26), "en": (25, 25, 25, 25)}
"""Top, bottom, left, right [mm]; the Chinese ones are those of GB/T 9704."""
CHART_HEIGHT = 2.3
"""Height of a chart that can be edited [inch]."""
PAGE = (210, 297)
"""A4 [mm]."""


def write_word(
    document: Document,
    path: Path,
    *,
    template: Path | None = None,
    on_progress: Progress | None = None,
) -> Path:
    """Write a document, whole or not at all, and return its path.

    Parameters
    ----------
    document
        The content; `simulator.analysis.reports` makes it.
    path
        Where the file goes.
    template
        A .docx whose page, styles, headers and numbering are kept; the content takes the place
        of its paragraph ``{{content}}``, or follows its last one.
    on_progress
        Called after every block.

    Raises
    ------
    InputError
        R201 and R202 for a template that cannot be opened or lacks styles.
    MachineError
        R161 when the file cannot be written.
    """
    writer = _Writer(document, template)
    for block in each(document.blocks, on_progress):
        writer.add(block)
    with whole_file(path) as made:
        made.write_bytes(same_bytes(writer.finished()))
    return path


class _Writer:
    """Puts blocks before one place of a Word file."""

    def __init__(self, document: Document, template: Path | None) -> None:
        self.document = document
        self.language = document.language
        self.template = Template(template, document) if template is not None else None
        self.file = self.template.file if self.template else _new_file(document)
        number_lists(self.file, self.language)
        names = [*looks(self.language), TABLE_STYLE, SMALL]
        self.styles = {name: self.file.styles[name].style_id for name in names}
        self.place = self.template.place() if self.template else self.file.element.body.sectPr
        self.counted = {"table": 0, "picture": 0, "list": 0, "mark": 0, "chart": 0}
        self._front()

    @property
    def width(self) -> int:
        """Return the width of the text in twentieths of a point."""
        section = self.file.sections[-1]
        edges = (section.left_margin, section.right_margin, section.gutter)
        width = int(section.page_width or Mm(PAGE[0])) - sum(int(edge or 0) for edge in edges)
        return int(Length(width).twips)

    def add(self, block: Block) -> None:
        """Add one block."""
        if isinstance(block, Heading):
            self._heading(block)
        elif isinstance(block, Paragraph):
            self._text(block.text, "Report Note" if block.is_note else "Body Text")
        elif isinstance(block, Items):
            numbered = new_list(self.file, self._count("list"))
            for text in block.texts:
                self._put(paragraph(run(text), self.styles["List Number"], numbered))
        elif isinstance(block, Table):
            self._caption(block.title, "table", keeps_next=True)
            self._put(table_xml(block, self.width, self.styles))
            self._notes(block.notes)
        elif block.is_native:
            self._charts(block)
        else:
            self._picture(block)

    def finished(self) -> WordFile:
        """Return the file when all blocks are in."""
        if self.template is not None:
            self.template.finish()
        about, date = self.file.core_properties, self.document.date
        about.title, about.author = self.document.title, self._say("word.author")
        about.comments, about.language = "", self.language
        about.created = about.modified = datetime.fromisoformat(date)
        about.last_modified_by, about.revision = about.author, 1
        return self.file

    def _say(self, key: str, **args: object) -> str:
        return say(self.language, "document", key, **args)

    def _put(self, element: BaseOxmlElement) -> None:
        self.place.addprevious(element)

    def _count(self, kind: str) -> int:
        self.counted[kind] += 1
        return self.counted[kind]

    def _text(self, text: str, style: str, properties: str = "") -> None:
        self._put(paragraph(run(text), self.styles[style], properties))

    def _front(self) -> None:
        """Add the title page and the contents, or the title alone."""
        if self.template is not None and self.template.has_title:
            return
        if not self.document.has_cover:
            self._text(self.document.title, "Report Brief Title")
            self._text(self.document.subtitle, "Subtitle")
            return
        self._text(self.document.title, "Title")
        self._text(self.document.subtitle, "Subtitle")
        for name, value in self.document.facts:
            self._text(self._say("word.fact", name=name, value=value), "Report Fact")
        heading = self._say("word.contents")
        self._text(heading, "Report Contents", "<w:pageBreakBefore/>")
        for element in contents(self._entries(), self.styles, self.width):
            self._put(element)
        self._put(paragraph('<w:r><w:br w:type="page"/></w:r>', self.styles["Report Fact"]))

    def _entries(self) -> list[tuple[int, str, str]]:
        """Return level, text and bookmark of every heading in the document."""
        counter = Counter(self.language)
        headings = [block for block in self.document.blocks if isinstance(block, Heading)]
        return [
            (one.level, f"{counter.next(one.level)}{one.text}", f"_Report{place}")
            for place, one in enumerate(headings, start=1)
        ]

    def _heading(self, block: Heading) -> None:
        mark = self._count("mark")
        runs = (
            f'<w:bookmarkStart w:id="{mark}" w:name="_Report{mark}"/>{run(block.text)}'
            f'<w:bookmarkEnd w:id="{mark}"/>'
        )
        self._put(paragraph(runs, self.styles[f"Heading {block.level}"]))

    def _caption(self, title: str, kind: str, *, keeps_next: bool) -> None:
        """Add a caption with a number that Word counts."""
        name, tail = self._say(f"word.{kind}"), self._say("word.caption", title=title)
        number = field(f"SEQ {name.strip()} \\* ARABIC", str(self._count(kind)))
        keeps = "<w:keepNext/>" if keeps_next else ""
        self._put(paragraph(run(name) + number + run(tail), self.styles["Caption"], keeps))

    def _notes(self, notes: tuple[str, ...]) -> None:
        for note in numbered_notes(self.language, notes):
            self._text(note, "Report Note")

    def _picture(self, block: Picture) -> None:
        """Add a picture of at most the text's width, its caption below."""
        drawing = draw(block, self.language)
        wide = min(Inches(drawing.width), Twips(self.width))
        holder = self.file.add_paragraph(style="Report Picture")
        shape = holder.add_run().add_picture(BytesIO(drawing.data), width=wide)
        shape._inline.docPr.set("descr", block.title)
        self._put(holder._p)
        self._caption(block.title, "picture", keeps_next=bool(block.notes))
        self._notes(block.notes)

    def _charts(self, block: Picture) -> None:
        """Add the charts of a picture, each with its caption."""
        size = Twips(self.width), Inches(CHART_HEIGHT)
        for chart in native_charts(block, self.language):
            style, number = self.styles["Report Picture"], self._count("chart")
            self._put(chart_paragraph(self.file, chart, number, size, style))
            self._caption(chart.title, "picture", keeps_next=False)


def _new_file(document: Document) -> WordFile:
    """Return an empty file in the layout of the document's language."""
    file = docx.Document()
    for old in list(file.element.body):
        if old.tag != qn("w:sectPr"):
            file.element.body.remove(old)
    set_styles(file, document.language)
    number_headings(file, document.language)
    _settle(file)
    section = file.sections[0]
    section.page_width, section.page_height = (Mm(one) for one in PAGE)
    top, bottom, left, right = (Mm(one) for one in MARGINS[document.language])
    section.top_margin, section.bottom_margin = top, bottom
    section.left_margin, section.right_margin = left, right
    section.header_distance, section.footer_distance = Mm(15), Mm(25 if bottom > Mm(30) else 12)
    section.different_first_page_header_footer = document.has_cover
    page_numbers(file, section, document.language, document.running)
    return file


def _settle(file: WordFile) -> None:
    """Mend what python-docx's empty file says against the schema, or of Japanese."""
    settings = file.settings.element
    for name, key, value in (("zoom", "percent", "100"), ("themeFontLang", "eastAsia", "zh-CN")):
        for found in settings.findall(qn(f"w:{name}")):
            found.set(qn(f"w:{key}"), value)
