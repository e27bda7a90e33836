"""How much memory the program holds with a clinic open, beside an empty window of Qt.

Megabytes that are resident, as a task manager shows them; noted beside them is what is the
program's own. ``FORAMEN_LARGE`` names a large home that was made before, as in ``test_intake``.
"""

import os
import sys
from pathlib import Path
from typing import Final

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from tests.benchmarks.clinics import furnish
from tests.benchmarks.test_window import probed

A_FEW: Final = 200
AIM_MEGABYTES: Final = 200
AIM_OF_THE_WORKLIST_SECONDS: Final = 0.15
MOST_OVER_A_BARE_WINDOW: Final = 150
"""The aim over an empty window, which takes 50."""
MOST_OVER_A_BARE_WINDOW_LARGE: Final = 175
"""While the whole of a large file is being checked."""
pytestmark = [
    pytest.mark.timeout(3600),
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads Linux's numbers"),
]


@pytest.mark.benchmark(group="memory")
def test_memory_of_an_open_clinic(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    made = os.environ.get("FORAMEN_LARGE", "")
    home = Path(made) if made else tmp_path
    if not made:
        furnish(home, A_FEW)
    bare = probed("bare_window_probe", home).seconds["resident"]
    found = benchmark.pedantic(lambda: probed("memory_probe", home), rounds=1).seconds
    benchmark.extra_info.update({moment: round(held, 2) for moment, held in found.items()})
    benchmark.extra_info["a bare window"] = round(bare)
    benchmark.extra_info["over the aim"] = round(found["chart, resident"] - AIM_MEGABYTES)
    late = found["worklist seconds of work"] - AIM_OF_THE_WORKLIST_SECONDS
    benchmark.extra_info["worklist over the aim, seconds of work"] = round(late, 3)
    most = MOST_OVER_A_BARE_WINDOW_LARGE if made else MOST_OVER_A_BARE_WINDOW
    assert found["chart, resident"] - bare <= most
