from collections.abc import Callable, Mapping, Sequence
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

class Stats:
    min: float
    max: float
    mean: float
    median: float
    rounds: int
    total: float

class Metadata:
    stats: Stats

class BenchmarkFixture:
    enabled: bool
    extra_info: dict[str, object]
    stats: Metadata | None
    def __call__(
        self, function_to_benchmark: Callable[P, R], *args: P.args, **kwargs: P.kwargs
    ) -> R: ...
    def pedantic(
        self,
        target: Callable[..., R],
        args: Sequence[object] = ...,
        kwargs: Mapping[str, object] | None = ...,
        setup: Callable[[], object] | None = ...,
        teardown: Callable[..., object] | None = ...,
        rounds: int = ...,
        warmup_rounds: int = ...,
        iterations: int = ...,
    ) -> R: ...
