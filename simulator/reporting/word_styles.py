"""The styles of a Word report: the official Chinese layout (GB/T 9704) and a plain English one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from docx.document import Document as WordFile
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

LATIN = "Times New Roman"
TITLE_FONT, HEAD_FONT, SUB_FONT, BODY_FONT = "方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312"
TABLE_FONT = "宋体"
ALTERNATIVES = {
    TITLE_FONT: "方正小标宋_GBK",
    HEAD_FONT: "SimHei",
    SUB_FONT: "楷体",
    BODY_FONT: "仿宋",
    TABLE_FONT: "SimSun",
}
"""What a machine shows that lacks a font: the name in the font table that Word tries next."""

TABLE_STYLE = "Report Table"
SMALL = "Report Beside"
"""Character style of what stands below a number in a cell."""
NEEDED = ("Title", "Heading 1", "Heading 2", "Caption")
"""Styles that a template must have; all others are added where it lacks them."""


class Look(NamedTuple):
    """How the paragraphs of one style look.

    Sizes and distances in points; ``line`` is an exact line height, None one line; ``indent`` is
    the first line's, in characters; ``align`` is left, center, right or both.
    """

    size: float
    east: str = BODY_FONT
    line: float | None = None
    align: str = "both"
    indent: int = 0
    before: float = 0.0
    after: float = 0.0
    bold: bool = False
    keeps_next: bool = False
    level: int = 0
    """Level of a heading; 0 is none."""


OFFICIAL: Mapping[str, Look] = {
    "Title": Look(22, TITLE_FONT, 33, "center", before=120, after=28, keeps_next=True),
    "Subtitle": Look(16, SUB_FONT, 28, "center", after=14),
    "Report Brief Title": Look(22, TITLE_FONT, 33, "center", after=16, keeps_next=True),
    "Report Fact": Look(14, BODY_FONT, 26, "left"),
    "Heading 1": Look(16, HEAD_FONT, 28, "left", 2, before=6, keeps_next=True, level=1),
    "Heading 2": Look(16, SUB_FONT, 28, "left", 2, keeps_next=True, level=2),
    "Body Text": Look(16, BODY_FONT, 28, "both", 2),
    "List Number": Look(16, BODY_FONT, 28, "both", 2),
    "Caption": Look(12, HEAD_FONT, 20, "center", before=8, after=4),
    "Report Picture": Look(12, BODY_FONT, None, "center", before=6, keeps_next=True),
    "Report Head": Look(9, HEAD_FONT, 12, "center"),
    "Report Cell": Look(9, TABLE_FONT, 12, "left"),
    "Report Number": Look(9, TABLE_FONT, 12, "center"),
    "Report Note": Look(9, TABLE_FONT, 13, "both"),
    "Report Contents": Look(16, HEAD_FONT, 28, "center", after=10, keeps_next=True),
    "toc 1": Look(14, BODY_FONT, 26, "left"),
    "toc 2": Look(14, BODY_FONT, 26, "left"),
    "Header": Look(9, TABLE_FONT, 12, "center"),
    "Footer": Look(14, TABLE_FONT, 20, "center"),
}
PLAIN: Mapping[str, Look] = {
    "Title": Look(22, align="left", before=120, after=12, bold=True, keeps_next=True),
    "Subtitle": Look(13, align="left", after=18),
    "Report Brief Title": Look(18, align="left", after=8, bold=True, keeps_next=True),
    "Report Fact": Look(11, align="left", after=3),
    "Heading 1": Look(15, align="left", before=14, after=6, bold=True, keeps_next=True, level=1),
    "Heading 2": Look(12, align="left", before=10, after=4, bold=True, keeps_next=True, level=2),
    "Body Text": Look(11, align="left", after=6),
    "List Number": Look(11, align="left", after=4),
    "Caption": Look(10, align="left", before=8, after=4, bold=True),
    "Report Picture": Look(10, align="left", before=6, keeps_next=True),
    "Report Head": Look(8, align="left", bold=True),
    "Report Cell": Look(8, align="left"),
    "Report Number": Look(8, align="right"),
    "Report Note": Look(8.5, align="left", before=2),
    "Report Contents": Look(15, align="left", after=8, bold=True, keeps_next=True),
    "toc 1": Look(11, align="left", after=2),
    "toc 2": Look(11, align="left", after=2),
    "Header": Look(8.5, align="left"),
    "Footer": Look(9, align="center"),
}
CELLS = ("Report Head", "Report Cell", "Report Number")


def looks(language: str) -> Mapping[str, Look]:
    """Return the looks of all styles by name."""
    return OFFICIAL if language == "zh" else PLAIN


def set_styles(file: WordFile, language: str) -> None:
    """Give a new file all styles, in the fonts of its language."""
    _defaults(file, language)
    for name, look in looks(language).items():
        _paragraph_style(file, name, look, with_fonts=True, language=language)
    _table_styles(file)
    _font_table(file)


def add_missing_styles(file: WordFile, language: str) -> None:
    """Add what a template lacks, in the template's own fonts; its styles stay as they are."""
    for name, look in looks(language).items():
        if name not in file.styles:
            _paragraph_style(file, name, look, with_fonts=False, language=language)
    _table_styles(file)


def missing_styles(file: WordFile) -> list[str]:
    """Return the needed styles that a template does not have."""
    return [name for name in NEEDED if name not in file.styles]


def _defaults(file: WordFile, language: str) -> None:
    """Set font, size and language of everything that no style says otherwise of."""
    defaults = file.styles.element.find(qn("w:docDefaults"))
    if defaults is not None:
        file.styles.element.remove(defaults)
    east = BODY_FONT if language == "zh" else TABLE_FONT
    said = "en-US" if language == "zh" else "en-GB"
    file.styles.element.insert(
        0,
        parse_xml(
            f"<w:docDefaults {nsdecls('w')}><w:rPrDefault><w:rPr>"
            f'<w:rFonts w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:cs="{LATIN}" w:eastAsia="{east}"/>'
            f'<w:sz w:val="21"/><w:lang w:val="{said}" w:eastAsia="zh-CN"/>'
            "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        ),
    )


def _paragraph_style(
    file: WordFile, name: str, look: Look, *, with_fonts: bool, language: str
) -> None:
    """Make one style, or make it anew."""
    style = (
        file.styles[name]
        if name in file.styles
        else file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    )
    element = style.element
    for tag in ("w:pPr", "w:rPr"):
        found = element.find(qn(tag))
        if found is not None:
            element.remove(found)
    element.append(parse_xml(_paragraph_xml(look, is_cell=name in CELLS)))
    element.append(parse_xml(_run_xml(look, with_fonts=with_fonts, language=language)))
    style.quick_style = True


def _paragraph_xml(look: Look, *, is_cell: bool) -> str:
    keeps = "<w:keepNext/>" if look.keeps_next else ""
    rule = f' w:line="{look.line * 20:.0f}" w:lineRule="exact"' if look.line else ""
    if is_cell and look.line:
        rule = f' w:line="{look.line * 20:.0f}" w:lineRule="atLeast"'
    indent = f'<w:ind w:firstLineChars="{look.indent * 100}" w:firstLine="{_first(look)}"/>'
    level = f'<w:outlineLvl w:val="{look.level - 1}"/>' if look.level else ""
    return (
        f"<w:pPr {nsdecls('w')}>{keeps}<w:widowControl/>"
        f'<w:spacing w:before="{look.before * 20:.0f}" w:after="{look.after * 20:.0f}"{rule}/>'
        f'{indent if look.indent else ""}<w:jc w:val="{look.align}"/>{level}</w:pPr>'
    )


def _first(look: Look) -> int:
    """Return the indent of the first line in twentieths of a point."""
    return round(look.indent * look.size * 20)


def _run_xml(look: Look, *, with_fonts: bool, language: str) -> str:
    fonts = ""
    if with_fonts:
        east = look.east if language == "zh" else TABLE_FONT
        fonts = (
            f'<w:rFonts w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:cs="{LATIN}" w:eastAsia="{east}"/>'
        )
    bold = "<w:b/>" if look.bold else ""
    size = f"{look.size * 2:.0f}"
    return (
        f'<w:rPr {nsdecls("w")}>{fonts}{bold}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
    )


def _table_styles(file: WordFile) -> None:
    """Add the style of tables and that of the small line below a number."""
    if TABLE_STYLE not in file.styles:
        sides = ("top", "left", "bottom", "right", "insideH", "insideV")
        lines = "".join(f'<w:{side} w:val="single" w:sz="4" w:color="7F8C99"/>' for side in sides)
        file.styles.element.append(
            parse_xml(
                f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="ReportTable">'
                f'<w:name w:val="{TABLE_STYLE}"/><w:tblPr><w:tblBorders>{lines}</w:tblBorders>'
                '<w:tblCellMar><w:left w:w="50" w:type="dxa"/><w:right w:w="50" w:type="dxa"/>'
                '</w:tblCellMar></w:tblPr><w:tblStylePr w:type="firstRow"><w:tcPr>'
                '<w:shd w:val="clear" w:color="auto" w:fill="E8EEF4"/></w:tcPr></w:tblStylePr>'
                "</w:style>"
            )
        )
    if SMALL not in file.styles:
        file.styles.element.append(
            parse_xml(
                f'<w:style {nsdecls("w")} w:type="character" w:customStyle="1"'
                f' w:styleId="ReportBeside"><w:name w:val="{SMALL}"/>'
                '<w:rPr><w:color w:val="5F6B7A"/><w:sz w:val="15"/></w:rPr></w:style>'
            )
        )


def _font_table(file: WordFile) -> None:
    """Name what to show instead of a font that a machine lacks."""
    for relation in file.part.rels.values():
        if not relation.reltype.endswith("/fontTable"):
            continue
        part = relation.target_part
        table = parse_xml(part.blob)
        for name, instead in ALTERNATIVES.items():
            font = OxmlElement("w:font")
            font.set(qn("w:name"), name)
            other = OxmlElement("w:altName")
            other.set(qn("w:val"), instead)
            font.append(other)
            table.append(font)
        part._blob = serialize_part_xml(table)
