"""Starts the demonstration as a program of its own: its records never meet those of a clinic."""

import sys
from pathlib import Path

from PySide6.QtCore import QProcess


def demo_command(home: Path) -> tuple[str, list[str]]:
    """Return what starts the demonstration from here, with things of a moment under ``home``."""
    words = ["--home", str(home), "demo"]
    if getattr(sys, "frozen", False):
        return sys.executable, words
    return sys.executable, ["-m", "desktop", *words]


def start_demo(home: Path) -> bool:
    """Start the demonstration beside this window; False when the system refuses."""
    program, words = demo_command(home)
    started, _process = QProcess.startDetached(program, words, str(Path(__file__).parents[1]))
    return started
