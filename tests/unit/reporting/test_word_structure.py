"""What Word complains of when it opens a file, and no other program here does.

Word asks to repair a file whose elements stand in another order than the schema's (ECMA-376,
part 1, annex A), whose ids stand twice, or whose references lead nowhere.
"""

from __future__ import annotations

import zipfile
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from posixpath import dirname, join, normpath

import pytest
from lxml import etree

from simulator.analysis.reports.variants import VARIANTS
from simulator.reporting.word import write_word
from tests.report_content import report, view

pytestmark = pytest.mark.unit

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
RUN = (
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint "
    "noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect "
    "bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath"
)
PARAGRAPH = (
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr "
    "shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE "
    "autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents "
    "suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr "
    "sectPr pPrChange"
)
SAME = {"footerReference": "headerReference"}
"""Elements that may stand among each other."""
ORDER = {
    "pPr": PARAGRAPH,
    "rPr": RUN,
    "tblPr": (
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc "
        "tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption"
    ),
    "tblBorders": "top left start bottom right end insideH insideV",
    "tblCellMar": "top left start bottom right end",
    "tcPr": (
        "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText "
        "vAlign hideMark"
    ),
    "tbl": "bookmarkStart bookmarkEnd tblPr tblGrid tr",
    "tr": "tblPrEx trPr tc",
    "sectPr": (
        "headerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders "
        "lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter "
        "docGrid printerSettings"
    ),
    "lvl": (
        "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr"
    ),
    "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
    "num": "abstractNumId lvlOverride",
    "numbering": "numPicBullet abstractNum num numIdMacAtCleanup",
    "style": (
        "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed "
        "qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr "
        "tblStylePr"
    ),
    "tblStylePr": "pPr rPr tblPr trPr tcPr",
    "styles": "docDefaults latentStyles style",
    "docDefaults": "rPrDefault pPrDefault",
    "font": (
        "altName panose1 charset family notTrueType pitch sig embedRegular embedBold embedItalic "
        "embedBoldItalic"
    ),
    "settings": (
        "writeProtection view zoom removePersonalInformation proofState attachedTemplate "
        "defaultTabStop evenAndOddHeaders drawingGridHorizontalSpacing characterSpacingControl "
        "savePreviewPicture updateFields hdrShapeDefaults footnotePr endnotePr compat docVars "
        "rsids mathPr attachedSchema themeFontLang clrSchemeMapping doNotIncludeSubdocsInStats "
        "doNotAutoCompressPictures forceUpgrade captions readModeInkLockDown smartTagType "
        "shapeDefaults doNotEmbedSmartTags decimalSymbol listSeparator docId defaultImageDpi"
    ),
}


@pytest.fixture(scope="module", params=[(v, lang) for v in VARIANTS for lang in ("zh", "en")])
def parts(request, tmp_path_factory):
    """Return the parts of a report by name; its runs differ, so that every kind of table is in."""
    variant, language = request.param
    path = tmp_path_factory.mktemp("word") / "report.docx"
    made = report(variant, view(), view("tight", lift=-0.2), language=language)
    write_word(replace(made, date="2026-11-28"), path)
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name) for name in file.namelist()}


@pytest.fixture(scope="module")
def trees(parts):
    return {name: etree.fromstring(data) for name, data in parts.items() if is_xml(name)}


def is_xml(name):
    return name.endswith((".xml", ".rels"))


def words(trees):
    """Yield the element of every part of Word's own language."""
    for name, tree in trees.items():
        if name.startswith("word/") and "/charts/" not in name and not name.endswith(".rels"):
            yield name, tree


def test_every_element_stands_where_the_schema_has_it(trees):
    wrong = []
    for name, tree in words(trees):
        for element in tree.iter(*(W + one for one in ORDER)):
            order = ORDER[etree.QName(element).localname].split()
            tags = [SAME.get(tag, tag) for tag in (etree.QName(one).localname for one in element)]
            known = [order.index(tag) if tag in order else -1 for tag in tags]
            if -1 in known or any(one > two for one, two in pairwise(known)):
                wrong.append((name, etree.QName(element).localname, tags))
    assert wrong == []


def test_no_property_stands_twice(trees):
    for _, tree in words(trees):
        for element in tree.iter(*(W + one for one in ("pPr", "rPr", "tcPr", "tblPr"))):
            assert max(Counter(one.tag for one in element).values(), default=1) == 1


def test_ids_of_bookmarks_and_drawings_stand_once(trees):
    for kind, key in ((W + "bookmarkStart", W + "id"), (W + "bookmarkStart", W + "name")):
        found = [one.get(key) for _, tree in words(trees) for one in tree.iter(kind)]
        assert max(Counter(found).values(), default=1) == 1
    body = trees["word/document.xml"]
    starts = [one.get(W + "id") for one in body.iter(W + "bookmarkStart")]
    assert sorted(starts) == sorted(one.get(W + "id") for one in body.iter(W + "bookmarkEnd"))
    drawings = [one.get("id") for _, tree in words(trees) for one in tree.iter(DRAWN)]
    assert max(Counter(drawings).values(), default=1) == 1


def test_every_reference_leads_somewhere(trees):
    body, styles = trees["word/document.xml"], trees["word/styles.xml"]
    marks = {one.get(W + "name") for one in body.iter(W + "bookmarkStart")}
    assert {one.get(W + "anchor") for one in body.iter(W + "hyperlink")} <= marks
    known = {one.get(W + "styleId") for one in styles.iter(W + "style")}
    asked = {
        one.get(W + "val")
        for _, tree in words(trees)
        for one in tree.iter(W + "pStyle", W + "rStyle", W + "tblStyle", W + "basedOn")
    }
    assert asked <= known
    numbers = {one.get(W + "numId") for one in trees["word/numbering.xml"].iter(W + "num")}
    used = {one.get(W + "val") for _, tree in words(trees) for one in tree.iter(W + "numId")}
    assert used <= numbers


def test_every_relationship_and_its_part_are_there(parts, trees):
    for name, tree in trees.items():
        if name.endswith(".rels"):
            continue
        rels = join(dirname(name), "_rels", f"{name.rpartition('/')[2]}.rels")
        found = {one.get("Id"): one for one in trees[rels].iter(RELS)} if rels in trees else {}
        asked = {value for one in tree.iter() for key, value in one.items() if key.startswith(R)}
        assert asked <= set(found), name
        for one in found.values():
            if one.get("TargetMode") != "External":
                target = one.get("Target")
                target = target.lstrip("/") if target[0] == "/" else join(dirname(name), target)
                assert normpath(target) in parts, (name, target)


def test_every_part_has_a_type(parts, trees):
    types = trees["[Content_Types].xml"]
    endings = {one.get("Extension").lower() for one in types.iter(f"{TYPES}Default")}
    own = {one.get("PartName").lstrip("/") for one in types.iter(f"{TYPES}Override")}
    untyped = [name for name in parts if name not in own and name.rpartition(".")[2] not in endings]
    assert untyped == ["[Content_Types].xml"] or untyped == []


def test_fields_are_whole_and_cells_end_with_a_paragraph(trees):
    for _, tree in words(trees):
        depth = 0
        for mark in tree.iter(W + "fldChar"):
            depth += {"begin": 1, "separate": 0, "end": -1}[mark.get(W + "fldCharType")]
            assert depth >= 0
        assert depth == 0
    for table in trees["word/document.xml"].iter(W + "tbl"):
        n_columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        for row in table.iter(W + "tr"):
            cells = row.findall(W + "tc")
            assert len(cells) == n_columns
            assert all(cell[-1].tag == W + "p" for cell in cells)


def test_no_number_of_a_page_is_stored_and_nothing_asks_to_be_updated(trees):
    for _, tree in words(trees):
        assert [one for one in tree.iter() if one.get(W + "dirty")] == []
    assert trees["word/settings.xml"].find(W + "updateFields") is None
    runs = [one for line in trees["word/document.xml"].iter(W + "hyperlink") for one in line]
    texts = ["".join(one.itertext(W + "t")) for one in runs if one.find(W + "t") is not None]
    assert texts.count("") == len(texts) / 2
