"""The command line: thin commands over the public functions."""

from govreport_ie.cli.main import main

__all__ = ["main"]
