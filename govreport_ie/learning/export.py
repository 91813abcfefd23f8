"""A trained network as a bundle folder.

The weights are stored once, as float16 safetensors; the ONNX graphs hold no weights of their own but point into that
file (ONNX external data) and cast to float32 when they are loaded.
"""

from __future__ import annotations

import json
import struct
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import onnx
import torch
from onnx import TensorProto, helper
from safetensors.torch import save_file

from govreport_ie.learning.dataset import SchemeView
from govreport_ie.learning.model import Model
from govreport_ie.tagging.bundle import CONFIG, ENCODER, FORMAT, HEADS, VOCABULARY, WEIGHTS, file_hash
from govreport_ie.tagging.pairs import FEATURE_SIZES
from govreport_ie.tagging.vocabulary import Vocabulary

OPSET = 18


def export_bundle(
    model: Model,
    vocabulary: Vocabulary,
    view: SchemeView,
    settings: Mapping[str, Any],
    out: Path,
    *,
    name: str,
    version: str,
) -> Path:
    """Write the bundle folder ``out`` (made if missing) and return it; ``settings`` go into config.json as they are."""
    out.mkdir(parents=True, exist_ok=True)
    model = model.eval().float()
    state = {key: value.detach().half().contiguous() for key, value in model.state_dict().items()}
    state = {key: value for key, value in state.items() if value.is_floating_point()}
    save_file(state, out / WEIGHTS)
    model.load_state_dict({key: value.float() for key, value in state.items()}, strict=False)
    places = tensor_places(out / WEIGHTS)
    _write_graph(_encoder_graph(model), "encoder.", places, out / ENCODER)
    _write_graph(_heads_graph(model), "heads.", places, out / HEADS)
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
        "feature_sizes": FEATURE_SIZES,
        "temperature": {"mentions": 1.0, "relations": 1.0},
        **settings,
    }
    write_config(out, config)
    return out


def write_config(folder: Path, config: Mapping[str, Any]) -> None:
    """Write config.json with the hashes of the other files."""
    files = {name: file_hash(folder / name) for name in (VOCABULARY, WEIGHTS, ENCODER, HEADS)}
    text = json.dumps({**config, "files": files}, ensure_ascii=False, indent=1)
    (folder / CONFIG).write_text(text + "\n", encoding="utf-8")


def tensor_places(path: Path) -> dict[str, tuple[int, int]]:
    """Byte offset and length in the file of each tensor of a safetensors file."""
    with path.open("rb") as stream:
        (size,) = struct.unpack("<Q", stream.read(8))
        header = json.loads(stream.read(size))
    header.pop("__metadata__", None)
    return {
        key: (8 + size + entry["data_offsets"][0], entry["data_offsets"][1] - entry["data_offsets"][0])
        for key, entry in header.items()
    }


def _encoder_graph(model: Model) -> onnx.ModelProto:
    ids = torch.randint(5, 20, (2, 12))
    axes = {"ids": {0: "windows", 1: "tokens"}}
    axes |= {key: {0: "windows", 1: "tokens"} for key in ("hidden", "tags")}
    return _export(model.encoder, (ids,), ["ids"], ["hidden", "tags"], axes)


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


def _write_graph(graph: onnx.ModelProto, prefix: str, places: Mapping[str, tuple[int, int]], path: Path) -> None:
    """Replace each weight by a float16 pointer into the safetensors file and a cast, and save the graph."""
    casts = []
    for tensor in graph.graph.initializer:
        place = places.get(prefix + tensor.name)
        if place is None:
            continue
        name, shape = tensor.name, list(tensor.dims)
        tensor.Clear()
        tensor.name, tensor.data_type = f"{name}.half", TensorProto.FLOAT16
        tensor.dims.extend(shape)
        tensor.data_location = TensorProto.EXTERNAL
        for key, value in (("location", WEIGHTS), ("offset", place[0]), ("length", place[1])):
            tensor.external_data.add(key=key, value=str(value))
        casts.append(helper.make_node("Cast", [tensor.name], [name], to=TensorProto.FLOAT))
    nodes = [*casts, *graph.graph.node]
    del graph.graph.node[:]
    graph.graph.node.extend(nodes)
    path.write_bytes(graph.SerializeToString())
