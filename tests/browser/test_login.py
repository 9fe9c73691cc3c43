"""Pages that ask who is there: the file of users, and nothing from elsewhere before the login."""

import json
from http.client import HTTPConnection

import pytest

from tests.browser.visiting import Visit, served

pytestmark = pytest.mark.slow
FOUND, FORBIDDEN = 302, 403
AUTHORIZE = "http://127.0.0.1:9/authorize"
OAUTH = {
    "PANEL_OAUTH_PROVIDER": "generic",
    "PANEL_OAUTH_KEY": "key",
    "PANEL_OAUTH_SECRET": "secret",
    "PANEL_OAUTH_AUTHORIZE_URL": AUTHORIZE,
    "PANEL_OAUTH_TOKEN_URL": "http://127.0.0.1:9/token",
    "PANEL_OAUTH_USER_URL": "http://127.0.0.1:9/user",
}


def asked(address, path):
    """Return status and target of a request by somebody who is not logged in."""
    host = address.split("/")[2]
    socket = {"Connection": "Upgrade", "Upgrade": "websocket", "Origin": f"http://{host}"}
    socket |= {"Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA=="}
    connection = HTTPConnection(host)
    connection.request("GET", path, headers=socket if path.endswith("/ws") else {})
    answer = connection.getresponse()
    connection.close()
    return answer.status, answer.headers.get("Location", "")


def test_only_who_knows_a_password_sees_the_pages(browser, page_store, tmp_path):
    users = tmp_path / "users.json"
    users.write_text(json.dumps({"张三": "口令<1>"}), encoding="utf-8")
    command = ("simulator", "dashboard", "--port", "{port}", "--runs", str(page_store))
    with served(*command, "--basic-auth", str(users)) as address:
        assert asked(address, "/dashboard/ws")[0] == FORBIDDEN
        visit = Visit(browser)
        visit.page.goto(f"{address}dashboard")
        for word in ("密码 Password", "登录 Log in"):
            visit.page.get_by_text(word).wait_for()
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


def test_an_office_with_an_oauth_server_lets_nobody_in_before_it(page_store, monkeypatch):
    for name, value in OAUTH.items():
        monkeypatch.setenv(name, value)
    command = ("simulator", "dashboard", "--port", "{port}", "--runs", str(page_store))
    with served(*command) as address:
        assert asked(address, "/dashboard") == (FOUND, "./login?next=%2Fdashboard")
        assert asked(address, "/dashboard/ws")[0] == FORBIDDEN
        status, target = asked(address, "/login")
        assert (status, target.split("?")[0]) == (FOUND, AUTHORIZE)
