"""A document as slides (.pptx): a chapter is a slide, charts stay charts that can be edited."""

from __future__ import annotations

import math
from collections.abc import Sequence
from copy import deepcopy
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from pptx.dml.color import RGBColor
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import PP_ALIGN
from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.parts.chart import ChartPart
from pptx.util import Inches, Pt

from simulator.analysis.colours import INK, QUIET
from simulator.analysis.document import Block, Document, Heading, Items, Paragraph, Picture
from simulator.progress import Progress, each
from simulator.reporting.figures import draw
from simulator.reporting.letters import long
from simulator.reporting.native_chart import NativeChart, native_charts
from simulator.reporting.native_look import Proxy
from simulator.reporting.numbering import numbered_notes
from simulator.reporting.picture_page import DPI, Shape
from simulator.reporting.same_bytes import same_bytes
from simulator.reporting.slide_base import EDGE_LEFT, kind_of, slide_base
from simulator.reporting.whole_file import whole_file
from simulator.text import say

LETTERS = 14.0
"""Letters of charts and lists [pt]."""
NOTE = 10.0
TITLES, CAPTIONS, FEET = (24, 22, 20, 18, 16, 14), (14, 12, 11, 10), (10, 9, 8, 7)
"""Letters of headlines, captions and the running text, the first that fit [pt]."""
INSET = 0.2
"""Room that a box keeps beside its letters [inch]."""
SURE = 0.92
"""Share of a line that is counted on: fonts differ, and words are not broken."""
LINE_HIGH = 1.25
"""Height of a line in letters."""
ENLARGED = 1.5
"""How much larger than drawn a picture stands on a slide, and with it its letters."""
CAPTION_HIGH, NOTE_HIGH, GAP = 0.4, 0.22, 0.12
"""Room for the caption and for a line of notes, and between them [inch]."""
FOOT_HIGH, FACTS_HIGH = 0.35, 1.3
FOOT = (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
LETTERS_OF_LINE = 84
"""Chinese letters of the size of notes in a line."""


class _Box(NamedTuple):
    """A place on a slide [EMU]."""

    left: int
    top: int
    width: int
    height: int


def write_slides(
    document: Document,
    path: Path,
    *,
    template: Path | None = None,
    on_progress: Progress | None = None,
) -> Path:
    """Write a document as slides, whole or not at all, and return its path.

    The first slide is the title; every chapter is one more: its heading the title, its picture
    as a chart or drawn at 300 dpi, its notes the speaker's. Every slide carries the document's
    running text and a number.

    Parameters
    ----------
    document
        The content; chapters hold one picture or one list (`simulator.analysis.reports.slides`).
    path
        Where the file goes.
    template
        A .pptx whose master and layouts are kept and whose slides are not.
    on_progress
        Called after every slide.

    Raises
    ------
    InputError
        R252 and R253 for a template that cannot be opened or lacks a layout.
    MachineError
        R161 when the file cannot be written.
    """
    writer = _Writer(document, template)
    chapters = _chapters(document.blocks)
    writer.front()
    for chapter in each(chapters, on_progress):
        writer.add(chapter)
    with whole_file(path) as made:
        made.write_bytes(same_bytes(writer.finished()))
    return path


def _chapters(blocks: Sequence[Block]) -> list[list[Block]]:
    """Return the blocks of each chapter, its heading first."""
    made: list[list[Block]] = []
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1:
            made.append([])
        made[-1].append(block)
    return made


def _fitting(text: str, box: _Box, sizes: Sequence[int]) -> int:
    """Return the largest letters in which a text fits into a box; the smallest when none do."""
    for size in sizes:
        across = max(int((box.width - Inches(INSET)) * SURE / Pt(size)), 1)
        lines = sum(math.ceil(long(line) / across) for line in text.split("\n"))
        if lines * size * LINE_HIGH <= box.height / Pt(1):
            return size
    return sizes[-1]


class _Writer:
    """Puts chapters into a file of slides."""

    def __init__(self, document: Document, template: Path | None) -> None:
        self.document, self.language = document, document.language
        self.base = slide_base(template)
        self.file = self.base.file

    def front(self) -> None:
        """Add the first slide: title, scenarios, facts."""
        slide = self._new(self.base.cover)
        self._fill(slide.shapes.title.text_frame, [self.document.title])
        under = next(one for one in slide.placeholders if kind_of(one) == PP_PLACEHOLDER.SUBTITLE)
        self._fill(under.text_frame, [self.document.subtitle])
        facts = [
            say(self.language, "document", "word.fact", name=name, value=value)
            for name, value in self.document.facts
        ]
        bottom = self._bottom(slide)
        top = min(under.top + under.height + Inches(GAP), bottom - Inches(FACTS_HIGH))
        box = _Box(under.left, top, under.width, bottom - top)
        self._box(slide, box, facts, _fitting("\n".join(facts), box, CAPTIONS))

    def add(self, chapter: Sequence[Block]) -> None:
        """Add one chapter as a slide."""
        slide = self._new(self.base.alone)
        spoken: list[str] = []
        room = self._room(slide)
        for block in chapter:
            if isinstance(block, Heading):
                self._headline(slide.shapes.title, block.text)
            elif isinstance(block, Items):
                self._box(slide, room, block.texts, LETTERS, listed=True)
            elif isinstance(block, Paragraph):
                spoken.append(block.text)
            elif isinstance(block, Picture):
                spoken += [block.title, *block.notes]
                self._picture(slide, block, room)
        slide.notes_slide.notes_text_frame.text = "\n".join(spoken)

    def finished(self) -> Proxy:
        """Return the file when all chapters are in."""
        about = self.file.core_properties
        about.title = self.document.title
        about.author = about.last_modified_by = say(self.language, "document", "word.author")
        about.comments, about.language, about.revision = "", self.language, 1
        about.created = about.modified = datetime.fromisoformat(self.document.date)
        return self.file

    def _headline(self, shape: Proxy, text: str) -> None:
        """Write a headline in letters that fit."""
        self._fill(shape.text_frame, [text])
        size = _fitting(text, _Box(shape.left, shape.top, shape.width, shape.height), TITLES)
        shape.text_frame.paragraphs[0].font.size = Pt(size)

    def _new(self, layout: Proxy) -> Proxy:
        """Return a new slide that carries the running text and its number."""
        slide = self.file.slides.add_slide(layout)
        for shape in layout.placeholders:
            if kind_of(shape) in FOOT:
                slide.shapes._spTree.append(deepcopy(shape._element))
        self._run(slide)
        return slide

    def _run(self, slide: Proxy) -> None:
        """Write the running text at the foot of a slide, left of its number."""
        feet = {kind_of(one): one for one in slide.placeholders}
        number, foot = (
            feet.get(one) for one in (PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.FOOTER)
        )
        left, high = int(Inches(EDGE_LEFT)), int(Inches(FOOT_HIGH))
        whole = self.file.slide_width - 2 * left
        to_number = whole if number is None else number.left - left
        top = self._bottom(slide) if foot is None else foot.top + foot.height - high
        box = _Box(left, top, to_number if to_number > whole / 2 else whole, high)
        text = self.document.running
        size = _fitting(text, box, FEET)
        if foot is None:
            self._box(slide, box, [text], size, colour=QUIET)
            return
        foot.left, foot.top, foot.width, foot.height = box
        self._fill(foot.text_frame, [text])
        foot.text_frame.paragraphs[0].font.size = Pt(size)
        foot.text_frame.paragraphs[0].alignment = PP_ALIGN.LEFT

    def _bottom(self, slide: Proxy) -> int:
        """Return where the foot of a slide begins."""
        feet = [one.top for one in slide.placeholders if kind_of(one) in FOOT]
        return int(min([*feet, self.file.slide_height - Inches(FOOT_HIGH)]))

    def _room(self, slide: Proxy) -> _Box:
        """Return what is free between the title and the foot of a slide."""
        title = slide.shapes.title
        top = title.top + title.height + int(Inches(GAP))
        bottom = self._bottom(slide) - int(Inches(GAP))
        return _Box(title.left, top, title.width, bottom - top)

    def _picture(self, slide: Proxy, block: Picture, room: _Box) -> None:
        """Add a picture between its caption and its notes."""
        notes = numbered_notes(self.language, block.notes)
        lines = 1 + sum(1 + int(long(note) // LETTERS_OF_LINE) for note in notes)
        below, above = Inches(NOTE_HIGH) * lines, Inches(CAPTION_HIGH)
        head = room._replace(height=above)
        size = _fitting(block.title, head, CAPTIONS)
        self._box(slide, head, [block.title], size, colour=QUIET)
        foot = room._replace(top=room.top + room.height - below, height=below)
        self._box(slide, foot, notes, NOTE, colour=QUIET)
        free = room._replace(top=room.top + above, height=room.height - above - below)
        found = native_charts(block, self.language, LETTERS)
        if len(found) == 1:
            self._chart(slide, found[0], block.title, free)
            return
        shape = Shape(free.width / Inches(ENLARGED), free.height / Inches(ENLARGED), DPI * ENLARGED)
        data = BytesIO(draw(block, self.language, shape=shape).data)
        picture = slide.shapes.add_picture(data, *free)
        picture._element.nvPicPr.cNvPr.set("descr", block.title)

    def _chart(self, slide: Proxy, chart: NativeChart, title: str, box: _Box) -> None:
        """Add a chart with the workbook behind it."""
        package = slide.part.package
        name = package.next_partname(ChartPart.partname_template)
        part: Proxy = ChartPart.load(name, CONTENT_TYPE.DML_CHART, package, chart.xml.encode())
        part.chart_workbook.update_from_xlsx_blob(chart.workbook)
        link = slide.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
        frame = slide.shapes._add_chart_graphicFrame(link, *box)
        frame.find(qn("p:nvGraphicFramePr")).find(qn("p:cNvPr")).set("descr", title)

    def _fill(self, frame: Proxy, texts: Sequence[str]) -> None:
        """Write paragraphs in the letters of a placeholder."""
        frame.text = "\n".join(texts)
        for paragraph in frame.paragraphs:
            for run in paragraph.runs:
                run._r.get_or_add_rPr().set("lang", "zh-CN" if self.language == "zh" else "en-GB")

    def _box(
        self,
        slide: Proxy,
        box: _Box,
        texts: Sequence[str],
        size: float,
        *,
        colour: str = INK,
        listed: bool = False,
    ) -> None:
        """Add a box of text."""
        frame = slide.shapes.add_textbox(*box).text_frame
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = 0
        self._fill(frame, texts)
        for number, paragraph in enumerate(frame.paragraphs, start=1):
            paragraph.font.size = Pt(size)
            paragraph.font.color.rgb = RGBColor.from_string(colour[1:].upper())
            if listed:
                paragraph.space_after = Pt(size * 0.6)
                paragraph.runs[0].text = f"{number}. {paragraph.runs[0].text}"
