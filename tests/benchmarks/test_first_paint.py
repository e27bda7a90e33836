"""How soon the passphrase field takes a key, against Qt's own empty window in the same run."""

import json
import os
import statistics
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from db.create import NewClinic, create_clinic
from db.kdf import KdfCost
from desktop.places import Places, prepare
from desktop.today import now
from pathway.records import Stamp

PROBE = Path(__file__).with_name("first_paint_probe.py")
ROOT = PROBE.parents[2]
MOST_TIMES_THE_FLOOR = 1.3
ROUNDS = 40
BYTE_CODE = ROOT / "build" / "first-paint"
HEAVY = (
    "sqlmodel",
    "sqlalchemy",
    "reportlab",
    "pydantic",
    "pypdfium2",
    "desktop.pages",
    "handouts",
)


class Painted(NamedTuple):
    """What a probe told at its first paint."""

    seconds: float
    modules: tuple[str, ...]
    field: str
    typed: str


@pytest.fixture
def clinic_home(home: Path, today: date) -> Path:
    """A home with a clinic that is set up and locked."""
    places = Places(home)
    prepare(places)
    cheap = KdfCost(1, 8192, 1)
    wanted = NewClinic("Mfuwe Clinic", "Dr Phiri", "green window seven", kdf=cheap)
    create_clinic(places.clinic, wanted, Stamp("Dr Phiri", now(), today))
    return home


def painted(what: str) -> Painted:
    """Start a process and return what it told at its first paint."""
    env = os.environ | {"SINCE": repr(time.monotonic()), "PYTHONPATH": str(ROOT)}
    # An installed program has its byte code on disk: so has the probe, after the warm-up.
    env["PYTHONPYCACHEPREFIX"] = str(BYTE_CODE)
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(
        [sys.executable, str(PROBE), what],
        env=env,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    told = json.loads(done.stdout)
    modules = tuple(told["modules"])
    return Painted(told["seconds"], modules, told.get("field", ""), told.get("typed", ""))


def test_first_paint_needs_nothing_heavy(clinic_home: Path) -> None:
    shown = painted(str(clinic_home))
    assert shown.field == "PassField"
    assert shown.typed == "x"
    assert "PySide6.QtWidgets" in shown.modules
    heavy = [name for name in shown.modules if name.startswith(HEAVY)]
    assert heavy == []


def test_first_paint_against_an_empty_window(
    clinic_home: Path, benchmark: BenchmarkFixture
) -> None:
    floor, ours = [], []

    def both() -> None:
        floor.append(painted("bare").seconds)
        ours.append(painted(str(clinic_home)).seconds)

    benchmark.pedantic(both, rounds=ROUNDS, warmup_rounds=1)
    ratio = statistics.median(ours) / statistics.median(floor)
    benchmark.extra_info["ratio"] = round(ratio, 2)
    benchmark.extra_info["ratio_of_fastest"] = round(min(ours) / min(floor), 2)
    benchmark.extra_info["floor_ms"] = round(1000 * statistics.median(floor))
    benchmark.extra_info["ours_ms"] = round(1000 * statistics.median(ours))
    assert ratio <= MOST_TIMES_THE_FLOOR
