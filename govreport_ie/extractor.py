"""The way of the data in one call: read, tag, assemble."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from govreport_ie.errors import ReadError
from govreport_ie.reading import read, read_text
from govreport_ie.report import ModelInfo, Report
from govreport_ie.types.document import Document

if TYPE_CHECKING:
    from govreport_ie.tagging import Tagger

Source = Document | str | os.PathLike[str]
WARNED_MENTIONS = 5
LONGEST_PATH = 1024  # characters; longer texts are not asked of the file system


class Extractor:
    """Extracts reports with one loaded model; share it between threads and documents."""

    def __init__(self, tagger: Tagger) -> None:
        self.tagger = tagger

    @classmethod
    def load(cls, path: str | os.PathLike[str] | None = None, *, threads: int | None = None) -> Extractor:
        """Load a model bundle: the bundled one, or a folder of your own.

        ``threads`` bounds the threads of the model (None: all cores). Errors: BundleError for a folder that is
        missing, damaged or of another format.
        """
        from govreport_ie.tagging import Tagger

        return cls(Tagger.load(Path(path) if path is not None else None, threads))

    def extract(self, source: Document | str) -> Report:
        """Extract a document, or a text given as a string (for a file: ``extract(read(path))``).

        Errors: ReadError when the text is empty or the path of a file, TypeError for anything else.
        """
        from govreport_ie.assembly import assemble

        document = _document(source)
        tagged = self.tagger.tag(document)
        facts = assemble(tagged)
        if facts.unread:
            names = "、".join(mention.text for mention in facts.unread[:WARNED_MENTIONS])
            warning = f"{len(facts.unread)} value mentions hold no readable value: {names}"
            document = replace(document, warnings=(*document.warnings, warning))
        bundle = self.tagger.bundle
        return Report(
            document=document,
            model=ModelInfo(bundle.name, bundle.version, bundle.sha256),
            mentions=tagged.mentions,
            relations=tagged.relations,
            observations=facts.observations,
            targets=facts.targets,
            projects=facts.projects,
        )

    def extract_many(self, sources: Iterable[Source], *, workers: int = 1) -> Iterator[Report]:
        """Reports of many documents or paths, lazily and in order.

        A string is a path here. ``workers`` threads read and extract side by side (the model computes outside
        Python's lock). Errors are those of ``read`` and ``extract``, raised at the report's turn.
        """
        if workers < 1:
            raise ValueError(f"workers must be 1 or more, not {workers}")
        if workers == 1:
            yield from map(self._extract_source, sources)
            return
        with ThreadPoolExecutor(workers) as pool:
            waiting = []
            for source in sources:
                waiting.append(pool.submit(self._extract_source, source))
                # A bounded queue keeps the stream lazy: no more documents are read than are being worked on.
                if len(waiting) > 2 * workers:
                    yield waiting.pop(0).result()
            for future in waiting:
                yield future.result()

    def _extract_source(self, source: Source) -> Report:
        return self.extract(source if isinstance(source, Document) else read(source))


def _document(source: Document | str) -> Document:
    if isinstance(source, Document):
        return source
    if not isinstance(source, str):
        raise TypeError(
            f"extract takes a Document or a text, not {type(source).__name__}; for a file: extract(read(path))"
        )
    if _is_file_name(source):
        raise ReadError(f"{source!r} is the path of a file, not a text: extract(read({source!r}))")
    return read_text(source)


def _is_file_name(text: str) -> bool:
    """Whether a text is the path of a file that is there."""
    try:
        return len(text) <= LONGEST_PATH and Path(text).is_file()
    except (OSError, ValueError):  # no path at all: a name too long, a null byte
        return False


@lru_cache(maxsize=1)
def default_extractor() -> Extractor:
    """The bundled model, loaded at its first use."""
    return Extractor.load()


def extract(source: Document | str) -> Report:
    """Extract a text, or a document that ``read`` gave, with the bundled model."""
    return default_extractor().extract(source)
