"""Fine-tuning: annotated documents in, a model bundle out."""

from __future__ import annotations

import json
import os
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import torch

from govreport_ie.annotation import AnnotatedDocument
from govreport_ie.annotation.scheme import Scheme, default_scheme
from govreport_ie.errors import TrainingError
from govreport_ie.learning.dataset import Example, SchemeView, make_examples, single_heads
from govreport_ie.learning.export import export_bundle
from govreport_ie.learning.loss import batch_loss
from govreport_ie.learning.model import Model, ModelSizes
from govreport_ie.tagging.pairs import FEATURE_SIZES
from govreport_ie.tagging.spans import tag_names
from govreport_ie.tagging.vocabulary import SPECIALS, Vocabulary

Report = Callable[[str], None]


@dataclass(frozen=True)
class TrainingConfig:
    """Settings of a training run; the defaults are those of the bundled model.

    ``encoder`` is a folder with ``vocabulary.json`` and ``encoder.safetensors`` (names of BertModel's weights), or None
    to start from random weights of the ``sizes`` given (keywords of ModelSizes). ``window`` is in characters.
    """

    encoder: Path | None = None
    sizes: dict[str, int] = field(default_factory=dict)
    window: int = 224
    epochs: int = 6
    batch: int = 8
    learning_rate: float = 3e-4
    head_learning_rate: float = 1e-3
    layer_decay: float = 0.95
    dropout: float = 0.1
    smoothing: float = 0.05
    seed: int = 1
    name: str = "custom"
    version: str = "0.1.0"


def train(
    documents: Sequence[AnnotatedDocument],
    out: str | os.PathLike[str],
    config: TrainingConfig | None = None,
    *,
    scheme: Scheme | None = None,
    checkpoint: Path | None = None,
    report: Report = print,
) -> Path:
    """Train on annotated documents and write a model bundle to the folder ``out``; returns it.

    ``checkpoint`` names a file that keeps the state after each epoch: a run that was cut off goes on from there.

    Errors: TrainingError when there is nothing to learn from or the encoder folder is incomplete.
    Source: docs/training.md.
    """
    config = config or TrainingConfig()
    if not any(document.tagged.mentions for document in documents):
        raise TrainingError("no annotated mention to learn from: give documents with annotations")
    random.seed(config.seed)
    torch.manual_seed(config.seed)
    view = SchemeView.of(scheme or default_scheme())
    vocabulary = _vocabulary(config, documents)
    model = _model(config, view, vocabulary)
    examples = [e for document in documents for e in make_examples(document, view, vocabulary, config.window)]
    report(f"{len(documents)} documents, {len(examples)} windows, {sum(map(_characters, examples))} tokens")
    fit(model, examples, config, checkpoint, report)
    settings = {
        "single_head": single_heads(documents, view),
        "window": config.window,
        "training": {key: str(value) if isinstance(value, Path) else value for key, value in asdict(config).items()},
        "documents": [document.id for document in documents],
    }
    return export_bundle(model, vocabulary, view, settings, Path(out), name=config.name, version=config.version)


def fit(
    model: Model, examples: Sequence[Example], config: TrainingConfig, checkpoint: Path | None, report: Report
) -> None:
    """Train in place: AdamW, linear warm-up and decay, lower rates for lower layers."""
    optimiser = torch.optim.AdamW(parameter_groups(model, config), weight_decay=0.01)
    first = _resume(model, optimiser, checkpoint)
    per_epoch = len(make_batches(examples, config.batch, random.Random(config.seed)))
    total, started = config.epochs * per_epoch, time.monotonic()
    model.train()
    for epoch in range(first, config.epochs):
        losses = 0.0
        for number, batch in enumerate(make_batches(examples, config.batch, random.Random(config.seed * 1000 + epoch))):
            step = epoch * per_epoch + number
            share = min((step + 1) / (0.1 * total + 1), (total - step) / total)
            for group in optimiser.param_groups:
                group["lr"] = group["base"] * max(share, 0.01)
            loss = batch_loss(model, batch, config.smoothing)
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            losses += loss.item()
        report(f"epoch {epoch + 1}: loss {losses / per_epoch:.4f}, {time.monotonic() - started:.0f} s")
        if checkpoint is not None:
            state = {"model": model.state_dict(), "optimiser": optimiser.state_dict(), "epoch": epoch + 1}
            torch.save(state, checkpoint)
    model.eval()


def _resume(model: Model, optimiser: torch.optim.Optimizer, checkpoint: Path | None) -> int:
    """Load the state of a run that was cut off; returns the number of epochs it had done."""
    if checkpoint is None or not checkpoint.is_file():
        return 0
    saved = torch.load(checkpoint, map_location="cpu", weights_only=True)
    model.load_state_dict(saved["model"])
    optimiser.load_state_dict(saved["optimiser"])
    return int(saved["epoch"])


def parameter_groups(model: Model, config: TrainingConfig) -> list[dict[str, object]]:
    """One group a layer: its rate shrinks by ``layer_decay`` for each layer further from the output."""
    depth = model.sizes.layers
    rates: dict[str, float] = {}
    for name, _ in model.named_parameters():
        if name.startswith("encoder.bert.embeddings"):
            rates[name] = config.learning_rate * config.layer_decay ** (depth + 1)
        elif name.startswith("encoder.bert.encoder.layer."):
            rates[name] = config.learning_rate * config.layer_decay ** (depth - int(name.split(".")[4]))
        else:
            rates[name] = config.head_learning_rate
    parameters = dict(model.named_parameters())
    return [
        {"params": [parameters[name] for name in rates if rates[name] == rate], "base": rate, "lr": rate}
        for rate in sorted(set(rates.values()))
    ]


def make_batches(examples: Sequence[Example], size: int, rng: random.Random) -> list[list[Example]]:
    """Shuffled batches of windows of like length (bucketed within chunks of fifty batches)."""
    order = list(examples)
    rng.shuffle(order)
    batches: list[list[Example]] = []
    chunk = 50 * size
    for start in range(0, len(order), chunk):
        bucket = sorted(order[start : start + chunk], key=lambda example: len(example.ids))
        batches += [bucket[at : at + size] for at in range(0, len(bucket), size)]
    rng.shuffle(batches)
    return batches


def _characters(example: Example) -> int:
    return len(example.ids)


def _vocabulary(config: TrainingConfig, documents: Sequence[AnnotatedDocument]) -> Vocabulary:
    """The encoder's vocabulary; without an encoder, the characters of the documents."""
    if config.encoder is None:
        characters = sorted({c for document in documents for c in document.tagged.document.text if c.isprintable()})
        return Vocabulary([*SPECIALS, *(f"[S{i}]" for i in range(16)), *characters])
    path = config.encoder / "vocabulary.json"
    if not path.is_file():
        raise TrainingError(
            f"encoder folder {config.encoder} has no vocabulary.json: build it as training/README.md says"
        )
    return Vocabulary(json.loads(path.read_text(encoding="utf-8")))


def _model(config: TrainingConfig, view: SchemeView, vocabulary: Vocabulary) -> Model:
    sizes = ModelSizes(
        vocabulary=len(vocabulary),
        tags=len(tag_names(view.labels)),
        labels=len(view.labels),
        relations=len(view.relations),
        stages=len(view.stages),
        feature_sizes=FEATURE_SIZES,
        **config.sizes,
    )
    model = Model(sizes, config.dropout)
    if config.encoder is not None:
        from safetensors.torch import load_file

        path = config.encoder / "encoder.safetensors"
        if not path.is_file():
            raise TrainingError(f"encoder folder {config.encoder} has no encoder.safetensors: see training/README.md")
        state = {name: tensor.float() for name, tensor in load_file(path).items()}
        model.encoder.bert.load_state_dict(state, strict=True)
    return model
