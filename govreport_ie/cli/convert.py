"""``govreport-ie convert``: annotations from one form into another."""

from __future__ import annotations

from pathlib import Path

import click

from govreport_ie.cli.errors import plain_errors
from govreport_ie.cli.options import reports_option


@click.command()
@click.argument("source", type=click.Path(path_type=Path))
@click.argument("target", type=click.Path(path_type=Path))
@reports_option
@click.option("--from", "source_form", help="Form of SOURCE (default: told by its name or content).")
@click.option("--to", "target_form", help="Form of TARGET (default: told by its name).")
def convert(
    source: Path, target: Path, reports: tuple[Path, ...], source_form: str | None, target_form: str | None
) -> None:
    """Convert annotations: SOURCE (a file or folder) to TARGET.

    Forms: standoff, inline, brat, doccano, label-studio, bio, bioes, docbin, datasets. What the target form cannot
    hold is listed on standard error.
    """
    from govreport_ie.annotation import load, save

    with plain_errors():
        losses = save(load(source, reports=reports, form=source_form), target, form=target_form)
    for loss in losses:
        click.echo(loss, err=True)
    click.echo(f"written: {target}")
