"""Reads stored tables: what a planner asks of a run, as tables and sentences."""
