"""Names that attack, networks that swallow, messages too large, and servers that may not write."""

import hashlib
from http.client import HTTPConnection

import pytest

from dashboards.state import PAGES
from simulator.text import say
from tests.browser.visiting import CHROMIUM, ROOT, Visit, served
from tests.hostile import SCRIPT, hostile_runs

pytestmark = pytest.mark.slow
HOVERS, HOVER_MILLISECONDS = 20, 500
SWALLOW = "--host-resolver-rules=MAP * 10.255.255.1, EXCLUDE 127.0.0.1"
"""Packets to all but this machine go where nobody answers."""
SOCKETS = """() => {
  window.sockets = [];
  const Plain = window.WebSocket;
  window.WebSocket = class extends Plain {
    constructor(...given) { super(...given); window.sockets.push(this); }
  };
}"""
ABOUT = """(name) => {
  for (const view of Bokeh.index.query((one) => one.model.type === "Figure"))
    for (const {data_source} of view.model.renderers)
      for (const about of data_source?.data?.about ?? [])
        if (about.includes(name)) return about;
}"""
TOO_LARGE = """() => new Promise((told) => {
  const [socket] = window.sockets;
  socket.addEventListener("close", (event) => told(event.code));
  socket.send("x".repeat(6_500_000));
})"""
CLOSED_TOO_LARGE, CLOSED_LOST, FORBIDDEN = 1009, 1006, 403


def look_into_menu(visit):
    """Open the list of runs: a name is a text in it."""
    visit.page.get_by_role("combobox").first.click()
    assert SCRIPT[:40] in visit.page.locator("li").first.inner_text()
    visit.page.keyboard.press("Escape")
    visit.page.locator("li").first.wait_for(state="hidden")


def look_at_bar(visit):
    """Hover over the bar of a project, whose name the pointer tells."""
    for name in ("@{left}@about", SCRIPT[:40]):
        about = visit.page.wait_for_function(ABOUT, arg=name).json_value()
        told = visit.page.locator(".bk-tooltip-row-value", has_text=name).first
        for _ in range(HOVERS):
            # what is still laid out takes the bar away from under the pointer
            visit.idle()
            x, y = visit.place("about", about, "left", "bottom")
            visit.page.mouse.move(5, 5)
            visit.page.mouse.move(x + 3, y - 4)
            visit.page.wait_for_timeout(HOVER_MILLISECONDS)
            if told.is_visible():
                break
        assert told.is_visible()
    visit.page.mouse.move(5, 5)


LOOKS = {
    ("zh", "overview"): look_into_menu,
    ("zh", "projects"): look_at_bar,
}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    return hostile_runs(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="module")
def hostile_address(hostile):
    store = str(hostile[0].path.parent)
    with served("simulator", "dashboard", "--port", "{port}", "--runs", store) as found:
        yield found


@pytest.fixture(scope="module")
def cut_off(browser):
    """A browser behind a firewall that drops what leaves the machine."""
    options = {"executable_path": str(CHROMIUM), "args": ["--no-sandbox", SWALLOW]}
    launched = browser.browser_type.launch(**options)
    yield launched
    launched.close()


def test_no_page_runs_a_name_asks_elsewhere_or_grows_sideways(cut_off, hostile_address, hostile):
    visit = Visit(cut_off)
    page, dialogs = visit.page, []
    page.on("dialog", lambda one: (dialogs.append(one.message), one.dismiss()))
    run, other = hostile
    visit.look_at(hostile_address, query=f"?run={run.id}&compare={run.id},{other.id}")
    for lang, word in (("zh", "中文"), ("en", "English")):
        page.get_by_text(word, exact=True).first.click()
        for name in PAGES:
            page.get_by_role("link", name=say(lang, "dashboard", f"menu.{name}")).click()
            page.locator(f'nav a[aria-current][href="#{name}"]').wait_for()
            page.wait_for_load_state("networkidle")
            visit.idle()
            assert visit.sideways() == [], (lang, name)
            LOOKS.get((lang, name), lambda _: None)(visit)
    assert visit.hosts == {hostile_address.split("/")[2]}
    assert visit.complaints == dialogs == []
    assert page.evaluate("window.caught") is None
    page.close()


def test_a_message_too_large_is_not_taken(browser, hostile_address):
    visit = Visit(browser)
    visit.page.add_init_script(f"({SOCKETS})()")
    visit.look_at(hostile_address)
    visit.idle()
    assert visit.page.evaluate(TOO_LARGE) in (CLOSED_TOO_LARGE, CLOSED_LOST)
    visit.page.close()
    other = Visit(browser)  # others are served as before
    other.look_at(hostile_address, "evidence")
    other.page.close()


UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
    "Sec-WebSocket-Protocol": "bokeh",
}


@pytest.mark.parametrize(
    ("origin", "host"),
    [
        ("http://evil.example", "evil.example"),  # its name leads here
        ("http://127.0.0.1.evil.example", "127.0.0.1.evil.example"),
        ("http://evil.example", ""),
        ("http://127.0.0.1:1", ""),
        ("null", ""),
    ],
)
def test_a_page_of_another_site_gets_no_session(hostile_address, origin, host):
    own = hostile_address.split("/")[2]
    connection = HTTPConnection(own)
    foreign = {"Origin": origin, "Host": host or own}
    connection.request("GET", "/dashboard/ws", headers={**UPGRADE, **foreign})
    assert connection.getresponse().status == FORBIDDEN
    connection.close()


@pytest.mark.parametrize("path", ["/dashboard", "/static/js/bokeh.min.js", "/no-such-page"])
def test_no_other_site_may_show_an_answer_in_a_frame(hostile_address, path):
    connection = HTTPConnection(hostile_address.split("/")[2])
    connection.request("GET", path)
    answer = connection.getresponse()
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Content-Security-Policy"] == "frame-ancestors 'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    connection.close()


def tree(*folders):
    """Return a hash of all that stands in folders."""
    found = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            found.update(f"{path}\0".encode())
            found.update(path.read_bytes() if path.is_file() else b"/")
    return found.hexdigest()


@pytest.fixture
def read_only_address(page_store):
    command = ("simulator", "dashboard", "--port", "{port}", "--runs", str(page_store))
    with served(*command, "--read-only") as found:
        yield found


CLOSED = {
    "laboratory": ("laboratory.save", "laboratory.read_only"),
    "projects": ("own_files.upload_budget", "own_files.read_only"),
    "review": ("review.restate", "review.read_only"),
}
"""What would write on a page, and why it does not."""


def test_a_read_only_server_writes_nothing_and_says_why(browser, read_only_address, page_store):
    folders = (page_store, ROOT / "scenarios")
    before = tree(*folders)
    visit = Visit(browser)
    page = visit.page
    visit.look_at(read_only_address)
    for name, (button, why) in CLOSED.items():
        page.get_by_role("link", name=say("zh", "dashboard", f"menu.{name}")).click()
        page.get_by_text(say("zh", "dashboard", why)).wait_for()
        closed = page.get_by_role("button", name=say("zh", "dashboard", button))
        assert closed.is_disabled() or closed.get_attribute("aria-disabled") == "true"
        closed.click(force=True)
    page.get_by_role("link", name=say("zh", "dashboard", "menu.export")).click()
    page.get_by_text(say("zh", "dashboard", "archives.read_only")).wait_for()
    page.get_by_role("button", name="上传测算").wait_for(state="hidden")
    page.get_by_role("button", name=say("zh", "dashboard", "archives.go")).click()
    page.get_by_role("button", name="下载").wait_for()
    assert visit.complaints == []
    page.close()
    assert tree(*folders) == before
