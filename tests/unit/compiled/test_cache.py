"""The folder of compiled kernels: another one for every version of the sources."""

import pytest

from simulator.compiled.cache import cache_folder, source_digest

pytestmark = pytest.mark.unit


def test_any_changed_rule_gives_another_folder(tmp_path):
    rules = tmp_path / "budget" / "rules.py"
    rules.parent.mkdir()
    rules.write_text("def half(x):\n    return x / 2\n", encoding="utf-8")
    before = source_digest(tmp_path)
    rules.write_text("def half(x):\n    return x / 3\n", encoding="utf-8")
    assert source_digest(tmp_path) != before


def test_the_folder_stands_where_the_environment_says(tmp_path, monkeypatch):
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    assert cache_folder().parent == tmp_path
    assert cache_folder().name.endswith(source_digest())
