"""Where something is printed, in the words of a reader: document, line or row of the table."""

from __future__ import annotations

from simulator.inputs.doubts.doubt import Print
from simulator.inputs.params import Params
from simulator.text import say


def told_print(params: Params, where: Print, lang: str, *, beside: str = "") -> str:
    """Return the place of a print, ``《规划》存档文本第25行`` or ``《规划》指标表第3行``.

    ``beside`` is the document named just before: its title is not said again.
    """
    title = told_document(params, where.document, lang)
    if where.line is None and where.row is None:
        return say(lang, "doubts", "place.whole", title=title)
    same = "same_" if where.document == beside else ""
    key = f"place.{same}{'line' if where.line is not None else 'row'}"
    return say(lang, "doubts", key, title=title, line=where.line, row=where.row)


def told_document(params: Params, name: str, lang: str) -> str:
    """Return the title of a document, its id where it is not registered."""
    source = params.sources.get(name)
    return source.title.say(lang) if source else name
