"""A button for a file, of which the server takes no more than it was made for."""

from __future__ import annotations

from typing import Any

import panel_material_ui as pmui

CHUNK = 1_000_000
"""Bytes that the browser sends at once: a message to the server may hold little more."""


class FileInput(pmui.FileInput):
    """The button of panel, which leaves the size of a file to the browser to keep to.

    It bears the name of its parent, by which the browser finds its script.
    """

    def __init__(self, most: int, **look: Any) -> None:  # noqa: ANN401  (of the widget)
        super().__init__(max_file_size=most, chunk_size=CHUNK, **look)
        self._sent = 0

    def _handle_msg(self, msg: dict[str, Any]) -> None:
        """Take a message of the browser; a file over the size is let go, and never whole."""
        status = msg.get("status")
        if status == "upload_event":
            self._sent += len(msg["data"])
            if self._sent <= self.max_file_size:
                super()._handle_msg(msg)
            return
        too_large = self._sent > self.max_file_size
        self._sent = 0
        if status == "finished" and not too_large:
            super()._handle_msg(msg)
            return
        # a new file begins, or the last one was none
        self._buffer.clear()
        self._file_buffer.clear()
