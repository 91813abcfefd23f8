"""The network: one encoder over characters, a tag scorer, a pair scorer for relations and a stage scorer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

ACTIVATIONS = ("gelu", "relu")


@dataclass(frozen=True)
class ModelSizes:
    """Sizes of the network; ``tags``, ``labels``, ``relations`` and ``stages`` follow from the scheme.

    ``activation`` of the feed-forward layers is "gelu" or "relu".
    """

    vocabulary: int
    tags: int
    labels: int
    relations: int
    stages: int
    feature_sizes: tuple[int, ...]
    hidden: int = 384
    layers: int = 6
    heads: int = 12
    feed_forward: int = 1536
    positions: int = 512
    pair_hidden: int = 192
    activation: str = "gelu"

    def __post_init__(self) -> None:
        if self.activation not in ACTIVATIONS:
            raise ValueError(f"activation is one of {', '.join(ACTIVATIONS)}, not {self.activation!r}")

    def encoder_config(self, dropout: float = 0.1) -> BertConfig:
        """Configuration of the encoder."""
        return BertConfig(
            vocab_size=self.vocabulary,
            hidden_size=self.hidden,
            num_hidden_layers=self.layers,
            num_attention_heads=self.heads,
            intermediate_size=self.feed_forward,
            hidden_act=self.activation,
            max_position_embeddings=self.positions,
            hidden_dropout_prob=dropout,
            # Dropping attention costs a third of a step on a CPU.
            attention_probs_dropout_prob=0.0,
            attn_implementation="eager",  # on a CPU its backward pass takes half the time of the fused one
        )

    def to_dict(self) -> dict[str, int | str | Sequence[int]]:
        """Plain values for the bundle's configuration."""
        return asdict(self)


class SharedDropout(nn.Module):
    """Dropout with one mask for all windows of a batch: drawing a mask for each costs a seventh of a training step."""

    def __init__(self, p: float) -> None:
        super().__init__()
        self.p = p  # the name that nn.Dropout has: BertModel reads it

    def forward(self, values: Tensor) -> Tensor:
        """``values``: windows × tokens × hidden."""
        if not self.training or self.p == 0.0:
            return values
        keep = torch.rand(values.shape[1:]) >= self.p
        return values * (keep.to(values.dtype) / (1.0 - self.p))


def share_dropout(module: nn.Module) -> None:
    """Put SharedDropout in the place of every nn.Dropout of a module."""
    for parent in list(module.modules()):
        for name, child in parent.named_children():
            if isinstance(child, nn.Dropout):
                setattr(parent, name, SharedDropout(child.p))


class TagEncoder(nn.Module):
    """Token ids (windows × tokens) to hidden states (… × hidden) and tag scores (… × tags)."""

    def __init__(self, sizes: ModelSizes, dropout: float = 0.1) -> None:
        super().__init__()
        self.bert = BertModel(sizes.encoder_config(dropout), add_pooling_layer=False)
        share_dropout(self.bert)
        self.dropout = SharedDropout(dropout)
        self.tags = nn.Linear(sizes.hidden, sizes.tags)

    @torch.no_grad()
    def unit_gain(self) -> None:
        """Scale the last layer normalisation to a mean gain of 1.

        Encoders pre-trained for other ends may give small hidden states (multilingual-e5-small: a gain of 0.23); new
        heads learn from them at a fraction of the pace.
        """
        norm = self.bert.encoder.layer[-1].output.LayerNorm
        gain = norm.weight.abs().mean()
        norm.weight /= gain
        norm.bias /= gain

    def forward(self, ids: Tensor) -> tuple[Tensor, Tensor]:
        """Padding has id 0 and is not attended to."""
        hidden = self.bert(ids, attention_mask=(ids != 0).long()).last_hidden_state.float()
        return hidden, self.tags(self.dropout(hidden))


class Heads(nn.Module):
    """Relations of mention pairs and stages of mentions, from the hidden states at the mentions' borders."""

    def __init__(self, sizes: ModelSizes, dropout: float = 0.2) -> None:
        super().__init__()
        width = sizes.pair_hidden
        self.border = nn.Linear(2 * sizes.hidden, width)
        self.as_head = nn.Linear(width, width)
        self.as_tail = nn.Linear(width, width)
        self.label = nn.Embedding(sizes.labels, width)
        self.features = nn.ModuleList(nn.Embedding(size, width) for size in sizes.feature_sizes)
        self.middle = nn.Linear(4 * width, width)
        self.relations = nn.Linear(width, sizes.relations + 1)
        self.stages = nn.Linear(width, sizes.stages + 1)
        self.dropout = nn.Dropout(dropout)

    def forward(
        self, first: Tensor, last: Tensor, labels: Tensor, pairs: Tensor, features: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Relation scores (pairs × relations + 1, 0 is none) and stage scores (mentions × stages + 1, 0 is none).

        ``first``/``last``: hidden states of the mentions' first and last characters (mentions × hidden);
        ``labels``: mentions; ``pairs``: pairs × 2 (head, tail); ``features``: pairs × feature columns.
        """
        border = torch.nn.functional.gelu(self.border(torch.cat([first, last], dim=-1)))
        mention = self.dropout(border) + self.label(labels)
        head = self.as_head(mention)[pairs[:, 0]]
        tail = self.as_tail(mention)[pairs[:, 1]]
        known = torch.stack([table(features[:, i]) for i, table in enumerate(self.features)]).sum(dim=0)
        joint = torch.cat([head, tail, head * tail, known], dim=-1)
        middle = self.dropout(torch.nn.functional.gelu(self.middle(joint)))
        return self.relations(middle), self.stages(mention)


class Model(nn.Module):
    """Encoder and heads together, as they are trained."""

    def __init__(self, sizes: ModelSizes, dropout: float = 0.1) -> None:
        super().__init__()
        self.sizes = sizes
        self.encoder = TagEncoder(sizes, dropout)
        self.heads = Heads(sizes)
