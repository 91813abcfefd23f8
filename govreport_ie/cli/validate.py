"""``govreport-ie validate``: every misfit of annotation files."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from govreport_ie.cli.errors import plain_errors
from govreport_ie.cli.options import annotations_argument, reports_option, split_option


@click.command()
@annotations_argument
@reports_option
@split_option
@click.option("--warnings/--no-warnings", default=True, show_default=True, help="List warnings too.")
def validate(annotations: Path, reports: tuple[Path, ...], split: str | None, warnings: bool) -> None:
    """List every misfit of ANNOTATIONS (a file or folder) with file, line and text; exit code 1 if one is an error."""
    from govreport_ie.annotation import validate_files

    with plain_errors():
        misfits = validate_files(annotations, reports=reports, split=split)
    errors = [misfit for misfit in misfits if misfit.severity == "error"]
    for misfit in misfits if warnings else errors:
        click.echo(str(misfit))
    click.echo(f"{len(errors)} errors, {len(misfits) - len(errors)} warnings")
    if errors:
        sys.exit(1)
