"""Where a report without a heading for its plan shifts from things done to things to do, by its words of tense."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from govreport_ie.reading.kinds import tense_words
from govreport_ie.reading.sentences import Piece

# By so many words each side must lean to its own tense. Of 246 reports whose headings tell where the plan begins, 238
# have such a shift, half of them within 402 characters of it, nine in ten within 1,406; of their reviews alone 20 have
# one, of their plans alone 3.
_LEAST = 15


def shift_to_plan(sentences: Sequence[str], pieces: Sequence[Piece], begin: int, year: int | None) -> int | None:
    """Index of the paragraph behind ``begin`` that best parts things done from things to do; None without a clear one.

    Where no paragraph does (a report in one line), a sentence.
    """
    counts = [tense_words(sentence, year) for sentence in sentences[begin:]]
    leaning = list(accumulate((planned - done for done, planned in counts), initial=0))
    every = range(1, len(counts))
    for places in ([index for index in every if pieces[begin + index].first], every):
        best = min(places, key=lambda index: leaning[index], default=0)
        if -leaning[best] >= _LEAST and leaning[-1] - leaning[best] >= _LEAST:
            return begin + best
    return None
