"""Training of the gate, and its threshold from documents that the gate in question was not fitted to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from govreport_ie.annotation import AnnotatedDocument
from govreport_ie.tagging.gate import BUCKETS, Gate, piece_features
from govreport_ie.tagging.vocabulary import Vocabulary
from govreport_ie.tagging.windows import Piece, make_windows

FOLDS = 4
LOST = 0.002  # share of the training mentions that may lie in sentences below the threshold
EPOCHS, BATCH, RATE, DECAY = 5, 64, 0.02, 0.02
POSITIVE_WEIGHT = 2.0  # a mention overlooked is worse than a sentence read for nothing
FEWEST_DOCUMENTS = 2 * FOLDS  # with fewer, or with too few mentions to tell the share LOST, everything is read


@dataclass(frozen=True)
class _Source:
    """A document's pieces, the hashed features of each, and how many mentions each holds."""

    text: str
    pieces: list[Piece]
    features: list[NDArray[np.int64]]
    mentions: NDArray[np.int64]


def train_gate(annotated: Sequence[AnnotatedDocument], vocabulary: Vocabulary, limit: int, seed: int) -> Gate:
    """Gate fitted to all documents, with a threshold that lost at most the share LOST in cross-validation."""
    sources = [_source(document, vocabulary, limit) for document in annotated]
    sources = [source for source in sources if source.pieces]
    weights, bias = _fit(sources, seed)
    threshold = -np.inf
    if len(sources) >= FEWEST_DOCUMENTS and sum(source.mentions.sum() for source in sources) * LOST >= 1:
        threshold = _threshold(sources, seed)
    return Gate(weights, bias, threshold)


def open_gate() -> Gate:
    """A gate that lets every sentence through."""
    return Gate(np.zeros(BUCKETS, np.float32), 0.0, -np.inf)


def _source(annotated: AnnotatedDocument, vocabulary: Vocabulary, limit: int) -> _Source:
    document = annotated.tagged.document
    _, pieces = make_windows(document, vocabulary, limit)
    features, starts = piece_features(document.text, pieces) if pieces else (np.zeros(0, np.int64), np.zeros(0, int))
    mentions = np.zeros(len(pieces), np.int64)
    places = [piece.start for piece in pieces]
    for mention in annotated.tagged.mentions:
        start, _ = document.offsets.span_to_clean(mention.start, mention.end)
        mentions[int(np.searchsorted(places, start, side="right")) - 1] += 1
    return _Source(document.text, pieces, np.split(features, starts[1:]), mentions)


def _fit(sources: Sequence[_Source], seed: int) -> tuple[NDArray[np.float32], float]:
    """Weights and bias by logistic regression on pieces with and without a mention."""
    features = [torch.from_numpy(rows) for source in sources for rows in source.features]
    held = torch.from_numpy(np.concatenate([source.mentions > 0 for source in sources])).float()
    generator = torch.Generator().manual_seed(seed)
    weights = torch.zeros((BUCKETS, 1), requires_grad=True)
    bias = torch.zeros(1, requires_grad=True)
    optimiser = torch.optim.AdamW([weights, bias], lr=RATE, weight_decay=DECAY)
    for _ in range(EPOCHS):
        for chosen in torch.split(torch.randperm(len(features), generator=generator), BATCH):
            rows = [features[index] for index in chosen.tolist()]
            lengths = torch.tensor([len(row) for row in rows])
            bags = torch.nn.functional.embedding_bag(
                torch.cat(rows), weights, torch.cumsum(lengths, 0) - lengths, mode="sum"
            )
            scores = bags[:, 0] / lengths.sqrt() + bias
            loss = torch.nn.functional.binary_cross_entropy_with_logits(
                scores, held[chosen], pos_weight=torch.tensor(POSITIVE_WEIGHT)
            )
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
    # Stored as float16: the threshold must be set on what the bundle will hold.
    return weights.detach()[:, 0].half().float().numpy(), float(bias.detach())


def _threshold(sources: Sequence[_Source], seed: int) -> float:
    """The threshold for the share LOST, from scores of documents that the scoring gate was not fitted to."""
    scores, mentions = [], []
    for fold in range(FOLDS):
        weights, bias = _fit([source for index, source in enumerate(sources) if index % FOLDS != fold], seed)
        gate = Gate(weights, bias, -np.inf)
        for source in sources[fold::FOLDS]:
            scores.append(gate.piece_scores(source.text, source.pieces))
            mentions.append(source.mentions)
    return highest_threshold(np.concatenate(scores), np.concatenate(mentions))


def highest_threshold(scores: NDArray[np.float32], mentions: NDArray[np.int64], lost: float = LOST) -> float:
    """The highest threshold below which pieces hold no more than the share ``lost`` of the mentions."""
    order = np.argsort(scores)
    below = np.cumsum(mentions[order])
    first_too_many = int(np.searchsorted(below, lost * below[-1], side="right"))
    return float(scores[order][first_too_many])
