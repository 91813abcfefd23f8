"""The model's graphs on onnxruntime: arrays in, arrays out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from govreport_ie.errors import BundleError
from govreport_ie.tagging.bundle import ENCODER, HEADS, Bundle

Array = NDArray[np.float32]
IntArray = NDArray[np.int64]


class Runtime:
    """Encoder and heads of a bundle, loaded once.

    A call computes in the calling thread alone: one window is too little work to share, and many windows are shared
    best by calling from many threads.
    """

    def __init__(self, bundle: Bundle) -> None:
        import onnxruntime  # not at import time of the library: it takes a third of a second

        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        options.intra_op_num_threads = 1
        # The graphs are made of fused operators already; further fusion (of layer normalisation) makes them slower.
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
        try:
            self._encoder, self._heads = (
                onnxruntime.InferenceSession(str(bundle.path / name), options, providers=["CPUExecutionProvider"])
                for name in (ENCODER, HEADS)
            )
        except Exception as error:  # onnxruntime raises its own classes for broken graphs
            raise BundleError(bundle.path, f"onnxruntime refuses it: {error}", "export the model again") from error

    def encode(self, ids: Sequence[int]) -> tuple[Array, Array]:
        """Hidden states (tokens × hidden) and tag scores (tokens × tags) of the token ids of one window."""
        hidden, tags = self._encoder.run(None, {"ids": np.array([ids], np.int64)})
        return hidden[0], tags[0]

    def score(
        self, first: Array, last: Array, labels: IntArray, pairs: IntArray, features: IntArray
    ) -> tuple[Any, Any]:
        """Relation scores (pairs × relations + 1) and stage scores (mentions × stages + 1).

        ``first``/``last`` are the hidden states of each mention's first and last character, ``labels`` their label
        indices, ``pairs`` index pairs (head, tail) and ``features`` their rows of ``pair_features``.
        """
        relations, stages = self._heads.run(
            None, {"first": first, "last": last, "labels": labels, "pairs": pairs, "features": features}
        )
        return relations, stages
