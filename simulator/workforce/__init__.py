"""Doctors and nurses: graduates of years ago, recruits and exits."""
