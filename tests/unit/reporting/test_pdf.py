import re
import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from simulator.analysis.document import Column, Heading, Items, Paragraph, Picture, Table, written
from simulator.errors import MachineError
from simulator.reporting import pdf
from simulator.reporting.numbering import for_print
from simulator.reporting.pdf import write_pdf
from simulator.reporting.typst_text import literal
from tests.report_content import report

pytestmark = pytest.mark.unit

NUMBER = re.compile(r"[+-]?\d[\d,]*(?:\.\d+)?")
HOSTILE = '#set page(width: 1pt) $x$ *b* _i_ <l> @r `c` ~ // /* "q" \\ #panic() = - + [e] {f}'
"""A name in which everything that typst reads as markup stands."""


def words(path, *options):
    """Return the text of a PDF, read by poppler."""
    if shutil.which("pdftotext") is None:
        pytest.skip("no pdftotext: apt-get install poppler-utils")
    asked = ["pdftotext", *options, str(path), "-"]
    return subprocess.run(asked, check=True, capture_output=True, text=True).stdout


def together(text):
    return re.sub(r"\s", "", text)


@pytest.fixture(scope="module")
def path(made, language, tmp_path_factory):
    return write_pdf(made, tmp_path_factory.mktemp(language) / "report.pdf")


def test_every_number_of_every_table_is_in_the_file(made, path):
    tables = [block for block in made.blocks if isinstance(block, Table)]
    numbers = Counter(
        word
        for table in tables
        for row in written(table)
        for text, column in zip(row, table.columns, strict=True)
        if column.is_number
        for word in NUMBER.findall(text)
    )
    assert numbers.total() > 100
    assert numbers - Counter(NUMBER.findall(words(path, "-raw"))) == Counter()


def test_title_headings_captions_and_page_numbers_are_in_the_file(made, path, language):
    found = together(words(path))
    assert together(made.title) in found
    shown = [block for block in for_print(made.blocks) if isinstance(block, Heading)]
    for block in shown:
        # once in the contents, once above its chapter
        assert found.count(together(block.text)) >= 2
    for block in made.blocks:
        if isinstance(block, Table) or (isinstance(block, Picture) and not block.is_native):
            assert together(block.title) in found
    pages = words(path).split("\f")[:-1]
    number = "—{}—" if language == "zh" else "{}"
    assert all(number.format(at) in together(one) for at, one in enumerate(pages, start=1))


def test_charts_to_edit_are_left_out_with_their_chapter(path, language):
    assert ("可编辑" if language == "zh" else "edited in Word") not in words(path)


def test_only_embedded_fonts_of_the_installation_are_used(path):
    if shutil.which("pdffonts") is None:
        pytest.skip("no pdffonts: apt-get install poppler-utils")
    listed = subprocess.run(["pdffonts", str(path)], check=True, capture_output=True, text=True)
    rows = [line.split() for line in listed.stdout.splitlines()[2:]]
    names = {row[0].partition("+")[2].split("-")[0] for row in rows}
    assert names <= {"NotoSerifSC", "NotoSansSC", "LibertinusSerif"}
    assert all(row[-5] == "yes" for row in rows)


def hostile():
    """Return a document that says nothing but what would be markup."""
    frame = pd.DataFrame({"a": [HOSTILE, HOSTILE], "b": [1.5, 2.5]})
    columns = (Column("a", HOSTILE, merged=True), Column("b", HOSTILE, 1, beside="a"))
    blocks = (
        Heading(HOSTILE),
        Paragraph(HOSTILE),
        Paragraph(HOSTILE, is_note=True),
        Items((HOSTILE,)),
        Table(HOSTILE, HOSTILE, frame, columns, (HOSTILE,)),
    )
    facts = ((HOSTILE, HOSTILE),)
    whole = replace(report("full"), blocks=blocks, facts=facts)
    return replace(whole, title=HOSTILE, subtitle=HOSTILE, running=HOSTILE)


def test_no_text_acts_as_markup(tmp_path):
    path = write_pdf(hostile(), tmp_path / "r.pdf")
    # title, subtitle, fact twice, contents, heading, two paragraphs, item, caption, note
    assert together(words(path)).count(together(HOSTILE)) >= 11


@pytest.mark.parametrize("text", ['"', "\\", '\\"', "a\nb", "\x00#\x1b", "#{", "\\u{41}"])
def test_a_string_stays_a_string(text):
    kept = literal(text)[1:-1]
    assert re.fullmatch(r'(?:[^"\\\n\x00-\x1f]|\\["\\n])*', kept)


def code_of(path):
    with pytest.raises(MachineError) as caught:
        write_pdf(report("brief"), path)
    return [problem.code for problem in caught.value.problems]


def test_missing_fonts_are_told_before_empty_boxes_are_printed(tmp_path, monkeypatch):
    monkeypatch.setattr(pdf, "serif_path", lambda: Path("no/NotoSerifSC-Regular.otf"))
    assert code_of(tmp_path / "r.pdf") == ["R260"]
    assert list(tmp_path.iterdir()) == []
