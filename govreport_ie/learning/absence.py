"""How sure a model is that there is nothing where a mention is annotated that it does not see."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from govreport_ie.annotation import AnnotatedDocument
from govreport_ie.tagging.bundle import Bundle
from govreport_ie.tagging.runtime import Runtime
from govreport_ie.tagging.spans import softmax
from govreport_ie.tagging.windows import make_windows
from govreport_ie.types.mention import Mention, TaggedDocument


def absence(bundle: Bundle, runtime: Runtime, annotated: AnnotatedDocument, tagged: TaggedDocument) -> dict[str, float]:
    """Ids of the annotated mentions that overlap nothing in ``tagged``, with the model's probability of no mention.

    That is the geometric mean, over the characters of the mention, of the probability of tag O: as the confidence of
    a predicted mention is that of its tags.
    """
    document = annotated.document
    missed = _missed(annotated.mentions, tagged.mentions)
    spans = {mention.id: document.offsets.span_to_clean(mention.start, mention.end) for mention in missed}
    outside = np.ones(len(document.text))
    for window in make_windows(document, bundle.vocabulary, bundle.window)[0]:
        if any(start < window.end and window.start < end for start, end in spans.values()):
            _, tags = runtime.encode(window.ids)
            scores = tags[window.offset : window.offset + window.end - window.start]
            outside[window.start : window.end] = softmax(scores / np.float32(bundle.temperature["mentions"]))[:, 0]
    logarithms = np.log(np.maximum(outside, np.finfo(np.float64).tiny))
    return {id: round(float(np.exp(logarithms[start:end].mean())), 4) for id, (start, end) in spans.items()}


def _missed(gold: Sequence[Mention], predicted: Sequence[Mention]) -> list[Mention]:
    taken = {position for mention in predicted for position in range(mention.start, mention.end)}
    return [mention for mention in gold if taken.isdisjoint(range(mention.start, mention.end))]
