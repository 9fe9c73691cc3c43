"""The command line: parses arguments, calls the api, prints."""

from simulator.cli.main import main

__all__ = ["main"]
