"""Errors of the library as plain messages on the command line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click

from govreport_ie.errors import GovReportError


class BadUseError(click.ClickException):
    """A one-line error of a command whose exit code 1 means something else."""

    exit_code = 2


@contextmanager
def plain_errors(shown_as: type[click.ClickException] = click.ClickException) -> Iterator[None]:
    """Turn a GovReportError into click's one-line error (exit code 1); any other error is a bug and keeps its trace."""
    try:
        yield
    except GovReportError as error:
        raise shown_as(str(error)) from error
