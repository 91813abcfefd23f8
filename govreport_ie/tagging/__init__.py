"""Tagging: a document in, the same document with mentions, relations and stages out."""

from govreport_ie.tagging.tagger import Tagger

__all__ = ["Tagger"]
