"""Frames to files a planner sends on; computes nothing."""
