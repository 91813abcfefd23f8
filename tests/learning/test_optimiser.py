from copy import deepcopy

import pytest

pytest.importorskip("torch", reason="training needs the extra 'train'")

import torch

from govreport_ie.learning.model import Model, ModelSizes
from govreport_ie.learning.optimiser import Optimiser, Rates, parameter_groups
from govreport_ie.learning.precision import MasterWeights

SIZES = ModelSizes(30, 9, 2, 1, 1, (2,), hidden=16, layers=2, heads=2, feed_forward=16, positions=20, pair_hidden=8)
RATES = Rates(matrices=0.02, encoder=0.01, heads=0.03, layer_decay=0.5)
IDS = torch.tensor([[2, 7, 8, 9, 3]])


def made() -> tuple[Model, MasterWeights]:
    torch.manual_seed(1)
    model = Model(SIZES, dropout=0.0)
    return model, MasterWeights(model.encoder.bert, torch.float32)


def test_every_weight_has_one_rate() -> None:
    model, weights = made()
    matrices, others = parameter_groups(model, weights, RATES)
    grouped = [id(parameter) for group in (*matrices, *others) for parameter in group["params"]]
    assert sorted(grouped) == sorted(id(parameter) for parameter in model.parameters())
    assert [group["base"] for group in matrices] == [RATES.matrices]
    assert all(parameter.ndim == 2 for group in matrices for parameter in group["params"])


def test_rates_fall_with_the_distance_from_the_output() -> None:
    model, weights = made()
    _, others = parameter_groups(model, weights, RATES)
    rate = {id(parameter): group["base"] for group in others for parameter in group["params"]}
    bert = model.encoder.bert
    assert rate[id(model.encoder.tags.weight)] == RATES.heads
    assert rate[id(bert.encoder.layer[1].output.LayerNorm.weight)] == pytest.approx(RATES.encoder * 0.5)
    assert rate[id(bert.encoder.layer[0].output.LayerNorm.weight)] == pytest.approx(RATES.encoder * 0.25)
    assert rate[id(bert.embeddings.word_embeddings.weight)] == pytest.approx(RATES.encoder * 0.125)


def test_steps_lower_the_loss_and_the_state_can_be_taken_up() -> None:
    def loss(model: Model) -> torch.Tensor:
        return torch.nn.functional.cross_entropy(model.encoder(IDS)[1][0], torch.tensor([0, 1, 2, 3, 0]))

    model, weights = made()
    optimiser = Optimiser(model, weights, RATES)
    before = loss(model).item()
    for _ in range(20):
        optimiser.step(loss(model), share=0.5)
    assert loss(model).item() < before / 2

    other, other_weights = made()
    other.load_state_dict(model.state_dict())
    resumed = Optimiser(other, other_weights, RATES)
    resumed.load_state_dict(deepcopy(optimiser.state_dict()))
    for one, run in ((optimiser, model), (resumed, other)):
        one.step(loss(run), share=0.3)
    assert loss(model).item() == loss(other).item()


def test_the_share_scales_the_step() -> None:
    moved = []
    for share in (0.0, 1.0):
        model, weights = made()
        start = [parameter.detach().clone() for parameter in model.encoder.parameters()]
        Optimiser(model, weights, RATES).step(model.encoder(IDS)[1].square().sum(), share)
        moved.append(max((a - b).abs().max().item() for a, b in zip(start, model.encoder.parameters(), strict=True)))
    assert moved[0] == 0.0 < moved[1]
