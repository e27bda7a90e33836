"""On Linux a real AT-SPI client, in a process of its own, hears a window: what that takes."""

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).parent
TOLD: Final = "told.json"
"""The file that a window writes to."""
PYTHONS: Final = (sys.executable, "/usr/bin/python3", "python3")
PROGRAMS: Final = ("Xvfb", "dbus-run-session")
BUS: Final = (Path("/usr/libexec/at-spi-bus-launcher"), Path("/usr/lib/at-spi2-core"))
SCREEN: Final = (
    "libxcb-cursor.so.0",
    "libxcb-icccm.so.4",
    "libxcb-keysyms.so.1",
    "libxcb-shape.so.0",
    "libxkbcommon-x11.so.0",
)
LONGEST_SECONDS: Final = 100


def missing() -> str:
    """Return why no screen reader can be played here, empty when one can."""
    if not sys.platform.startswith("linux"):
        return "AT-SPI is the way of screen readers on Linux only"
    lacking = [name for name in PROGRAMS if shutil.which(name) is None]
    if lacking:
        return f"no {' and no '.join(lacking)} on this computer"
    libraries = [name for name in SCREEN if not _is_loadable(name)]
    if libraries:
        return f"no {' and no '.join(libraries)} on this computer"
    if not any(path.exists() for path in BUS):
        return "no at-spi2-core on this computer"
    return "" if python() else "no Python with the module dbus on this computer"


def _is_loadable(library: str) -> bool:
    """Whether the system's loader finds a library that a window on a screen needs."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def python() -> str:
    """Return a Python that can speak to the bus."""
    for name in PYTHONS:
        found = shutil.which(name)
        if (
            found
            and not subprocess.run([found, "-c", "import dbus"], capture_output=True).returncode
        ):
            return found
    return ""


def _has_dbus(python: str) -> bool:
    done = subprocess.run([python, "-c", "import dbus"], capture_output=True)
    return done.returncode == 0


def heard(folder: Path, window: str, reader: str) -> list[list[str]]:
    """Run the module of a window and a reader on a screen of their own; return what was heard.

    The window writes to a file in the folder when it has been read, and closes.
    """
    read, shown = os.pipe()
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", str(shown), "-screen", "0", "1280x800x24", "-nolisten", "tcp"],
        pass_fds=[shown],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(shown)
    try:
        with os.fdopen(read) as pipe:
            number = pipe.readline().strip()
        return _listen(folder, f":{number}", window, reader)
    finally:
        screen.terminate()
        screen.wait(LONGEST_SECONDS)


def _listen(folder: Path, display: str, window: str, reader: str) -> list[list[str]]:
    """Run the window and the reader on a session bus of their own; return what was heard."""
    told = folder / TOLD
    surroundings = os.environ | {
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "PYTHONPATH": str(HERE.parent.parent),
    }
    for name in ("DBUS_SESSION_BUS_ADDRESS", "AT_SPI_BUS_ADDRESS", "WAYLAND_DISPLAY"):
        surroundings.pop(name, None)
    shown = f'"{sys.executable}" -m {window} "{told}" >&2 & window=$!'
    script = f'{shown}; "{python()}" "{HERE / reader}" || kill $window; wait $window'
    done = subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", script],
        env=surroundings,
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=LONGEST_SECONDS,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert told.exists(), done.stdout + done.stderr[-2000:]
    return [line.split("\t") for line in done.stdout.splitlines() if "\t" in line]
