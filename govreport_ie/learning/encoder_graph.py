"""The encoder as an ONNX graph, built node by node of onnxruntime's fused operators.

One window a run (1 × tokens): no padding and no attention mask, and the activations of a window are quantised by
their own range alone, so that no other window can change a result. Weights of linear layers are int8, one scale a
column; activations are quantised at run time. Everything else computes in float32.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper
from torch import Tensor

from govreport_ie.learning.model import Model, ModelSizes

OPSET = 18
MICROSOFT = "com.microsoft"
# Six bits and a sign: processors without VNNI add pairs of products in sixteen bits, which seven would overflow.
LEVELS = 63
EPSILON = 1e-12  # of BertModel's layer normalisation


def quantize(weight: Tensor) -> tuple[Tensor, Tensor]:
    """A linear layer's weight (out × in) as int8 (in × out) and one float32 scale for each of the out columns."""
    columns = weight.detach().float().T
    scale = columns.abs().amax(dim=0).clamp(min=1e-8) / LEVELS
    return torch.round(columns / scale).to(torch.int8).contiguous(), scale.contiguous()


def linear_layers(sizes: ModelSizes) -> dict[str, tuple[str, ...]]:
    """The graph's matrix products: name to the names of BertModel's linear layers that it joins column by column."""
    layers: dict[str, tuple[str, ...]] = {}
    for index in range(sizes.layers):
        own = f"encoder.layer.{index}"
        layers[f"{own}.qkv"] = tuple(f"{own}.attention.self.{part}" for part in ("query", "key", "value"))
        layers[f"{own}.attention.output.dense"] = (f"{own}.attention.output.dense",)
        layers[f"{own}.intermediate.dense"] = (f"{own}.intermediate.dense",)
        layers[f"{own}.output.dense"] = (f"{own}.output.dense",)
    return layers


def encoder_tensors(model: Model, int8: bool) -> dict[str, Tensor]:
    """The tensors of the encoder's graph by name; matrices stand in × out."""
    state = {name: value.detach().float() for name, value in model.encoder.bert.state_dict().items()}
    tensors: dict[str, Tensor] = {}
    for name, parts in linear_layers(model.sizes).items():
        weight = torch.cat([state.pop(f"{part}.weight") for part in parts])
        tensors[f"{name}.bias"] = torch.cat([state.pop(f"{part}.bias") for part in parts])
        if int8:
            tensors[f"{name}.int8"], tensors[f"{name}.scale"] = quantize(weight)
        else:
            tensors[f"{name}.weight"] = weight.T.half().contiguous()
    positions, kinds = "embeddings.position_embeddings.weight", "embeddings.token_type_embeddings.weight"
    tensors["embeddings.position"] = (state.pop(positions) + state.pop(kinds)[0]).half()
    tensors["embeddings.word"] = state.pop("embeddings.word_embeddings.weight").half()
    norms = {name: value for name, value in state.items() if "LayerNorm" in name}
    assert len(norms) == len(state), f"weights that the graph does not know: {sorted(state.keys() - norms.keys())}"
    tensors |= norms
    tensors["tags.weight"] = model.encoder.tags.weight.detach().float().T.contiguous()
    tensors["tags.bias"] = model.encoder.tags.bias.detach().float()
    return {f"encoder.{name}": value.contiguous() for name, value in tensors.items()}


class _Builder:
    """Nodes of the graph, appended in order; every method returns the name of its output."""

    def __init__(self, sizes: ModelSizes, int8: bool) -> None:
        self.sizes, self.int8 = sizes, int8
        self.nodes: list[onnx.NodeProto] = []

    def add(
        self, operator: str, inputs: Sequence[str], *, outputs: int = 1, domain: str = "", **attributes: Any
    ) -> list[str]:
        names = [f"n{len(self.nodes)}_{index}" for index in range(outputs)]
        self.nodes.append(helper.make_node(operator, inputs, names, domain=domain, **attributes))
        return names

    def cast(self, tensor: str) -> str:
        """A float16 tensor in float32 (of a stored tensor, when the graph is loaded)."""
        return self.add("Cast", [tensor], to=TensorProto.FLOAT)[0]

    def linear(self, values: str, name: str) -> str:
        own = f"encoder.{name}"
        if self.int8:
            inputs = [values, f"{own}.int8", f"{own}.scale", "", f"{own}.bias"]
            return self.add("DynamicQuantizeMatMul", inputs, domain=MICROSOFT)[0]
        product = self.add("MatMul", [values, self.cast(f"{own}.weight")])[0]
        return self.add("Add", [product, f"{own}.bias"])[0]

    def add_and_norm(self, values: str, residual: str, name: str) -> str:
        # The fused SkipLayerNormalization takes five times as long as these two on a CPU.
        total = self.add("Add", [values, residual])[0]
        norm = [f"encoder.{name}.{part}" for part in ("weight", "bias")]
        return self.add("LayerNormalization", [total, *norm], epsilon=EPSILON, axis=-1)[0]

    def activate(self, values: str) -> str:
        if self.sizes.activation == "relu":
            return self.add("Relu", [values])[0]
        # The fused BiasGelu takes half as long again as this one.
        return self.add("Gelu", [values], domain=MICROSOFT)[0]

    def embed(self) -> str:
        words = self.cast(self.add("Gather", ["encoder.embeddings.word", "ids"])[0])
        count = self.add("Shape", ["ids"], start=1, end=2)[0]
        places = self.add("Slice", ["encoder.embeddings.position", "zero", count, "zero"])[0]
        return self.add_and_norm(words, self.cast(places), "embeddings.LayerNorm")

    def layer(self, values: str, index: int) -> str:
        own = f"encoder.layer.{index}"
        parts = self.add("Split", [self.linear(values, f"{own}.qkv")], outputs=3, axis=-1, num_outputs=3)
        mixed = self.add("MultiHeadAttention", parts, domain=MICROSOFT, num_heads=self.sizes.heads)[0]
        attended = self.linear(mixed, f"{own}.attention.output.dense")
        values = self.add_and_norm(attended, values, f"{own}.attention.output.LayerNorm")
        wide = self.activate(self.linear(values, f"{own}.intermediate.dense"))
        return self.add_and_norm(self.linear(wide, f"{own}.output.dense"), values, f"{own}.output.LayerNorm")


def encoder_graph(sizes: ModelSizes, tensors: Mapping[str, onnx.TensorProto], int8: bool) -> onnx.ModelProto:
    """Graph from ``ids`` (1 × tokens, int64) to ``hidden`` (1 × tokens × hidden) and ``tags`` (1 × tokens × tags)."""
    builder = _Builder(sizes, int8)
    values = builder.embed()
    for index in range(sizes.layers):
        values = builder.layer(values, index)
    product = builder.add("MatMul", [values, "encoder.tags.weight"])[0]
    builder.nodes += [
        helper.make_node("Add", [product, "encoder.tags.bias"], ["tags"]),
        helper.make_node("Identity", [values], ["hidden"]),
    ]
    outputs = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, "tokens", size])
        for name, size in (("hidden", sizes.hidden), ("tags", sizes.tags))
    ]
    zero: NDArray[np.int64] = np.array([0], np.int64)
    graph = helper.make_graph(
        builder.nodes,
        "encoder",
        [helper.make_tensor_value_info("ids", TensorProto.INT64, [1, "tokens"])],
        outputs,
        initializer=[onnx.numpy_helper.from_array(zero, "zero"), *tensors.values()],
    )
    opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(MICROSOFT, 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=9)
