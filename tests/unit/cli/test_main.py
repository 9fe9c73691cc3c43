"""How every way of ending a command ends."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from simulator.cli.main import asked_language, use_utf8
from simulator.errors import Interrupted, MachineError, ModelError, Problem, Where

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ([], "zh"),
        (["run", "--lang", "en"], "en"),
        (["run", "--lang=en"], "en"),
        (["--lang", "fr"], "zh"),
        (["--lang"], "zh"),
    ],
)
def test_the_language_is_known_before_the_options_are_read(words, language):
    assert asked_language(words) == language


@pytest.mark.parametrize("line", ["", "--help", "run --help", "runs", "scenarios new -h"])
def test_help_is_chinese_by_default(equalise, line):
    answer = equalise(line)
    assert answer.status == 0
    assert "用法：equalise" in answer.out


@pytest.mark.parametrize("line", ["--lang en", "run --help --lang en", "runs --lang=en"])
def test_help_is_english_when_asked(equalise, line):
    answer = equalise(line)
    assert answer.status == 0
    assert "Usage: equalise" in answer.out
    assert not [sign for sign in answer.out if "\u4e00" <= sign <= "\u9fff"]


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("runn", ["C101"]),
        ("runs lst", ["C101"]),
        ("run baseline --draw 5", ["C102"]),
        ("run baseline --engin compiled", ["C102"]),
        ("run", ["C103"]),
        ("gaps", ["C103"]),
        ("run baseline --seed 1 --draws", ["C104"]),
        ("run baseline --draws x --seed -1 --lang fr", ["C105", "C105", "C106"]),
        ("run baseline --until 2030.5", ["C105"]),
        ("gaps baseline --reference provinc", ["C106"]),
        ("runs verify a b", ["C107"]),
        ("gaps --year x", ["C103", "C105"]),
        ("report a --to x.odt", ["C108"]),
        ("report a", ["C103"]),
        ("report a --to x.docx --variant breif", ["C106"]),
        ("report a --to x.docx --template t.doc", ["C108"]),
        ("run a --resume b", ["C109"]),
        ("compare a", ["C110"]),
        ("compare a --format xlsx", ["C110", "C114"]),
        ("compare a b --format csv --to a.xlsx", ["C115"]),
        ("run a --quiet=5", ["C116"]),
    ],
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_wrong_use_names_every_mistake_and_writes_nothing(equalise, line, codes, language):
    answer = equalise(f"--lang {language} {line}")
    found = sorted(re.findall(r"\[(C\d{3})\]", answer.err))
    assert answer.status == 2
    assert found == sorted(codes)
    assert answer.out == ""
    assert list(Path().iterdir()) == []


def test_an_unknown_option_is_answered_with_the_nearest(equalise):
    assert "是否指 --draws？" in equalise("run baseline --drawz 5").err


def test_problems_of_the_input_end_with_two(equalise):
    answer = equalise("gaps nothing")
    assert answer.status == 2
    assert answer.err.startswith("runs：")
    assert "Traceback" not in answer.err


@pytest.mark.parametrize(
    ("failure", "status"),
    [
        (Interrupted(Problem("C110", Where(), {"given": "1"})), 3),
        (MachineError(Problem("C112", Where("a"), {"given": "full"})), 4),
        (PermissionError(13, "denied", "runs"), 4),
        (MemoryError(), 4),
        (KeyboardInterrupt(), 130),
    ],
)
def test_each_way_of_ending_has_its_status(equalise, api, failure, status):
    api.failure = failure
    answer = equalise("run baseline")
    assert answer.status == status
    assert "Traceback" not in answer.err


@pytest.mark.parametrize(
    "failure", [ZeroDivisionError("by zero"), ModelError(Problem("C110", Where(), {}))]
)
def test_a_bug_is_one_line_and_a_log_file(equalise, api, failure, monkeypatch, tmp_path):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    api.failure = failure
    answer = equalise("run baseline")
    (log,) = tmp_path.glob("equalise-*.log")
    assert answer.status == 70
    assert len(answer.err.splitlines()) == 1
    assert str(log) in answer.err
    assert "Traceback" in log.read_text("utf-8")


def test_output_is_utf8_whatever_the_console_speaks():
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="gbk")
    use_utf8(stream)
    stream.write("m²—")
    stream.flush()
    assert raw.getvalue() == "m²—".encode()
