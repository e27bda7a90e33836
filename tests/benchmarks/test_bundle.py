"""How the bundle starts beside the source it was made from, and how large it is.

Both are started in turns on one locked clinic, on a screen that nobody looks at; painted is what
stands there in many colours. Skipped where there is no bundle: `packaging/dev.py bundle` makes it.
"""

import importlib.util
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Final, NamedTuple

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from db.create import NewClinic, create_clinic
from db.kdf import KdfCost
from desktop.places import Places, prepare
from desktop.today import now
from pathway.records import Stamp

ROOT: Final = Path(__file__).resolve().parents[2]
BUNDLE: Final = ROOT / "build" / "bundle" / "dist" / "foramen" / "foramen"
VARIABLE: Final = "FORAMEN_BUNDLE"
MOST_TIMES_THE_SOURCE: Final = 1.5
ROUNDS: Final = 7
PATIENCE_SECONDS: Final = 60.0
LOOK_SECONDS: Final = 0.004
WIDTH, HEIGHT = 1280, 800
PIXEL_BYTES: Final = 4
LEAST_COLOURS: Final = 12
"""An empty screen has one or two in its middle, smooth letters have more."""
MIDDLE: Final = range(150, 420, 9)
"""The lines of the screen that are looked at: the unlock card stands there."""
BYTE_CODE: Final = ROOT / "build" / "first-paint"


class Started(NamedTuple):
    """What a start took until something was painted."""

    seconds: float
    megabytes: float


def program() -> Path:
    """Return the program of the bundle, or what FORAMEN_BUNDLE names."""
    return Path(os.environ.get(VARIABLE, str(BUNDLE)))


def missing() -> str:
    """Return why nothing can be measured here, empty when it can."""
    if not program().is_file():
        return "no bundle: `python3 packaging/dev.py bundle` makes it"
    if not sys.platform.startswith("linux") or shutil.which("Xvfb") is None:
        return "no Xvfb on this computer"
    return ""


pytestmark = [
    pytest.mark.timeout(1200),
    pytest.mark.skipif(bool(missing()), reason=missing() or "everything is there"),
]


class Screen:
    """A screen whose pixels lie in a file."""

    def __init__(self, name: str, pixels: Path) -> None:
        self.name = name
        self._pixels = pixels

    def is_painted(self) -> bool:
        """Say whether letters stand in the middle of the screen."""
        content = self._pixels.read_bytes()
        begin = len(content) - WIDTH * HEIGHT * PIXEL_BYTES
        colours: set[bytes] = set()
        for line in MIDDLE:
            at = begin + line * WIDTH * PIXEL_BYTES
            row = content[at : at + WIDTH * PIXEL_BYTES]
            colours |= {row[i : i + PIXEL_BYTES] for i in range(0, len(row), PIXEL_BYTES)}
        return len(colours) > LEAST_COLOURS


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    """A screen that nobody looks at."""
    read, shown = os.pipe()
    words = ["Xvfb", "-displayfd", str(shown), "-screen", "0", f"{WIDTH}x{HEIGHT}x24"]
    words += ["-nolisten", "tcp", "-fbdir", str(tmp_path)]
    quiet = subprocess.DEVNULL
    made = subprocess.Popen(words, pass_fds=[shown], stdout=quiet, stderr=quiet)
    os.close(shown)
    try:
        with os.fdopen(read) as pipe:
            yield Screen(f":{pipe.readline().strip()}", tmp_path / "Xvfb_screen0")
    finally:
        made.terminate()
        made.wait(PATIENCE_SECONDS)


@pytest.fixture
def locked(home: Path, today: date) -> Path:
    """A home with a clinic that is set up and locked."""
    places = Places(home)
    prepare(places)
    wanted = NewClinic("Mfuwe Clinic", "Dr Phiri", "green window seven", kdf=KdfCost(1, 8192, 1))
    create_clinic(places.clinic, wanted, Stamp("Dr Phiri", now(), today))
    return home


@contextmanager
def running(words: list[str], screen: Screen, home: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Start a program on the screen, and end it whatever happens."""
    env = os.environ | {
        "DISPLAY": screen.name,
        "FORAMEN_HOME": str(home),
        "QT_QPA_PLATFORM": "xcb",
        # An installed program has its byte code on disk: so has the source, after the warm-up.
        "PYTHONPYCACHEPREFIX": str(BYTE_CODE),
    }
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    quiet = subprocess.DEVNULL
    made = subprocess.Popen(words, env=env, cwd=ROOT, stdout=quiet, stderr=quiet)
    try:
        yield made
    finally:
        made.kill()
        made.wait(PATIENCE_SECONDS)


def started(words: list[str], screen: Screen, home: Path) -> Started:
    """Return how long a program takes to its first paint, and how much memory it holds then."""
    begun = time.monotonic()
    with running(words, screen, home) as process:
        while not screen.is_painted():
            took = time.monotonic() - begun
            assert took < PATIENCE_SECONDS, "nothing was painted"
            with suppress(subprocess.TimeoutExpired):
                process.wait(LOOK_SECONDS)
            assert process.returncode is None, f"ended with {process.returncode}"
        took = time.monotonic() - begun
        lines = Path(f"/proc/{process.pid}/status").read_text("ascii").splitlines()
    held = next(line.split()[1] for line in lines if line.startswith("VmRSS:"))
    _wait_for_nothing(screen)
    return Started(took, int(held) / 1024)


def _wait_for_nothing(screen: Screen) -> None:
    """Wait until the server has taken the window of a program that was ended off the screen."""
    end = time.monotonic() + PATIENCE_SECONDS
    while screen.is_painted():
        assert time.monotonic() < end, "the window of a program that ended stays"


@pytest.mark.benchmark(group="bundle")
def test_first_paint_of_the_bundle_against_the_source(
    benchmark: BenchmarkFixture, screen: Screen, locked: Path
) -> None:
    source, ours = [], []

    def both() -> None:
        source.append(started([sys.executable, "-m", "desktop"], screen, locked))
        ours.append(started([str(program())], screen, locked))

    benchmark.pedantic(both, rounds=ROUNDS, warmup_rounds=1)
    del source[0], ours[0]  # the warm-up
    floor, seconds = (statistics.median(one.seconds for one in some) for some in (source, ours))
    told = {
        "ratio": round(seconds / floor, 2),
        "ratio_of_fastest": round(min(ours).seconds / min(source).seconds, 2),
        "bundle_ms": round(1000 * seconds),
        "source_ms": round(1000 * floor),
        "bundle_MB": round(statistics.median(one.megabytes for one in ours)),
        "source_MB": round(statistics.median(one.megabytes for one in source)),
    }
    benchmark.extra_info.update(told)
    assert seconds / floor <= MOST_TIMES_THE_SOURCE, told


def test_the_package_and_what_it_installs_are_small_enough() -> None:
    release, folder = _release(), program().parent
    package = next(folder.parents[1].glob("out/foramen_*.deb"), None)
    if package is None:
        pytest.skip("no package beside the bundle")
    assert package.stat().st_size <= release.MOST_PACKAGE_BYTES
    files = (path.lstat().st_size for path in folder.rglob("*") if path.is_file())
    assert sum(files) <= release.MOST_FOLDER_BYTES
    words = ["dpkg-deb", "--field", str(package), "Installed-Size"]
    kibibytes = int(subprocess.run(words, capture_output=True, text=True, check=True).stdout)
    assert kibibytes * 1024 <= release.MOST_FOLDER_BYTES


def _release() -> ModuleType:
    spec = importlib.util.spec_from_file_location("release", ROOT / "packaging" / "release.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
