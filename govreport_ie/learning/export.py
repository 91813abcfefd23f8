"""A trained network as a bundle folder.

The weights are stored once, as safetensors: int8 matrices with their scales, float16 tables, float32 heads. The ONNX
graphs hold no weights of their own but point into that file (ONNX external data).
"""

from __future__ import annotations

import json
import math
import struct
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import onnx
import torch
from onnx import TensorProto
from safetensors.torch import save

from govreport_ie.learning.dataset import SchemeView
from govreport_ie.learning.encoder_graph import OPSET, encoder_graph, encoder_tensors
from govreport_ie.learning.model import Model
from govreport_ie.tagging.bundle import CONFIG, ENCODER, FORMAT, GATE, HEADS, VOCABULARY, WEIGHTS, file_hash
from govreport_ie.tagging.gate import LAYOUT, Gate
from govreport_ie.tagging.pairs import FEATURE_SIZES
from govreport_ie.tagging.vocabulary import Vocabulary

LEAST_CONFIDENCE = 0.5  # below it a mention is likelier wrong than right (docs/model.md)
TYPES = {"F32": TensorProto.FLOAT, "F16": TensorProto.FLOAT16, "I8": TensorProto.INT8}


def export_bundle(
    model: Model,
    vocabulary: Vocabulary,
    view: SchemeView,
    settings: Mapping[str, Any],
    out: Path,
    *,
    gate: Gate,
    name: str,
    version: str,
    int8: bool = True,
) -> Path:
    """Write the bundle folder ``out`` (made if missing) and return it; ``settings`` go into config.json as they are.

    ``int8`` stores and multiplies the encoder's matrices as 8-bit integers (docs/model.md: time and scores).
    """
    out.mkdir(parents=True, exist_ok=True)
    model = model.eval().float()
    tensors = encoder_tensors(model, int8)
    tensors |= {f"heads.{key}": value.detach().contiguous() for key, value in model.heads.state_dict().items()}
    tensors[GATE] = torch.from_numpy(gate.weights).half()
    # Not save_file: it makes files that nobody but their owner may read.
    (out / WEIGHTS).write_bytes(save(tensors))
    stored = stored_tensors(out / WEIGHTS)
    encoder = {key: value for key, value in stored.items() if key.startswith("encoder.")}
    (out / ENCODER).write_bytes(encoder_graph(model.sizes, encoder, int8).SerializeToString())
    (out / HEADS).write_bytes(_point(_heads_graph(model), "heads.", stored).SerializeToString())
    (out / VOCABULARY).write_text(json.dumps(vocabulary.tokens, ensure_ascii=False), encoding="utf-8")
    config = {
        "format": FORMAT,
        "name": name,
        "version": version,
        "scheme": {
            "labels": view.labels,
            "relations": view.relations,
            "stages": view.stages,
            "staged_label": view.staged_label,
        },
        "sizes": model.sizes.to_dict(),
        "int8": int8,
        "feature_sizes": FEATURE_SIZES,
        "temperature": {"mentions": 1.0, "relations": 1.0},
        "least_confidence": LEAST_CONFIDENCE,
        "gate": {
            "layout": LAYOUT,
            "bias": gate.bias,
            "threshold": gate.threshold if math.isfinite(gate.threshold) else None,
        },
        **settings,
    }
    write_config(out, config)
    return out


def write_config(folder: Path, config: Mapping[str, Any]) -> None:
    """Write config.json with the hashes of the other files."""
    files = {name: file_hash(folder / name) for name in (VOCABULARY, WEIGHTS, ENCODER, HEADS)}
    text = json.dumps({**config, "files": files}, ensure_ascii=False, indent=1)
    (folder / CONFIG).write_text(text + "\n", encoding="utf-8")


def stored_tensors(path: Path) -> dict[str, onnx.TensorProto]:
    """The tensors of a safetensors file as ONNX tensors that point into it."""
    with path.open("rb") as stream:
        (size,) = struct.unpack("<Q", stream.read(8))
        header = json.loads(stream.read(size))
    header.pop("__metadata__", None)
    tensors = {}
    for key, entry in header.items():
        start, end = entry["data_offsets"]
        tensor = onnx.TensorProto(name=key, data_type=TYPES[entry["dtype"]], dims=entry["shape"])
        tensor.data_location = TensorProto.EXTERNAL
        for name, value in (("location", path.name), ("offset", 8 + size + start), ("length", end - start)):
            tensor.external_data.add(key=name, value=str(value))
        tensors[key] = tensor
    return tensors


def _heads_graph(model: Model) -> onnx.ModelProto:
    hidden = torch.randn(3, model.sizes.hidden)
    pairs = torch.tensor([[0, 1], [0, 2]])
    features = torch.zeros((2, len(FEATURE_SIZES)), dtype=torch.long)
    axes = {key: {0: "mentions"} for key in ("first", "last", "labels", "stages")}
    axes |= {key: {0: "pairs"} for key in ("pairs", "features", "relations")}
    inputs = (hidden, hidden, torch.zeros(3, dtype=torch.long), pairs, features)
    names = ["first", "last", "labels", "pairs", "features"]
    return _export(model.heads, inputs, names, ["relations", "stages"], axes)


def _export(
    module: torch.nn.Module,
    inputs: tuple[torch.Tensor, ...],
    names: list[str],
    outputs: list[str],
    axes: dict[str, Any],
) -> onnx.ModelProto:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph.onnx"
        torch.onnx.export(
            module, inputs, str(path), input_names=names, output_names=outputs, dynamic_axes=axes,
            opset_version=OPSET, dynamo=False, do_constant_folding=False,
        )  # fmt: skip
        return onnx.load(str(path))


def _point(graph: onnx.ModelProto, prefix: str, stored: Mapping[str, onnx.TensorProto]) -> onnx.ModelProto:
    """The graph with each stored weight replaced by the pointer to it."""
    for tensor in graph.graph.initializer:
        if (pointer := stored.get(prefix + tensor.name)) is not None:
            name = tensor.name
            tensor.CopyFrom(pointer)
            tensor.name = name
    return graph
