"""One training loop for all models: seeded, with a rate that rises and falls."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

import torch
from torch import Tensor, nn

from counterclaim.train.report import say

Example = TypeVar("Example")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How a model is trained: everything that decides what comes out, but for the data."""

    seed: int = 7
    epochs: int = 3
    batch: int = 16
    rate: float = 3e-4
    warm: float = 0.06
    decay: float = 0.01
    threads: int = 2
    half: bool = True


def best_device() -> torch.device:
    """An accelerator where there is one, else the processor; as a context it is where tensors are made."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def fit(
    model: nn.Module,
    examples: Callable[[int], Sequence[Example]],
    loss: Callable[[Sequence[Example]], Tensor],
    plan: Plan,
    *,
    size: Callable[[Example], int],
) -> None:
    """Trains a model in place; the same plan and examples give the same weights on one machine.

    Args:
        model: what is trained; parameters that ask for no gradient stay as they are.
        examples: the examples of an epoch, by its number from 0.
        loss: the loss of one batch.
        plan: rates, seeds and sizes.
        size: the length of an example, so that those of one batch are alike.
    """
    torch.manual_seed(plan.seed)
    torch.set_num_threads(plan.threads)
    model.train()
    weights = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(weights, lr=plan.rate, weight_decay=plan.decay)
    steps = sum(len(range(0, len(examples(epoch)), plan.batch)) for epoch in range(plan.epochs))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _rate(step, steps, plan.warm))
    begun, spent, done = time.monotonic(), 0.0, 0
    for epoch in range(plan.epochs):
        for batch in batches(examples(epoch), plan.batch, Random(plan.seed + epoch), size):  # noqa: S311  # no secret
            with torch.autocast(torch.get_default_device().type, dtype=torch.bfloat16, enabled=plan.half):
                value = loss(batch)
            value.backward()
            nn.utils.clip_grad_norm_(weights, 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            spent, done = spent + float(value.detach()), done + 1
            if done % 50 == 0:
                seconds = time.monotonic() - begun
                say(f"epoch {epoch + 1}, step {done} of {steps}: loss {spent / 50:.4f}, {seconds:.0f} s")
                spent = 0.0
    model.eval()


def _rate(step: int, steps: int, warm: float) -> float:
    rising = max(1, round(steps * warm))
    return (step + 1) / rising if step < rising else max(0.02, (steps - step) / max(1, steps - rising))


def batches(
    examples: Sequence[Example], count: int, random: Random, size: Callable[[Example], int]
) -> Iterator[list[Example]]:
    """Batches of at most `count` examples of like length, in an order of chance."""
    order = sorted(range(len(examples)), key=lambda i: (size(examples[i]), random.random()))
    starts = list(range(0, len(order), count))
    random.shuffle(starts)
    for start in starts:
        yield [examples[i] for i in order[start : start + count]]
