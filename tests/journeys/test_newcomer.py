"""The installed program in the hands of a newcomer: real keys on a real screen, none prepared."""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

import pytest

from tests.desktop import bus

ROOT: Final = Path(__file__).resolve().parents[2]
VARIABLE: Final = "FORAMEN_BUNDLE"
BUNDLE: Final = ROOT / "build" / "bundle" / "dist" / "foramen" / "foramen"
LONGEST_SECONDS: Final = 500
REACHED: Final = [
    *("first run", "patient", "visit", "handout", "backup", "closed"),
    *("restored", "chart", "closed"),
]


def program() -> Path:
    """Return the program of the bundle, or what FORAMEN_BUNDLE names."""
    return Path(os.environ.get(VARIABLE, str(BUNDLE)))


def missing() -> str:
    """Return why the journey cannot be made here, empty when it can."""
    if not program().is_file():
        return "no bundle: `python3 packaging/dev.py bundle` makes it"
    if shutil.which("xdotool") is None:
        return "no xdotool on this computer"
    return bus.missing()


@pytest.fixture
def screen() -> Iterator[str]:
    """A screen that nobody looks at."""
    read, shown = os.pipe()
    words = ["Xvfb", "-displayfd", str(shown), "-screen", "0", "1280x800x24", "-nolisten", "tcp"]
    quiet = subprocess.DEVNULL
    made = subprocess.Popen(words, pass_fds=[shown], stdout=quiet, stderr=quiet)
    os.close(shown)
    try:
        with os.fdopen(read) as pipe:
            yield f":{pipe.readline().strip()}"
    finally:
        made.terminate()
        made.wait(30)


def carried_out(words: list[str], surroundings: dict[str, str]) -> str:
    """Run a program with all that it starts, and return what it printed."""
    pipe = subprocess.PIPE
    done = subprocess.Popen(
        words, env=surroundings, stdout=pipe, stderr=pipe, text=True, start_new_session=True
    )
    try:
        told, wrong = done.communicate(timeout=LONGEST_SECONDS)
    finally:  # whatever it left running would hold on to the pipes
        with suppress(ProcessLookupError):
            os.killpg(done.pid, signal.SIGKILL)
        done.wait()
    assert done.returncode == 0, told + wrong[-3000:]
    return told


@pytest.mark.long(120)
@pytest.mark.timeout(LONGEST_SECONDS + 60)
@pytest.mark.skipif(bool(missing()), reason=missing() or "everything is there")
def test_from_the_first_run_to_the_second_computer(screen: str, tmp_path: Path) -> None:
    surroundings = os.environ | {
        "DISPLAY": screen,
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "PYTHONPATH": str(ROOT),
        "LANG": "C.UTF-8",
    }
    for name in ("DBUS_SESSION_BUS_ADDRESS", "AT_SPI_BUS_ADDRESS", "WAYLAND_DISPLAY"):
        surroundings.pop(name, None)
    script = Path(__file__).with_name("newcomer.py")
    words = ["dbus-run-session", "--", bus.python(), str(script), str(program()), str(tmp_path)]
    told = carried_out(words, surroundings)
    reached = [line.split("\t")[1] for line in told.splitlines() if "\t" in line]
    assert reached == REACHED
    (printed,) = (tmp_path / "first").glob("*.pdf")
    assert printed.read_bytes().startswith(b"%PDF-")
