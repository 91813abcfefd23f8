"""Fine-tuning: annotated documents in, a model bundle out."""

from __future__ import annotations

import hashlib
import os
import random
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import torch

from govreport_ie.annotation import AnnotatedDocument
from govreport_ie.annotation.scheme import Scheme, default_scheme
from govreport_ie.errors import TrainingError
from govreport_ie.learning.batches import epoch_examples, make_batches
from govreport_ie.learning.checkpoint import Checkpoint
from govreport_ie.learning.dataset import Example, SchemeView, make_examples, single_ends
from govreport_ie.learning.encoder_file import encoder_hash
from govreport_ie.learning.export import export_bundle
from govreport_ie.learning.gate import open_gate, train_gate
from govreport_ie.learning.initial import model_of_bundle, model_of_encoder, random_model
from govreport_ie.learning.loss import batch_loss
from govreport_ie.learning.model import Model
from govreport_ie.learning.optimiser import Optimiser, Rates
from govreport_ie.learning.precision import MasterWeights, fastest_type
from govreport_ie.tagging.bundle import load_bundle
from govreport_ie.tagging.vocabulary import Vocabulary

Report = Callable[[str], None]


@dataclass(frozen=True)
class TrainingConfig:
    """Settings of a training run; the defaults are those of the bundled model's first fine-tuning.

    Training starts from one of three: ``encoder``, a folder with ``vocabulary.json`` and ``encoder.safetensors`` (names
    of BertModel's weights); ``start``, the folder of a bundle that is trained further (tagging.bundle.DEFAULT_PATH: the
    bundled model); without both, random weights. ``sizes`` are keywords of ModelSizes, before what the encoder's file
    tells; a bundle has its own.
    ``window`` is in characters. ``gate``: skip sentences that very likely hold no mention.
    ``bfloat16`` computes the encoder in that type, with float32 master weights; None: where the processor has it in
    hardware (say True or False for runs to be repeated on other machines). ``int8`` stores the encoder's matrices as
    8-bit integers. ``empty_share`` is the share of the windows without a mention (of those that the gate leaves) that
    an epoch reads (of those asked for by ``train(only=…)``, all). The highest learning rates are those of
    learning/optimiser.py: ``matrix_learning_rate`` for the encoder's matrices.
    """

    encoder: Path | None = None
    start: Path | None = None
    sizes: dict[str, Any] = field(default_factory=dict)
    window: int = 224
    epochs: int = 6
    batch: int = 16
    learning_rate: float = 4e-4
    matrix_learning_rate: float = 1.5e-3
    head_learning_rate: float = 1e-3
    layer_decay: float = 0.95
    dropout: float = 0.1
    bfloat16: bool | None = None
    int8: bool = True
    gate: bool = True
    smoothing: float = 0.05
    empty_share: float = 0.25
    seed: int = 1
    name: str = "custom"
    version: str = "0.1.0"

    def __post_init__(self) -> None:
        if self.start is not None and self.encoder is not None:
            raise ValueError("give start (a bundle to train further) or encoder (weights without scorers), not both")
        if self.start is not None and self.sizes:
            raise ValueError("start (a bundle to train further) has its own sizes: leave out sizes")
        if not 0.0 <= self.empty_share <= 1.0:
            raise ValueError(f"empty_share is a share of the windows, from 0 to 1, not {self.empty_share}")


def train(
    documents: Sequence[AnnotatedDocument],
    out: str | os.PathLike[str],
    config: TrainingConfig | None = None,
    *,
    scheme: Scheme | None = None,
    checkpoint: Path | None = None,
    only: Mapping[str, Collection[int]] | None = None,
    report: Report = print,
) -> Path:
    """Train on annotated documents and write a model bundle to the folder ``out``; returns it.

    ``checkpoint`` names a file that keeps the state after each epoch: a run that was cut off goes on from there.
    ``only`` gives, by document id, source offsets where sentences start: of that document only windows with such a
    sentence are read (of a document not named there, all), in every epoch also those without a mention. What the gate
    closes is left out even so.

    Errors: TrainingError when there is nothing to learn from, the encoder folder is incomplete or ``only`` names a
    report or a sentence that is not there.
    Source: docs/training.md.
    """
    config, only = _settled(config or TrainingConfig()), only or {}
    _check(documents, only, checkpoint)
    random.seed(config.seed)
    torch.manual_seed(config.seed)
    view = SchemeView.of(scheme or default_scheme())
    vocabulary, model = _initial(config, documents, view)
    # First the gate: the model learns from windows as it will see them, without what the gate leaves out.
    gate = train_gate(documents, vocabulary, config.window, config.seed) if config.gate else open_gate()
    parts = [make_examples(d, view, vocabulary, config.window, gate, only.get(d.id)) for d in documents]
    examples = [example for part in parts for example in part]
    if not any(example.sentences for example in examples):
        wider = "set a larger window" + (", or name more sentences in only" if only else "")
        raise TrainingError(f"no mention to learn from lies whole in a window of {config.window} characters: {wider}")
    report(_overview(documents, examples))
    state = Checkpoint(checkpoint, _run(config, documents, only)) if checkpoint is not None else None
    fit(model, examples, config, state, report)
    settings = {
        "single_head": single_ends(documents, view, "tail"),
        "single_tail": single_ends(documents, view, "head", least=0.99),
        "window": config.window,
        "training": {key: str(value) if isinstance(value, Path) else value for key, value in asdict(config).items()},
        "documents": [document.id for document in documents],
    }
    return export_bundle(
        model, vocabulary, view, settings, Path(out),
        gate=gate, name=config.name, version=config.version, int8=config.int8,
    )  # fmt: skip


def fit(
    model: Model, examples: Sequence[Example], config: TrainingConfig, checkpoint: Checkpoint | None, report: Report
) -> None:
    """Train in place, with linear warm-up and decay of all rates."""
    weights = MasterWeights(model.encoder.bert, torch.bfloat16 if config.bfloat16 else torch.float32)
    rates = Rates(config.matrix_learning_rate, config.learning_rate, config.head_learning_rate, config.layer_decay)
    optimiser = Optimiser(model, weights, rates)
    first = checkpoint.resume(model, weights, optimiser) if checkpoint else 0
    per_epoch = len(_batches(examples, config, epoch=0))
    total, started = config.epochs * per_epoch, time.monotonic()
    model.train()
    for epoch in range(first, config.epochs):
        torch.manual_seed(config.seed * 1000 + epoch)  # a resumed run goes on as an unbroken one would
        losses = 0.0
        for number, batch in enumerate(_batches(examples, config, epoch)):
            step = epoch * per_epoch + number
            share = min((step + 1) / (0.1 * total + 1), (total - step) / total)
            loss = batch_loss(model, batch, config.smoothing)
            optimiser.step(loss, max(share, 0.01))
            losses += loss.item()
        report(f"epoch {epoch + 1}: loss {losses / per_epoch:.4f}, {time.monotonic() - started:.0f} s")
        if checkpoint:
            checkpoint.save(model, weights, optimiser, epoch + 1)
    weights.restore()
    model.eval()


def _batches(examples: Sequence[Example], config: TrainingConfig, epoch: int) -> list[list[Example]]:
    rng = random.Random(config.seed * 1000 + epoch)
    return make_batches(epoch_examples(examples, config.empty_share, rng), config.batch, rng)


def _settled(config: TrainingConfig) -> TrainingConfig:
    """The settings with the type chosen: it belongs into the bundle, so that the run can be repeated from it."""
    return config if config.bfloat16 is not None else replace(config, bfloat16=fastest_type() == torch.bfloat16)


def _check(
    documents: Sequence[AnnotatedDocument], only: Mapping[str, Collection[int]], checkpoint: Path | None
) -> None:
    """Refuse a checkpoint without folder, documents without mentions, reports and sentences that are not there."""
    if checkpoint is not None and not checkpoint.parent.is_dir():
        raise TrainingError(f"checkpoint {checkpoint}: its folder does not exist, make it first")
    if not any(document.tagged.mentions for document in documents):
        raise TrainingError("no annotated mention to learn from: give documents with annotations")
    known = {document.id: {sentence.start for sentence in document.document.sentences} for document in documents}
    for id, starts in only.items():
        if id not in known:
            raise TrainingError(f"only: report {id} is not among the documents")
        if strange := sorted(set(starts) - known[id]):
            shown = ", ".join(map(str, strange[:5]))
            raise TrainingError(f"only: no sentence of {id} starts at {shown}: give source offsets of Sentence.start")


def _run(config: TrainingConfig, documents: Sequence[AnnotatedDocument], only: Mapping[str, Collection[int]]) -> str:
    """What a checkpoint must have been made from to be taken up again: settings, encoder, documents, what is read."""
    annotated = [(document.document.sha256, document.mentions, document.relations) for document in documents]
    start = load_bundle(config.start).sha256 if config.start is not None else None
    encoder = encoder_hash(config.encoder) if config.encoder is not None else None
    parts = sorted((id, sorted(starts)) for id, starts in only.items())
    run = repr((config, start, encoder, annotated, parts))
    return hashlib.sha256(run.encode("utf-8", "surrogatepass")).hexdigest()


def _overview(documents: Sequence[AnnotatedDocument], examples: Sequence[Example]) -> str:
    """What is read, and how many of the mentions: those in closed sentences or cut by a window's end teach nothing."""
    tokens = sum(len(example.ids) for example in examples)
    read = sum(len(sentence.labels) for example in examples for sentence in example.sentences)
    mentions = sum(len(document.mentions) for document in documents)
    return f"{len(documents)} documents, {len(examples)} windows, {tokens} tokens, {read} of {mentions} mentions"


def _initial(
    config: TrainingConfig, documents: Sequence[AnnotatedDocument], view: SchemeView
) -> tuple[Vocabulary, Model]:
    if config.start is not None:
        return model_of_bundle(config.start, view, config.dropout)
    if config.encoder is not None:
        return model_of_encoder(config.encoder, view, config.sizes, config.dropout)
    return random_model(documents, view, config.sizes, config.dropout)
