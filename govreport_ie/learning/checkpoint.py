"""The state of a training run after an epoch, so that a run that was cut off goes on from there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch

from govreport_ie.errors import TrainingError
from govreport_ie.learning.model import Model
from govreport_ie.learning.optimiser import Optimiser
from govreport_ie.learning.precision import MasterWeights


@dataclass(frozen=True)
class Checkpoint:
    """A file, and the hash of what the run is made from: another run's checkpoint is refused."""

    path: Path
    run: str

    def save(self, model: Model, weights: MasterWeights, optimiser: Optimiser, epochs: int) -> None:
        """Write the state after a number of epochs, beside the file and then into its place."""
        state = {
            "run": self.run,
            "model": model.state_dict(),
            "masters": weights.state_dict(),
            "optimiser": optimiser.state_dict(),
            "epoch": epochs,
        }
        temporary = self.path.with_suffix(".tmp")
        torch.save(state, temporary)
        temporary.replace(self.path)

    def resume(self, model: Model, weights: MasterWeights, optimiser: Optimiser) -> int:
        """Load the state; returns the number of epochs done, 0 without a file.

        Errors: TrainingError when the file was made from other data or settings.
        """
        if not self.path.is_file():
            return 0
        saved = torch.load(self.path, map_location="cpu", weights_only=True)
        if saved.get("run") != self.run:
            raise TrainingError(f"checkpoint {self.path} is of a run with other data or settings: delete or rename it")
        model.load_state_dict(saved["model"])
        weights.load_state_dict(saved["masters"])
        optimiser.load_state_dict(saved["optimiser"])
        return int(saved["epoch"])
