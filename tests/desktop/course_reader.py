"""A screen reader that goes through a timeline: it knows nothing but the AT-SPI bus.

Run by a Python that has the module ``dbus``, with nothing of this project on its path. It looks for
the list called "Timeline", hears each of its items, writes them line by line, and presses "Closer".
"""

import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.desktop.screen_reader import PATIENCE_SECONDS, Part, Reader
else:
    from screen_reader import PATIENCE_SECONDS, Part, Reader

LIST = "list"
TITLE = "Timeline"
LAST = "Closer"


def main() -> None:
    """Hear every event."""
    reader = Reader()
    program = reader.wait_for_program()
    for item in reader.children(named(reader, program, LIST, TITLE)):
        heard = reader.role(item), reader.name(item), reader.description(item)
        sys.stdout.write("\t".join(heard) + "\n")
    sys.stdout.flush()
    reader.act(named(reader, program, "", LAST))


def named(reader: Reader, program: Part, role: str, name: str) -> Part:
    """Return a part by its name, and by its role if one is wanted."""
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        for part in reader.walk(program):
            if reader.name(part) == name and role in {"", reader.role(part)}:
                return part
    raise SystemExit(f"nothing is called {name}")


if __name__ == "__main__":
    main()
