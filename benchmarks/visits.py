"""Many visitors at once: each moves a slider every two seconds, as 50 people in a meeting would.

Run ``python -m benchmarks.visits [--visits 50] [--turns 10] [--runs DIR]``. Starts the server as
``equalise dashboard`` does, speaks Bokeh's protocol over as many websockets as there are visitors,
and measures from the message that moves the slider to the new heading of its picture, and the
server's memory before and with the visits, and how much more it takes when as many come again:
Python keeps what was given back for those who come next.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from html import escape
from pathlib import Path
from typing import Any

import numpy as np
from tornado.httpclient import HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

from benchmarks.rows import Row
from simulator import api
from simulator.text import say

COMMAND = "python -m benchmarks.visits"
VISITS, TURNS, EVERY_SECONDS = 50, 10, 2.0
MOST_SECONDS, MOST_MB = 1.0, 30
YEARS = (2022, 2023, 2024, 2025, 2026)
START_SECONDS, GIVEN_BACK_SECONDS = 60, 50
READY = {"type": "event", "name": "document_ready", "values": {"type": "map"}}


class Visitor:
    """One browser, as the server sees it."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.waits: list[float] = []
        self.errors: list[str] = []
        self.sent = 0

    async def arrive(self) -> None:
        """Load the page, open the websocket and tell that the page is drawn."""
        page = await asyncio.to_thread(_read, f"http://{self.address}/dashboard")
        token = re.search(r'"token":\s*"([^"]+)"', page)
        if token is None:
            raise LookupError(page[:200])
        request = HTTPRequest(f"ws://{self.address}/dashboard/ws", request_timeout=120)
        request.headers["Origin"] = f"http://{self.address}"
        self.socket: WebSocketClientConnection = await websocket_connect(
            request, subprotocols=["bokeh", token.group(1)], max_message_size=1 << 28
        )
        await self.until("ACK")
        await self.send("PULL-DOC-REQ", {})
        doc = await self.until("PULL-DOC-REPLY")
        await self.patch({"kind": "MessageSent", "msg_type": "bokeh_event", "msg_data": READY})
        self.slider = _slider(doc)
        while self.slider is None:
            self.slider = _slider(await self.until("PATCH-DOC"))

    async def send(self, kind: str, content: object) -> None:
        """Send one message: header, metadata and content."""
        self.sent += 1
        header = {"msgid": str(self.sent), "msgtype": kind}
        for part in (header, {}, content):
            await self.socket.write_message(json.dumps(part))

    async def patch(self, event: object) -> None:
        """Send one event of the document."""
        await self.send("PATCH-DOC", {"events": [event]})

    async def until(self, kind: str) -> Any:  # noqa: ANN401  (JSON)
        """Return the content of the next message of a kind; buffers are passed over."""
        while True:
            header = json.loads(await self._part())
            await self._part()
            content = json.loads(await self._part())
            for _ in range(2 * header.get("num_buffers", 0)):
                await self._part()
            if header["msgtype"] == "ERROR":
                self.errors.append(str(content)[:500])
            if header["msgtype"] == kind:
                return content

    async def _part(self) -> str | bytes:
        found = await self.socket.read_message()
        if found is None:
            raise ConnectionError(self.address)
        return found

    async def move(self, year: int) -> None:
        """Move the slider and note how long new data of a picture took."""
        start = time.perf_counter()
        changed = {"kind": "ModelChanged", "model": {"id": self.slider}}
        await self.patch({**changed, "attr": "value", "new": year})
        heading = escape(say("zh", "dashboard", "heatmap.title", year=year, reference=""))
        while heading not in json.dumps(await self.until("PATCH-DOC"), ensure_ascii=False):
            pass
        self.waits.append(time.perf_counter() - start)

    async def stay(self, turns: int, late: float) -> None:
        """Move the slider every two seconds, a little later than others do."""
        await asyncio.sleep(late)
        for turn in range(turns):
            begun = time.perf_counter()
            await self.move(YEARS[turn % len(YEARS)])
            await asyncio.sleep(max(0.0, EVERY_SECONDS - time.perf_counter() + begun))


def _read(address: str) -> str:
    with urllib.request.urlopen(address, timeout=120) as answer:
        return str(answer.read().decode())


def _slider(content: object) -> str | None:
    """Return the id of the slider of years somewhere in a document or a patch."""
    if isinstance(content, list):
        return next((one for part in content if (one := _slider(part))), None)
    if not isinstance(content, dict):
        return None
    held = content.get("attributes")
    if isinstance(held, dict) and str(content.get("name", "")).startswith("IntSlider"):
        return str(content["id"])
    return next((one for part in content.values() if (one := _slider(part))), None)


def memory_mb(process: subprocess.Popen[bytes]) -> float:
    """Return the memory a process holds."""
    status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    return int(found.group(1)) / 1024 if found else float("nan")


async def meeting(
    address: str, server: subprocess.Popen[bytes], n_visits: int, turns: int
) -> tuple[list[Visitor], float]:
    """Let visitors come one after another, move their sliders, and leave; return memory then."""
    visitors = [Visitor(address) for _ in range(n_visits)]
    for one in visitors:
        await one.arrive()
    late = np.linspace(0.0, EVERY_SECONDS, n_visits, endpoint=False)
    await asyncio.gather(
        *(one.stay(turns, float(after)) for one, after in zip(visitors, late, strict=True))
    )
    during = memory_mb(server)
    for one in visitors:
        one.socket.close()
    await asyncio.sleep(1)
    return visitors, during


def measure(runs: Path, n_visits: int, turns: int) -> dict[str, float]:
    """Return seconds (median, p95), errors and memory [MB]."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "simulator", "dashboard", "--port", str(port)]
    address = f"127.0.0.1:{port}"
    with subprocess.Popen([*command, "--runs", str(runs)], stdout=subprocess.DEVNULL) as server:
        try:
            until = time.monotonic() + START_SECONDS
            while time.monotonic() < until and socket.socket().connect_ex(("127.0.0.1", port)):
                time.sleep(0.1)
            asyncio.run(meeting(address, server, 1, 2))
            before = memory_mb(server)
            visitors, during = asyncio.run(meeting(address, server, n_visits, turns))
            time.sleep(GIVEN_BACK_SECONDS)
            _, again = asyncio.run(meeting(address, server, n_visits, 1))
        finally:
            server.terminate()
    waits = np.concatenate([one.waits for one in visitors])
    return {
        "median": float(np.median(waits)),
        "p95": float(np.percentile(waits, 95)),
        "errors": float(sum(len(one.errors) for one in visitors)),
        "each": (during - before) / n_visits,
        "kept": (again - during) / n_visits,
    }


def rows() -> list[Row]:
    """Return what fifty visitors at once meet."""
    with tempfile.TemporaryDirectory() as store:
        api.run_scenario("baseline", draws=50, until=2030, out=store)
        found = measure(Path(store), VISITS, TURNS)
    return [
        Row(
            what=f"{VISITS} visitors, each moving the slider of years every 2 s, p95",
            command=COMMAND,
            must=f"< {MOST_SECONDS:g} s, no error, < {MOST_MB} MB each",
            measured=f"{found['p95']:.2f} s (median {found['median']:.2f}), "
            f"{found['errors']:.0f} errors, {found['each']:.1f} MB each, "
            f"{found['kept']:.1f} MB more each when as many come again",
        )
    ]


def main() -> None:
    """Print what the visitors met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visits", type=int, default=VISITS)
    parser.add_argument("--turns", type=int, default=TURNS)
    parser.add_argument("--runs", type=Path, required=True)
    asked = parser.parse_args()
    for name, value in measure(asked.runs, asked.visits, asked.turns).items():
        sys.stdout.write(f"{name:<8} {value:.3f}\n")


if __name__ == "__main__":
    main()
