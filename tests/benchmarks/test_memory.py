"""How much memory the program holds with a clinic open, beside what its libraries take.

The floor is the same process before anybody unlocked it: libraries and words are there by then.
``FORAMEN_LARGE`` names a large home that was made before, as in ``test_intake``.
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
MOST_OPEN_MEGABYTES: Final = 50
"""Pages and charts of a small clinic: 32 were measured."""
MOST_PAGES_MEGABYTES: Final = 64
"""What readers and the store may keep of a large file besides."""
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
    found = benchmark.pedantic(lambda: probed("memory_probe", home), rounds=1).seconds
    benchmark.extra_info["MB"] = {moment: round(held) for moment, held in found.items()}
    benchmark.extra_info["over the aim"] = round(found["chart"] - AIM_MEGABYTES)
    most = MOST_OPEN_MEGABYTES + (MOST_PAGES_MEGABYTES if made else 0)
    assert found["chart"] - found["locked"] <= most
