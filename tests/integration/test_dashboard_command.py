"""``equalise dashboard``: who may be let in, refused in words before anything listens."""

import pytest

from dashboards.server import Reach, origins
from simulator.cli import main

pytestmark = pytest.mark.integration


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--address", "planning.gov"), "C280"),
        (("--address", "0.0.0.0"), "C281"),
        (("--basic-auth", "none.json"), "C282"),
        (("--basic-auth", "list.json"), "C282"),
        (("--basic-auth", "empty.json"), "C282"),
        (("--basic-auth", "number.json"), "C282"),
        (("--address", "192.0.2.1"), "C283"),
        (("--map", "list.json"), "R276"),
        (("--map", "none.geojson"), "P101"),
    ],
)
def test_what_cannot_be_served_is_refused(tmp_path, monkeypatch, capsys, words, code):
    monkeypatch.chdir(tmp_path)
    for name, text in {"list": '["zhang"]', "empty": "{}", "number": '{"zhang": 1234}'}.items():
        (tmp_path / f"{name}.json").write_text(text, encoding="utf-8")
    assert main(["dashboard", *words]) != 0
    told = capsys.readouterr().err
    assert code in told
    assert "1234" not in told


def test_only_names_that_are_listed_may_talk_to_the_server():
    found = origins(Reach("10.0.0.5", ("jihua.zz.gov.cn", "proxy:443")), 5006)
    assert found[2:] == ["10.0.0.5:5006", "jihua.zz.gov.cn:5006", "proxy:443"]
    assert "*" not in found
