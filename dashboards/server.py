"""Serves the pages; ``equalise dashboard`` calls `serve`.

By default only this machine can reach them. Whoever serves them to others names the host under
which colleagues call them, and a file of users: names and passwords travel as they are, so that a
network that is not trusted needs a proxy with TLS in front (docs/dashboard.md).
"""

from __future__ import annotations

import os
import re
import secrets
from functools import partial
from pathlib import Path
from typing import NamedTuple

import panel as pn
from bokeh.server.server import Server as BokehServer
from panel.viewable import Viewable
from tornado.httputil import HTTPHeaders, HTTPServerRequest
from tornado.web import ErrorHandler, OutputTransform

from dashboards import style
from dashboards.app import Visit
from dashboards.jobs import Jobs
from simulator.api import city_maps, own_inputs

LOOPBACK = "127.0.0.1"
FORBIDDEN = 403
GUARDS = {
    "Content-Security-Policy": "frame-ancestors 'none'",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}
"""Another site could show ours in an unseen frame and have the planner press its buttons."""
TITLE = "均等化情景模拟器"
LOGIN = Path(__file__).with_name("login.html")
LARGEST_MESSAGE = 6_000_000
"""Bytes of one message of a browser; files come in smaller pieces."""
UNUSED_MILLISECONDS = 30_000
"""After its last page closed a visit is kept so long, then its memory is given back."""


class Reach(NamedTuple):
    """Who can reach the pages and what they may do."""

    address: str = LOOPBACK
    """Address to listen on."""
    hosts: tuple[str, ...] = ()
    """Names under which browsers call this server, besides ``address``."""
    users: Path | None = None
    """JSON of names and passwords; None lets everyone in who can reach it."""
    read_only: bool = False


def serve(
    runs: Path,
    port: int,
    lang: str = "zh",
    reach: Reach | None = None,
    own_map: city_maps.CityMap | None = None,
) -> None:
    """Serve the pages until interrupted.

    Parameters
    ----------
    runs
        The store of runs.
    port
        Port on ``reach.address``.
    lang
        Language in which the pages open.
    reach
        Who can reach them; None is this machine only.
    own_map
        The planner's own map of the cities, offered beside the shipped ones.
    """
    reach = reach or Reach()
    # tables need their script on the first page already: it comes from this server
    pn.extension("tabulator", raw_css=[style.EVERYWHERE])
    jobs = Jobs()
    visit = partial(Visit, runs, lang, jobs, read_only=reach.read_only, own_map=own_map)
    known = origins(reach, port)
    tidy = (lambda: None) if reach.read_only else partial(_tidy, runs, jobs)

    def page() -> Viewable:
        pn.state.on_session_destroyed(lambda _: tidy())
        return visit().sheet

    tidy()
    try:
        server = pn.serve(
            {"dashboard": page},
            address=reach.address,
            port=port,
            websocket_origin=known,
            start=False,
            show=False,
            verbose=False,
            title=TITLE,
            websocket_max_message_size=LARGEST_MESSAGE,
            http_server_kwargs={"max_body_size": LARGEST_MESSAGE},
            unused_session_lifetime_milliseconds=UNUSED_MILLISECONDS,
            **_login(reach.users),
        )
        _shut_out(server, known)
        server.start()
        server.io_loop.start()
    finally:
        jobs.close()


def _tidy(runs: Path, jobs: Jobs) -> None:
    """Remove old uploads that no run needs, beside the pages."""
    jobs.ask("uploads", lambda _: own_inputs.tidy_uploads(runs), quick=True)


def origins(reach: Reach, port: int) -> list[str]:
    """Return the hosts whose pages may talk to this server; all others are refused.

    >>> origins(Reach(), 5006)
    ['127.0.0.1:5006', 'localhost:5006']
    >>> origins(Reach("10.0.0.5", ("jihua.zz.gov.cn", "proxy:443")), 80)[2:]
    ['10.0.0.5:80', 'jihua.zz.gov.cn:80', 'proxy:443']
    >>> origins(Reach("::1"), 80)[2:]
    ['[::1]:80']
    """
    names = dict.fromkeys([LOOPBACK, "localhost", reach.address, *reach.hosts])
    return [_with_port(name, port) for name in names]


def _with_port(name: str, port: int) -> str:
    if name.count(":") > 1 and "]" not in name:
        name = f"[{name}]"  # an address of IPv6
    return name if ":" in name and not name.endswith("]") else f"{name}:{port}"


class Guarded(OutputTransform):
    """Says in every answer that no other site may show it in a frame or take it for a script."""

    def __init__(self, request: HTTPServerRequest) -> None:
        """Take the request, as tornado hands it over; nothing of it matters."""

    def transform_first_chunk(
        self, status_code: int, headers: HTTPHeaders, chunk: bytes, finishing: bool
    ) -> tuple[int, HTTPHeaders, bytes]:
        """Return the answer with its guards."""
        headers.update(GUARDS)
        return status_code, headers, chunk


def _shut_out(server: BokehServer, known: list[str]) -> None:
    """Refuse what is asked for under another name than those of hosts with ports, and frames.

    Tornado takes a page for ours when it bears the name that was asked for: a foreign site whose
    name leads to this machine would read everything.
    """
    names = "|".join(re.escape(one.rpartition(":")[0].lower()) for one in known)
    refused = [(r".*", ErrorHandler, {"status_code": FORBIDDEN})]
    server._tornado.add_transform(Guarded)
    server._tornado.add_handlers(rf"^(?!(?:{names})$).*$", refused)


def _login(users: Path | None) -> dict[str, str]:
    """Return the settings of panel's own login: by a file of users, or an OAuth server.

    Panel reads all settings of OAuth from the environment but does not ask for a login by them:
    without the name of the provider given here everybody would be let in.
    """
    provider = os.environ.get("PANEL_OAUTH_PROVIDER")
    # one secret per start: whoever was logged in before logs in again
    secret = {"cookie_secret": os.environ.get("PANEL_COOKIE_SECRET") or secrets.token_hex()}
    if users is not None:
        return {"basic_auth": str(users), "login_template": str(LOGIN), **secret}
    return {"oauth_provider": provider, **secret} if provider else {}
