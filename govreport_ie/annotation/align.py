"""Finding a stretch of text in a report, whatever its white space and script.

Blocks written by hand differ from the report in layout only: line breaks and blanks, and the script, which
may be the source's or simplified. Both sides are therefore compared without white space and with the
characters that reading maps onto each other (traditional and simplified, full and half width) taken as
equal.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from govreport_ie.types.document import Document

INVISIBLE = "\ufeff\u200b\u200c\u200d\u2060\u00ad"


def is_blank(character: str) -> bool:
    """White space, or a character without any width."""
    return character.isspace() or character in INVISIBLE


def without_blanks(text: str) -> str:
    """The text without white space and characters of no width."""
    return "".join(character for character in text if not is_blank(character))


class Fold:
    """Maps characters that the reading of a report takes as the same to one of them."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._parent: dict[str, str] = {}
        for first, second in pairs:
            root, other = self._root(first), self._root(second)
            if root != other:
                self._parent[root] = other
        self._table = {ord(character): self._root(character) for character in self._parent}

    def _root(self, character: str) -> str:
        while character in self._parent:
            character = self._parent[character]
        return character

    def __call__(self, text: str) -> str:
        """The text with each character replaced by the one that stands for it."""
        return text.translate(self._table)


@dataclass(frozen=True)
class Stream:
    """The visible characters of a report, folded, and the source offset of each."""

    text: str
    positions: Sequence[int]

    def find_all(self, text: str) -> Iterator[int]:
        """Every index where the folded text stands."""
        at = self.text.find(text)
        while at >= 0:
            yield at
            at = self.text.find(text, at + 1)

    def longest_prefix(self, text: str) -> int:
        """Length of the longest beginning of the text that stands somewhere in the stream."""
        low, high = 0, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            if text[:middle] in self.text:
                low = middle
            else:
                high = middle - 1
        return low


class PlacementError(Exception):
    """A stretch that cannot be placed: ``code``, ``problem`` and ``advice`` say why and what to do."""

    def __init__(self, code: str, problem: str, advice: str) -> None:
        super().__init__(problem)
        self.code, self.problem, self.advice = code, problem, advice


class Placer:
    """Places stretches of text, one after another, in a report.

    Each stretch is looked for behind the last one, first as a whole sentence, then anywhere; failing that,
    before the last one, where it must be the only place. A place is given away once.
    """

    def __init__(self, document: Document) -> None:
        source_positions = _source_positions(document)
        self._fold = Fold(
            (source, clean)
            for source, clean in zip((document.source[at] for at in source_positions), document.text, strict=True)
            if source != clean
        )
        self._clean = self._stream(document.text, source_positions)
        self._raw = self._stream(document.source, range(len(document.source)))
        positions = self._clean.positions
        self._sentences = {
            bisect_left(positions, sentence.start): bisect_left(positions, sentence.end)
            for sentence in document.sentences
        }
        self._taken = bytearray(len(document.source))
        self._last = 0

    def _stream(self, text: str, positions: Sequence[int]) -> Stream:
        kept = [(character, at) for character, at in zip(text, positions, strict=True) if not is_blank(character)]
        return Stream(self._fold("".join(character for character, _ in kept)), [at for _, at in kept])

    def visible(self, text: str) -> str:
        """What of the text is compared: its visible characters, folded."""
        return self._fold(without_blanks(text))

    def place(self, text: str) -> list[int]:
        """Source offset of each visible character of the text; PlacementError when no one place is right."""
        wanted = self.visible(text)
        if not wanted:
            raise PlacementError("empty-block", "there is no text", "write the sentence or take the block out")
        for stream in (self._clean, self._raw):
            found = list(stream.find_all(wanted))
            if found:
                at = self._choose(stream, found, len(wanted))
                positions = stream.positions[at : at + len(wanted)]
                self._take(positions)
                return list(positions)
        raise self._not_found(wanted)

    def _choose(self, stream: Stream, found: list[int], length: int) -> int:
        free = [at for at in found if not self._is_taken(stream.positions[at : at + length])]
        if not free:
            raise PlacementError("repeated-block", "the text is annotated already", "take one of the two blocks out")
        whole = [at for at in free if stream is self._clean and self._sentences.get(at) == at + length]
        for places in (whole, free):
            ahead = [at for at in places if stream.positions[at] >= self._last]
            if ahead:
                return ahead[0]
        places = whole or free
        if len(places) > 1:
            problem = f"the text stands {len(places)} times before the last block"
            raise PlacementError("ambiguous-block", problem, "put the blocks in the order of the report")
        return places[0]

    def _is_taken(self, positions: Sequence[int]) -> bool:
        return self._taken.find(1, positions[0], positions[-1] + 1) >= 0

    def _take(self, positions: Sequence[int]) -> None:
        self._last = positions[-1] + 1
        self._taken[positions[0] : self._last] = b"\x01" * (self._last - positions[0])

    def _not_found(self, wanted: str) -> PlacementError:
        known = self._clean.longest_prefix(wanted)
        advice = "copy the sentence from the report, character by character"
        if not known:
            return PlacementError("not-in-report", f"“{wanted[:12]}…” is not in the report", advice)
        behind = self._clean.text.find(wanted[:known]) + known
        problem = (
            f"not in the report: it agrees up to “{wanted[max(0, known - 12) : known]}”, then the block has "
            f"“{wanted[known : known + 12]}”, the report “{self._clean.text[behind : behind + 12]}”"
        )
        return PlacementError("not-in-report", problem, advice)


def _source_positions(document: Document) -> list[int]:
    """Source offset of each character of the clean text."""
    return [source + step for _, source, length in document.offsets.runs for step in range(length)]
