import zipfile
from dataclasses import replace
from io import BytesIO

import openpyxl
import pandas as pd
import pytest
from PIL import Image
from pptx import Presentation
from pptx.util import Inches

from simulator.analysis.document import Heading, Items, Paragraph, Picture
from simulator.errors import InputError
from simulator.reporting.slides import write_slides
from tests.report_content import judged, report

pytestmark = pytest.mark.unit

FRAMES = {
    "trajectories": ["city", "p05", "p95", "schedule", "target"],
    "money": ["debt_service", "recurrent", "capital", "others", "new"],
    "index": ["equalisation_index", "p05", "p95", "attainment_index"],
}
"""Columns of the frames that charts draw, in their order."""


@pytest.fixture(scope="module", params=["zh", "en"])
def language(request):
    return request.param


@pytest.fixture(scope="module")
def made(language):
    views = judged(draws=True), judged("tight", lift=-0.2)
    return report("slides", *views, language=language, warning="unlike")


@pytest.fixture(scope="module")
def path(made, language, tmp_path_factory):
    return write_slides(made, tmp_path_factory.mktemp(language) / "slides.pptx")


@pytest.fixture(scope="module")
def slides(path):
    return list(Presentation(str(path)).slides)


def of(made, kind):
    return [block for block in made.blocks if isinstance(block, kind)]


def texts(slide):
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


def test_a_title_five_charts_and_a_closing_slide(made, slides):
    assert len(of(made, Picture)) == 5
    headings = [block.text for block in of(made, Heading)]
    assert [slide.shapes.title.text_frame.text for slide in slides] == [made.title, *headings]
    assert made.subtitle in texts(slides[0])
    shown = "\n".join(texts(slides[-1]))
    assert all(text in shown for text in of(made, Items)[0].texts)


def test_the_slides_are_wide(path):
    file = Presentation(str(path))
    assert round(file.slide_width / file.slide_height, 3) == 1.778


def test_every_slide_carries_the_running_text_with_its_time_and_a_number(made, slides, language):
    mark = "回顾（反事实）" if language == "zh" else "retrospect (counterfactual)"
    assert mark in made.running
    assert made.warning in made.running
    for slide in slides:
        assert made.running in texts(slide)
        assert 'type="slidenum"' in slide.shapes._spTree.xml


def test_charts_hold_the_numbers_of_the_frames_and_so_do_their_workbooks(made, slides):
    pictures = [one for one in of(made, Picture) if one.kind != "gaps"]
    charts = [shape.chart for slide in slides for shape in slide.shapes if shape.has_chart]
    assert len(charts) == len(pictures) == 4
    for chart, picture in zip(charts, pictures, strict=True):
        frame = picture.frames[0]
        columns = FRAMES.get(picture.kind) or list(frame.attrs["labels"])
        series = [one for plot in chart.plots for one in plot.series]
        shown = [name for name in columns if frame[name].notna().any()]
        assert len(series) == len(shown)
        book = openpyxl.load_workbook(BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
        for at, (name, one) in enumerate(zip(shown, series, strict=True)):
            expected = [None if pd.isna(value) else float(value) for value in frame[name]]
            assert list(one.values) == expected
            cells = [book.cell(row, at + 2).value for row in range(2, len(frame) + 2)]
            assert cells == [value and pytest.approx(value, rel=1e-14) for value in expected]
            assert book.cell(1, at + 2).value == one.name


def test_the_heat_map_has_300_dots_an_inch_and_a_description(made, slides):
    shape = next(one for slide in slides for one in slide.shapes if one.shape_type == 13)
    image = Image.open(BytesIO(shape.image.blob))
    assert image.size[0] / (shape.width / Inches(1)) == pytest.approx(300, abs=1)
    assert image.size[1] / (shape.height / Inches(1)) == pytest.approx(300, abs=1)
    assert shape._element.nvPicPr.cNvPr.get("descr") == of(made, Picture)[0].title


def test_the_speaker_reads_caption_notes_and_where_the_numbers_are_from(made, slides):
    said = [one.text for one in of(made, Paragraph)]
    for slide, picture, source in zip(slides[1:-1], of(made, Picture), said, strict=False):
        notes = slide.notes_slide.notes_text_frame.text
        assert "baseline-0123456789abcdef" in notes
        assert all(text in notes for text in (picture.title, *picture.notes, source))


def test_fonts_name_an_east_asian_face(path):
    with zipfile.ZipFile(path) as parts:
        theme = parts.read("ppt/theme/theme1.xml").decode()
        chart = next(parts.read(name) for name in parts.namelist() if "/charts/chart" in name)
    assert theme.count('<a:ea typeface="微软雅黑" panose=') == 2
    assert '<a:ea typeface="微软雅黑"' in chart.decode()


def test_nothing_lies_outside_a_slide_or_on_the_foot(path):
    file = Presentation(str(path))
    for slide in file.slides:
        foot = min(shape.top for shape in slide.placeholders if shape.top > file.slide_height * 0.9)
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= file.slide_width
            if not shape.is_placeholder:
                assert shape.top + shape.height <= foot


def test_a_run_without_indices_has_a_slide_less(tmp_path):
    views = replace(judged(), tables={**judged().tables, "equity": None})
    made = report("slides", views)
    assert len(of(made, Picture)) == 4
    assert len(Presentation(str(write_slides(made, tmp_path / "s.pptx"))).slides) == 6


def template(path, layouts=range(11)):
    """Write a template with a slide of its own and some of python-pptx's layouts."""
    file = Presentation()
    for place, layout in reversed(list(enumerate(file.slide_layouts))):
        if place not in layouts:
            file.slide_layouts.remove(layout)
    file.slides.add_slide(file.slide_layouts[0]).shapes.title.text = "OLD"
    file.slide_master.name = "Ours"
    file.save(str(path))
    return path


def test_a_template_keeps_its_master_and_loses_its_slides(made, tmp_path):
    own = template(tmp_path / "t.pptx")
    path = write_slides(made, tmp_path / "s.pptx", template=own)
    file = Presentation(str(path))
    assert file.slide_master.name == "Ours"
    assert file.slide_width == Presentation(str(own)).slide_width
    assert len(file.slides) == 7
    assert not [slide for slide in file.slides if "OLD" in texts(slide)]
    assert all(made.running in texts(slide) for slide in file.slides)


def code_of(call, error, *given, **options):
    with pytest.raises(error) as caught:
        call(*given, **options)
    return [problem.code for problem in caught.value.problems]


def test_a_template_without_the_layouts_and_what_is_none_are_told(made, tmp_path):
    poor = template(tmp_path / "t.pptx", layouts=(0, 1))
    broken = tmp_path / "b.pptx"
    broken.write_text("no zip")
    for own, code in ((poor, "R253"), (broken, "R252"), (tmp_path / "none.pptx", "R252")):
        found = code_of(write_slides, InputError, made, tmp_path / "s.pptx", template=own)
        assert found == [code]
    assert not (tmp_path / "s.pptx").exists()
