"""A model bundle: a folder with configuration, vocabulary, weights and graphs; checked before it is used."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from safetensors import SafetensorError, safe_open

from govreport_ie.errors import BundleError
from govreport_ie.tagging.gate import BUCKETS, LAYOUT, Gate
from govreport_ie.tagging.pairs import FEATURE_SIZES
from govreport_ie.tagging.vocabulary import Vocabulary

FORMAT = "govreport-bundle/2"
CONFIG, VOCABULARY, WEIGHTS, ENCODER, HEADS = (
    "config.json", "vocabulary.json", "model.safetensors", "model.onnx", "heads.onnx",
)  # fmt: skip
GATE = "gate.weights"  # tensor in WEIGHTS
DEFAULT_PATH = Path(__file__).parent.parent / "models" / "default"


@dataclass(frozen=True)
class Bundle:
    """What a bundle folder says of itself; the graphs are opened by the tagger.

    ``labels``, ``relations`` and ``stages`` are the annotation scheme the model was trained on: nothing of it stands
    in code. ``single_head`` names the relation types among which a tail has at most one head, as in the gold data,
    ``single_tail`` those of which a head has at most one tail. Mentions below ``least_confidence`` are not reported.
    """

    path: Path
    name: str
    version: str
    sha256: str
    labels: tuple[str, ...]
    relations: Mapping[str, Mapping[str, Sequence[str]]]
    stages: tuple[str, ...]
    staged_label: str
    single_head: frozenset[str]
    single_tail: frozenset[str]
    window: int
    temperature: Mapping[str, float]
    least_confidence: float
    gate: Gate
    vocabulary: Vocabulary
    settings: Mapping[str, Any]


def file_hash(path: Path) -> str:
    """SHA-256 of a file, hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        for block in iter(lambda: stream.read(1 << 20), b""):
            digest.update(block)
    return digest.hexdigest()


def load_bundle(path: Path | None = None) -> Bundle:
    """Open a bundle folder (the bundled model by default).

    Errors: BundleError when the folder is missing, a file is missing, altered or of another format.
    """
    folder = Path(path) if path is not None else DEFAULT_PATH
    if not (folder / CONFIG).is_file():
        raise BundleError(folder, f"there is no {CONFIG}", "give the folder of a trained model bundle")
    try:
        config = json.loads((folder / CONFIG).read_text(encoding="utf-8"))
    except ValueError as error:
        raise BundleError(folder, f"{CONFIG} is not JSON ({error})", "export the model again") from error
    _check_format(folder, config)
    for name, expected in config["files"].items():
        if not (folder / name).is_file():
            raise BundleError(folder, f"{name} is missing", "copy the whole folder")
        if file_hash(folder / name) != expected:
            raise BundleError(folder, f"{name} is damaged (its SHA-256 differs)", "copy or export it again")
    if tuple(config["feature_sizes"]) != FEATURE_SIZES:
        raise BundleError(folder, "its pair features are of another version", "train it again with this version")
    return _from_config(folder, config)


def _from_config(folder: Path, config: Mapping[str, Any]) -> Bundle:
    tokens = json.loads((folder / VOCABULARY).read_text(encoding="utf-8"))
    scheme = config["scheme"]
    return Bundle(
        path=folder,
        name=config["name"],
        version=config["version"],
        sha256=file_hash(folder / CONFIG),
        labels=tuple(scheme["labels"]),
        relations=scheme["relations"],
        stages=tuple(scheme["stages"]),
        staged_label=scheme["staged_label"],
        single_head=frozenset(config["single_head"]),
        single_tail=frozenset(config["single_tail"]),
        window=int(config["window"]),
        temperature=config["temperature"],
        least_confidence=float(config["least_confidence"]),
        gate=_gate(folder, config),
        vocabulary=Vocabulary(tokens),
        settings=config,
    )


def _check_format(folder: Path, config: object) -> None:
    if not isinstance(config, dict) or config.get("format") != FORMAT:
        found = config.get("format") if isinstance(config, dict) else None
        advice = "train it again, or use the release of govreport_ie that made it"
        raise BundleError(folder, f"its format is {found}, this version reads {FORMAT}", advice)
    needed = (
        "files",
        "scheme",
        "sizes",
        "feature_sizes",
        "window",
        "temperature",
        "gate",
        "single_head",
        "single_tail",
    )
    if missing := [key for key in needed if key not in config]:
        raise BundleError(folder, f"{CONFIG} lacks {', '.join(missing)}", "export the model again")


def _gate(folder: Path, config: Mapping[str, Any]) -> Gate:
    """The gate's weights and numbers; without a threshold it lets every sentence through."""
    settings = config["gate"]
    try:
        with safe_open(folder / WEIGHTS, framework="np") as tensors:
            weights = tensors.get_tensor(GATE).astype(np.float32)
    except SafetensorError as error:
        raise BundleError(folder, f"{WEIGHTS} cannot be read ({error})", "export the model again") from error
    if weights.shape != (BUCKETS,) or settings["layout"] != LAYOUT:
        raise BundleError(folder, "its gate is of another version", "train it again with this version")
    threshold = settings["threshold"]
    return Gate(weights, float(settings["bias"]), -np.inf if threshold is None else float(threshold))
