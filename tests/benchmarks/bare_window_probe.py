"""Started as a process of its own: how much memory an empty window of Qt holds, as JSON."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from tests.benchmarks.memory_probe import holding
from tests.benchmarks.script import tell

if __name__ == "__main__":
    app = QApplication(["bare"])
    window = QWidget()
    window.resize(1280, 720)
    window.show()
    QTimer.singleShot(0, app.quit)  # after the first paint
    app.exec()
    tell({"stalls": [], **holding()})
