"""Calibration: a temperature that makes a confidence of 0.9 mean right nine times in ten, and how far it is from that.

Source: Guo et al. 2017, On Calibration of Modern Neural Networks (temperature scaling, expected calibration error).
"""

from __future__ import annotations

import json
import math
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from govreport_ie.annotation import AnnotatedDocument
from govreport_ie.errors import TrainingError
from govreport_ie.learning.evaluate import mention_span, relation_keys
from govreport_ie.learning.export import write_config
from govreport_ie.tagging import Tagger
from govreport_ie.tagging.bundle import CONFIG, load_bundle
from govreport_ie.types.mention import TaggedDocument

BINS = 10
COLDEST, HOTTEST, STEPS = 0.5, 4.0, 12


@dataclass(frozen=True)
class Guess:
    """A prediction's confidence, and whether it was right (borders, label or type, and for relations both mentions)."""

    confidence: float
    right: bool


def expected_calibration_error(guesses: Sequence[Guess], bins: int = BINS) -> float:
    """Mean distance of confidence and accuracy over ``bins`` bins of equally many guesses (0 is perfect)."""
    ordered = sorted(guesses, key=lambda guess: guess.confidence)
    distance = 0.0
    for index in range(bins):
        inside = ordered[index * len(ordered) // bins : (index + 1) * len(ordered) // bins]
        confidence = math.fsum(guess.confidence for guess in inside)
        distance += abs(confidence - sum(guess.right for guess in inside))
    return distance / len(ordered) if ordered else 0.0


def mention_guesses(gold: TaggedDocument, predicted: TaggedDocument) -> list[Guess]:
    """One guess a predicted mention."""
    known = {mention_span(mention) for mention in gold.mentions}
    return [Guess(m.confidence or 0.0, mention_span(m) in known) for m in predicted.mentions]


def relation_guesses(gold: TaggedDocument, predicted: TaggedDocument) -> list[Guess]:
    """One guess a predicted relation whose two mentions are right: the others are the mentions' mistakes."""
    known, mentions = relation_keys(gold), {mention_span(mention) for mention in gold.mentions}
    spans = {mention.id: mention_span(mention) for mention in predicted.mentions}
    return [
        Guess(relation.confidence or 0.0, (relation.type, spans[relation.head], spans[relation.tail]) in known)
        for relation in predicted.relations
        if spans[relation.head] in mentions and spans[relation.tail] in mentions
    ]


GUESSES: Mapping[str, Callable[[TaggedDocument, TaggedDocument], list[Guess]]] = {
    "mentions": mention_guesses,
    "relations": relation_guesses,
}


def calibration_errors(tagger: Tagger, documents: Sequence[AnnotatedDocument]) -> dict[str, float]:
    """Expected calibration error of mentions and of relations on annotated documents."""
    predicted = [tagger.tag(document.document) for document in documents]
    return {kind: expected_calibration_error(_pooled(kind, documents, predicted)) for kind in GUESSES}


def calibrate(bundle: str | os.PathLike[str], documents: Sequence[AnnotatedDocument]) -> dict[str, float]:
    """Set the temperatures of a bundle folder to those likeliest on ``documents``; returns them.

    Use documents that the model was not trained on. What is found does not change, only its confidence; a
    mention may thereby come to lie above or below the least confidence that the bundle reports.
    Errors: TrainingError when the model finds nothing in them.
    """
    folder = Path(bundle)
    loaded = load_bundle(folder)
    best = dict.fromkeys(GUESSES, (math.inf, 0.0, 1.0))
    for step in range(STEPS + 1):
        temperature = COLDEST * (HOTTEST / COLDEST) ** (step / STEPS)
        # Everything found counts here, also what is too unsure to be reported.
        tagger = Tagger(replace(loaded, temperature=dict.fromkeys(GUESSES, temperature), least_confidence=0.0))
        predicted = [tagger.tag(document.document) for document in documents]
        for kind in GUESSES:
            guesses = _pooled(kind, documents, predicted)
            if not guesses:
                raise TrainingError(f"no {kind} found to calibrate on: give documents in which the model finds some")
            # Of temperatures that are as likely, the one that changes least.
            best[kind] = min(best[kind], (_surprise(guesses), abs(math.log(temperature)), temperature))
    temperatures = {kind: round(temperature, 3) for kind, (*_, temperature) in best.items()}
    config = json.loads((folder / CONFIG).read_text(encoding="utf-8"))
    write_config(folder, {**config, "temperature": temperatures})
    return temperatures


def _pooled(kind: str, documents: Sequence[AnnotatedDocument], predicted: Sequence[TaggedDocument]) -> list[Guess]:
    pairs = zip(documents, predicted, strict=True)
    return [guess for gold, tagged in pairs for guess in GUESSES[kind](gold.tagged, tagged)]


def _surprise(guesses: Sequence[Guess]) -> float:
    """Mean negative log-likelihood of what was right and wrong."""
    chances = (guess.confidence if guess.right else 1.0 - guess.confidence for guess in guesses)
    return -math.fsum(math.log(max(chance, 1e-4)) for chance in chances) / max(1, len(guesses))
