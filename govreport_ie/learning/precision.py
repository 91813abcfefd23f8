"""Mixed precision on a CPU: a module that computes in bfloat16, its weights kept in float32."""

from __future__ import annotations

import torch
from torch import Tensor, nn


def fastest_type() -> torch.dtype:
    """bfloat16 where this processor multiplies its matrices in hardware, float32 elsewhere."""
    supported = getattr(torch.cpu, "_is_avx512_bf16_supported", lambda: False)
    return torch.bfloat16 if supported() else torch.float32


class MasterWeights:
    """Float32 weights of a module that computes in ``dtype`` with rounded copies of them.

    A step is: backward pass, ``take_gradients``, a step of an optimiser over ``masters``, ``publish``. Small updates
    would vanish in bfloat16; the masters add them up. For float32 the masters are the module's own weights.
    """

    def __init__(self, module: nn.Module, dtype: torch.dtype) -> None:
        self._module = module
        self._low = dtype != torch.float32
        self.names = [name for name, _ in module.named_parameters()]
        if self._low:
            self.masters = [parameter.detach().clone() for parameter in module.parameters()]
            module.to(dtype)
        else:
            self.masters = list(module.parameters())
        self._copies: list[Tensor] = list(module.parameters())

    def take_gradients(self) -> None:
        """Move the gradients of the copies to the masters."""
        if self._low:
            for copy, master in zip(self._copies, self.masters, strict=True):
                master.grad = None if copy.grad is None else copy.grad.float()
                copy.grad = None

    @torch.no_grad()
    def publish(self) -> None:
        """Write the masters into the copies."""
        if self._low:
            torch._foreach_copy_(self._copies, self.masters)

    def restore(self) -> None:
        """Turn the module back into float32, with the masters as its weights."""
        self._module.float()
        self._copies = list(self._module.parameters())
        self.publish()

    def state_dict(self) -> dict[str, Tensor]:
        """The masters by the names of the module's parameters."""
        return dict(zip(self.names, self.masters, strict=True))

    @torch.no_grad()
    def load_state_dict(self, state: dict[str, Tensor]) -> None:
        """Take masters that ``state_dict`` gave, and publish them."""
        for name, master in zip(self.names, self.masters, strict=True):
            master.copy_(state[name])
        self.publish()
