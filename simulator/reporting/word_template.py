"""An office's own Word template: its page, styles and headers, with places to be filled.

A paragraph ``{{content}}`` is where the report goes; ``{{title}}``, ``{{subtitle}}``, ``{{date}}``
and ``{{running}}`` are filled in wherever they stand, in headers and footers too.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from zipfile import BadZipFile

import docx
from docx.document import Document as WordFile
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph

from simulator.analysis.document import Document
from simulator.errors import InputError, Problem, place
from simulator.inputs.project_list.unpacked import refuse_too_large
from simulator.reporting.word_styles import add_missing_styles, missing_styles

CONTENT = "{{content}}"


class Template:
    """A template that is being filled."""

    def __init__(self, path: Path, document: Document) -> None:
        self.file = _opened(path)
        missing = missing_styles(self.file)
        if missing:
            raise InputError(Problem("R202", place(path), {"missing": ", ".join(missing)}))
        add_missing_styles(self.file, document.language)
        values = {
            "{{title}}": document.title,
            "{{subtitle}}": document.subtitle,
            "{{date}}": document.date,
            "{{running}}": document.running,
        }
        filled = {name for one in self._paragraphs() for name in _fill(one, values)}
        self.has_title = "{{title}}" in filled
        self._warn(document, filled)
        self.holder = next((one for one in self.file.paragraphs if CONTENT in one.text), None)

    def place(self) -> BaseOxmlElement:
        """Return the element that the content goes before."""
        if self.holder is not None:
            return self.holder._p
        end: BaseOxmlElement = self.file.element.body.sectPr
        return end

    def finish(self) -> None:
        """Take the place holder out."""
        if self.holder is not None:
            self.holder._p.getparent().remove(self.holder._p)

    def _paragraphs(self) -> Iterator[Paragraph]:
        """Yield every paragraph of the body, its tables, headers and footers."""
        for element in self.file.element.body.iter(qn("w:p")):
            yield Paragraph(element, self.file._body)
        for section in self.file.sections:
            for part in (section.header, section.footer, section.first_page_header):
                yield from part.paragraphs

    def _warn(self, document: Document, filled: set[str]) -> None:
        """Put what every page must say into the headers, where no place was left for it."""
        if document.warning and "{{running}}" not in filled:
            for section in self.file.sections:
                section.header.add_paragraph(document.warning)


def _opened(path: Path) -> WordFile:
    try:
        refuse_too_large(path)
        return docx.Document(str(path))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError, OSError) as error:
        raise InputError(Problem("R201", place(path))) from error


def _fill(paragraph: Paragraph, values: dict[str, str]) -> Iterator[str]:
    """Put values in the places of a paragraph, in the look of its first run; yield the names."""
    text = paragraph.text
    found = [name for name in values if name in text]
    if not found:
        return
    for name in found:
        text = text.replace(name, values[name])
    first, *others = paragraph.runs
    first.text = text
    for other in others:
        other._r.getparent().remove(other._r)
    yield from found
