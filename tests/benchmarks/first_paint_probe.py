"""Started as a process of its own: opens a window, and at its first paint tells what it cost.

``first_paint_probe.py bare`` opens an empty QMainWindow, ``first_paint_probe.py HOME`` the program
on the clinic in that home. Prints JSON: seconds since the start that SINCE names, and the modules.
"""

import json
import os
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


def elapsed() -> float:
    """Return the seconds since the process was asked for."""
    return time.monotonic() - float(os.environ["SINCE"])


def report(**found: object) -> None:
    """Print what was found and leave at once."""
    told = {"seconds": elapsed(), "modules": sorted(sys.modules), **found}
    text = json.dumps(told)
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
    os._exit(0)


def bare() -> None:
    """Measure the floor: Qt's own empty window."""
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QMainWindow

    class Empty(QMainWindow):
        def paintEvent(self, event: QPaintEvent) -> None:
            super().paintEvent(event)
            QTimer.singleShot(0, report)

    app = QApplication(sys.argv[:1])
    window = Empty()
    window.resize(1280, 760)
    window.show()
    app.exec()


def ours(home: str) -> None:
    """Measure the program: the passphrase field must take a key before it counts as painted."""
    from desktop.__main__ import main
    from desktop.commands import window as command

    make_app = command.make_app

    def watched(argv: list[str]) -> "QApplication":
        from PySide6.QtCore import QTimer
        from PySide6.QtGui import QPaintEvent

        from desktop import window

        class Watched(window.Window):
            def paintEvent(self, event: QPaintEvent) -> None:
                super().paintEvent(event)
                QTimer.singleShot(0, type_a_key)

        window.Window = Watched  # type: ignore[misc]
        return make_app(argv)

    command.make_app = watched
    os.environ["FORAMEN_HOME"] = home
    main([])


def type_a_key() -> None:
    """Stop the watch; then press a key as a user would and tell which field took it."""
    seconds = elapsed()
    modules = sorted(sys.modules)
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication, QLineEdit

    field = QApplication.focusWidget()
    none = Qt.KeyboardModifier.NoModifier
    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_X, none, "x")
    typed = ""
    if isinstance(field, QLineEdit):
        QApplication.sendEvent(field, key)
        typed = field.text()
    report(seconds=seconds, modules=modules, field=type(field).__name__, typed=typed)


if __name__ == "__main__":
    bare() if sys.argv[1] == "bare" else ours(sys.argv[1])
