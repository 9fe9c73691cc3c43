"""What stands in the address bar: the page after the hash, the choices after the question mark.

An address can be sent to a colleague; what it names and this store does not have is left aside.
"""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

import param
from panel.io.location import Location

from dashboards.state import CHOICES, PAGES, State


class Address:
    """Keeps the address bar and the state of one visitor alike."""

    def __init__(self, location: Location, state: State) -> None:
        self.location = location
        self.follow(state)
        location.param.watch(self._from_hash, "hash")

    def follow(self, state: State) -> None:
        """Take over what the address names, and write into it what is chosen from now on."""
        self.state = state
        state.take(dict(parse_qsl(self.location.search.removeprefix("?"))))
        self._from_hash()
        self._watcher = state.param.watch(self._write, [*CHOICES, "page", "language"])

    def leave(self) -> None:
        """Follow this state no longer."""
        self.state.param.unwatch(self._watcher)

    def _from_hash(self, *_: param.parameterized.Event) -> None:
        page = self.location.hash.removeprefix("#").split("?")[0]
        if page in PAGES:
            self.state.page = page

    def _write(self, *_: param.parameterized.Event) -> None:
        self.location.search = "?" + urlencode(self.state.address())
        self.location.hash = f"#{self.state.page}"
