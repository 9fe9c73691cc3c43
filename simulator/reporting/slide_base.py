"""The file that slides are put into: 16:9 with our two layouts, or an office's own template."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches

from simulator.analysis.colours import INK, LINE, QUIET
from simulator.errors import InputError, Problem, place
from simulator.inputs.project_list.unpacked import refuse_too_large
from simulator.reporting.native_look import EAST, LATIN, PANOSE, Proxy

WIDE, HIGH = 13.333, 7.5
"""Size of a slide [inch]."""
EDGE_LEFT, TEXT_WIDE = 0.55, 12.23
TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
SMALL = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
COVER, ALONE = "title and subtitle", "title only"
PLACES = {
    PP_PLACEHOLDER.TITLE: (EDGE_LEFT, 0.3, TEXT_WIDE, 1.05),
    PP_PLACEHOLDER.CENTER_TITLE: (1.0, 1.7, 11.3, 1.7),
    PP_PLACEHOLDER.SUBTITLE: (1.0, 3.55, 11.3, 0.9),
    PP_PLACEHOLDER.FOOTER: (EDGE_LEFT, 7.0, 11.2, 0.32),
    PP_PLACEHOLDER.SLIDE_NUMBER: (11.88, 7.0, 0.9, 0.32),
}
"""Left, top, width and height of what our layouts hold [inch]."""
LOOKS = {
    PP_PLACEHOLDER.TITLE: (24, LINE, "l", "ctr"),
    PP_PLACEHOLDER.CENTER_TITLE: (38, LINE, "l", "b"),
    PP_PLACEHOLDER.SUBTITLE: (20, INK, "l", "t"),
    PP_PLACEHOLDER.FOOTER: (10, QUIET, "l", "ctr"),
    PP_PLACEHOLDER.SLIDE_NUMBER: (11, QUIET, "r", "ctr"),
}
"""Size [pt], colour, side and anchor of their letters."""


class Base(NamedTuple):
    """A file without slides, and the layouts of the first and of the other slides."""

    file: Proxy
    cover: Proxy
    alone: Proxy


def slide_base(template: Path | None) -> Base:
    """Return a new file, or a template without its slides.

    Raises
    ------
    InputError
        R252 for a template that cannot be opened, R253 for one that lacks a layout.
    """
    return _ours() if template is None else _theirs(template)


def kind_of(shape: Proxy) -> Proxy:
    """Return what kind of placeholder a shape is."""
    return shape.placeholder_format.type


def _theirs(template: Path) -> Base:
    try:
        refuse_too_large(template)
        file: Proxy = Presentation(str(template))
    # python-pptx raises whatever its zip and XML readers raise
    except Exception as error:
        args = {"path": str(template)}
        raise InputError(Problem("R252", place(template), args)) from error
    slides = file.slides._sldIdLst
    for one in list(slides):
        file.part.drop_rel(one.rId)
        slides.remove(one)
    found = {_kind(layout): layout for layout in reversed(list(file.slide_layouts))}
    missing = [name for name in (COVER, ALONE) if name not in found]
    if missing:
        args = {"missing": ", ".join(missing)}
        raise InputError(Problem("R253", place(template), args))
    return Base(file, found[COVER], found[ALONE])


def _kind(layout: Proxy) -> str:
    """Return what a layout is for, by its placeholders."""
    kinds = {kind_of(one) for one in layout.placeholders} - set(SMALL)
    if kinds & set(TITLES) and PP_PLACEHOLDER.SUBTITLE in kinds:
        return COVER
    return ALONE if len(kinds) == 1 and kinds < set(TITLES) else ""


def _ours() -> Base:
    file: Proxy = Presentation()
    file.slide_width, file.slide_height = Inches(WIDE), Inches(HIGH)
    kept = {_kind(layout): layout for layout in reversed(list(file.slide_layouts))}
    for layout in list(file.slide_layouts):
        if layout not in (kept[COVER], kept[ALONE]):
            file.slide_layouts.remove(layout)
    for page in (file.slide_master, kept[COVER], kept[ALONE]):
        _arrange(page)
    _fonts(file.slide_master)
    kept[COVER].shapes._spTree.append(_bar(2, (0.55, 1.95, 0.1, 2.35)))
    kept[ALONE].shapes._spTree.append(_bar(2, (EDGE_LEFT, 1.38, TEXT_WIDE, 0.025)))
    return Base(file, kept[COVER], kept[ALONE])


def _arrange(page: Proxy) -> None:
    """Put the placeholders of a master or layout where they belong; a date is not shown."""
    for shape in list(page.placeholders):
        kind = kind_of(shape)
        if kind == PP_PLACEHOLDER.DATE:
            shape._element.getparent().remove(shape._element)
        if kind not in PLACES:
            continue
        at = (Inches(one) for one in PLACES[kind])
        shape.left, shape.top, shape.width, shape.height = at
        _letters(shape, *LOOKS[kind])


def _letters(shape: Proxy, size: int, colour: str, side: str, anchor: str) -> None:
    """Give a placeholder of a layout the letters that its slides inherit."""
    body = shape.text_frame._txBody
    about = body.find(qn("a:bodyPr"))
    about.set("anchor", anchor)
    for inset in ("lIns", "rIns"):
        about.set(inset, "0")
    for old in list(about):
        about.remove(old)
    about.append(parse_xml(f"<a:normAutofit {nsdecls('a')}/>"))
    bold = 1 if size > 20 else 0
    looks = parse_xml(
        f'<a:lstStyle {nsdecls("a")}><a:lvl1pPr marL="0" indent="0" algn="{side}"><a:buNone/>'
        f'<a:defRPr sz="{size * 100}" b="{bold}"><a:solidFill>'
        f'<a:srgbClr val="{colour[1:].upper()}"/></a:solidFill></a:defRPr>'
        "</a:lvl1pPr></a:lstStyle>"
    )
    body.replace(body.find(qn("a:lstStyle")), looks)


def _bar(number: int, at: tuple[float, float, float, float]) -> Proxy:
    """Return a bar of colour that belongs to a layout."""
    left, top, wide, high = (int(Inches(one)) for one in at)
    return parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{90 + number}" name="Bar"/>'
        '<p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm>'
        f'<a:off x="{left}" y="{top}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f'<a:solidFill><a:srgbClr val="{LINE[1:].upper()}"/></a:solidFill><a:ln><a:noFill/></a:ln>'
        "</p:spPr></p:sp>"
    )


def _fonts(master: Proxy) -> None:
    """Name the fonts of the theme; the kind of letter lets an office choose another."""
    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    east = f'<a:ea typeface="{EAST}" panose="{PANOSE}" pitchFamily="34" charset="-122"/>'
    text = theme.blob.decode("utf-8")
    text = re.sub(r'(<a:(?:major|minor)Font>\s*<a:latin typeface=")[^"]*', rf"\g<1>{LATIN}", text)
    text = re.sub(r'<a:ea typeface=""\s*/>', east, text)
    text = re.sub(r'(script="Hans" typeface=")[^"]*', rf"\g<1>{EAST}", text)
    theme._blob = text.encode("utf-8")
