"""Errors of the library as plain messages on the command line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click

from govreport_ie.errors import GovReportError


@contextmanager
def plain_errors() -> Iterator[None]:
    """Turn a GovReportError into click's one-line error, exit code 1; any other error is a bug and keeps its trace."""
    try:
        yield
    except GovReportError as error:
        raise click.ClickException(str(error)) from error
