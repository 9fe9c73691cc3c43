import zipfile
from io import BytesIO
from xml.etree import ElementTree

import pytest
from PIL import Image

from simulator.analysis.document import Picture
from simulator.reporting.chart_files import WIDTH, write_charts
from tests.report_content import judged, report

pytestmark = pytest.mark.unit

RUN = "baseline-0123456789abcdef"


def made(language="zh"):
    return report("charts", judged(draws=True), judged("tight", lift=-0.2), language=language)


def files(path):
    with zipfile.ZipFile(path) as parts:
        return {name: parts.read(name) for name in parts.namelist()}


@pytest.mark.parametrize("form", ["png", "svg"])
def test_there_is_a_file_for_every_chart_named_by_its_key(tmp_path, form):
    document = made()
    found = files(write_charts(document, tmp_path / f"c.{form}.zip", form))
    pictures = [block for block in document.blocks if isinstance(block, Picture)]
    assert list(found) == [f"{one.key.replace(':', '-')}.{form}" for one in pictures]
    assert {name.partition("-")[0] for name in found} == {
        "gaps",
        "trajectories",
        "money",
        "met",
        "index",
    }
    assert f"trajectories-{RUN}-henan-toddler_places_per_1000.{form}" in found


def test_pictures_have_300_dots_an_inch(tmp_path):
    for data in files(write_charts(made(), tmp_path / "c.png.zip", "png")).values():
        image = Image.open(BytesIO(data))
        assert image.size[0] == WIDTH * 300
        assert round(image.info["dpi"][0]) == 300


def test_drawings_are_whole_and_need_no_font_and_no_host(tmp_path):
    for data in files(write_charts(made("en"), tmp_path / "c.svg.zip", "svg")).values():
        tree = ElementTree.fromstring(data)
        assert tree.tag.endswith("svg")
        assert not [one for one in tree.iter() if one.tag.endswith("}text")]
        links = [value for one in tree.iter() for name, value in one.items() if "href" in name]
        assert all(link.startswith("#") for link in links)
        assert b"<dc:date>" not in data
