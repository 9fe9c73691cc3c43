"""Where something is printed, in the words of a reader: document, line or row of the table."""

from __future__ import annotations

from simulator.inputs.doubts.doubt import Print
from simulator.inputs.params import Params
from simulator.text import say


def told_print(params: Params, where: Print, lang: str) -> str:
    """Return the place of a print, ``《规划》第25行`` or ``《规划》指标表第3行``."""
    title = told_document(params, where.document, lang)
    if where.line is not None:
        return say(lang, "doubts", "place.line", title=title, line=where.line)
    if where.row is not None:
        return say(lang, "doubts", "place.row", title=title, row=where.row)
    return say(lang, "doubts", "place.whole", title=title)


def told_document(params: Params, name: str, lang: str) -> str:
    """Return the title of a document, its id where it is not registered."""
    source = params.sources.get(name)
    return source.title.say(lang) if source else name
