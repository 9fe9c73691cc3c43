from io import BytesIO

import pytest
from matplotlib.font_manager import fontManager
from PIL import Image

from simulator.analysis.document import Picture
from simulator.reporting.figures import draw
from simulator.reporting.fonts import sans, serif
from simulator.reporting.picture_page import DPI
from tests.report_content import report, view

pytestmark = pytest.mark.unit


def pictures(language="zh"):
    made = report("full", view(draws=True), language=language)
    found = [block for block in made.blocks if isinstance(block, Picture)]
    return [picture for picture in found if not picture.is_native]


def test_all_kinds_are_drawn_at_300_dots_an_inch():
    for picture in pictures():
        drawing = draw(picture, "zh")
        image = Image.open(BytesIO(drawing.data))
        assert image.size == (round(drawing.width * DPI), round(drawing.height * DPI))


def test_no_letter_is_missing_from_the_font():
    # matplotlib warns of a missing glyph, and warnings are errors
    for language in ("zh", "en"):
        for picture in pictures(language):
            draw(picture, language)


def test_the_fonts_come_with_the_installation():
    for name in (sans(), serif()):
        files = [one.fname for one in fontManager.ttflist if one.name == name]
        assert any("pylopdf_fonts_zh_cn" in file for file in files)


def test_the_same_frames_give_the_same_bytes():
    first, *_ = pictures()
    assert draw(first, "zh", "svg").data == draw(first, "zh", "svg").data
