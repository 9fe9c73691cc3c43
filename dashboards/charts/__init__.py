"""Bokeh pictures: each is built once and then fed with a frame."""
