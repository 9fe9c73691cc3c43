"""Runs that the pages are tested on."""

from tests.page_runs import page_runs, page_store

__all__ = ["page_runs", "page_store"]
