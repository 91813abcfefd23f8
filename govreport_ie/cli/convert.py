"""``govreport-ie convert``: annotations from one form into another."""

from __future__ import annotations

from pathlib import Path

import click

from govreport_ie.cli.errors import plain_errors


@click.command()
@click.argument("source", type=click.Path(path_type=Path))
@click.argument("target", type=click.Path(path_type=Path))
@click.option(
    "--reports",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Folder with the reports' texts; repeatable.",
)
def convert(source: Path, target: Path, reports: tuple[Path, ...]) -> None:
    """Convert annotations: SOURCE (a file or folder) to TARGET, by the endings of their names.

    .txt is the inline form, .jsonl or a folder stand-off JSON lines. What the target form cannot hold is listed.
    """
    from govreport_ie.annotation import load, save

    with plain_errors():
        losses = save(load(source, reports=reports), target)
    for loss in losses:
        click.echo(loss, err=True)
    click.echo(f"written: {target}")
