"""Characters to ids: the model reads one token a character."""

from __future__ import annotations

from collections.abc import Sequence

PAD, UNKNOWN, CLS, SEP, MASK = "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"
SPECIALS = (PAD, UNKNOWN, CLS, SEP, MASK)

# Full-width ASCII and the ideographic space are the same character to the model; offsets never depend on it.
_FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FOLD.update({0x3000: 0x20, 0xA0: 0x20, 0x09: 0x20, 0x0A: 0x20, 0x0D: 0x20})


def fold(text: str) -> str:
    """Fold full-width letters, digits and marks and every blank to their plain form, one character for one."""
    return text.translate(_FOLD)


class Vocabulary:
    """The model's characters. The first entries are SPECIALS; after them any further special or character."""

    def __init__(self, tokens: Sequence[str]) -> None:
        if tuple(tokens[: len(SPECIALS)]) != SPECIALS:
            raise ValueError(f"vocabulary must begin with {', '.join(SPECIALS)}")
        self.tokens = tuple(tokens)
        self._ids = {token: index for index, token in enumerate(self.tokens)}
        if len(self._ids) != len(self.tokens):
            raise ValueError("vocabulary holds a token twice")
        self._unknown = self._ids[UNKNOWN]

    def __len__(self) -> int:
        return len(self.tokens)

    def id_of(self, token: str) -> int:
        """Id of a token; the id of [UNK] for one it does not hold."""
        return self._ids.get(token, self._unknown)

    def encode(self, text: str) -> list[int]:
        """One id for each character of ``text`` (folded)."""
        ids, unknown = self._ids, self._unknown
        return [ids.get(character, unknown) for character in fold(text)]
