"""Shingles: all stretches of a fixed length, kept as hashes, to tell how much two texts have in common."""

from __future__ import annotations


def shingles(text: str, length: int) -> frozenset[int]:
    """Hashes of all stretches of ``length`` letters and digits; signs and blanks are left out first.

    Empty for a text with fewer letters and digits. The hashes are those of this process: do not keep them.
    """
    plain = "".join(sign for sign in text if sign.isalnum())
    return frozenset(hash(plain[at : at + length]) for at in range(len(plain) - length + 1))
