"""Reading a report: file formats, layout noise, script, sections and sentences, region and year."""

from govreport_ie.reading.reader import read, read_text

__all__ = ["read", "read_text"]
