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

    ``threads`` bounds the threads of one call (None: onnxruntime decides).
    """

    def __init__(self, bundle: Bundle, threads: int | None = None) -> None:
        import onnxruntime  # not at import time of the library: it takes a third of a second

        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        if threads is not None:
            options.intra_op_num_threads = threads
        self._pad = bundle.vocabulary.id_of("[PAD]")
        try:
            self._encoder, self._heads = (
                onnxruntime.InferenceSession(str(bundle.path / name), options, providers=["CPUExecutionProvider"])
                for name in (ENCODER, HEADS)
            )
        except Exception as error:  # onnxruntime raises its own classes for broken graphs
            raise BundleError(bundle.path, f"onnxruntime refuses it: {error}", "export the model again") from error

    def encode(self, batch: Sequence[Sequence[int]]) -> tuple[Array, Array]:
        """Hidden states (windows × tokens × hidden) and tag scores (windows × tokens × tags) of token id rows."""
        longest = max(map(len, batch))
        ids = np.full((len(batch), longest), self._pad, np.int64)
        for row, window in enumerate(batch):
            ids[row, : len(window)] = window
        hidden, tags = self._encoder.run(None, {"ids": ids})
        return hidden, tags

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
