"""The blocks of a document as lines of a markup language, which typst or a browser sets."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence

from simulator.analysis.document import Block, Document, Heading, Items, Paragraph, Picture, Table
from simulator.progress import Progress, each
from simulator.reporting.numbering import Counter, caption, for_print, numbered_notes
from simulator.text import say


class BlockLines(ABC):
    """Walks the blocks of a document and numbers headings, captions and notes.

    Charts to edit are left out. A language of its own says what each block looks like.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.language = document.language
        self.headings = Counter(self.language)
        self.counted = {"table": 0, "picture": 0}

    def body(self, on_progress: Progress | None) -> list[str]:
        """Return the lines of all blocks; ``on_progress`` is called after each block."""
        blocks = for_print(self.document.blocks)
        return [line for block in each(blocks, on_progress) for line in self._lines(block)]

    @abstractmethod
    def heading(self, level: int, text: str) -> str:
        """Return a heading with its number."""

    @abstractmethod
    def paragraph(self, text: str, *, is_note: bool = False) -> str:
        """Return a paragraph of the text, or a note."""

    @abstractmethod
    def items(self, texts: Sequence[str]) -> Iterator[str]:
        """Yield a numbered list."""

    @abstractmethod
    def table(self, table: Table, title: str) -> Iterator[str]:
        """Yield a table with its caption."""

    @abstractmethod
    def picture(self, picture: Picture, title: str) -> Iterator[str]:
        """Yield a picture with its caption."""

    def say(self, key: str, **args: object) -> str:
        """Return a sentence of ``document.toml``."""
        return say(self.language, "document", key, **args)

    def _lines(self, block: Block) -> Iterator[str]:
        if isinstance(block, Heading):
            yield self.heading(block.level, self.headings.next(block.level) + block.text)
        elif isinstance(block, Paragraph):
            yield self.paragraph(block.text, is_note=block.is_note)
        elif isinstance(block, Items):
            yield from self.items(block.texts)
        elif isinstance(block, Table):
            yield from self.table(block, self._caption(block.title, "table"))
            yield from self._notes(block.notes)
        else:
            yield from self.picture(block, self._caption(block.title, "picture"))
            yield from self._notes(block.notes)

    def _caption(self, title: str, kind: str) -> str:
        self.counted[kind] += 1
        return caption(self.language, kind, self.counted[kind], title)

    def _notes(self, notes: Sequence[str]) -> Iterator[str]:
        for note in numbered_notes(self.language, notes):
            yield self.paragraph(note, is_note=True)
