"""The engine of veraPDF: Java, in the folder that FORAMEN_VERAPDF names or the user's cache."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Final

CHECK: Final = Path(__file__).with_name("UaCheck.java")
# Read once: each test has a home of its own.
ENGINE: Final = Path(os.environ.get("FORAMEN_VERAPDF") or Path.home() / ".cache" / "verapdf")
JAVA: Final = shutil.which("java")


def judged(flavour: str, paths: list[Path]) -> list[str]:
    """Return one line for each file: its path, and what the engine says of it."""
    asked = [str(JAVA), "-cp", f"{ENGINE}/*", str(CHECK), flavour, *map(str, paths)]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.splitlines()
