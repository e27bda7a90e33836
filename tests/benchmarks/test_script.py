"""A scripted run that cannot go on ends, and says where."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from tests.benchmarks.clinics import furnish

ROOT: Final = Path(__file__).parents[2]
ENDS_WITHIN_SECONDS: Final = 120
IN_VAIN: Final = """
import sys
from tests.benchmarks.script import Script, play, tell
class InVain(Script):
    def work(self):
        self.watchdog.doing, self.patience_seconds = "nothing", 1
        yield lambda: True
        {step}
tell(play(InVain, sys.argv[1]))
"""


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ("yield lambda: False", "nothing: waited too long"),
        ("yield lambda: 1 / 0", "ZeroDivisionError"),
        ("raise AssertionError('no such page'); yield", "no such page"),
        ("import time; time.sleep(3600); yield", "Timeout"),
    ],
)
def test_a_script_that_cannot_go_on_ends(
    benchmark: BenchmarkFixture, tmp_path: Path, step: str, said: str
) -> None:
    furnish(tmp_path, 2)
    ran = benchmark.pedantic(_played, (step, tmp_path), rounds=1)
    assert ran.returncode != 0
    assert said in ran.stderr


def _played(step: str, home: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", IN_VAIN.format(step=step), str(home)],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=ENDS_WITHIN_SECONDS,
    )
