"""The pictures of a document as files: PNG at 300 dpi or SVG, together in one zip file."""

from __future__ import annotations

from pathlib import Path

from simulator.analysis.document import Document, Picture
from simulator.progress import Progress, each
from simulator.reporting.figures import draw
from simulator.reporting.numbering import numbered_notes
from simulator.reporting.picture_page import Shape
from simulator.reporting.same_bytes import zipped
from simulator.reporting.whole_file import whole_file
from simulator.text import say

WIDTH = 8.0
"""Width of a picture [inch]."""


def write_charts(
    document: Document, path: Path, form: str, *, on_progress: Progress | None = None
) -> Path:
    """Write every picture of a document into a zip file, whole or not at all.

    A picture carries its title, notes and the document's running text, so that it can stand
    anywhere; its name in the file is its key, such as ``gaps-baseline-0123456789abcdef.png``.

    Parameters
    ----------
    form
        ``png`` at 300 dpi or ``svg``, letters as shapes so that no font is needed.
    on_progress
        Called after every picture.

    Raises
    ------
    MachineError
        R161 when the file cannot be written.
    """
    pictures = [block for block in document.blocks if isinstance(block, Picture)]
    name, value = document.facts[0]
    about = [
        document.running,
        say(document.language, "document", "word.fact", name=name, value=value),
    ]
    files = {}
    for picture in each(pictures, on_progress):
        notes = [*numbered_notes(document.language, picture.notes), *about]
        shape = Shape(WIDTH, words=(picture.title, "\n".join(notes)))
        drawing = draw(picture, document.language, form, shape)
        files[f"{picture.key.replace(':', '-')}.{form}"] = drawing.data
    with whole_file(path) as made:
        made.write_bytes(zipped(files))
    return path
