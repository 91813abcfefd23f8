import pytest

pytest.importorskip("torch", reason="training needs the extra 'train'")

import torch

from govreport_ie.learning.model import Model, ModelSizes

SIZES = ModelSizes(30, 9, 2, 1, 1, (2,), hidden=16, layers=2, heads=2, feed_forward=16, positions=20, pair_hidden=8)


def test_unit_gain_changes_nothing_but_the_scale_of_the_hidden_states() -> None:
    torch.manual_seed(1)
    encoder = Model(SIZES).eval().encoder
    norm = encoder.bert.encoder.layer[-1].output.LayerNorm
    with torch.no_grad():
        norm.weight.uniform_(0.1, 0.3)
        norm.bias.normal_(std=0.1)
    ids = torch.tensor([[2, 7, 8, 9, 3]])
    before = encoder(ids)[0]
    encoder.unit_gain()
    after = encoder(ids)[0]
    assert norm.weight.abs().mean().item() == pytest.approx(1.0)
    ratio = after / before
    assert ratio.min().item() == pytest.approx(ratio.max().item(), rel=1e-3)
    assert ratio.mean().item() > 3
