import zipfile
from io import BytesIO

import docx
import openpyxl
import pytest
from docx.enum.shape import WD_INLINE_SHAPE
from docx.oxml.ns import qn
from PIL import Image

from simulator.analysis.document import Heading, Picture, Table, written
from simulator.errors import InputError
from simulator.reporting.word import write_word
from simulator.reporting.word_styles import LATIN, looks
from tests.report_content import report

pytestmark = pytest.mark.unit


@pytest.fixture(scope="module")
def path(made, language, tmp_path_factory):
    return write_word(made, tmp_path_factory.mktemp(language) / "report.docx")


@pytest.fixture(scope="module")
def file(path):
    return docx.Document(str(path))


def pictures(made, *, is_native=False):
    found = [block for block in made.blocks if isinstance(block, Picture)]
    return [picture for picture in found if picture.is_native == is_native]


def merged(rows, table):
    """Return the rows as a table with merged cells shows them."""
    places = [at for at, column in enumerate(table.columns) if column.merged]
    for at in places:
        for above, row in zip(rows[:-1][::-1], rows[1:][::-1], strict=True):
            row[at] = "" if row[: at + 1] == above[: at + 1] else row[at]
    return rows


def raw_rows(table):
    """Return the texts of all cells; python-docx itself repeats merged ones."""
    rows = table._tbl.findall(qn("w:tr"))
    return [["\n".join(_lines(cell)) for cell in row.findall(qn("w:tc"))] for row in rows]


def _lines(cell):
    text = "".join(
        "\n" if node.tag == qn("w:br") else node.text or ""
        for node in cell.iter(qn("w:t"), qn("w:br"))
    )
    return text.split("\n")


def test_every_cell_of_every_table_is_in_the_file(made, file):
    tables = [block for block in made.blocks if isinstance(block, Table)]
    assert len(file.tables) == len(tables)
    for table, found in zip(tables, file.tables, strict=True):
        head, *rows = raw_rows(found)
        assert head == [column.title for column in table.columns]
        assert rows == merged(written(table), table)


def test_headings_and_captions_stand_in_their_styles(made, file):
    headings = [block for block in made.blocks if isinstance(block, Heading)]
    found = [p for p in file.paragraphs if p.style.name.startswith("Heading")]
    assert [(p.text, p.style.name) for p in found] == [
        (block.text, f"Heading {block.level}") for block in headings
    ]
    captions = [p for p in file.paragraphs if p.style.name == "Caption"]
    tables = [block for block in made.blocks if isinstance(block, Table)]
    n_charts = sum(len(picture.frames) for picture in pictures(made, is_native=True))
    assert len(captions) == len(tables) + len(pictures(made)) + n_charts
    assert all("SEQ" in p._p.xml for p in captions)


def test_nothing_is_formatted_by_hand(file):
    texts = [run for p in file.paragraphs for run in p.runs if run.text.strip()]
    assert [run.text for run in texts if run._r.rPr is not None] == []


def test_styles_name_both_fonts_and_the_font_table_what_to_show_instead(file, path, language):
    for name, look in looks(language).items():
        fonts = file.styles[name].element.rPr.rFonts
        assert fonts.get(qn("w:ascii")) == LATIN
        east = fonts.get(qn("w:eastAsia"))
        assert east == (look.east if language == "zh" else "宋体")
    table = zipfile.ZipFile(path).read("word/fontTable.xml").decode()
    assert '<w:altName w:val="仿宋"/>' in table


def test_the_official_layout(file, language):
    section = file.sections[0]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    shown = (37, 35, 28, 26) if language == "zh" else (25, 25, 25, 25)
    assert tuple(round(one.mm) for one in margins) == shown
    if language == "zh":
        body = file.styles["Body Text"].element
        assert body.rPr.rFonts.get(qn("w:eastAsia")) == "仿宋_GB2312"
        assert body.rPr.find(qn("w:sz")).get(qn("w:val")) == "32"
        assert body.pPr.find(qn("w:spacing")).get(qn("w:line")) == "560"
        assert section.footer.paragraphs[0].text == "— 1 —"
        assert file.settings.odd_and_even_pages_header_footer


def test_rows_stay_whole_and_headings_are_repeated(file):
    for table in file.tables:
        rows = table._tbl.findall(qn("w:tr"))
        marks = [row.find(qn("w:trPr")) for row in rows]
        assert marks[0].find(qn("w:tblHeader")) is not None
        assert all(mark.find(qn("w:cantSplit")) is not None for mark in marks)


def test_headings_are_numbered_by_word_and_listed_in_the_contents(made, file, language):
    for level in (1, 2):
        assert file.styles[f"Heading {level}"].element.pPr.numPr.numId.val > 0
    body = file.element.body.xml
    assert 'TOC \\o "1-2"' in body
    listed = [p.text for p in file.paragraphs if p.style.name.startswith("toc")]
    assert len(listed) == sum(isinstance(block, Heading) for block in made.blocks)
    assert listed[0].startswith("一、摘要" if language == "zh" else "1 Summary")


def test_pictures_have_300_dots_an_inch_and_a_description(made, path, file, tmp_path):
    drawn = [one for one in file.inline_shapes if one.type == WD_INLINE_SHAPE.PICTURE]
    titles = [picture.title for picture in pictures(made)]
    assert [shape._inline.docPr.get("descr") for shape in drawn] == titles
    with zipfile.ZipFile(path) as parts:
        for name in [one for one in parts.namelist() if one.startswith("word/media/")]:
            with Image.open(parts.open(name)) as image:
                assert round(image.info["dpi"][0]) == 300
    assert all(shape.width <= file.sections[0].page_width for shape in file.inline_shapes)


def test_charts_can_be_edited_and_hold_the_numbers_of_the_pictures(made, path):
    frames = [frame for one in pictures(made, is_native=True) for frame in one.frames]
    with zipfile.ZipFile(path) as parts:
        charts = sorted(name for name in parts.namelist() if name.startswith("word/charts/chart"))
        books = [name for name in parts.namelist() if name.startswith("word/embeddings/")]
        assert len(charts) == len(books) == len(frames)
        first = openpyxl.load_workbook(BytesIO(parts.read(min(books)))).active
        xml = parts.read(charts[0]).decode()
    assert "<c:externalData r:id=" in xml
    rows = list(first.iter_rows(values_only=True))
    assert [row[0] for row in rows[1:]] == [str(year) for year in frames[0]["year"]]
    assert [row[1] for row in rows[1:]] == pytest.approx(frames[0]["city"].tolist(), rel=1e-14)
    assert all(f"<c:v>{value!r}</c:v>" in xml for value in frames[0]["city"])


def test_every_page_carries_the_running_title(made, file):
    assert file.sections[0].header.paragraphs[0].text == made.running


def code_of(template):
    with pytest.raises(InputError) as caught:
        write_word(report("brief"), template.with_name("out.docx"), template=template)
    assert not template.with_name("out.docx").exists()
    return caught.value.problems[0]


def test_a_template_that_is_no_word_file_is_refused(tmp_path):
    text = tmp_path / "t.docx"
    text.write_text("text")
    assert code_of(text).code == "R201"


def test_a_template_without_needed_styles_is_refused_by_their_names(tmp_path):
    file = docx.Document()
    styles = file.styles.element
    styles.remove(file.styles["Caption"].element)
    file.save(str(tmp_path / "t.docx"))
    problem = code_of(tmp_path / "t.docx")
    assert (problem.code, problem.args["missing"]) == ("R202", "Caption")


def test_a_template_keeps_its_page_and_styles_and_is_filled_in_its_places(tmp_path):
    office = docx.Document()
    office.sections[0].header.paragraphs[0].text = "某市发展改革委 {{running}}"
    for text in ("{{title}}", "前言", "{{content}}", "{{date}}"):
        office.add_paragraph(text)
    office.styles["Heading 1"].font.name = "Arial"
    office.save(str(tmp_path / "t.docx"))
    made = report("brief")
    path = write_word(made, tmp_path / "r.docx", template=tmp_path / "t.docx")
    found = docx.Document(str(path))
    texts = [p.text for p in found.paragraphs]
    assert texts[:2] == [made.title, "前言"]
    assert texts[2] == "问题"
    assert texts[-1] == "2026-11-28"
    assert "{{content}}" not in texts
    assert found.sections[0].header.paragraphs[0].text == f"某市发展改革委 {made.running}"
    assert found.styles["Heading 1"].font.name == "Arial"
    assert found.sections[0].left_margin == office.sections[0].left_margin


def test_a_template_without_places_gets_the_content_at_its_end_and_the_warning_above(tmp_path):
    office = docx.Document()
    office.add_paragraph("前言")
    office.save(str(tmp_path / "t.docx"))
    made = report("brief", warning="版本不同")
    path = write_word(made, tmp_path / "r.docx", template=tmp_path / "t.docx")
    found = docx.Document(str(path))
    assert [p.text for p in found.paragraphs][:2] == ["前言", made.title]
    assert "版本不同" in [p.text for p in found.sections[0].header.paragraphs]
