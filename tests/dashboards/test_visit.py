"""One visitor's pages: no other visitor's moves reach them, and they end with the visit."""

import gc
import weakref

import panel as pn
import pytest
from bokeh.document import Document
from panel.io.state import set_curdoc
from panel.util import edit_readonly

from dashboards.app import Visit

pytestmark = pytest.mark.integration


def visit_of(store):
    with set_curdoc(Document()):
        return Visit(store, "zh")


def test_a_visit_that_ends_gives_its_memory_back(page_store):
    visit = visit_of(page_store)
    kept = weakref.ref(visit), weakref.ref(visit.state)
    del visit
    gc.collect()
    assert [one() for one in kept] == [None, None]


def test_another_visitor_at_work_does_not_move_this_page(page_store):
    visit = visit_of(page_store)
    moved = []
    visit.sheet.param.watch(moved.append, "busy")
    with edit_readonly(pn.state):
        pn.state.busy = True
        pn.state.busy = False
    assert moved == []
