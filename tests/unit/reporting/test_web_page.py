import re
from dataclasses import replace
from html.parser import HTMLParser

import pandas as pd
import pytest

from simulator.analysis.document import Column, Heading, Items, Paragraph, Picture, Table, written
from simulator.reporting.numbering import for_print, spans
from simulator.reporting.web_page import write_page
from tests.report_content import report

pytestmark = pytest.mark.unit

HOSTILE = "<script>x()</script> & \"q\" 'a' <img src=http://x.org/y> &lt; {b} @import"


class Reader(HTMLParser):
    """Reads tables, tags and attributes of a page back."""

    def __init__(self, path):
        super().__init__()
        self.tables, self.tags, self.attributes, self.texts = [], [], [], []
        self._cell = None
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self._cell = ""
        elif tag == "br":
            self._cell += "\n"

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self.tables[-1][-1].append(self._cell)
            self._cell = None

    def handle_data(self, data):
        self.texts.append(data)
        if self._cell is not None:
            self._cell += data


@pytest.fixture(scope="module")
def path(made, language, tmp_path_factory):
    return write_page(made, tmp_path_factory.mktemp(language) / "report.html")


@pytest.fixture(scope="module")
def read(path):
    return Reader(path)


def seen(table):
    """Return the rows of a table without the cells that one above covers."""
    rows = written(table)
    return [
        [text for text, number in zip(row, down, strict=True) if number]
        for row, down in zip(rows, spans(table, rows), strict=True)
    ]


def test_every_cell_of_every_table_is_in_the_file(made, read):
    tables = [block for block in made.blocks if isinstance(block, Table)]
    assert len(read.tables) == len(tables)
    for table, (head, *rows) in zip(tables, read.tables, strict=True):
        assert head == [column.title for column in table.columns]
        assert rows == seen(table)


def test_contents_lead_to_the_headings(made, read):
    headings = [block for block in for_print(made.blocks) if isinstance(block, Heading)]
    links = [value for name, value in read.attributes if name == "href"]
    ids = [value for name, value in read.attributes if name == "id"]
    assert links == [f"#h{at}" for at in range(1, len(headings) + 1)]
    assert set(links) <= {f"#{one}" for one in ids}
    assert len(ids) == len(set(ids))


def test_pictures_are_in_the_file_and_said_in_words(made, read):
    drawn = [one for one in made.blocks if isinstance(one, Picture) and not one.is_native]
    sources = [value for name, value in read.attributes if name == "src"]
    assert [value for name, value in read.attributes if name == "alt"] == [
        one.title for one in drawn
    ]
    assert all(one.startswith("data:image/svg+xml;base64,") for one in sources)


def test_nothing_is_asked_of_any_host(path, read):
    assert not {"script", "link", "iframe", "object"} & set(read.tags)
    named = [value for name, value in read.attributes if name in ("src", "href", "action")]
    assert all(one.startswith(("data:", "#")) for one in named)
    page = re.sub(r"base64,[\w+/=]+", "", path.read_text(encoding="utf-8"))
    assert re.findall(r"https?://|url\(|@import", page) == []
    assert "default-src 'none'" in page


def test_charts_to_edit_are_left_out_with_their_chapter(read, language):
    words = "可编辑" if language == "zh" else "edited in Word"
    assert words not in "".join(read.texts)


def test_no_text_acts_as_a_tag(tmp_path):
    frame = pd.DataFrame({"a": [HOSTILE], "b": [1.5]})
    columns = (Column("a", HOSTILE), Column("b", HOSTILE, 1, beside="a"))
    blocks = (
        Heading(HOSTILE),
        Paragraph(HOSTILE),
        Items((HOSTILE,)),
        Table(HOSTILE, HOSTILE, frame, columns, (HOSTILE,)),
    )
    whole = replace(report("full"), blocks=blocks, facts=((HOSTILE, HOSTILE),), title=HOSTILE)
    read = Reader(write_page(whole, tmp_path / "r.html"))
    assert not {"script", "img"} & set(read.tags)
    assert read.tables == [[[HOSTILE, HOSTILE], [HOSTILE, f"1.5\n{HOSTILE}"]]]


def test_a_brief_that_compares_unlike_runs_says_so(tmp_path):
    read = Reader(write_page(report("brief", warning="版本不同"), tmp_path / "r.html"))
    assert "版本不同" in read.texts
