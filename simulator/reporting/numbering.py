"""Numbers that no program gives to headings, captions and notes; which cells and rows are one."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.analysis.document import Block, Heading, Paragraph, Picture, Table, written
from simulator.text import say

KEPT_TOGETHER = 2
"""Rows that stay on the page of their heading, and on that of the end of their table."""
SHORT = 14
"""Lines up to which a table stands on one page."""
CHINESE = "一二三四五六七八九十"


class Counter:
    """The numbers that headings carry."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.counted = [0, 0]

    def next(self, level: int) -> str:
        """Return the number of the next heading of a level, as the numbering writes it."""
        self.counted[level - 1] += 1
        if level == 1:
            self.counted[1] = 0
        chapter, section = self.counted
        if self.language != "zh":
            return f"{chapter} " if level == 1 else f"{chapter}.{section} "
        return f"{chinese(chapter)}、" if level == 1 else f"（{chinese(section)}）"


def chinese(number: int) -> str:
    """Return a number below 100 in Chinese numerals.

    >>> chinese(3), chinese(10), chinese(12), chinese(20)
    ('三', '十', '十二', '二十')
    """
    tens, ones = divmod(number, 10)
    head = ("" if tens == 1 else CHINESE[tens - 1]) + "十" if tens else ""
    return head + (CHINESE[ones - 1] if ones else "")


def caption(language: str, kind: str, number: int, title: str) -> str:
    """Return the caption of a ``table`` or ``picture`` with its number."""
    name, tail = say(language, "document", f"word.{kind}"), "word.caption"
    return f"{name}{number}{say(language, 'document', tail, title=title)}"


def numbered_notes(language: str, notes: Sequence[str]) -> list[str]:
    """Return the notes below a table as they are printed; several are counted."""
    marks = [f"{place}. " if len(notes) > 1 else "" for place in range(1, len(notes) + 1)]
    heads = [say(language, "document", "word.note"), *[""] * len(notes)]
    return [f"{head}{mark}{note}" for head, mark, note in zip(heads, marks, notes, strict=False)]


def spans(table: Table, rows: Sequence[Sequence[str]]) -> list[list[int]]:
    """Return over how many rows each cell goes; 0 is a cell that the one above covers.

    Parameters
    ----------
    rows
        `simulator.analysis.document.written` of the table. A merged column is merged only where
        the merged columns left of it are.
    """
    made = [[1] * len(table.columns) for _ in rows]
    places = [at for at, column in enumerate(table.columns) if column.merged]
    tops = dict.fromkeys(places, 0)
    for number in range(1, len(rows)):
        same = True
        for at in places:
            same = same and rows[number][at] == rows[number - 1][at]
            if same:
                made[tops[at]][at] += 1
                made[number][at] = 0
            else:
                tops[at] = number
    return made


def keeps_next(table: Table) -> list[bool]:
    """Return for each row whether it stays on the page of what follows it.

    A short table stands on one page; a long one leaves no single row, nor only its notes, alone.
    """
    n_rows, last = len(table.frame), len(table.frame) - 1
    if is_short(table):
        return [at < last or bool(table.notes) for at in range(n_rows)]
    ends = (*range(KEPT_TOGETHER), *range(n_rows - KEPT_TOGETHER, last))
    return [at in ends or (at == last and bool(table.notes)) for at in range(n_rows)]


def is_short(table: Table) -> bool:
    """Return whether a table is too short to go over two pages."""
    return sum(max(cell.count("\n") + 1 for cell in row) for row in written(table)) <= SHORT


def for_print(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks without charts to edit, nor chapters of which only notes are left."""
    chapters: list[list[Block]] = [[]]
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1:
            chapters.append([])
        chapters[-1].append(block)
    kept: list[Block] = []
    for chapter in chapters:
        rest = [one for one in chapter if not (isinstance(one, Picture) and one.is_native)]
        if len(rest) == len(chapter) or any(_says_more(one) for one in rest):
            kept += rest
    return kept


def _says_more(block: Block) -> bool:
    """Return whether a block is content, not a heading or a note on what follows."""
    return not isinstance(block, Heading) and not (isinstance(block, Paragraph) and block.is_note)
