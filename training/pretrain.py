"""Pre-train an encoder on unlabelled reports: to predict masked characters (masked.py).

It starts from some layers of multilingual-e5-small, of an encoder (``--encoder``) or from random weights. Runs are
resumable: the newest checkpoint in ``--out`` is taken up again. Usage: see training/README.md.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from pathlib import Path
from typing import Any

import torch
from e5 import bert_state, default_path, read_e5
from masked import MaskedModel, batch_loss, build_vocabulary, pack, report_texts
from torch import nn
from transformers import BertConfig

from govreport_ie.learning.encoder_file import keep_layers, read_encoder
from govreport_ie.learning.model import ModelSizes
from govreport_ie.learning.precision import MasterWeights
from govreport_ie.tagging.vocabulary import Vocabulary

CHECKPOINT = "checkpoint.pt"


def main() -> None:
    """Run or resume the pre-training."""
    args = arguments()
    torch.manual_seed(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    texts = report_texts(args.reports)
    vocabulary, model = initial(texts, args)
    rows = pack(texts, vocabulary, args.size)
    held_out, rows = rows[::997], rows[torch.arange(len(rows)) % 997 != 0]
    print(f"{len(vocabulary)} tokens, {len(rows)} windows of {args.size}", flush=True)
    train(model, vocabulary, rows, held_out, args)


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=Path, required=True, help="reports.jsonl.xz")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, help="go on from this encoder in place of multilingual-e5-small")
    parser.add_argument("--keep", default="0,2,4,7,9,11", help="layers of it to keep")
    parser.add_argument("--activation", default="gelu")
    parser.add_argument("--random-weights", action="store_true", help="in place of multilingual-e5-small's, to compare")
    parser.add_argument("--size", type=int, default=192)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--steps", type=int, default=2600, help="steps of the schedule of learning rates")
    parser.add_argument("--stop", type=int, help="stop after this step of the schedule")
    parser.add_argument("--warm", type=int, default=200, help="steps of growing rates")
    parser.add_argument("--rate", type=float, default=0.2, help="share of the text that is masked")
    parser.add_argument("--lr", type=float, default=4e-4)
    parser.add_argument("--muon", type=float, help="rate of Muon for the layers' matrices; without it AdamW for all")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def initial(texts: list[str], args: argparse.Namespace) -> tuple[Vocabulary, MaskedModel]:
    """Vocabulary and network to start from; the prediction head is always new."""
    keep = [int(layer) for layer in args.keep.split(",")]
    if args.encoder is not None:
        return of_encoder(args.encoder, keep, args.activation)
    vocabulary, e5 = build_vocabulary(texts), read_e5(default_path())
    model = MaskedModel(bert_config(len(vocabulary), e5.hidden, len(keep), e5.heads, e5.feed_forward, args.activation))
    if not args.random_weights:
        model.bert.load_state_dict(bert_state(e5, vocabulary.tokens, keep), strict=False)
    return vocabulary, model


def of_encoder(folder: Path, keep: list[int], activation: str) -> tuple[Vocabulary, MaskedModel]:
    """The layers ``keep`` of an encoder, with its vocabulary."""
    vocabulary = Vocabulary(json.loads((folder / "vocabulary.json").read_text(encoding="utf-8")))
    sizes, state = read_encoder(folder)
    heads = sizes.get("heads", ModelSizes.heads)
    config = bert_config(
        len(vocabulary), sizes["hidden"], len(keep), heads, sizes["feed_forward"], activation, sizes["positions"]
    )
    model = MaskedModel(config)
    model.bert.load_state_dict(keep_layers(state, keep))
    return vocabulary, model


def bert_config(
    vocabulary: int, hidden: int, layers: int, heads: int, feed_forward: int, activation: str, positions: int = 512
) -> BertConfig:
    """Configuration of the network, without dropout."""
    return BertConfig(
        vocab_size=vocabulary, hidden_size=hidden, num_hidden_layers=layers, num_attention_heads=heads,
        intermediate_size=feed_forward, hidden_act=activation, max_position_embeddings=positions,
        hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0, attn_implementation="eager",
    )  # fmt: skip


def optimisers(weights: MasterWeights, args: argparse.Namespace) -> list[torch.optim.Optimizer]:
    """AdamW, and Muon for the matrices of the layers if it has a rate."""
    matrices = [
        master
        for name, master in zip(weights.names, weights.masters, strict=True)
        if args.muon and ".layer." in name and master.ndim == 2
    ]
    taken = {id(master) for master in matrices}
    others = [master for master in weights.masters if id(master) not in taken]
    parts: list[torch.optim.Optimizer] = [
        torch.optim.AdamW(others, lr=args.lr, weight_decay=0.01, betas=(0.9, 0.98), fused=True)
    ]
    if matrices:
        parts.append(torch.optim.Muon(matrices, lr=args.muon, weight_decay=0.01, adjust_lr_fn="match_rms_adamw"))
    return parts


def train(
    model: MaskedModel, vocabulary: Vocabulary, rows: torch.Tensor, held_out: torch.Tensor, args: argparse.Namespace
) -> None:
    """Warm-up and linear decay of all rates; one line of progress every 50 steps, a checkpoint every 200."""
    weights = MasterWeights(model, torch.bfloat16)
    parts = optimisers(weights, args)
    step = resume(weights, parts, layout(model), args.out / CHECKPOINT)
    order = torch.randperm(len(rows), generator=torch.Generator().manual_seed(args.seed))
    started, last = time.time(), min(args.steps, args.stop or args.steps)
    while step < last:
        share = max(0.02, min((step + 1) / args.warm, (args.steps - step) / max(1, args.steps - args.warm)))
        at = torch.arange(step * args.batch, (step + 1) * args.batch) % len(rows)
        loss, _ = batch_loss(model, vocabulary, rows[order[at]], args.rate, random.Random(args.seed * 10**7 + step))
        loss.backward()
        weights.take_gradients()
        nn.utils.clip_grad_norm_(weights.masters, 1.0)
        for part, rate in zip(parts, (args.lr, args.muon), strict=False):  # a resumed run may be given other rates
            for group in part.param_groups:
                group["lr"] = rate * share
            part.step()
        weights.publish()
        step += 1
        if step % 50 == 0:
            print(f"step {step} loss {loss.item():.3f} {time.time() - started:.0f} s", flush=True)
        if step % 200 == 0 or step == last:
            state = {"optimisers": [part.state_dict() for part in parts], "step": step}
            save(weights, vocabulary, {**state, **layout(model)}, args.out)
            evaluate(model, vocabulary, held_out, args)


def layout(model: MaskedModel) -> dict[str, Any]:
    """Layers, and what the weights do not show."""
    config = model.bert.config
    return {"layers": config.num_hidden_layers, "heads": config.num_attention_heads, "activation": config.hidden_act}


def save(weights: MasterWeights, vocabulary: Vocabulary, state: dict[str, Any], out: Path) -> None:
    """Checkpoint (model, optimisers, step) written beside and moved into place."""
    temporary = out / "checkpoint.tmp"
    torch.save({"model": weights.state_dict(), **state}, temporary)
    temporary.rename(out / CHECKPOINT)
    (out / "vocabulary.json").write_text(json.dumps(vocabulary.tokens, ensure_ascii=False), encoding="utf-8")


def resume(
    weights: MasterWeights, parts: list[torch.optim.Optimizer], network: dict[str, Any], checkpoint: Path
) -> int:
    """Take up a checkpoint if there is one; returns its step, else 0. It must be of a like network and optimisers."""
    if not checkpoint.exists():
        return 0
    saved = torch.load(checkpoint)
    if len(saved["optimisers"]) != len(parts) or {name: saved.get(name) for name in network} != network:
        raise SystemExit(f"{checkpoint} was made with other --keep, --activation or --muon: give another --out")
    weights.load_state_dict(saved["model"])
    for part, state in zip(parts, saved["optimisers"], strict=True):
        part.load_state_dict(state)
    print(f"resumed at step {saved['step']}", flush=True)
    return int(saved["step"])


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
