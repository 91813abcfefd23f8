"""Assembly: mentions and relations in, typed facts out."""

from govreport_ie.assembly.facts import Facts, assemble

__all__ = ["Facts", "assemble"]
