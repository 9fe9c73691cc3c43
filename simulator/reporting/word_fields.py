"""What Word counts by itself: numbers of headings, captions, pages, and the contents."""

from __future__ import annotations

from docx.document import Document as WordFile
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.text.paragraph import CT_P
from docx.section import Section

from simulator.reporting.word_table import clean

HEADINGS, LISTS = 900, 901
"""Ids of the two numberings, above those of any template."""
LEVELS = {
    "zh": (("chineseCountingThousand", "%1、"), ("chineseCountingThousand", "（%2）")),
    "en": (("decimal", "%1"), ("decimal", "%1.%2")),
}


def field(instruction: str, shown: str) -> str:
    """Return the runs of a field with the text shown until Word counts anew."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f"<w:r><w:t>{clean(shown)}</w:t></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def paragraph(runs: str, style: str, properties: str = "") -> CT_P:
    """Return a paragraph of a style from the XML of its runs."""
    return parse_xml(
        f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{runs}</w:p>'
    )


def run(text: str) -> str:
    """Return one run of text."""
    return f'<w:r><w:t xml:space="preserve">{clean(text)}</w:t></w:r>'


def number_headings(file: WordFile, language: str) -> None:
    """Tie an automatic numbering to the headings: 一、（一） or 1, 1.1."""
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:pStyle w:val="{file.styles[f"Heading {at + 1}"].style_id}"/>'
        f'<w:suff w:val="{"nothing" if language == "zh" else "space"}"/>'
        f'<w:lvlText w:val="{shown}"/><w:lvlJc w:val="left"/></w:lvl>'
        for at, (form, shown) in enumerate(LEVELS[language])
    )
    _add_numbering(file, HEADINGS, levels)
    for at in range(len(LEVELS[language])):
        properties = file.styles[f"Heading {at + 1}"].element.get_or_add_pPr()
        properties.get_or_add_numPr()
        properties.numPr.get_or_add_ilvl().val = at
        properties.numPr.get_or_add_numId().val = HEADINGS


def number_lists(file: WordFile, language: str) -> None:
    """Add the numbering of lists: 1. 2. 3."""
    suffix = "nothing" if language == "zh" else "tab"
    shape = 'w:left="0" w:firstLineChars="200" w:firstLine="640"'
    if language != "zh":
        shape = 'w:left="360" w:hanging="360"'
    indent = f"<w:pPr><w:ind {shape}/></w:pPr>"
    level = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f'<w:suff w:val="{suffix}"/><w:lvlText w:val="%1."/><w:lvlJc w:val="left"/>{indent}</w:lvl>'
    )
    _add_numbering(file, LISTS, level)


def new_list(file: WordFile, place: int) -> str:
    """Return the paragraph properties of a list that starts at 1; ``place`` tells lists apart."""
    numbering = file.part.numbering_part.element
    number = LISTS + 1 + place
    numbering.append(
        parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{LISTS}"/>'
            '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        )
    )
    return f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'


def _add_numbering(file: WordFile, number: int, levels: str) -> None:
    """Add one numbering; Word wants the abstract ones before the others."""
    numbering = file.part.numbering_part.element
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">'
        f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    )
    first = numbering.find(qn("w:num"))
    if first is None:
        numbering.append(abstract)
    else:
        first.addprevious(abstract)
    numbering.append(
        parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
        )
    )


def page_numbers(file: WordFile, section: Section, language: str, running: str) -> None:
    """Give every page its header and its number: — 1 —, outside on both sides of a sheet."""
    file.settings.odd_and_even_pages_header_footer = language == "zh"
    sides = [(section.header, section.footer, "right")]
    if language == "zh":
        sides.append((section.even_page_header, section.even_page_footer, "left"))
    header, footer = (file.styles[name].style_id for name in ("Header", "Footer"))
    for head, foot, side in sides:
        dash = ("— ", " —") if language == "zh" else ("", "")
        runs = run(dash[0]) + field("PAGE", "1") + run(dash[1])
        space = "".join(
            f'<w:ind w:{side}Chars="100" w:{side}="280"/><w:jc w:val="{side}"/>'
            for _ in range(language == "zh")
        )
        _replace(head, paragraph(run(running), header))
        _replace(foot, paragraph(runs, footer, space))


def _replace(part: object, made: CT_P) -> None:
    """Make a paragraph the only one of a header or footer."""
    part.is_linked_to_previous = False  # type: ignore[attr-defined]
    element = part._element  # type: ignore[attr-defined]
    for old in list(element):
        element.remove(old)
    element.append(made)


def contents(entries: list[tuple[int, str, str]], styles: dict[str, str], width: int) -> list[CT_P]:
    """Return a table of contents that shows its entries before Word counts its pages.

    No page number is stored, since only Word knows its pages, and no field is marked as out of
    date: Word would ask whoever opens the file about "other files", and may then count pages before
    it has laid them out.

    Parameters
    ----------
    entries
        Level, text with its number, and bookmark of every heading.
    width
        Width of the text in twentieths of a point.
    """
    tabs = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{width}"/></w:tabs>'
    made = []
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-2" \\h \\z \\u </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    for place, (level, text, mark) in enumerate(entries):
        indent = '<w:ind w:left="420"/>' if level > 1 else ""
        runs = run(text) + "<w:r><w:tab/></w:r>" + field(f"PAGEREF {mark} \\h", "")
        linked = f'<w:hyperlink w:anchor="{mark}" w:history="1">{runs}</w:hyperlink>'
        head = begin if place == 0 else ""
        made.append(paragraph(head + linked, styles[f"toc {level}"], tabs + indent))
    end = OxmlElement("w:r")
    close = OxmlElement("w:fldChar")
    close.set(qn("w:fldCharType"), "end")
    end.append(close)
    if made:
        made[-1].append(end)
    return made
