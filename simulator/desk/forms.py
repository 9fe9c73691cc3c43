"""The forms of a document, by the end of a file's name: what writes them, what they hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from simulator.analysis.document import Document
from simulator.analysis.reports.variants import CHARTS, SLIDES
from simulator.progress import Progress

Write = Callable[[Document, Path, Path | None, Progress | None], Path]


class Form(NamedTuple):
    """One form of a document."""

    write: Write
    """Takes the document, the file, a template and whom to tell how far it is."""
    takes_template: bool = False
    variant: str = ""
    """The only variant that it can hold; empty for any."""


# docx, typst, pptx and matplotlib take a second to load, which no other command should wait for


def _word(made: Document, path: Path, template: Path | None, told: Progress | None) -> Path:
    from simulator.reporting.word import write_word

    return write_word(made, path, template=template, on_progress=told)


def _pdf(made: Document, path: Path, template: Path | None, told: Progress | None) -> Path:
    from simulator.reporting.pdf import write_pdf

    return write_pdf(made, path, on_progress=told)


def _page(made: Document, path: Path, template: Path | None, told: Progress | None) -> Path:
    from simulator.reporting.web_page import write_page

    return write_page(made, path, on_progress=told)


def _slides(made: Document, path: Path, template: Path | None, told: Progress | None) -> Path:
    from simulator.reporting.slides import write_slides

    return write_slides(made, path, template=template, on_progress=told)


def _png(made: Document, path: Path, template: Path | None, told: Progress | None) -> Path:
    from simulator.reporting.chart_files import write_charts

    return write_charts(made, path, "png", on_progress=told)


def _svg(made: Document, path: Path, template: Path | None, told: Progress | None) -> Path:
    from simulator.reporting.chart_files import write_charts

    return write_charts(made, path, "svg", on_progress=told)


FORMS: Mapping[str, Form] = {
    ".docx": Form(_word, takes_template=True),
    ".pdf": Form(_pdf),
    ".html": Form(_page),
    ".pptx": Form(_slides, takes_template=True, variant=SLIDES),
    ".png.zip": Form(_png, variant=CHARTS),
    ".svg.zip": Form(_svg, variant=CHARTS),
}
"""Forms by the end of the name: Word, PDF and pages are the same document, slides hold its five
charts, zip files every chart as a file."""


def form_of(path: Path) -> Form | None:
    """Return the form that the end of a name asks for; None when it is no document."""
    name = path.name.lower()
    return next((form for end, form in FORMS.items() if name.endswith(end)), None)
