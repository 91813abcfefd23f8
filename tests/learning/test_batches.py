import random
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

pytest.importorskip("torch", reason="training needs the extra 'train'")

from govreport_ie.learning.batches import epoch_examples, make_batches
from govreport_ie.learning.dataset import Example, SentenceExample

NONE = np.zeros(0, np.int64)
SENTENCE = SentenceExample(NONE, NONE, NONE, NONE, NONE, NONE, NONE)


def example(number: int, length: int, full: bool) -> Example:
    return Example((number,) * length, np.zeros(length, np.int64), (SENTENCE,) if full else ())


EXAMPLES = [example(number, 1 + number * 7 % 50, number % 2 == 0) for number in range(400)]


@pytest.mark.parametrize(("share", "empty"), [(0.0, 0), (0.25, 50), (1.0, 200)])
def test_an_epoch_reads_all_windows_with_mentions_and_a_share_of_the_others(share: float, empty: int) -> None:
    chosen = epoch_examples(EXAMPLES, share, random.Random(1))
    assert [e for e in chosen if e.sentences] == [e for e in EXAMPLES if e.sentences]
    others = [e.ids[0] for e in chosen if not e.sentences]
    assert len(others) == len(set(others)) == empty


def test_another_epoch_draws_other_empty_windows() -> None:
    first, second = (
        {e.ids for e in epoch_examples(EXAMPLES, 0.25, random.Random(seed)) if not e.sentences} for seed in (1, 2)
    )
    assert first != second


def test_chosen_windows_are_read_in_every_epoch() -> None:
    chosen = [replace(e, chosen=True) for e in EXAMPLES[:40]]
    read = epoch_examples([*chosen, *EXAMPLES[40:]], 0.0, random.Random(1))
    assert [e for e in read if e.chosen] == chosen
    assert any(not e.sentences for e in chosen)
    assert all(e.chosen or e.sentences for e in read)


def test_batches_hold_every_window_once_and_like_lengths_together() -> None:
    batches = make_batches(EXAMPLES, 16, random.Random(1))
    assert Counter(e.ids for batch in batches for e in batch) == Counter(e.ids for e in EXAMPLES)
    assert all(len(batch) <= 16 for batch in batches)
    padding = sum(max(len(e.ids) for e in batch) - len(e.ids) for batch in batches for e in batch)
    assert padding < 0.15 * sum(len(e.ids) for e in EXAMPLES)
