"""Writes docs/guide/keys.md: every key and every command, from the tables that the program uses.

python packaging/dev.py docs          writes it anew
python packaging/guide_keys.py        the same, this page alone
"""

import argparse
import os
import re
from pathlib import Path
from typing import Final

from desktop.actionrows import rows
from desktop.commandline import COMMANDS
from desktop.commands import store

PAGE: Final = Path(__file__).resolve().parent.parent / "docs" / "guide" / "keys.md"
ACTION: Final = re.compile(r"^    ([a-z-]+)\s+(\S.*)$", re.MULTILINE)
HEAD: Final = """# Every key and every command

In the program F1 twice shows the keys, F10 the menu. On macOS, Cmd stands for Ctrl. The keys in
forms are in [../conventions.md](../conventions.md). `python3 packaging/dev.py docs` writes this
page from the program's own tables.

## Keys

| Key | Name | Does |
|---|---|---|
"""
COMMANDS_HEAD: Final = """
## Commands

Nobody needs them for a day in the clinic. Each has `--help`. On Windows the program for terminals
is `foramen-console`.

| Command | Does |
|---|---|
| `foramen` | opens the window |
"""


def page() -> str:
    """Return the whole page."""
    keys = "".join(f"| {', '.join(row.keys)} | {row.text} | {row.help} |\n" for row in rows())
    lines = [(f"foramen {name}", text) for name, text in COMMANDS.items()]
    lines += [(f"foramen store {name}", text) for name, text in store_actions()]
    told = "".join(f"| `{name}` | {text} |\n" for name, text in lines)
    return f"{HEAD}{keys}{COMMANDS_HEAD}{told}"


def store_actions() -> list[tuple[str, str]]:
    """Return what can be done with a store, each with its line of the help."""
    os.environ["COLUMNS"] = "300"  # one line of help each
    subparsers = argparse.ArgumentParser().add_subparsers()
    store.add(subparsers)
    # Of a name as long as "recovery-code" the line of help begins on the next line.
    return ACTION.findall(subparsers.choices["store"].format_help())


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
