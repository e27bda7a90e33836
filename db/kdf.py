"""The work of turning a passphrase into a key: enough to slow a thief, not the clinic."""

import time
from dataclasses import dataclass, replace
from typing import Final

from argon2.low_level import Type, hash_secret_raw

_MOST_MEMORY_KIB: Final = 256 * 1024
_MOST_PASSES: Final = 64
_MOST_LANES: Final = 16
_TRIES: Final = 6


@dataclass(frozen=True, slots=True)
class KdfCost:
    """Parameters of argon2id."""

    passes: int
    memory_kib: int
    lanes: int

    @property
    def is_sane(self) -> bool:
        """Return whether an honest clinic could have chosen this: a bomb is not even tried."""
        return (
            1 <= self.passes <= _MOST_PASSES
            and 1 <= self.lanes <= _MOST_LANES
            and 8 * self.lanes <= self.memory_kib <= _MOST_MEMORY_KIB
        )


FLOOR: Final = KdfCost(passes=2, memory_kib=19 * 1024, lanes=1)
"""The least that a clinic's passphrase gets, on however slow a machine (OWASP's minimum)."""
START: Final = KdfCost(passes=3, memory_kib=64 * 1024, lanes=2)
THROWAWAY: Final = KdfCost(passes=1, memory_kib=64, lanes=1)
"""For a random secret that nobody types: a synthetic clinic. Never for a passphrase."""


def calibrated(target_seconds: float = 0.7) -> KdfCost:
    """Return parameters that cost this machine about ``target_seconds``, never below the floor."""
    cost = START
    for _ in range(_TRIES):
        seconds = _measure(cost)
        if seconds > 1.5 * target_seconds:
            cost = _lighter(cost)
        else:
            passes = round(cost.passes * target_seconds / seconds)
            return replace(cost, passes=min(max(passes, cost.passes), _MOST_PASSES))
        if cost == FLOOR:
            break
    return cost


def _lighter(cost: KdfCost) -> KdfCost:
    if cost.passes > FLOOR.passes:
        return replace(cost, passes=FLOOR.passes)
    if cost.memory_kib // 2 > FLOOR.memory_kib:
        return replace(cost, memory_kib=cost.memory_kib // 2)
    return FLOOR


def _measure(cost: KdfCost) -> float:
    start = time.perf_counter()
    hash_secret_raw(
        b"calibration",
        bytes(16),
        time_cost=cost.passes,
        memory_cost=cost.memory_kib,
        parallelism=cost.lanes,
        hash_len=32,
        type=Type.ID,
    )
    return max(time.perf_counter() - start, 1e-6)
