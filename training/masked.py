"""Predicting masked characters: vocabulary, windows, masks, and the network with its prediction head.

Character level: runs of digits are masked whole, other text in spans of one to four characters.
"""

from __future__ import annotations

import random
import re
from pathlib import Path

import torch
from torch import nn
from transformers import BertConfig, BertModel
from unlabelled import entries

from govreport_ie.tagging.vocabulary import SPECIALS, Vocabulary, fold

EXTRA_TOKENS = 64  # room for the context tokens of windows, [S0] to [S63]
SPAN = re.compile(r"\d[\d.]*|[A-Za-z]+|.", re.S)


def report_texts(path: Path) -> list[str]:
    """Texts of the unlabelled reports (JSON lines, xz), blanks collapsed."""
    return [re.sub(r"[ \t\u3000]+", " ", entry["text"]) for entry in entries(path)]


def build_vocabulary(texts: list[str], least: int = 3) -> Vocabulary:
    """Specials, all of GB 2312's characters, and every character that the texts use at least ``least`` times."""
    counts: dict[str, int] = {}
    for text in texts:
        for character in fold(text):
            counts[character] = counts.get(character, 0) + 1
    gb = {bytes((high, low)).decode("gb2312", "ignore") for high in range(0xA1, 0xF8) for low in range(0xA1, 0xFF)}
    characters = {fold(c) for c in gb if c} | {chr(c) for c in range(0x20, 0x7F)}
    characters |= {c for c, n in counts.items() if n >= least}
    extra = [f"[S{i}]" for i in range(EXTRA_TOKENS)]
    return Vocabulary([*SPECIALS, *extra, *sorted(c for c in characters if c.isprintable())])


def pack(texts: list[str], vocabulary: Vocabulary, size: int) -> torch.Tensor:
    """Windows of ``size`` tokens, ``[CLS] … [SEP]``, in running text (int16 rows, padded with id 0)."""
    cls, sep = vocabulary.id_of("[CLS]"), vocabulary.id_of("[SEP]")
    rows = []
    for text in texts:
        ids = vocabulary.encode(text)
        for at in range(0, len(ids), size - 2):
            row = [cls, *ids[at : at + size - 2], sep]
            rows.append(torch.tensor(row + [0] * (size - len(row)), dtype=torch.int16))
    return torch.stack(rows)


def mask_row(ids: list[int], vocabulary: Vocabulary, rate: float, rng: random.Random) -> tuple[list[int], list[int]]:
    """Masked ids and the positions to predict; spans are drawn until ``rate`` of the row is masked."""
    text = "".join(t if len(t := vocabulary.tokens[i]) == 1 else "\0" for i in ids)
    spans = [m.span() for m in SPAN.finditer(text) if m.group() != "\0"]
    budget = max(1, int(rate * len(spans)))
    out, chosen = list(ids), set()
    mask = vocabulary.id_of("[MASK]")
    while budget > 0 and spans:
        first = rng.randrange(len(spans))
        width = rng.choice((1, 2, 2, 3, 4))
        for start, end in spans[first : first + width]:
            chosen.update(range(start, end))
            budget -= 1
    for position in chosen:
        draw = rng.random()
        if draw < 0.8:
            out[position] = mask
        elif draw < 0.9:
            out[position] = rng.randrange(len(SPECIALS), len(vocabulary))
    return out, sorted(chosen)


class MaskedModel(nn.Module):
    """BertModel with a tied prediction head over masked positions only."""

    def __init__(self, config: BertConfig) -> None:
        super().__init__()
        self.bert = BertModel(config, add_pooling_layer=False)
        self.transform = nn.Sequential(
            nn.Linear(config.hidden_size, config.hidden_size), nn.GELU(), nn.LayerNorm(config.hidden_size)
        )
        self.bias = nn.Parameter(torch.zeros(config.vocab_size))

    def forward(self, ids: torch.Tensor, positions: torch.Tensor) -> torch.Tensor:
        """Logits (masked positions × vocabulary) of flat ``positions`` in ``ids`` (rows × size)."""
        hidden = self.bert(ids, attention_mask=(ids != 0).long()).last_hidden_state
        picked = self.transform(hidden.flatten(0, 1)[positions])
        return picked @ self.bert.embeddings.word_embeddings.weight.T + self.bias


def batch_loss(
    model: MaskedModel, vocabulary: Vocabulary, batch: torch.Tensor, rate: float, rng: random.Random
) -> tuple[torch.Tensor, float]:
    """Mean cross-entropy of the masked characters, and the share predicted right."""
    masked, positions, size = [], [], batch.shape[1]
    for index, row in enumerate(batch.tolist()):
        ids, chosen = mask_row(row, vocabulary, rate, rng)
        masked.append(ids)
        positions += [index * size + position for position in chosen]
    flat = torch.tensor(positions)
    logits = model(torch.tensor(masked), flat).float()
    gold = batch.long().flatten()[flat]
    return nn.functional.cross_entropy(logits, gold), (logits.argmax(-1) == gold).float().mean().item()
