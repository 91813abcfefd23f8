"""Losses of a batch of windows: tags, relations over all gold pairs of a window's sentences, stages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import cross_entropy

from govreport_ie.learning.dataset import IGNORED, Example
from govreport_ie.learning.model import Model


@dataclass(frozen=True)
class HeadBatch:
    """Mentions and pairs of all sentences of a batch, concatenated; indices point into the flattened windows."""

    first: Tensor
    last: Tensor
    labels: Tensor
    pairs: Tensor
    features: Tensor
    relations: Tensor
    stages: Tensor


def collate_ids(examples: Sequence[Example]) -> tuple[Tensor, Tensor]:
    """Padded token ids and gold tags (windows × tokens)."""
    longest = max(len(example.ids) for example in examples)
    ids = torch.zeros((len(examples), longest), dtype=torch.long)
    tags = torch.full((len(examples), longest), IGNORED)
    for row, example in enumerate(examples):
        ids[row, : len(example.ids)] = torch.tensor(example.ids)
        tags[row, : len(example.ids)] = torch.from_numpy(example.tags)
    return ids, tags


def collate_heads(examples: Sequence[Example], longest: int) -> HeadBatch | None:
    """All sentences with mentions, offsets shifted to the flattened windows; None when there is none."""
    columns: dict[str, list[np.ndarray]] = {name: [] for name in HeadBatch.__dataclass_fields__}
    base = 0
    for row, example in enumerate(examples):
        for sentence in example.sentences:
            columns["first"].append(sentence.first + row * longest)
            columns["last"].append(sentence.last + row * longest)
            columns["pairs"].append(sentence.pairs + base)
            for name in ("labels", "features", "relations", "stages"):
                columns[name].append(getattr(sentence, name))
            base += len(sentence.labels)
    if not base:
        return None
    return HeadBatch(**{name: torch.from_numpy(np.concatenate(parts)) for name, parts in columns.items()})


def batch_loss(model: Model, examples: Sequence[Example], smoothing: float) -> Tensor:
    """Sum of the three mean losses of a batch."""
    ids, tags = collate_ids(examples)
    hidden, scores = model.encoder(ids)
    loss = cross_entropy(scores.flatten(0, 1), tags.flatten(), ignore_index=IGNORED, label_smoothing=smoothing)
    heads = collate_heads(examples, ids.shape[1])
    if heads is None:
        return loss
    flat = hidden.flatten(0, 1)
    relations, stages = model.heads(flat[heads.first], flat[heads.last], heads.labels, heads.pairs, heads.features)
    if len(heads.relations):
        loss = loss + cross_entropy(relations, heads.relations, label_smoothing=smoothing)
    if bool((heads.stages != IGNORED).any()):
        loss = loss + 0.5 * cross_entropy(stages, heads.stages, ignore_index=IGNORED, label_smoothing=smoothing)
    return loss
