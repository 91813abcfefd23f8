"""The public face of evaluation: an extractor and annotations in, an Evaluation out."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from govreport_ie.annotation import AnnotatedDocument, load
from govreport_ie.learning.evaluate import Evaluation
from govreport_ie.learning.evaluate import evaluate as evaluate_tagger

if TYPE_CHECKING:
    from govreport_ie.extractor import Extractor


def evaluate(extractor: Extractor, annotations: Sequence[AnnotatedDocument] | str | os.PathLike[str]) -> Evaluation:
    """Score an extractor's model on annotated documents, or on a file or folder of them.

    Strict mention F1 and end-to-end relation F1 per label, stage accuracy, 95 % bootstrap intervals.
    Errors: AnnotationError when annotations do not fit their reports, TrainingError when there are none.
    Source: docs/evaluation.md.
    """
    documents = load(annotations) if isinstance(annotations, (str, os.PathLike)) else annotations
    return evaluate_tagger(extractor.tagger.tag, documents)
