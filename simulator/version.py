"""The version of the program; the package is built with it."""

from __future__ import annotations

VERSION = "0.1.0"
