"""The command ``govreport-ie`` and its subcommands."""

from __future__ import annotations

import click

from govreport_ie import __version__
from govreport_ie.cli.check import check
from govreport_ie.cli.convert import convert
from govreport_ie.cli.evaluate import evaluate
from govreport_ie.cli.extract import extract
from govreport_ie.cli.validate import validate


@click.group()
@click.version_option(__version__, package_name="govreport_ie")
def main() -> None:
    """Typed, source-anchored facts from Chinese government reports."""


for command in (extract, evaluate, validate, check, convert):
    main.add_command(command)
