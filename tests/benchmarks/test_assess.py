"""How long 10,000 assessments take in two worker processes, on charts of ten visits."""

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import cache
from multiprocessing import get_context
from statistics import median
from time import perf_counter

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from pathway.evaluate import assess_day, evaluate
from pathway.facts import Chart, FlagAnswer, Spot, Visit
from tests.pathway.charts import care, chart, day, guidelines, seen

CHARTS = 10_000
WORKERS = 2
ROUNDS = 7
LIMIT_SECONDS = 3.0
RATIO_SAMPLE = 100


def busy_chart(number: int) -> Chart:
    """A chart of ten visits with scores, power, answers and four entries of care."""
    muscles = ("ankle_dorsiflexion", "great_toe_extension", "knee_extension", "hip_flexion")
    visits = tuple(_visit(7 * week, number, muscles) for week in range(10))
    entries = (
        care(number % 10, per_week=4),
        care(3, 20, kind="medicine"),
        care(5, 40, kind="heat"),
        care(30, per_week=2, kind="physiotherapy"),
    )
    return chart(*visits, care=entries)


@cache
def busy_charts() -> tuple[Chart, ...]:
    """Fifty charts, made once in each process."""
    return tuple(busy_chart(number) for number in range(50))


def _visit(on: int, number: int, muscles: tuple[str, ...]) -> Visit:
    items = {f"RF-C{n}": FlagAnswer("no") for n in range(1, 8)}
    items["RF-T3"] = FlagAnswer("yes" if number % 7 == 0 else "no")
    return replace(
        seen(on, 8 - on // 14, 3),
        red_flags=items,
        power={Spot("left", muscle): 4 if number % 5 == 0 else 5 for muscle in muscles},
        pain_map=frozenset({Spot("left", "outer_shin")}),
    )


def assess_many(numbers: Sequence[int]) -> int:
    """Assess one chart for each number; returns how many."""
    pack = guidelines()
    made = busy_charts()
    for number in numbers:
        assess_day(made[number % len(made)], day(63 + number % 60), pack)
    return len(numbers)


@pytest.mark.benchmark(group="assess")
def test_ten_thousand_assessments(benchmark: BenchmarkFixture) -> None:
    halves = [range(start, CHARTS, WORKERS) for start in range(WORKERS)]
    with ProcessPoolExecutor(WORKERS, get_context("spawn")) as pool:
        list(pool.map(assess_many, [range(10)] * WORKERS))

        def run() -> None:
            begun = perf_counter()
            assert sum(pool.map(assess_many, halves)) == CHARTS
            rounds.append(perf_counter() - begun)

        rounds: list[float] = []
        benchmark.pedantic(run, rounds=ROUNDS)
    benchmark.extra_info["seconds of each round"] = [round(seconds, 2) for seconds in rounds]
    assert median(rounds) <= LIMIT_SECONDS


@pytest.mark.benchmark(group="assess")
def test_a_forecast_costs_so_many_assessments(benchmark: BenchmarkFixture) -> None:
    pack, made = guidelines(), busy_charts()

    def run() -> float:
        begun = perf_counter()
        for number in range(RATIO_SAMPLE):
            assess_day(made[number % 50], day(63), pack)
        middle = perf_counter()
        for number in range(RATIO_SAMPLE):
            evaluate(made[number % 50], day(63), pack)
        return (perf_counter() - middle) / (middle - begun)

    ratio = benchmark(run)
    benchmark.extra_info["evaluate / assess_day"] = round(ratio, 1)
    assert ratio < RATIO_SAMPLE
