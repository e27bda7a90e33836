"""What the window imports is not read a second time, as text, while the clinician waits."""

import subprocess
import sys

OPENING = """
from desktop.commands.window import make_app
make_app(["foramen"])
import linecache
import desktop.today, desktop.window
print([name for name in linecache.cache if "desktop" in name])
"""


def test_no_source_is_read_while_the_window_opens() -> None:
    done = subprocess.run(
        [sys.executable, "-c", OPENING], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout == "[]\n"
