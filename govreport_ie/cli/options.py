"""Arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

annotations_argument = click.argument("annotations", type=click.Path(path_type=Path))
reports_option = click.option(
    "--reports",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Folder with the reports' texts; repeatable.",
)
split_option = click.option("--split", help="Only this split (a subfolder such as train, dev or test).")
model_option = click.option(
    "--model", type=click.Path(path_type=Path), help="Folder of a model bundle (default: the bundled one)."
)
