"""The network that training starts from: random weights, an encoder's file, or a whole bundle."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from govreport_ie.annotation import AnnotatedDocument
from govreport_ie.errors import TrainingError
from govreport_ie.learning.bundle_weights import bundle_sizes, encoder_state, scorer_states
from govreport_ie.learning.dataset import SchemeView
from govreport_ie.learning.encoder_file import read_encoder
from govreport_ie.learning.model import Model, ModelSizes
from govreport_ie.tagging.bundle import Bundle, load_bundle
from govreport_ie.tagging.pairs import FEATURE_SIZES
from govreport_ie.tagging.spans import tag_names
from govreport_ie.tagging.vocabulary import SPECIALS, Vocabulary

CONTEXT_TOKENS = 16  # of a vocabulary made from documents, for the prefix of windows


def random_model(
    documents: Sequence[AnnotatedDocument], view: SchemeView, sizes: Mapping[str, Any], dropout: float
) -> tuple[Vocabulary, Model]:
    """Random weights; the vocabulary has the characters of the documents."""
    characters = sorted({c for document in documents for c in document.tagged.document.text if c.isprintable()})
    vocabulary = Vocabulary([*SPECIALS, *(f"[S{i}]" for i in range(CONTEXT_TOKENS)), *characters])
    return vocabulary, Model(ModelSizes(**_of_scheme(vocabulary, view), **sizes), dropout)


def model_of_encoder(
    folder: Path, view: SchemeView, sizes: Mapping[str, Any], dropout: float
) -> tuple[Vocabulary, Model]:
    """A pre-trained encoder with random scorers. Errors: TrainingError when the folder lacks a file or does not fit."""
    path = folder / "vocabulary.json"
    if not path.is_file():
        raise TrainingError(f"encoder folder {folder} has no vocabulary.json: build it as training/README.md says")
    vocabulary = Vocabulary(json.loads(path.read_text(encoding="utf-8")))
    own, state = read_encoder(folder)
    model = Model(ModelSizes(**_of_scheme(vocabulary, view), **{**own, **sizes}), dropout)
    try:
        model.encoder.bert.load_state_dict(state, strict=True)
    except RuntimeError as error:
        problem = f"the weights in {folder} do not fit the sizes {model.sizes}: {error}"
        raise TrainingError(f"{problem}; leave out of TrainingConfig.sizes what they tell") from error
    model.encoder.unit_gain()
    return vocabulary, model


def model_of_bundle(folder: Path, view: SchemeView, dropout: float) -> tuple[Vocabulary, Model]:
    """The network of a bundle, to be trained further.

    Its scorers are taken over where the bundle has the same labels, relation types and stages; with another scheme
    they start from random weights. Errors: BundleError.
    """
    bundle = load_bundle(folder)
    model = Model(replace(bundle_sizes(bundle), **_of_scheme(bundle.vocabulary, view)), dropout)
    model.encoder.bert.load_state_dict(encoder_state(bundle))
    if same_scheme(bundle, view):
        tags, heads = scorer_states(bundle)
        model.encoder.tags.load_state_dict(tags)
        model.heads.load_state_dict(heads)
    return bundle.vocabulary, model


def same_scheme(bundle: Bundle, view: SchemeView) -> bool:
    """Whether a bundle finds the labels, relation types and stages of a scheme, in the same order."""
    theirs = {name: {end: list(ends[end]) for end in ends} for name, ends in bundle.relations.items()}
    ours = {name: {end: list(ends[end]) for end in ends} for name, ends in view.relations.items()}
    named = (bundle.labels, bundle.stages, bundle.staged_label)
    return named == (view.labels, view.stages, view.staged_label) and list(theirs.items()) == list(ours.items())


def _of_scheme(vocabulary: Vocabulary, view: SchemeView) -> dict[str, Any]:
    return {
        "vocabulary": len(vocabulary),
        "tags": len(tag_names(view.labels)),
        "labels": len(view.labels),
        "relations": len(view.relations),
        "stages": len(view.stages),
        "feature_sizes": FEATURE_SIZES,
    }
