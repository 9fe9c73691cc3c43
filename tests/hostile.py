"""A store whose names and notes try to break pages, files and paths that show them."""

import csv
import io
from pathlib import Path

import yaml

from simulator import api
from simulator.api import own_inputs

SCRIPT = '<script>window.caught=1</script><img src=x onerror="window.caught=2">'
NAME = f"{SCRIPT}\"'</div>&amp;$$x^2$$$\\nope$@{{year}}😀"
NAMES = (
    NAME + "长" * 10_000,
    f"$$x^2$$ \\(y\\) {NAME}",
    "\u202eabc\u202c\u2066\u200b\u2069 \x1b[31m\x00",
    "+1+1",
    "@{left}@about",
    "'\"`${}\\",
)
"""Names of projects: markup, formulas of three kinds, letters nobody sees."""
HEADS = ["编号", "项目名称", "英文名称", "市", "服务", "规模", "状态", "日期", "备注"]


def project_list() -> bytes:
    """Return a list of hostile projects as a CSV."""
    made = io.StringIO()
    rows = csv.writer(made)
    rows.writerow(HEADS)
    for number, name in enumerate(NAMES):
        about = ("郑州市", "hospital_beds", 200, "在建", "2020-01", NAME)
        rows.writerow([f"p{number}", name, name, *about])
    return made.getvalue().encode()


def hostile_runs(folder: Path) -> list[api.Run]:
    """Return two runs, one of them with projects: all that people name is hostile."""
    file = folder / "hostile.yaml"
    about = {"zh": NAME, "en": NAME}
    label = {lang: text + "长" * 10_000 for lang, text in about.items()}
    written = {"label": label, "question": about, "extends": "baseline"}
    file.write_text(yaml.safe_dump(written, allow_unicode=True), encoding="utf-8")
    store = folder / "runs"
    run = api.run_scenario(str(file), draws=0, until=2022, engine="compiled", out=store)
    taken = own_inputs.take_upload(run, "projects", f"{NAME}.csv", project_list())
    return [own_inputs.run_with(taken), run]
