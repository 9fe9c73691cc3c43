"""Pages that ask who is there: the file of users, and nothing from elsewhere before the login."""

import json

import pytest

from tests.browser.visiting import Visit, served

pytestmark = pytest.mark.slow


def test_only_who_knows_a_password_sees_the_pages(browser, page_store, tmp_path):
    users = tmp_path / "users.json"
    users.write_text(json.dumps({"张三": "口令<1>"}), encoding="utf-8")
    command = ("simulator", "dashboard", "--port", "{port}", "--runs", str(page_store))
    with served(*command, "--basic-auth", str(users)) as address:
        visit = Visit(browser)
        visit.page.goto(f"{address}dashboard")
        for password in ("wrong", "口令<1>"):
            assert visit.page.locator("nav").count() == 0
            visit.page.get_by_label("用户名").fill("张三")
            visit.page.get_by_label("密码").fill(password)
            visit.page.get_by_role("button").click()
            if password == "wrong":
                visit.page.get_by_text("用户名或密码不对").wait_for()
        visit.heading("郑州市")
        assert visit.hosts == {address.split("/")[2]}
        visit.page.close()
