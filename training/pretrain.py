"""Continue masked-language pre-training of the cut multilingual-e5-small on unlabelled reports.

Character level: runs of digits are masked whole, other text in spans of one to four characters. Runs are resumable:
the newest checkpoint in ``--out`` is taken up again. Usage: see training/README.md.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import re
import time
from pathlib import Path

import torch
from e5 import bert_state, default_path, read_e5
from torch import nn
from transformers import BertConfig, BertModel
from unlabelled import entries

from govreport_ie.learning.precision import MasterWeights
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


def make_model(vocabulary: Vocabulary, keep: list[int], random_weights: bool) -> MaskedModel:
    """The cut multilingual-e5-small with the layers ``keep``, or as large a network with random weights."""
    e5 = read_e5(default_path())
    config = BertConfig(
        vocab_size=len(vocabulary), hidden_size=e5.hidden, num_hidden_layers=len(keep),
        num_attention_heads=e5.heads, intermediate_size=e5.feed_forward, max_position_embeddings=512,
        hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0, attn_implementation="eager",
    )  # fmt: skip
    model = MaskedModel(config)
    if not random_weights:
        model.bert.load_state_dict(bert_state(e5, vocabulary.tokens, keep), strict=False)
    return model


def save(weights: MasterWeights, vocabulary: Vocabulary, state: dict, out: Path) -> None:
    """Checkpoint (model, optimiser, step) written beside and moved into place."""
    temporary = out / "checkpoint.tmp"
    torch.save({"model": weights.state_dict(), **state}, temporary)
    temporary.rename(out / "checkpoint.pt")
    (out / "vocabulary.json").write_text(json.dumps(vocabulary.tokens, ensure_ascii=False), encoding="utf-8")


def main() -> None:
    """Run or resume the pre-training."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=Path, required=True, help="reports.jsonl.xz")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--keep", default="0,2,4,7,9,11", help="layers of the source model to keep")
    parser.add_argument(
        "--random-weights", action="store_true", help="in place of the source model's, to compare (another --out)"
    )
    parser.add_argument("--size", type=int, default=192)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--steps", type=int, default=2600, help="steps of the schedule of learning rates")
    parser.add_argument("--stop", type=int, help="stop after this step of the schedule")
    parser.add_argument("--rate", type=float, default=0.2)
    parser.add_argument("--lr", type=float, default=4e-4)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    texts = report_texts(args.reports)
    vocabulary = build_vocabulary(texts)
    rows = pack(texts, vocabulary, args.size)
    held_out, rows = rows[::997], rows[torch.arange(len(rows)) % 997 != 0]
    print(f"{len(vocabulary)} tokens, {len(rows)} windows of {args.size}", flush=True)
    model = make_model(vocabulary, [int(layer) for layer in args.keep.split(",")], args.random_weights)
    train(model, vocabulary, rows, held_out, args)


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


def train(
    model: MaskedModel,
    vocabulary: Vocabulary,
    rows: torch.Tensor,
    held_out: torch.Tensor,
    args: argparse.Namespace,
) -> None:
    """AdamW with warm-up and linear decay; one line of progress every 50 steps, a checkpoint every 200."""
    weights = MasterWeights(model, torch.bfloat16)
    optimiser = torch.optim.AdamW(weights.masters, lr=args.lr, weight_decay=0.01, betas=(0.9, 0.98), fused=True)
    step, checkpoint = 0, args.out / "checkpoint.pt"
    if checkpoint.exists():
        saved = torch.load(checkpoint)
        weights.load_state_dict(saved["model"])
        optimiser.load_state_dict(saved["optimiser"])
        step = saved["step"]
        print(f"resumed at step {step}", flush=True)
    order = torch.randperm(len(rows), generator=torch.Generator().manual_seed(args.seed))
    started = time.time()
    last = min(args.steps, args.stop or args.steps)
    while step < last:
        share = min((step + 1) / 200, (args.steps - step) / args.steps)
        for group in optimiser.param_groups:
            group["lr"] = args.lr * max(share, 0.02)
        at = torch.arange(step * args.batch, (step + 1) * args.batch) % len(rows)
        loss, _ = batch_loss(model, vocabulary, rows[order[at]], args.rate, random.Random(args.seed * 10**7 + step))
        loss.backward()
        weights.take_gradients()
        nn.utils.clip_grad_norm_(weights.masters, 1.0)
        optimiser.step()
        weights.publish()
        step += 1
        if step % 50 == 0:
            print(f"step {step} loss {loss.item():.3f} {time.time() - started:.0f} s", flush=True)
        if step % 200 == 0 or step == last:
            save(weights, vocabulary, {"optimiser": optimiser.state_dict(), "step": step}, args.out)
            evaluate(model, vocabulary, held_out, args)


@torch.no_grad()
def evaluate(model: MaskedModel, vocabulary: Vocabulary, held_out: torch.Tensor, args: argparse.Namespace) -> None:
    """Print loss and accuracy on windows that are never trained on."""
    rng = random.Random(0)
    scores = [
        batch_loss(model, vocabulary, held_out[at : at + args.batch], args.rate, rng)
        for at in range(0, len(held_out), args.batch)
    ]
    loss = sum(s[0].item() for s in scores) / len(scores)
    accuracy = sum(s[1] for s in scores) / len(scores)
    print(f"held out: perplexity {math.exp(loss):.2f}, accuracy {accuracy:.3f}", flush=True)


if __name__ == "__main__":
    main()
