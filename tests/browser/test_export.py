"""Files in a real browser: asked for, made, and taken away."""

import pytest

from simulator import api
from tests.browser.visiting import Visit

pytestmark = pytest.mark.slow


def choose(visit, chosen, option):
    """Choose another option where one is chosen."""
    visit.page.locator(".MuiSelect-select", has_text=chosen).click()
    visit.page.get_by_text(option).last.click()


def download(visit, place=0):
    """Take away what was made and return where the browser put it."""
    button = visit.page.get_by_role("button", name="下载").nth(place)
    button.wait_for()
    with visit.page.expect_download() as waited:
        button.click()
    return waited.value


def test_a_report_and_a_whole_run_are_taken_away(browser, address, page_runs, tmp_path):
    run = page_runs["baseline"]
    visit = Visit(browser)
    visit.look_at(address, "export")
    visit.heading("报告和数据")
    choose(visit, "Word 报告（.docx）", "差距表，程序用 CSV（.plain.csv）")
    visit.page.get_by_text("给写程序的人").wait_for()
    visit.page.get_by_role("button", name="生成文件").click()
    taken = download(visit)
    mine = api.write_report([run], tmp_path / "x.plain.csv")
    assert taken.suggested_filename == f"{run.id}.plain.csv"
    assert taken.path().read_bytes() == mine.read_bytes()
    visit.page.get_by_role("button", name="打包测算").click()
    archive = download(visit, 1)
    store = tmp_path / "other"
    file = tmp_path / "run.zip"
    archive.save_as(file)
    assert api.import_run(file, store).id == run.id
    visit.page.locator('input[type="file"]').last.set_input_files(file)
    visit.page.get_by_text("测算库中已有同一个测算").wait_for()
    assert visit.hosts == {address.split("/")[2]}
    assert visit.complaints == []
    visit.page.close()


def test_a_file_that_is_no_template_is_refused_in_words(browser, address, tmp_path):
    file = tmp_path / "template.docx"
    file.write_bytes(b"<script>alert(1)</script>")
    visit = Visit(browser)
    visit.look_at(address, "export")
    visit.page.get_by_text("English").first.click()
    visit.heading("Reports and data")
    visit.page.locator('input[type="file"]').first.set_input_files(file)
    visit.page.get_by_text("template.docx").first.wait_for()
    visit.page.get_by_role("button", name="Make the file").click()
    visit.page.get_by_text("[R201]").wait_for()
    assert visit.complaints == []
    visit.page.close()
